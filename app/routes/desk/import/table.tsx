import { Form, Link, useActionData, useLoaderData, useNavigation, useRevalidator } from "@remix-run/react";
import { useEffect } from "react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { AskFirst } from "#app/ui/ask-first.tsx";
import { Column } from "#app/ui/column.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { PageHead } from "#app/ui/page-head.tsx";
import type { ReportHandle } from "#app/ui/report-link.tsx";

import { DeskNav } from "../navigation.tsx";
import { Dated } from "./dated.tsx";
import type { RowView } from "./row-view.server.ts";
import { changeTable, loadTable } from "./table.server.ts";

export { loadTable as loader, changeTable as action };

export const handle: ReportHandle = { unreported: true };
export const meta = pageMeta;

type Page = ReturnType<typeof useLoaderData<typeof loadTable>>;

/** How often a page that shows how far something is asks anew. */
const ASK_MS = 2_000;

/** One table: what it would do, row by row; how far it is; and what it did, to be undone as one. */
export default function TablePage() {
  const page = useLoaderData<typeof loadTable>();
  const { navigation, texts, lead, stateName, at, isRunning, progress, tabs, rows, older, newer, back, report } = page;
  const answer = useActionData<typeof changeTable>();
  const { revalidate } = useRevalidator();
  useEffect(() => {
    if (!isRunning) return undefined;
    const timer = setInterval(revalidate, ASK_MS);
    return () => clearInterval(timer);
  }, [isRunning, revalidate]);
  if (page.undo.isAsked) return <AskFirst title={texts.undo} text={texts.undoHelp} yes={texts.undo} no={texts.keep} back={page.self} action={page.self} fields={{ intent: "undo" }} />;
  return (
    <>
      <PageHead over={`${stateName} · ${at}`} title={<span className="break-words">{texts.title}</span>}>{texts.for}</PageHead>
      <DeskNav navigation={navigation} />
      <Column wide>
        <p className="no-print"><Link to={back} className="link inline-block py-1">{texts.back}</Link></p>
        {answer && "error" in answer ? <ErrorSummary title={answer.error} errors={[]} /> : null}
        <div role="status" className="note grid max-w-prose gap-2">
          <p className="font-semibold">{lead}</p>
          <p>{page.counts}</p>
          {progress ? (
            <p className="grid gap-2">
              <span>{progress.shown}</span>
              {isRunning ? <progress max={progress.total} value={progress.done} aria-label={lead} className="progress" /> : null}
            </p>
          ) : null}
        </div>
        {isRunning ? <p><a href={page.self} className="link inline-block py-1">{texts.reload}</a></p> : null}
        {page.hasIgnored ? <p className="max-w-prose text-sm text-muted break-words">{texts.ignored}</p> : null}
        <Steps page={page} />
        <section aria-labelledby="rows" className="grid gap-4">
          <h2 id="rows" className="text-2xl">{texts.rows}</h2>
          <nav aria-label={texts.show} className="flex flex-wrap gap-2 text-sm">
            {tabs.map(({ url, name, isShown }) => (
              <Link key={url} to={url} aria-current={isShown ? "true" : undefined} className="inline-flex min-h-8 items-center rounded border border-line bg-surface px-3 py-1 aria-[current]:border-brand aria-[current]:bg-brand-soft">
                {name}
              </Link>
            ))}
          </nav>
          <p className="no-print"><a href={report} className="link inline-block py-1">{texts.report}</a></p>
          {rows.length === 0 ? <p className="text-muted">{texts.noRows}</p> : null}
          {rows.length > 0 ? (
            <ol className="divide-y divide-line rounded-lg border border-line bg-surface">
              {rows.map((row) => (
                <Row key={row.number} row={row} texts={texts} />
              ))}
            </ol>
          ) : null}
          {older || newer ? (
            <nav aria-label={texts.pages} className="flex flex-wrap gap-x-6 gap-y-2">
              {older ? <Link to={older} className="link inline-block py-1">{texts.previous}</Link> : null}
              {newer ? <Link to={newer} className="link inline-block py-1">{texts.next}</Link> : null}
            </nav>
          ) : null}
        </section>
      </Column>
    </>
  );
}

/** What can be done with the table now. */
function Steps({ page: { texts, state, isWritable, isMended, undo } }: { page: Page }) {
  const busy = useNavigation().state !== "idle" || undefined;
  if (state === "checked") {
    return (
      <Form method="post" className="grid max-w-prose gap-3 print:hidden">
        <p>
          {isMended ? `${texts.mend} ` : isWritable ? null : texts.nothing}
          {isWritable ? texts.writeHelp : null}
        </p>
        <p className="flex flex-wrap gap-3">
          {isWritable ? <button type="submit" name="intent" value="write" aria-disabled={busy} className="button">{texts.write}</button> : null}
          <button type="submit" name="intent" value="forget" aria-disabled={busy} className="button-quiet">{texts.forget}</button>
        </p>
      </Form>
    );
  }
  if (state !== "applied") return null;
  return (
    <div className="grid max-w-prose gap-3 print:hidden">
      <p>{texts.undoHelp}</p>
      <p><Link to={undo.ask} className="button-quiet">{texts.undo}</Link></p>
    </div>
  );
}

/** What a field of a text has, or was to have. */
function Value({ text, lang, texts }: { text: string; lang: string | null; texts: Page["texts"] }) {
  return text ? <bdi lang={lang ?? ""}>{text}</bdi> : texts.emptyValue;
}

function Row({ row, texts }: { row: RowView; texts: Page["texts"] }) {
  const name = row.title ? <bdi lang={row.titleLang ?? undefined}>{row.title}</bdi> : texts.untitled;
  return (
    <li className="grid gap-2 px-4 py-4 sm:px-6">
      <p className="flex flex-wrap gap-x-3 text-sm text-muted">
        <span>{`${texts.row} ${row.shownNumber}`}</span>
        <span className={row.kind === "refused" ? "font-semibold text-alert" : "font-semibold text-accent"}>{row.kindName}</span>
        <bdi className="break-words">{row.about}</bdi>
      </p>
      <h3 className="text-lg break-words">{row.url ? <Link to={row.url} className="underline-offset-4 hover:underline">{name}</Link> : name}</h3>
      {row.outcome ? <p className={row.isLeft ? "font-semibold text-alert" : "text-sm text-muted"}>{row.outcome}</p> : null}
      {row.problems.length > 0 ? (
        <ul className="grid gap-3">
          {row.problems.map(({ cell, column, value, reason }, index) => (
            <li key={`${cell} ${index}`} className="border-s-4 border-alert ps-4">
              <p className="flex flex-wrap gap-x-3 empty:hidden">
                {cell ? <strong><span className="sr-only">{texts.cell} </span><bdi dir="ltr">{cell}</bdi></strong> : null}
                {column ? <span><span className="sr-only">{texts.column} </span><bdi>{column}</bdi></span> : null}
              </p>
              {value ? <p className="text-muted break-words"><span className="sr-only">{texts.value} </span><bdi lang="">{value}</bdi></p> : null}
              <p className="text-alert"><Dated text={reason} /></p>
            </li>
          ))}
        </ul>
      ) : null}
      {row.changes.length > 0 ? (
        <details open={row.kind === "changed"}>
          <summary className="cursor-pointer py-1 text-sm">{row.changes.map(({ name: what }) => what).join(" · ")}</summary>
          <dl className="grid gap-3 py-2 text-sm">
            {row.changes.map(({ column, name: what, before, after, lang }) => (
              <div key={column} className="grid gap-1">
                <dt className="font-semibold">{what}</dt>
                {row.kind === "changed" ? <dd className="break-words whitespace-pre-line text-muted"><span className="sr-only">{texts.before} </span><del className="decoration-muted"><Value text={before} lang={lang} texts={texts} /></del></dd> : null}
                <dd className="break-words whitespace-pre-line"><span className="sr-only">{texts.after} </span><ins className="no-underline"><Value text={after} lang={lang} texts={texts} /></ins></dd>
              </div>
            ))}
          </dl>
        </details>
      ) : null}
    </li>
  );
}
