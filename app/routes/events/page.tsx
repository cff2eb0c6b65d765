import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { allowReader } from "#app/auth/guards.server.ts";
import { pageMeta } from "#app/lib/page-meta.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { itemCard } from "#app/routes/items/view.server.ts";
import { ItemCard } from "#app/ui/item-card.tsx";
import { PageHead } from "#app/ui/page-head.tsx";

import { listEvents } from "./events.server.ts";

export const meta = pageMeta;

export async function loader({ params }: LoaderFunctionArgs) {
  const { actor, lang } = allowReader(params);
  const [tools, events] = await Promise.all([pageTools(lang), listEvents({ actor })]);
  return {
    meta: tools.meta(tools.t("network:events.title"), tools.t("network:events.lead")),
    groups: (["coming", "past", "undated"] as const).map((name) => ({
      name,
      cards: events[name].map((event) => ({ ...itemCard(tools, event), date: tools.date(event.date) })),
    })),
  };
}

export default function Events() {
  const { groups } = useLoaderData<typeof loader>();
  const { t } = useTranslation("network");
  return (
    <>
      <PageHead title={t("events.title")}>{t("events.lead")}</PageHead>
      <div className="wrap grid gap-10 py-8">
        {groups.map(({ name, cards }) =>
          cards.length > 0 || name === "coming" ? (
            <section key={name} aria-labelledby={name}>
              <h2 id={name} className="border-b border-line pb-3 text-2xl">
                {t(`events.${name}`)}
              </h2>
              {name === "undated" ? <p className="pt-4 text-muted">{t("events.undatedHelp")}</p> : null}
              {cards.length === 0 ? <p className="py-6 text-muted">{t("events.none")}</p> : null}
              <ul className="divide-y divide-line">
                {cards.map((card) => (
                  <li key={card.id}>
                    <ItemCard card={card} />
                  </li>
                ))}
              </ul>
            </section>
          ) : null,
        )}
      </div>
    </>
  );
}
