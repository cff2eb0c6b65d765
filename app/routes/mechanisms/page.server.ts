import type { LoaderFunctionArgs } from "@remix-run/node";

import { allowReader } from "#app/auth/guards.server.ts";
import { spotOf } from "#app/lib/equal-earth.ts";
import { type PageTools, pageTools } from "#app/lib/page-tools.server.ts";
import { toCanonical } from "#app/lib/redirect.server.ts";
import { paths, slugOf } from "#app/paths.ts";
import { itemCard } from "#app/routes/items/view.server.ts";
import { listDecisions } from "#models/decision.server.ts";
import { countPublished, listPublished } from "#models/item-queries.server.ts";
import { localize } from "#models/localized.ts";
import { findMechanism, type Mechanism, PROFILE_HEADINGS, type ProfileHeading } from "#models/mechanism.server.ts";
import { effectiveHistory } from "#models/membership.ts";
import { listMemberships, membershipOf } from "#models/membership.server.ts";
import { listOffices } from "#models/office.server.ts";
import type { Actor } from "#models/actor.ts";
import { ITEM_TYPES } from "#models/vocabulary.ts";

import { mechanismThing } from "./structured-data.server.ts";
import { mechanismAddresses, mechanismUrl, standingText, termOfOffice } from "./view.server.ts";

/** How many items of one type a profile shows; a link leads to all of them. */
const ITEMS_OF_TYPE = 3;

/** Dimensions on which a heading of the profile already says what is known. */
const SAID_UNDER: Record<string, ProfileHeading> = {
  "dimension:structure": "setUp",
  "dimension:composition": "composition",
};

/**
 * The profile of a mechanism, under the headings of OHCHR's country pages.
 * @throws a 404 response where there is none, a redirect where its name in the address is another.
 */
export async function loadMechanism({ params, request }: LoaderFunctionArgs) {
  const { actor, lang } = allowReader(params);
  const mechanism = params.id ? await findMechanism({ id: params.id }) : null;
  if (!mechanism) throw new Response(null, { status: 404 });
  const tools = await pageTools(lang);
  const name = tools.mechanism(mechanism);
  if ((params.slug ?? "") !== slugOf(name.text)) {
    throw toCanonical(mechanismUrl(tools, mechanism) + new URL(request.url).search);
  }
  const { t } = tools;
  const [record, items] = await Promise.all([recordOf(tools, mechanism), itemsOf(tools, actor, mechanism)]);
  const state = tools.reference.states.get(mechanism.state);
  return {
    meta: tools.meta(name.text, localize(mechanism.profile.summary, lang)?.text, {
      addresses: await mechanismAddresses(mechanism),
      trail: [{ name: t("network:mechanisms.title"), path: paths.mechanisms(lang) }],
      about: [mechanismThing(tools, mechanism)],
    }),
    name,
    shortName: localize(mechanism.shortName, lang),
    country: tools.country(mechanism.state),
    spot: state?.position ? spotOf(state.position) : null,
    type: mechanism.type ? tools.term(mechanism.type) : null,
    standing: standingText(tools, mechanism),
    groups: (state?.groups ?? []).map((group) => ({
      name: tools.term(`countryGroup:${group}`),
      url: paths.mechanisms(lang, group),
    })),
    profile: PROFILE_HEADINGS.map((heading) => ({ heading, text: localize(mechanism.profile[heading], lang) })),
    capacities: termsOf(tools, "capacity").map((id) => ({
      name: tools.term(id),
      shown: mechanism.capacities.includes(id),
    })),
    dimensions: termsOf(tools, "dimension").map((id) => dimensionOf(tools, mechanism, id)),
    ...record,
    ...items,
    sources: tools.sources(mechanism.sources),
  };
}

function termsOf({ reference }: PageTools, scheme: string): string[] {
  return [...reference.terms.values()].filter((term) => term.scheme === scheme).map(({ id }) => id);
}

/** What is known on one dimension: a text of its own, else the heading that says it, else nothing. */
function dimensionOf(tools: PageTools, mechanism: Mechanism, id: string) {
  const own = id === "dimension:legal-basis" ? mechanism.legalBasis : mechanism.dimensions[id];
  const heading = SAID_UNDER[id];
  return {
    name: tools.term(id),
    text: localize(own, tools.lang),
    under: !own && heading && mechanism.profile[heading] ? heading : null,
  };
}

/** What the mechanism is to the network: its membership step by step, and the offices held through it. */
async function recordOf(tools: PageTools, mechanism: Mechanism) {
  const { lang } = tools;
  const [memberships, offices, decisions] = await Promise.all([listMemberships(), listOffices(), listDecisions()]);
  const decisionLink = (id: string | null) => {
    const decision = decisions.find((candidate) => candidate.id === id);
    const title = decision && localize(decision.title, lang);
    return title ? { ...title, url: `${paths.network(lang)}#${id}` } : null;
  };
  return {
    membership: effectiveHistory(membershipOf(memberships, mechanism)?.history ?? []).map((step) => ({
      status: tools.term(step.status),
      date: tools.date(step.date),
      decision: decisionLink(step.decision),
      note: localize(step.note, lang),
      sources: tools.sources(step.sources),
    })),
    offices: offices
      .filter((office) => (office.mechanism ? office.mechanism === mechanism.id : office.state === mechanism.state))
      .map((office) => ({
        id: office.id,
        kind: office.kind,
        term: termOfOffice(tools, office),
        decision: decisionLink(office.decision),
        holders: office.holders.toReversed().map((holder) => ({
          name: localize(holder.name, lang),
          asOf: tools.date(holder.asOf),
        })),
      })),
  };
}

/** Its items by type, a few of each, and how many there are. */
async function itemsOf(tools: PageTools, actor: Actor, { id }: Mechanism) {
  const counts = await countPublished({ actor, mechanism: id });
  const types = ITEM_TYPES.filter((type) => counts[type]);
  return {
    all: paths.search(tools.lang, { mechanism: id }),
    items: await Promise.all(
      types.map(async (type) => ({
        type,
        name: tools.t(`items:types.${type}`),
        count: counts[type] ?? 0,
        url: paths.search(tools.lang, { mechanism: id, type }),
        cards: (await listPublished({ actor, mechanism: id, types: [type], limit: ITEMS_OF_TYPE })).map((item) => ({
          ...itemCard(tools, item),
          type: "",
          country: null,
          themes: [],
        })),
      })),
    ),
  };
}
