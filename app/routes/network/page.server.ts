import type { LoaderFunctionArgs } from "@remix-run/node";

import { allowReader } from "#app/auth/guards.server.ts";
import { readAsOf } from "#app/lib/as-of.ts";
import { today } from "#app/lib/dates.ts";
import { pagePart } from "#app/lib/page-texts.server.ts";
import { type PageTools, pageTools } from "#app/lib/page-tools.server.ts";
import { sortByName, termsInForce } from "#app/lib/reference-data.server.ts";
import { countFounding, unnamedFounding } from "#app/lib/standing.server.ts";
import { paths } from "#app/paths.ts";
import { networkProfile } from "#app/routes/mechanisms/structured-data.server.ts";
import { placeOf } from "#app/routes/items/place.server.ts";
import type { Decision } from "#models/decision.ts";
import { listDecisions } from "#models/decision.server.ts";
import { type ListedItem, versionFor } from "#models/item.ts";
import { listPublished } from "#models/item-queries.server.ts";
import { localize } from "#models/localized.ts";
import { listMemberships } from "#models/membership.server.ts";
import { readNetworkSettings } from "#models/network-settings.server.ts";
import { findPlan } from "#models/plan.server.ts";
import { listOffices } from "#models/office.server.ts";

import { asOfView } from "./as-of.server.ts";
import { joinView } from "./join.server.ts";
import { leadership } from "./leadership.server.ts";
import { memberGroups } from "./members.server.ts";

const GATHERINGS = 30;
const TEXTS = 40;
const DOCUMENTS = 100;

const PLAN = "decisionKind:plan";
const GUIDANCE = "decisionKind:guidance";
const RESOLUTION = "decisionKind:council-resolution";

/** The network as its own record: who leads it, its aims, texts, gatherings and members, each with its source. */
export async function loadNetwork({ params, request }: LoaderFunctionArgs) {
  const { actor, lang } = allowReader(params);
  const asOf = readAsOf(request);
  const [tools, offices, memberships, decisions, gatherings, settings, kept] = await Promise.all([
    pageTools(lang),
    listOffices(),
    listMemberships(),
    listDecisions(),
    listPublished({ actor, types: ["event"], gathering: true, limit: GATHERINGS }),
    readNetworkSettings(),
    findPlan(),
  ]);
  const { t, reference } = tools;
  const isGuidance = ({ kind }: Decision) => kind === GUIDANCE || reference.terms.get(kind)?.parent === GUIDANCE;
  const [plan] = decisions.filter(({ kind }) => kind === PLAN);
  const texts = decisions.filter((decision) => decision !== plan && !isGuidance(decision)).slice(0, TEXTS);
  const shown = [...texts, ...(plan ? [plan] : [])];
  const documents = await listPublished({ actor, decisions: shown.map(({ id }) => id), limit: DOCUMENTS });
  const view = decisionView(tools, gatherings, documents);
  const founding = countFounding(reference, memberships, asOf.day);
  const total = unnamedFounding(reference, founding);
  const [lead, join] = await Promise.all([pagePart(tools, "network/lead"), pagePart(tools, "network/join")]);
  return {
    lang,
    own: { lead, join },
    meta: tools.meta(t("network:title"), lead.plain, { about: [networkProfile(tools, memberships)] }),
    leadership: leadership(tools, { offices, decisions, asOf }),
    objectives: termsInForce(reference, "objective").map(({ id }) => tools.term(id)),
    plan: plan ? { ...view(plan), page: kept?.decision === plan.id ? { url: paths.plan(lang), name: t("gatherings:plan.page") } : null } : null,
    gatherings: gatherings.toReversed().map((item) => gatheringView(tools, item, decisions)),
    texts: texts.map(view),
    join: joinView(tools, settings),
    register: { name: t("offices:register.all"), url: paths.decisions(lang) },
    partners: { name: t("cooperation:partners.title"), url: paths.partners(lang) },
    guidance: guidanceView(tools, decisions.filter(isGuidance)),
    asOf: asOfView(tools, asOf),
    map: { url: `${paths.home(lang)}#network`, name: t("membership:map") },
    members: memberGroups(tools, memberships, asOf.day),
    named: asOf.asked || total === null ? null : t("site:home.map.named", { count: founding, total }),
  };
}

function itemLink({ lang }: PageTools, item: ListedItem) {
  const version = versionFor(item, lang);
  const { title } = version.content;
  return { title, lang: version.lang, url: paths.item(lang, { ...item, title }) };
}

/** An adopted text or a decision, with the gathering it comes from and the documents that carry it. */
function decisionView(tools: PageTools, gatherings: ListedItem[], documents: ListedItem[]) {
  return (decision: Decision) => {
    const gathering = gatherings.find(({ id }) => id === decision.gathering);
    const own = documents.filter(({ details }) => "decision" in details && details.decision === decision.id);
    return {
      id: decision.id,
      kind: tools.term(decision.kind),
      title: localize(decision.title, tools.lang),
      summary: localize(decision.summary, tools.lang),
      date: tools.date(decision.date),
      url: paths.decision(tools.lang, decision.id),
      links: [...(gathering ? [gathering] : []), ...own].map((item) => itemLink(tools, item)),
      sources: tools.sources(decision.sources),
    };
  };
}

/**
 * Guidance for mechanisms, with the sources of all of it. Of a resolution of which no more is known than its
 * number, that stands in a line with the others'; the numbers are in their order.
 */
function guidanceView(tools: PageTools, guidance: Decision[]) {
  const sorted = sortByName(guidance, "en", ({ id }) => id);
  const isBare = ({ kind, summary, date }: Decision) => kind === RESOLUTION && !summary && !date.from;
  return {
    resolutions: sorted.filter(isBare).map(({ id, title }) => {
      const text = localize(title, tools.lang)?.text ?? id;
      return { id, url: paths.decision(tools.lang, id), number: /\d+\/\d+/.exec(text)?.[0] ?? text };
    }),
    texts: sorted.filter((decision) => !isBare(decision)).map((decision) => ({
      id: decision.id,
      url: paths.decision(tools.lang, decision.id),
      title: localize(decision.title, tools.lang),
      summary: localize(decision.summary, tools.lang),
      date: decision.date.from ? tools.date(decision.date) : null,
    })),
    sources: tools.sources(guidance.flatMap(({ sources }) => sources)),
  };
}

/** A gathering on the timeline, with what it adopted. */
function gatheringView(tools: PageTools, item: ListedItem, decisions: Decision[]) {
  const last = item.date.to ?? item.date.from ?? "";
  return {
    ...itemLink(tools, item),
    date: tools.date(item.date),
    place: placeOf(item, versionFor(item, tools.lang), tools.lang),
    country: item.country ? tools.country(item.country) : null,
    toCome: last !== "" && last >= today().slice(0, last.length),
    adopted: decisions
      .filter(({ gathering }) => gathering === item.id)
      .map(({ id, title }) => ({ id, url: paths.decision(tools.lang, id), ...(localize(title, tools.lang) ?? { text: id, lang: tools.lang }) })),
  };
}
