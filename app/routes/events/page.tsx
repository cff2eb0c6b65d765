import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { allowReader } from "#app/auth/guards.server.ts";
import { today } from "#app/lib/dates.ts";
import { pageMeta } from "#app/lib/page-meta.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { itemCard } from "#app/routes/items/view.server.ts";
import { ItemCard } from "#app/ui/item-card.tsx";
import { PageHead } from "#app/ui/page-head.tsx";
import { listPublished } from "#models/item-queries.server.ts";

export const meta = pageMeta;

const MOST = 500;

export async function loader({ params }: LoaderFunctionArgs) {
  const { actor, lang } = allowReader(params);
  const [tools, events] = await Promise.all([
    pageTools(lang),
    listPublished({ actor, types: ["event"], limit: MOST }),
  ]);
  // An event is past once its last stated day, month or year is over.
  const isComing = (last: string | null) => last !== null && last >= today().slice(0, last.length);
  const dated = events.filter(({ date }) => date.from !== null);
  const coming = dated.filter(({ date }) => isComing(date.to ?? date.from)).toReversed();
  const groups = [
    { name: "coming" as const, events: coming },
    { name: "past" as const, events: dated.filter((event) => !coming.includes(event)) },
    { name: "undated" as const, events: events.filter(({ date }) => date.from === null) },
  ];
  return {
    meta: tools.meta(tools.t("network:events.title"), tools.t("network:events.lead")),
    groups: groups.map((group) => ({
      name: group.name,
      cards: group.events.map((event) => ({ ...itemCard(tools, event), date: tools.date(event.date) })),
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
