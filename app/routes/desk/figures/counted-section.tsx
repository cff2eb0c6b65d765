import type { ReactNode } from "react";

import { FigureTable, type FigureTableView } from "#app/ui/figure-table.tsx";

/** A table of figures under its heading, with what else belongs to it, and the same for programs that calculate. */
export function CountedSection({ table, heading, csv, children }: { table: FigureTableView & { csv: string }; heading: string; csv: string; children?: ReactNode }) {
  return (
    <div className="grid gap-4 *:min-w-0">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h2 id={table.id} className="scroll-mt-4 text-2xl">
          {heading}
        </h2>
        <a href={table.csv} download className="link no-print inline-block py-1 text-sm">
          {csv} <span className="sr-only">{heading}</span>
        </a>
      </div>
      {children}
      <FigureTable table={table} />
    </div>
  );
}
