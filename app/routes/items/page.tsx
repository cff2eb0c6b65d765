import { Link, useLoaderData, useLocation } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { directionOf } from "#app/i18n/languages.ts";
import { pageMeta } from "#app/lib/page-meta.ts";
import { Prose } from "#app/ui/prose.tsx";
import { Sources } from "#app/ui/sources.tsx";

import { loadItem } from "./page.server.ts";

export const meta = pageMeta;
export { loadItem as loader };

const HEADING = "mb-3 border-b border-line pb-2 text-2xl";

export default function ItemPage() {
  const { item } = useLoaderData<typeof loadItem>();
  return (
    <article>
      <header className="border-b border-line bg-surface">
        <div className="wrap grid gap-4 py-8 sm:py-12">
          <p className="flex flex-wrap gap-x-3 text-sm text-muted">
            <span className="font-semibold text-accent">{item.type}</span>
            {item.country ? <span>{item.country}</span> : null}
            {item.date ? <span>{item.date}</span> : null}
          </p>
          <div lang={item.lang} dir={item.dir} className="grid max-w-4xl gap-4">
            <h1 className="text-3xl sm:text-4xl">{item.title}</h1>
            {item.summary ? <p className="text-lg text-muted">{item.summary}</p> : null}
          </div>
          <Versions />
          <VersionNotes />
        </div>
      </header>
      {/* On a narrow screen the facts stand before the text and the terms after it; on a wide one, beside it. */}
      <div className="wrap grid gap-x-12 gap-y-8 py-8 lg:grid-cols-[minmax(0,1fr)_20rem] lg:grid-rows-[auto_1fr]">
        <Facts />
        <div className="grid min-w-0 max-w-prose content-start gap-10 lg:col-start-1 lg:row-span-2 lg:row-start-1">
          <Text />
          <Figures />
          <Absent />
          <Sources sources={item.sources} />
        </div>
        <Terms />
      </div>
    </article>
  );
}

/** The text in its own language, under the headings of its template in the reader's. */
function Text() {
  const { item } = useLoaderData<typeof loadItem>();
  return (
    <>
      {item.groups.map(({ group, heading, numbered, sections }) => {
        const [List, Part] = numbered ? (["ol", "li"] as const) : (["div", "div"] as const);
        const Heading = heading ? "h3" : "h2";
        return (
          <section key={group} className="min-w-0">
            {heading ? <h2 className={HEADING}>{heading}</h2> : null}
            <List lang={item.lang} dir={item.dir} className={numbered ? "list-decimal space-y-2 ps-6" : "space-y-4"}>
              {sections.map((section) => (
                <Part key={section.id} id={section.id}>
                  {section.heading ? <Heading className={heading ? "mb-1 text-lg" : "mb-1 text-xl"}>{section.heading}</Heading> : null}
                  <Prose text={section.text} />
                  {section.breaksOff ? <BreaksOff /> : null}
                </Part>
              ))}
            </List>
          </section>
        );
      })}
    </>
  );
}

/** Said in the reader's language at the very place where the source ends in mid-sentence. */
function BreaksOff() {
  const { lang } = useLoaderData<typeof loadItem>();
  const { t } = useTranslation("items");
  return (
    <p lang={lang} dir={directionOf(lang)} className="mt-2 w-fit border-s-4 border-accent bg-accent-soft px-3 py-1 text-sm">
      {t("versions.breaksOffHere")}
    </p>
  );
}

/** The parts of the template for which no source has anything. */
function Absent() {
  const { item } = useLoaderData<typeof loadItem>();
  const { t } = useTranslation("site");
  if (item.absent.length === 0) return null;
  return (
    <dl className="border-s-4 border-line ps-4 text-muted">
      <dt className="font-semibold">{t("notStated")}</dt>
      <dd>{item.absent.join(" · ")}</dd>
    </dl>
  );
}

/** The languages in which the item can be read. */
function Versions() {
  const { item } = useLoaderData<typeof loadItem>();
  const { t } = useTranslation("items");
  const { pathname } = useLocation();
  return (
    <nav aria-label={t("versions.label")}>
      <ul className="flex flex-wrap items-center gap-2 text-sm">
        {item.versions.map((version) => (
          <li key={version.lang}>
            <Link
              to={`${pathname}?version=${version.lang}`}
              aria-current={version.current ? "true" : undefined}
              className="inline-flex min-h-8 items-center gap-2 rounded border border-line px-3 py-1 hover:border-brand aria-[current]:border-brand aria-[current]:bg-brand-soft"
            >
              <span lang={version.lang}>{version.name}</span>
              {version.original ? <span className="text-muted">{t("versions.original")}</span> : null}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** What a reader must know of the version before him. */
function VersionNotes() {
  const { item } = useLoaderData<typeof loadItem>();
  const { t } = useTranslation("items");
  const notes = [
    ...(item.ownLanguage ? [] : [{ text: t("versions.notOwn", { language: item.language }), lang: undefined }]),
    ...(item.behind ? [{ text: t("versions.behind"), lang: undefined }] : []),
    ...(item.machine ? [{ text: t("versions.machine"), lang: undefined }] : []),
    ...(item.breaksOff ? [{ text: t("versions.breaksOff"), lang: undefined }] : []),
    ...(item.note ? [{ text: item.note.text, lang: item.note.lang }] : []),
  ];
  if (notes.length === 0) return null;
  return (
    <ul className="max-w-4xl space-y-2">
      {notes.map((note) => (
        <li key={note.text} lang={note.lang} className="border-s-4 border-accent bg-accent-soft px-4 py-2">
          {note.text}
        </li>
      ))}
    </ul>
  );
}

/** What the hub can say of the item in the reader's own language. */
function Facts() {
  const { item } = useLoaderData<typeof loadItem>();
  const { t } = useTranslation("items");
  return (
    <aside aria-label={t("facts")} className="min-w-0 rounded-lg border border-line bg-surface p-5 lg:col-start-2">
      <dl className="grid gap-4">
        {item.facts.map((fact) => (
          <div key={fact.term}>
            <dt className="text-sm text-muted">{fact.term}</dt>
            <dd lang={"lang" in fact ? fact.lang : undefined} className="font-semibold">
              <bdi>{fact.value}</bdi>
            </dd>
          </div>
        ))}
        {item.mechanism ? (
          <div>
            <dt className="text-sm text-muted">{t("mechanism")}</dt>
            <dd>
              <Link to={item.mechanism.url} className="link">
                {item.mechanism.name}
              </Link>
            </dd>
          </div>
        ) : null}
      </dl>
    </aside>
  );
}

/** The terms that the item carries, each leading to a search. */
function Terms() {
  const { item } = useLoaderData<typeof loadItem>();
  if (item.terms.length === 0) return null;
  return (
    <div className="grid min-w-0 content-start gap-6 self-start rounded-lg border border-line bg-surface p-5 lg:col-start-2">
      {item.terms.map((row) => (
        <section key={row.scheme}>
          <h2 className="mb-2 font-sans text-sm font-normal text-muted">{row.name}</h2>
          <ul className="flex flex-wrap gap-2">
            {row.terms.map((term) => (
              <li key={term.label}>
                <Link to={term.url} className="tag underline decoration-transparent underline-offset-4 hover:decoration-current">
                  {term.label}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

/** The numbers of the item as a small table. */
function Figures() {
  const { item } = useLoaderData<typeof loadItem>();
  const { t } = useTranslation("items");
  if (item.figures.length === 0) return null;
  return (
    <section aria-labelledby="figures" className="min-w-0">
      <h2 id="figures" className={HEADING}>
        {t("figures.label")}
      </h2>
      <table aria-labelledby="figures" dir={item.ownLanguage ? undefined : item.dir} className="w-full border-collapse">
        <thead>
          <tr className="border-b border-edge text-sm text-muted">
            <th scope="col" className="py-2 pe-6 text-start font-normal">
              {t("figures.value")}
            </th>
            <th scope="col" className="py-2 text-start font-normal">
              {t("figures.counts")}
            </th>
          </tr>
        </thead>
        <tbody>
          {item.figures.map((figure) => (
            <tr key={figure.id} className="border-b border-line align-baseline">
              <td className="py-2 pe-6 text-xl font-semibold whitespace-nowrap text-brand tabular-nums">
                {/* The reader's words about a number, in a table that runs in the direction of the text. */}
                <bdi>
                  {figure.approximate ? <span className="text-sm font-normal text-muted">{t("figures.about")} </span> : null}
                  {figure.value}
                  {figure.unit ? ` ${figure.unit}` : ""}
                </bdi>
              </td>
              <td lang={item.lang} dir={item.dir} className="py-2">
                {figure.counts}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
