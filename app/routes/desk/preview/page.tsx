import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { pageMeta } from "#app/lib/page-meta.ts";
import { ItemArticle } from "#app/routes/items/article.tsx";
import type { ReportHandle } from "#app/ui/report-link.tsx";

import { loadPreview } from "./page.server.ts";

export { loadPreview as loader };
export const meta = pageMeta;
export const handle: ReportHandle = { unreported: true };

/** A text as readers would see it, under a bar that says that they do not; on paper, too. */
export default function PreviewPage() {
  const { item, lang, bar } = useLoaderData<typeof loadPreview>();
  const { t } = useTranslation(["items", "site"]);
  return (
    <>
      <aside aria-label={bar.label} className="sticky top-0 z-10 border-b-2 border-accent bg-accent-soft print:static">
        <div className="wrap flex flex-wrap items-center gap-x-6 gap-y-1 py-3">
          <p className="font-semibold">{bar.text}</p>
          <ul className="no-print flex flex-wrap gap-x-5">
            {bar.links.map(({ to, label }) => (
              <li key={to}>
                <Link to={to} className="link inline-block py-1">
                  {label}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      </aside>
      <ItemArticle item={item} lang={lang} t={t} />
    </>
  );
}
