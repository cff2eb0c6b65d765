import type { LoaderFunctionArgs } from "@remix-run/node";

import { allowReader, memberReading } from "#app/auth/guards.server.ts";
import { formatPartialDate } from "#app/lib/dates.ts";
import { spotOf } from "#app/lib/equal-earth.ts";
import { type PageTools, pageTools } from "#app/lib/page-tools.server.ts";
import { termsInForce, withPresentTerms } from "#app/lib/reference-data.server.ts";
import { toCanonical } from "#app/lib/redirect.server.ts";
import { standingOf } from "#app/lib/standing.server.ts";
import { paths, slugOf } from "#app/paths.ts";
import { decisionLinks } from "#app/routes/decisions/links.server.ts";
import { itemCard } from "#app/routes/items/view.server.ts";
import type { Decision } from "#models/decision.ts";
import { listDecisions } from "#models/decision.server.ts";
import { countPublished, listPublished } from "#models/item-queries.server.ts";
import { localize } from "#models/localized.ts";
import { findMechanism, findPersons, type Persons, seesAddresses } from "#models/mechanism.server.ts";
import { confirmationDue, dissolvedOn, type Mechanism, PROFILE_HEADINGS, type ProfileHeading } from "#models/mechanism.ts";
import { effectiveHistory } from "#models/membership.ts";
import { listMemberships } from "#models/membership.server.ts";
import { readNetworkSettings } from "#models/network-settings.server.ts";
import { listOffices } from "#models/office.server.ts";
import { countedTerms, isSamePlace } from "#models/office.ts";
import { partialDate } from "#models/partial-date.ts";
import { can } from "#models/policy.ts";
import type { Actor } from "#models/actor.ts";
import { ITEM_TYPES, type Scheme } from "#models/vocabulary.ts";

import { formerNamesView, historyView } from "./history.server.ts";
import { membershipsOf } from "./memberships.server.ts";
import { profileThing } from "./structured-data.server.ts";
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
export async function loadMechanism({ params, request, context }: LoaderFunctionArgs) {
  const { actor, lang } = allowReader(params);
  const found = params.id ? await findMechanism({ id: params.id }) : null;
  if (!found) throw new Response(null, { status: 404 });
  const [tools, member] = await Promise.all([pageTools(lang), memberReading({ request, context })]);
  // One that has merged lives on in its successor, where its history and all that was its own is shown.
  const mechanism = found.successor ? (tools.reference.mechanisms.get(found.id) ?? found) : withPresentTerms(tools.reference.terms, found);
  const name = tools.mechanism(mechanism);
  if (mechanism.id !== found.id || (params.slug ?? "") !== slugOf(name.text)) {
    throw toCanonical(mechanismUrl(tools, mechanism) + new URL(request.url).search);
  }
  const { t } = tools;
  const decisions = await listDecisions();
  const [record, items, persons, settings] = await Promise.all([recordOf(tools, mechanism, decisions), itemsOf(tools, actor, mechanism), findPersons({ id: mechanism.id, actor: member ?? actor }), readNetworkSettings()]);
  const state = tools.reference.states.get(mechanism.state);
  return {
    meta: tools.meta(name.text, localize(mechanism.profile.summary, lang)?.text, {
      addresses: await mechanismAddresses(mechanism),
      trail: [{ name: t("network:mechanisms.title"), path: paths.mechanisms(lang) }],
      about: [profileThing(tools, mechanism, record.standing)],
    }),
    words: t("profile:page", { returnObjects: true, date: "" }),
    name,
    formerNames: formerNamesView(tools, mechanism),
    history: historyView(tools, mechanism, decisions),
    contact: mechanism.contact,
    persons: personsView(persons),
    seesAddresses: seesAddresses(member ?? actor),
    edit: member && can(member, "profile:write", { mechanism: mechanism.id }) ? paths.keptMechanism(lang, mechanism.id) : null,
    ministry: localize(mechanism.ministry, lang),
    ...standsView(tools, mechanism, settings.profileMonths),
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
    capacities: termsOf(tools, "capacity", mechanism.capacities).map((id) => ({
      name: tools.term(id),
      shown: mechanism.capacities.includes(id),
      evidence: localize(mechanism.evidence[id], lang),
    })),
    dimensions: termsOf(tools, "dimension", Object.keys(mechanism.dimensions)).map((id) => dimensionOf(tools, mechanism, id)),
    membership: record.membership,
    offices: record.offices,
    ...items,
    sources: tools.sources(mechanism.sources),
  };
}

function termsOf({ reference }: PageTools, scheme: Scheme, besides: string[]): string[] {
  return termsInForce(reference, scheme, besides).map(({ id }) => id);
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

/** Persons without what only their editor needs. */
function personsView({ focalPoints, validator }: Persons) {
  return { focalPoints: focalPoints.map(({ id, name, position, department, email, alternate }) => ({ id, name, position, department, email, alternate })), validator: validator && { name: validator.name, position: validator.position } };
}

/** Whether the mechanism has said lately that all this is right, and whether it is still there. */
function standsView(tools: PageTools, mechanism: Mechanism, months: number) {
  const { t, lang } = tools;
  const [due, ended] = [confirmationDue(mechanism, months), dissolvedOn(mechanism)];
  const month = mechanism.confirmedAt && formatPartialDate(partialDate(mechanism.confirmedAt.slice(0, 7)), lang);
  const isDue = due !== null && due.getTime() <= Date.now();
  return {
    confirmation: month ? t(isDue ? "profile:page.unconfirmed" : "profile:page.confirmed", { date: month }) : t("profile:page.neverConfirmed"),
    ended: ended && (ended.from ? t("profile:page.dissolvedOn", { date: tools.date(ended) }) : t("profile:page.dissolved")),
  };
}

/** What the mechanism is to the network: its membership step by step, and the offices held through it. */
async function recordOf(tools: PageTools, mechanism: Mechanism, decisions: Decision[]) {
  const { lang } = tools;
  const [memberships, offices] = await Promise.all([listMemberships(), listOffices()]);
  const decisionLink = (id: string | null) => decisionLinks(tools, decisions, id ? [id] : [])[0] ?? null;
  const own = membershipsOf(tools, memberships, mechanism);
  return {
    standing: own[0] ? standingOf(tools.reference, own[0].membership) : null,
    membership: own.flatMap(({ membership, of }) => effectiveHistory(membership.history).map((step) => ({ step, of }))).map(({ step, of }) => ({
      of,
      status: tools.term(step.status),
      date: tools.date(step.date),
      decision: decisionLink(step.decision),
      note: localize(step.note, lang),
      sources: tools.sources(step.sources),
    })),
    offices: offices.flatMap((office) =>
      countedTerms(office)
        .filter((term) => isSamePlace(term, { state: mechanism.state, mechanism: mechanism.id }, tools.present))
        .toReversed()
        .map((term) => ({
          id: term.id,
          name: localize(office.name, lang),
          term: termOfOffice(tools, term),
          decision: decisionLink(term.decision),
          holders: term.holders.toReversed().map((holder) => ({
            name: localize(holder.name, lang),
            asOf: tools.date(holder.asOf),
          })),
        })),
    ),
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
