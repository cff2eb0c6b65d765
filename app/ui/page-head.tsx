import type { ReactNode } from "react";

/** The head of a page: a small line above, the title, and a lead below it. */
export function PageHead({ over, title, children }: { over?: ReactNode; title: ReactNode; children?: ReactNode }) {
  return (
    <header className="border-b border-line bg-surface">
      <div className="wrap grid gap-3 py-8 sm:py-12">
        {over ? <p className="text-sm font-semibold text-accent">{over}</p> : null}
        <h1 className="max-w-4xl text-3xl sm:text-4xl">{title}</h1>
        {children ? <div className="max-w-3xl text-lg text-muted">{children}</div> : null}
      </div>
    </header>
  );
}
