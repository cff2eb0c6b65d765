import { Form, Link, useLoaderData } from "@remix-run/react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { PageHead } from "#app/ui/page-head.tsx";
import type { ReportHandle } from "#app/ui/report-link.tsx";

import { DeskNav } from "../navigation.tsx";
import { beginTranslation, loadLanguages } from "./page.server.ts";

export { loadLanguages as loader, beginTranslation as action };

export const handle: ReportHandle = { unreported: true };
export const meta = pageMeta;

/** The table of what is missing in which language. */
export default function LanguagesPage() {
  const view = useLoaderData<typeof loadLanguages>();
  const { navigation, texts, owners, chosen, onlyMissing, isEmpty, rows } = view;
  return (
    <>
      <PageHead title={texts.title}>{texts.lead}</PageHead>
      <DeskNav navigation={navigation} />
      <div className="wrap grid gap-6 py-8">
        <Form className="flex flex-wrap items-end gap-4">
          {owners.length > 1 ? (
            <label className="grid gap-1 text-sm font-semibold">
              {texts.mechanism}
              <select name="mechanism" defaultValue={chosen ?? ""} className="field max-w-96 font-normal">
                {owners.map(({ value, label }) => (
                  <option key={value} value={value}>{label}</option>
                ))}
              </select>
            </label>
          ) : null}
          <label className="grid gap-1 text-sm font-semibold">
            {texts.shown}
            <select name="show" defaultValue={onlyMissing ? "missing" : "all"} className="field min-w-48 font-normal">
              <option value="all">{texts.all}</option>
              <option value="missing">{texts.missing}</option>
            </select>
          </label>
          <button type="submit" className="button-quiet">{texts.show}</button>
        </Form>
        {rows.length === 0 ? <p className="rounded-lg border border-line bg-surface p-6">{isEmpty ? texts.empty : texts.complete}</p> : <Versions {...view} />}
      </div>
    </>
  );
}

/** One row for an item, one column for a language. */
function Versions({ texts, languages, rows }: Pick<ReturnType<typeof useLoaderData<typeof loadLanguages>>, "texts" | "languages" | "rows">) {
  return (
    <div role="region" aria-label={texts.caption} className="overflow-x-auto rounded-lg border border-line bg-surface">
      {/* On a narrow screen each row is a list, and each language stands beside its cell; links name it themselves. */}
      <table className="w-full border-collapse text-sm max-md:block">
        <caption className="sr-only">{texts.caption}</caption>
        <thead className="max-md:sr-only">
          <tr className="border-b border-line align-bottom">
            <th scope="col" className="min-w-56 px-4 py-3 text-start">{texts.item}</th>
            {languages.map(({ lang, name, count }) => (
              <th key={lang} scope="col" className="min-w-32 px-3 py-3 text-start">
                <span id={`language-${lang}`}>{name}</span>
                <span className="block font-normal text-muted">{count}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="max-md:block">
          {rows.map((row) => (
            <tr key={row.id} className="border-b border-line align-top last:border-0 max-md:block max-md:py-3">
              <th scope="row" className="px-4 py-3 text-start font-normal max-md:block max-md:py-1">
                <span className="block text-muted">{row.type}</span>
                <Link to={row.url} id={`title-${row.id}`} lang={row.titleLang} dir={row.dir} className="font-semibold underline-offset-4 hover:underline">{row.title}</Link>
              </th>
              {row.cells.map((cell) => (
                <td key={cell.lang} className="px-3 py-3 max-md:flex max-md:gap-3 max-md:px-4 max-md:py-1">
                  <span aria-hidden="true" className="w-24 shrink-0 text-muted md:hidden">{languages.find(({ lang }) => lang === cell.lang)?.name}</span>
                  {cell.url ? (
                    <div>
                      <Link to={cell.url} id={`open-${row.id}-${cell.lang}`} aria-labelledby={`open-${row.id}-${cell.lang} language-${cell.lang} title-${row.id}`} className={cell.published ? "tag" : "link"}>
                        {cell.state}
                      </Link>
                      {cell.notes.length > 0 ? <span className="mt-1 block text-muted">{cell.notes.join(" · ")}</span> : null}
                    </div>
                  ) : (
                    <Form method="post" className="grid gap-1 max-md:flex max-md:flex-wrap max-md:gap-x-3">
                      <span className="text-muted">{texts.none}</span>
                      <input type="hidden" name="item" value={row.id} />
                      <input type="hidden" name="version" value={cell.lang} />
                      <button type="submit" id={`add-${row.id}-${cell.lang}`} aria-labelledby={`add-${row.id}-${cell.lang} language-${cell.lang} title-${row.id}`} className="link cursor-pointer text-start">{texts.add}</button>
                    </Form>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
