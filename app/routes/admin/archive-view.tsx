import { Form, Link, type useLoaderData } from "@remix-run/react";

import type { loadArchives } from "./archives.server.ts";

type Page = ReturnType<typeof useLoaderData<typeof loadArchives>>;
type Texts = Page["texts"];
type Archive = Page["archives"][number];

/** An archive that was given: how it stands with it, what is in it, and what can be done. */
export function OneArchive({ archive, texts, action }: { archive: Archive; texts: Texts; action: string }) {
  const { id, name, size, given, state, progress, refusal, isRefused, isVain, canTake, canDrop, table, open } = archive;
  return (
    <article aria-labelledby={`archive-${id}`} className="grid gap-3 rounded-lg border border-line bg-surface p-5 *:min-w-0">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <strong id={`archive-${id}`} className="font-semibold break-words">
          <bdi>{name}</bdi>
        </strong>
        <span className="text-muted">{size}</span>
        <span className="tag">{state}</span>
        {progress ? <span className="text-muted">{progress}</span> : null}
      </p>
      <p className="text-sm text-muted">{given}</p>
      {isRefused && refusal ? <Refusal refusal={refusal} texts={texts} /> : null}
      {table ? <Contents id={id} table={table} texts={texts} /> : null}
      {isVain ? <p className="max-w-prose">{texts.nothing}</p> : null}
      {canTake ? <p className="max-w-prose text-muted">{texts.takeHelp}</p> : null}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
        {canTake ? <Decision id={id} intent="take" label={texts.take} name={name} action={action} className="button" /> : null}
        {open ? (
          <Link to={open} className="link inline-block py-1">
            {texts.open}
          </Link>
        ) : null}
        {canDrop ? <Decision id={id} intent="drop" label={texts.drop} name={name} action={action} className="button-quiet" /> : null}
      </div>
    </article>
  );
}

function Decision({ id, intent, label, name, action, className }: { id: string; intent: string; label: string; name: string; action: string; className: string }) {
  return (
    <Form method="post" action={action}>
      <input type="hidden" name="id" value={id} />
      <button type="submit" name="intent" value={intent} aria-label={`${label}: ${name}`} className={className}>
        {label}
      </button>
    </Form>
  );
}

function Refusal({ refusal: { text, entry, detail }, texts }: { refusal: NonNullable<Archive["refusal"]>; texts: Texts }) {
  return (
    <div className="grid max-w-prose gap-1">
      <p className="font-semibold text-alert">{text}</p>
      {entry ? (
        <p className="text-sm break-words">
          {texts.where}{" "}
          <bdi dir="ltr" className="break-all">
            {entry}
          </bdi>
        </p>
      ) : null}
      {detail ? (
        <p className="text-sm break-words">
          {texts.why}{" "}
          <bdi dir="ltr" lang="en">
            {detail}
          </bdi>
        </p>
      ) : null}
    </div>
  );
}

function Contents({ id, table: { caption, columns, rows, different, hasMore }, texts }: { id: string; table: NonNullable<Archive["table"]>; texts: Texts }) {
  return (
    <>
      <p id={`table-${id}`} className="text-sm font-semibold">
        {caption}
      </p>
      {/* A narrow screen scrolls the table, also with the keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div role="region" aria-labelledby={`table-${id}`} tabIndex={0} className="overflow-x-auto">
        <table aria-labelledby={`table-${id}`} className="w-full border-collapse text-sm">
          <thead>
            <tr className="border-b border-line">
              <th scope="col" className="py-2 pe-3 text-start font-semibold">
                {texts.kind}
              </th>
              {columns.map((column) => (
                <th key={column.id} scope="col" className="min-w-20 px-2 py-2 text-end font-semibold">
                  {column.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ kind, name, counts }) => (
              <tr key={kind} className="border-b border-line">
                <th scope="row" className="py-2 pe-3 text-start font-normal">
                  {name}
                </th>
                {columns.map((column, index) => (
                  <td key={column.id} className="px-2 py-2 text-end tabular-nums">
                    {counts[index]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {different.length > 0 ? (
        <details>
          <summary className="cursor-pointer py-1">{texts.different}</summary>
          <ul className="grid gap-1 ps-5 text-sm">
            {different.map((one) => (
              <li key={one.key} className="list-disc">
                {one.kind}{" "}
                <bdi dir="ltr" className="break-all">
                  {one.id}
                </bdi>
              </li>
            ))}
          </ul>
          {hasMore ? <p className="text-sm text-muted">{texts.more}</p> : null}
        </details>
      ) : null}
    </>
  );
}
