import { useLocation } from "@remix-run/react";
import type { TFunction } from "i18next";
import type { ReactNode } from "react";

import { useFollowLinks } from "#app/lib/follow-links.ts";
import { Sources } from "#app/ui/sources.tsx";

import type { ItemView } from "./article.server.ts";
import { Facts, Related, Terms } from "./beside.tsx";
import { Citation } from "./citation.tsx";
import { Files } from "./files.tsx";
import { Figures } from "./figures.tsx";
import { Gathering } from "./gathering.tsx";
import type { PartProps } from "./part.ts";
import { Absent, Text } from "./text.tsx";

/** An item as its readers see it; `below` is what they have said of it. */
export function ItemArticle({ item, lang, t, below = null }: { item: ItemView; lang: string; t: TFunction<["items", "site"]>; below?: ReactNode }) {
  return (
    <article ref={useFollowLinks<HTMLElement>()}>
      <Header item={item} t={t} />
      {/* On a narrow screen the facts stand before the text and the terms after it; on a wide one, beside it. */}
      <div className="wrap grid gap-x-12 gap-y-8 py-8 lg:grid-cols-[minmax(0,1fr)_20rem] lg:grid-rows-[auto_1fr] print:block">
        <Facts item={item} t={t} />
        <div className="grid min-w-0 max-w-prose content-start gap-10 lg:col-start-1 lg:row-span-2 lg:row-start-1 print:my-6">
          <Text item={item} t={t} lang={lang} />
          <Gathering item={item} />
          <Figures item={item} t={t} />
          <Files files={item.files} />
          <Absent item={item} />
          <Sources sources={item.sources} />
          {item.citation ? <Citation citation={item.citation} t={t} /> : null}
          <Related item={item} t={t} />
          {below}
        </div>
        <Terms item={item} lang={lang} />
      </div>
    </article>
  );
}

function Header({ item, t }: PartProps) {
  return (
    <header className="border-b border-line bg-surface">
      <div className="wrap py-8 sm:py-12">
        {/* As wide as the text below, so that both begin on one line where the title's begins at the other side. */}
        <div className="grid max-w-prose gap-6">
          {item.foreign ? <ForeignHeader item={item} t={t} /> : <Overline item={item} />}
          <div lang={item.lang} dir={item.dir} className="grid gap-4">
            <h1 className="text-3xl sm:text-4xl">{item.title}</h1>
            {item.summary ? <p className="text-lg text-muted">{item.summary}</p> : null}
          </div>
          {item.foreign || item.versions.length === 0 ? null : <Versions item={item} t={t} />}
          {item.notes.length > 0 ? (
            <ul className="space-y-2">
              {item.notes.map((note) => (
                <li key={note.text} lang={note.lang} className="border-s-4 border-accent bg-accent-soft px-4 py-2">
                  {note.text}
                </li>
              ))}
            </ul>
          ) : null}
        </div>
      </div>
    </header>
  );
}

function Overline({ item }: Pick<PartProps, "item">) {
  return (
    <p className="flex flex-wrap gap-x-3 text-sm text-muted">
      <span className="font-semibold text-accent">{item.type}</span>
      {item.about.map((text) => (
        <span key={text}>{text}</span>
      ))}
    </p>
  );
}

/** Above a text in another language, what the hub can say of it in the reader's, and where else it can be read. */
function ForeignHeader({ item, t }: PartProps) {
  const { foreign } = item;
  if (!foreign) return null;
  return (
    <div className="grid gap-3 rounded-lg border border-line border-s-4 border-s-brand bg-paper px-5 py-4">
      <Overline item={item} />
      {foreign.mechanism ? <p>{foreign.mechanism}</p> : null}
      {foreign.themes.length > 0 ? <p>{foreign.themes.join(" · ")}</p> : null}
      <p>
        <strong className="font-semibold">{foreign.language}</strong> {foreign.own}
      </p>
      {item.versions.length > 1 ? (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2 text-sm">
          <span className="text-muted">{t("versions.readIn")}</span>
          <Versions item={item} t={t} />
        </div>
      ) : null}
    </div>
  );
}

/** The languages in which the item can be read. */
function Versions({ item, t }: PartProps) {
  const { pathname } = useLocation();
  return (
    <nav aria-label={t("versions.label")}>
      <ul className="flex flex-wrap items-center gap-2 text-sm">
        {item.versions.map((version) => (
          <li key={version.lang}>
            <a
              href={`${pathname}?version=${version.lang}`}
              aria-current={version.current ? "true" : undefined}
              className="inline-flex min-h-8 items-center gap-2 rounded border border-line bg-surface px-3 py-1 hover:border-brand aria-[current]:border-brand aria-[current]:bg-brand-soft"
            >
              <span lang={version.lang}>{version.name}</span>
              {version.original ? <span className="text-muted">{t("versions.original")}</span> : null}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
