import { paths } from "#app/paths.ts";

import { HEADING, type PartProps } from "./part.ts";

const BOX = "min-w-0 rounded-lg border border-line bg-surface p-5 lg:col-start-2";

/** What the hub can say of the item in the reader's own language. */
export function Facts({ item, t }: PartProps) {
  return (
    <aside aria-label={t("facts")} className={BOX}>
      <dl className="grid gap-4 sm:grid-cols-2 lg:grid-cols-1 print:grid-cols-2">
        {item.facts.map((fact) => (
          <div key={fact.term}>
            <dt className="text-sm text-muted">{fact.term}</dt>
            <dd lang={fact.lang} className={fact.url ? "" : "font-semibold"}>
              {fact.url ? (
                <a href={fact.url} download={fact.file ? "" : undefined} className="link break-words">
                  {fact.value}
                </a>
              ) : (
                <bdi className="whitespace-pre-line">{fact.value}</bdi>
              )}
            </dd>
          </div>
        ))}
        {item.partners ? (
          <div>
            <dt className="text-sm text-muted">{item.partners.label}</dt>
            {item.partners.list.map(({ id, text, lang, url }) => (
              <dd key={id} lang={lang}>
                <a href={url} className="link break-words">
                  {text}
                </a>
              </dd>
            ))}
          </div>
        ) : null}
      </dl>
    </aside>
  );
}

/** The terms that the item carries, each leading to a search. */
export function Terms({ item, lang }: Pick<PartProps, "item"> & { lang: string }) {
  if (item.terms.length === 0) return null;
  return (
    <div className={`${BOX} grid content-start gap-6 self-start`}>
      {item.terms.map(({ scheme, name, terms }) => (
        <section key={scheme}>
          <h2 className="mb-2 font-sans text-sm font-normal text-muted">{name}</h2>
          <ul className="flex flex-wrap gap-2">
            {terms.map(({ value, label }) => (
              <li key={value}>
                {/* The search has no filter by body, and finds its name in every language. */}
                <a href={paths.search(lang, scheme === "body" ? { q: `"${label}"` } : { [scheme]: value })} className="tag underline decoration-1 underline-offset-4 hover:decoration-2">
                  {scheme === "sdg" ? `${value} · ${label}` : label}
                </a>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

/** The items nearest to this one, each with the reason why it stands here. */
export function Related({ item, t }: PartProps) {
  if (item.related.length === 0) return null;
  return (
    <section aria-labelledby="related" className="no-print min-w-0">
      <h2 id="related" className={HEADING}>
        {t("related.title")}
      </h2>
      <ul className="divide-y divide-line">
        {item.related.map((other) => (
          <li key={other.url} className="grid gap-1 py-4 first:pt-0">
            <p className="text-sm text-muted">{other.about}</p>
            <h3 lang={other.lang} dir={other.dir} className="text-lg">
              <a href={other.url} className="decoration-1 underline-offset-4 hover:underline">
                {other.title}
              </a>
            </h3>
            <p className="text-sm text-accent">{other.why}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
