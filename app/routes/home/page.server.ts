import type { LoaderFunctionArgs } from "@remix-run/node";

import { allowReader } from "#app/auth/guards.server.ts";
import { formatDay, formatNumber } from "#app/lib/dates.ts";
import { madeSeldom } from "#app/lib/made-seldom.server.ts";
import { pagePart } from "#app/lib/page-texts.server.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { countFounding, standingOf, unnamedFounding } from "#app/lib/standing.server.ts";
import { paths } from "#app/paths.ts";
import { eventsByTime } from "#app/routes/events/events.server.ts";
import { itemCard } from "#app/routes/items/view.server.ts";
import { countPublished, listNewest } from "#models/item-queries.server.ts";
import { listMemberships, presentStep } from "#models/membership.server.ts";
import { VISITOR } from "#models/actor.ts";

import { placeGroups } from "./places.server.ts";

const NEWEST = 4;
const COMING = 4;
const RECENT = 2;

/** Counting reads every item, and everybody comes by here. */
const publishedCounts = madeSeldom(() => countPublished({ actor: VISITOR }));

/** What the network is, what is new, what is to come, figures, and the States on the map. */
export async function loadHome({ params }: LoaderFunctionArgs) {
  const { actor, lang } = allowReader(params);
  const [tools, newest, events, counts, known] = await Promise.all([
    pageTools(lang),
    listNewest({ actor, limit: NEWEST }),
    eventsByTime({ actor, limit: COMING }),
    publishedCounts(),
    listMemberships(),
  ]);
  const { reference, t } = tools;
  // Of one that has yet to begin, or was written down by mistake, there is nothing to show.
  const memberships = known.filter((membership) => presentStep(membership));
  const lead = await pagePart(tools, "home/lead");
  const items = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const members = memberships.filter((membership) => standingOf(reference, membership) !== "other").length;
  const founding = countFounding(reference, memberships);
  // While the sources name fewer members than there are, the number that they name is not the network's.
  const total = unnamedFounding(reference, founding);
  const named = total === null ? null : t("site:home.map.named", { count: founding, total });
  const groups = placeGroups(tools, memberships);
  const figures: Array<{ value: string; name: string; note?: string; to: string }> = [
    { value: formatNumber(items, lang), name: t("site:home.figures.items", { count: items }), to: paths.search(lang) },
    {
      value: formatNumber(reference.mechanisms.size, lang),
      name: t("site:home.figures.mechanisms", { count: reference.mechanisms.size }),
      to: paths.mechanisms(lang),
    },
    {
      ...(total !== null
        ? {
            value: formatNumber(total, lang),
            name: t("site:home.figures.founding"),
            note: t("site:home.figures.named", { count: founding }),
          }
        : { value: formatNumber(members, lang), name: t("site:home.figures.members", { count: members }) }),
      to: `${paths.network(lang)}#members`,
    },
  ];
  return {
    lang,
    meta: { title: `${t("site:name")} · ${t("site:tagline")}`, description: lead.plain },
    lead,
    cards: newest.map((item) => ({
      ...itemCard(tools, item),
      mechanism: item.mechanism ? tools.mechanismById(item.mechanism) : null,
      published: t("items:published", { date: formatDay(item.publishedAt, lang) }),
    })),
    isAnyComing: events.coming.length > 0,
    // Where nothing has been announced, what was last: the page of a living network is never bare.
    events: (events.coming.length > 0 ? events.coming.slice(0, COMING) : events.past.slice(0, RECENT)).map((item) => ({
      ...itemCard(tools, item),
      excerpt: "",
      themes: [],
    })),
    figures,
    groups,
    states: groups.reduce((sum, { places }) => sum + places.length, 0),
    named,
  };
}
