import type { ReactNode } from "react";

/** The body of a page that is one narrow column: a form, or a few things said. */
export function Column({ wide = false, children }: { wide?: boolean; children: ReactNode }) {
  return (
    <div className="wrap py-8">
      <div className={`grid gap-8 *:min-w-0 ${wide ? "" : "max-w-prose"}`}>{children}</div>
    </div>
  );
}
