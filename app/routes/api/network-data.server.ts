import { termsInForce } from "#app/lib/reference-data.server.ts";
import { absolute } from "#app/lib/structured-data.server.ts";
import { paths } from "#app/paths.ts";
import { mechanismUrl } from "#app/routes/mechanisms/view.server.ts";
import type { Decision } from "#models/decision.ts";
import { type ListedItem, versionFor } from "#models/item.ts";
import { type Membership, stepOn } from "#models/membership.ts";
import { committeeOn, type Holder, type Office, type Seated } from "#models/office.ts";
import { firstDay } from "#models/partial-date.ts";

import { type DataTools, dateData, sourceData, statedDate, termData, textData } from "./mechanism-data.server.ts";

type Given = { day: string; offices: Office[]; memberships: Membership[]; decisions: Decision[]; gatherings: ListedItem[] };

/** The network as it was on a day: its objectives, offices, members, gatherings and decisions. */
export function networkData(data: DataTools, { day, offices, memberships, decisions, gatherings }: Given) {
  const { tools } = data;
  const { t, lang, reference } = tools;
  return {
    name: t("items:network"),
    url: absolute(paths.network(lang)),
    on: day,
    objectives: termsInForce(reference, "objective").map(({ id }) => termData(tools, id)),
    offices: offices.map((office) => officeData(data, office, offices, day)),
    members: membersData(data, memberships, day),
    gatherings: gatherings.filter(({ date }) => (firstDay(date) ?? "") <= day).map((item) => gatheringData(data, item)),
    decisions: decisions.filter(({ date }) => (firstDay(date) ?? "") <= day).map((decision) => decisionData(data, decision)),
  };
}

function officeData(data: DataTools, office: Office, offices: Office[], day: string) {
  const { seated, unsure } = committeeOn(offices, office.id, day, data.tools.present);
  return { id: office.id, name: textData(data, office.name) ?? {}, seats: office.seats, terms: [...seated, ...unsure].map((one) => seatData(data, one)) };
}

/** `sure` is false where the dates that sources state leave open whether the term covers the day. */
function seatData(data: DataTools, { term, office, sure, exOfficio, holder, substitutes }: Seated) {
  return {
    country: term.state,
    mechanism: data.tools.present(term.mechanism),
    from: dateData(term.from),
    to: dateData(term.to),
    sure,
    exOfficio: exOfficio ? office : null,
    holder: holder && holderData(data, holder),
    substitutes: substitutes.map((one) => holderData(data, one)),
    decision: term.decision,
    sources: term.sources.map((source) => sourceData(data, source)),
  };
}

/** A person as the sources name him, with the day for which they do. */
const holderData = (data: DataTools, { name, position, asOf, sources }: Holder) => ({
  name: textData(data, name) ?? {},
  position: textData(data, position),
  asOf: statedDate(asOf),
  sources: sources.map((source) => sourceData(data, source)),
});

/** Who is what to the network on the day, by their countries. */
function membersData(data: DataTools, memberships: Membership[], day: string) {
  const { tools } = data;
  return memberships.flatMap(({ state, mechanism: id, history }) => {
    const step = stepOn({ history }, day);
    const mechanism = id ? tools.reference.mechanisms.get(id) : undefined;
    return step ? [{ country: state, mechanism: tools.present(id), url: mechanism ? absolute(mechanismUrl(tools, mechanism)) : null, status: termData(tools, step.status), since: statedDate(step.date), decision: step.decision }] : [];
  });
}

function gatheringData({ tools }: DataTools, item: ListedItem) {
  const version = versionFor(item, tools.lang);
  const { title } = version.content;
  return { id: item.id, title, language: version.lang, date: dateData(item.date), country: item.country, url: absolute(paths.item(tools.lang, { ...item, title })) };
}

function decisionData(data: DataTools, { id, number, kind, title, date, gathering, sources }: Decision) {
  const { tools } = data;
  return {
    id,
    number,
    kind: termData(tools, kind),
    title: textData(data, title) ?? {},
    date: dateData(date),
    gathering,
    url: absolute(paths.decision(tools.lang, id)),
    sources: sources.map((source) => sourceData(data, source)),
  };
}
