import { Link, useLoaderData } from "@remix-run/react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { Column } from "#app/ui/column.tsx";
import { PageHead } from "#app/ui/page-head.tsx";

import { loadFile } from "./page.server.ts";

export { loadFile as loader };
export const meta = pageMeta;

type View = ReturnType<typeof useLoaderData<typeof loadFile>>;

/** A file as its text: what a search finds in it is here at its page. */
export default function FilePage() {
  const view = useLoaderData<typeof loadFile>();
  const { texts, name, item, picture } = view;
  return (
    <>
      <PageHead
        over={
          <>
            {texts.of}{" "}
            <a href={item.url} lang={item.lang} className="link">
              {item.title}
            </a>
          </>
        }
        title={<bdi lang={name.lang} dir={name.dir}>{name.text}</bdi>}
      >
        <p className="text-base">{view.facts}</p>
        <p className="mt-3">
          <a href={view.url} target="_self" className="button">
            {texts.download}
          </a>
        </p>
      </PageHead>
      <Column wide>
        {picture ? <img src={picture.url} alt={picture.text} width={800} className="h-auto w-full max-w-prose rounded border border-line" /> : null}
        {view.pages.length === 0 && !picture ? <p className="text-muted">{texts.noText}</p> : null}
        {view.pages.length > 0 ? <p className="text-sm text-muted">{texts.extracted}</p> : null}
        {view.pages.map((page) => (
          <PageText key={page.number} page={page} view={view} />
        ))}
        {view.previous || view.next ? (
          <nav aria-label={texts.pages} className="flex flex-wrap justify-between gap-4 border-t border-line pt-6">
            {view.previous ? <Link to={view.previous} rel="prev" className="link">{texts.previous}</Link> : <span />}
            {view.next ? <Link to={view.next} rel="next" className="link">{texts.next}</Link> : null}
          </nav>
        ) : null}
      </Column>
    </>
  );
}

function PageText({ page, view: { name, texts } }: { page: View["pages"][number]; view: View }) {
  return (
    <section id={`part-${page.number}`} aria-labelledby={`name-${page.number}`} className={`grid scroll-mt-4 gap-4 ${page.picture ? "sm:grid-cols-[minmax(0,1fr)_14rem] sm:gap-8" : ""}`}>
      <div className="grid min-w-0 content-start gap-3">
        <h2 id={`name-${page.number}`} className="border-b border-line pb-2 text-xl">
          {page.url ? <a href={page.url} target="_self" className="link">{page.name}</a> : page.name}
        </h2>
        <div lang={name.lang} dir="auto" className="grid max-w-prose gap-2 break-words">
          {page.label ? <h3 dir="auto" className="text-lg">{page.label}</h3> : null}
          {page.lines.map((line, index) => (
            // Lines may be the same, and never change places.
            // oxlint-disable-next-line react/no-array-index-key
            <p key={index} dir="auto">{line}</p>
          ))}
        </div>
        {page.lines.length === 0 && !page.label ? <p className="text-muted">{texts.empty}</p> : null}
      </div>
      {page.picture ? (
        <img src={page.picture.url} alt={page.picture.text} loading="lazy" width={800} height={1131} className="h-auto w-full max-w-56 self-start rounded border border-line bg-surface" />
      ) : null}
    </section>
  );
}
