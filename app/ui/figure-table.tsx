import { useFollowLinks } from "#app/lib/follow-links.ts";

/**
 * A figure in a table: `value` for programs, `shown` for readers, with the list behind it where there is one. `part` is
 * its share of the greatest in its column, drawn as a bar.
 */
export type FigureCell = { value: string | number | null; shown: string; url?: string | undefined; part?: number | undefined };
export type FigureRow = { id: string; name: string; url?: string | undefined; /** Names the rows that follow. */ heads?: boolean; cells: FigureCell[] };
export type FigureTableView = { id: string; title: string; /** What the first column names, and the others. */ columns: string[]; rows: FigureRow[] };

/** Figures as a table, each beside its bar; too wide a table scrolls within its frame. */
export function FigureTable({ table: { id, title, columns, rows } }: { table: FigureTableView }) {
  const within = useFollowLinks<HTMLDivElement>();
  const [first, ...others] = columns;
  return (
    // Whoever has only a keyboard scrolls it, too.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div ref={within} role="region" aria-labelledby={`${id}-caption`} tabIndex={0} className="overflow-x-auto rounded-lg border border-line bg-surface">
      <table className="w-full border-collapse text-sm">
        <caption id={`${id}-caption`} className="sr-only">
          {title}
        </caption>
        <thead>
          <tr className="border-b border-line align-bottom">
            <th scope="col" className="min-w-44 px-4 py-3 text-start">
              {first}
            </th>
            {others.map((name) => (
              <th key={name} scope="col" className="px-3 py-3 text-end">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} id={`${id}-${row.id}`} className={`border-b border-line last:border-0 ${row.heads ? "bg-paper" : ""}`}>
              <th scope="row" className={`px-4 py-2 text-start ${row.heads ? "font-semibold" : "font-normal"}`}>
                {row.url ? (
                  <a href={row.url} className="link inline-block py-1">
                    {row.name}
                  </a>
                ) : (
                  row.name
                )}
              </th>
              {row.cells.map((cell, nth) => (
                <td key={nth} className={`px-3 py-2 text-end tabular-nums ${cell.value === 0 || cell.value === null ? "text-muted" : ""}`}>
                  {cell.url ? (
                    <a href={cell.url} className="link inline-block min-w-6 py-1">
                      {cell.shown}
                    </a>
                  ) : (
                    cell.shown
                  )}
                  {cell.part === undefined ? null : <Bar part={cell.part} />}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A bar of the length of a share, from where a line begins to where it ends. */
export function Bar({ part }: { part: number }) {
  return (
    <svg aria-hidden="true" className="ms-auto mt-1 block h-1.5 w-20 rtl:-scale-x-100">
      <rect width="100%" height="100%" className="fill-line" />
      <rect width={`${Math.round(part * 100)}%`} height="100%" className="fill-brand" />
    </svg>
  );
}
