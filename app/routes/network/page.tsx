import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { pageMeta } from "#app/lib/page-meta.ts";
import { PagePart } from "#app/rich-text/page-part.tsx";
import { PageHead } from "#app/ui/page-head.tsx";

import { AsOfForm } from "./as-of.tsx";
import { Join } from "./join.tsx";
import { Leadership } from "./leadership.tsx";
import { Members } from "./members.tsx";
import { loadNetwork } from "./page.server.ts";
import { Guidance, Plan, Texts } from "./texts.tsx";
import { Timeline } from "./timeline.tsx";

export const meta = pageMeta;
export { loadNetwork as loader };

/** The parts of the page, in their order; their ids are anchors that other pages lead to. */
const PARTS = ["offices", "objectives", "members", "gatherings", "plan", "texts", "guidance", "join"] as const;

export default function Network() {
  const { plan, partners, own } = useLoaderData<typeof loadNetwork>();
  const { t } = useTranslation("network");
  const parts = PARTS.filter((part) => part !== "plan" || plan);
  return (
    <>
      <PageHead title={t("title")}>
        <PagePart part={own.lead} />
      </PageHead>
      <div className="wrap grid gap-16 py-8 sm:gap-20 sm:py-12">
        <nav aria-label={t("contents")} className="-mb-4">
          <ul className="flex flex-wrap gap-x-6">
            {parts.map((part) => (
              <li key={part}>
                <a href={`#${part}`} className="link inline-block py-1">
                  {t(`parts.${part}`)}
                </a>
              </li>
            ))}
            <li>
              <Link to={partners.url} className="link inline-block py-1">
                {partners.name}
              </Link>
            </li>
          </ul>
        </nav>
        <AsOfForm />
        <Leadership />
        <Objectives />
        <Members />
        <Timeline />
        <Plan />
        <Texts />
        <Guidance />
        <Join />
      </div>
    </>
  );
}

function Objectives() {
  const { objectives } = useLoaderData<typeof loadNetwork>();
  const { t } = useTranslation("network");
  return (
    <section aria-labelledby="objectives">
      <h2 id="objectives" className="text-2xl sm:text-3xl">
        {t("parts.objectives")}
      </h2>
      {objectives.length === 0 ? <p className="mt-3 text-muted">{t("notStated")}</p> : null}
      <ul className="mt-6 grid gap-x-10 sm:grid-cols-2 lg:grid-cols-3">
        {objectives.map((objective) => (
          <li key={objective} className="border-t border-line py-4 text-lg">
            {objective}
          </li>
        ))}
      </ul>
    </section>
  );
}
