import type { LoaderFunctionArgs } from "@remix-run/node";

import { allowReader } from "#app/auth/guards.server.ts";
import { formatNumber } from "#app/lib/dates.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import { itemCard } from "#app/routes/items/view.server.ts";
import { listPublished } from "#models/item-queries.server.ts";
import { localize } from "#models/localized.ts";
import { findPartner } from "#models/partner.server.ts";

/** How many items the page shows; the search leads to all. */
const MOST = 40;

/**
 * An organisation that the network works with: what it is, and the events and items in which it had a part.
 * @throws a 404 response where there is none.
 */
export async function loadPartner({ params }: LoaderFunctionArgs) {
  const { actor, lang } = allowReader(params);
  const partner = params.id ? await findPartner({ id: params.id }) : null;
  if (!partner) throw new Response(null, { status: 404 });
  const [tools, items] = await Promise.all([pageTools(lang), listPublished({ actor, partner: partner.id, limit: MOST + 1 })]);
  const { t } = tools;
  const name = localize(partner.name, lang) ?? { text: partner.id, lang };
  const description = localize(partner.description, lang);
  const { kinds, ...texts } = t("cooperation:partners", { returnObjects: true, max: formatNumber(MOST, lang) });
  const cards = items.slice(0, MOST).map((item) => itemCard(tools, item));
  const isEvent = (id: string) => items.some((item) => item.id === id && item.type === "event");
  return {
    meta: tools.meta(name.text, description?.text, { trail: [{ name: texts.title, path: paths.partners(lang) }] }),
    texts: { ...texts, notStated: t("site:notStated"), kindLabel: texts.kind },
    name,
    shortName: localize(partner.shortName, lang),
    kind: kinds[partner.kind],
    url: partner.url,
    description,
    retired: partner.retired,
    groups: [
      { id: "events", title: texts.events, none: texts.noEvents, cards: cards.filter(({ id }) => isEvent(id)) },
      { id: "items", title: texts.items, none: texts.noItems, cards: cards.filter(({ id }) => !isEvent(id)) },
    ],
    more: items.length > MOST ? paths.search(lang, { q: `"${name.text}"` }) : null,
    sources: tools.sources(partner.sources),
    all: paths.partners(lang),
  };
}
