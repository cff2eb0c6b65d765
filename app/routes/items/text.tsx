import { directionOf } from "#app/i18n/languages.ts";
import { RichText } from "#app/rich-text/rich-text.tsx";

import { HEADING, type PartProps } from "./part.ts";

type Group = PartProps["item"]["groups"][number];

/** The text in its own language, under the headings of its template in the reader's. */
export function Text({ item, t, lang }: PartProps & { lang: string }) {
  return (
    <>
      {item.groups.map((group) => {
        const [List, Part] = group.numbered ? (["ol", "li"] as const) : group.listed ? (["ul", "li"] as const) : (["div", "div"] as const);
        const Heading = group.heading ? "h3" : "h2";
        return (
          <section key={group.group} className="min-w-0">
            {group.heading ? <h2 className={HEADING}>{group.heading}</h2> : null}
            <List lang={item.lang} dir={item.dir} className={styleOf(group)}>
              {group.sections.map((section) => (
                <Part key={section.id} id={section.id} className="scroll-mt-4">
                  {section.heading ? <Heading className={group.heading ? "mb-2 text-lg" : "mb-2 text-xl"}>{section.heading}</Heading> : null}
                  <RichText html={section.html} />
                  {section.breaksOff ? (
                    // Said in the reader's language at the very place where the source ends in mid-sentence.
                    <p lang={lang} dir={directionOf(lang)} className="mt-2 w-fit border-s-4 border-accent bg-accent-soft px-3 py-1 text-sm">
                      {t("versions.breaksOffHere")}
                    </p>
                  ) : null}
                </Part>
              ))}
            </List>
          </section>
        );
      })}
    </>
  );
}

/** Short points stand close together, parts with headings apart. */
function styleOf({ numbered, listed, sections }: Group): string {
  const space = sections.some(({ heading }) => heading) ? "space-y-7" : "space-y-2";
  if (numbered) return `list-decimal ps-8 marker:font-semibold marker:text-accent ${space}`;
  if (listed) return `list-disc ps-6 marker:text-accent ${space}`;
  return "space-y-4";
}

/** The parts of the template for which no source has anything, and those that do not apply. */
export function Absent({ item }: Pick<PartProps, "item">) {
  if (item.absent.length === 0) return null;
  return (
    <dl className="grid gap-2 border-s-4 border-line ps-4 text-muted">
      {item.absent.map(({ name, headings }) => (
        <div key={name}>
          <dt className="font-semibold">{name}</dt>
          <dd>{headings.join(" · ")}</dd>
        </div>
      ))}
    </dl>
  );
}
