import type { LoaderFunctionArgs } from "@remix-run/node";

import { allowReader } from "#app/auth/guards.server.ts";
import { type PageTools, pageTools, type SourceView } from "#app/lib/page-tools.server.ts";
import { sortByName } from "#app/lib/reference-data.server.ts";
import { paths } from "#app/paths.ts";
import { networkThing } from "#app/routes/mechanisms/structured-data.server.ts";
import { mechanismUrl } from "#app/routes/mechanisms/view.server.ts";
import { listDecisions } from "#models/decision.server.ts";
import { type ListedItem, versionFor } from "#models/item.ts";
import { listPublished } from "#models/item-queries.server.ts";
import { localize } from "#models/localized.ts";
import { listMemberships, presentStep } from "#models/membership.server.ts";
import { listOffices, type Office } from "#models/office.server.ts";

/** The network as its own record: offices, members, gatherings and adopted texts, each with its source. */
export async function loadNetwork({ params }: LoaderFunctionArgs) {
  const { actor, lang } = allowReader(params);
  const [tools, offices, memberships, decisions, gatherings] = await Promise.all([
    pageTools(lang),
    listOffices(),
    listMemberships(),
    listDecisions(),
    listPublished({ actor, types: ["event"], gathering: true }),
  ]);
  const items = await listPublished({ actor, decisions: decisions.map((decision) => decision.id) });
  const { t } = tools;
  const eventLink = (item: ListedItem) => {
    const { title } = versionFor(item, lang).content;
    return { title, lang: versionFor(item, lang).lang, url: paths.item(lang, { ...item, title }) };
  };
  const coordinators = offices.filter((office) => office.kind === "coordinator");
  const gatheringById = new Map(gatherings.map((item) => [item.id, item]));
  return {
    meta: tools.meta(t("network:title"), t("network:lead"), { about: [networkThing(tools)] }),
    coordinator: group(coordinators.map((office) => seat(tools, office))),
    // The coordinator's State has its seat on the committee as such: what stands above is not said again.
    committee: group(
      offices
        .filter((office) => office.kind === "executive-committee")
        .map((office) => ({
          ...seat(tools, office),
          asCoordinator: coordinators.some((coordinator) => coordinator.state === office.state),
        })),
    ),
    objectives: [...tools.reference.terms.values()]
      .filter((term) => term.scheme === "objective")
      .map((term) => tools.term(term.id)),
    members: sortByName(
      memberships.map((membership) => {
        const step = presentStep(membership);
        const mechanism = membership.mechanism ? tools.reference.mechanisms.get(membership.mechanism) : undefined;
        return {
          country: tools.country(membership.state),
          url: mechanism ? mechanismUrl(tools, mechanism) : null,
          status: step ? tools.term(step.status) : t("site:notStated"),
          since: step ? tools.date(step.date) : t("site:notStated"),
        };
      }),
      lang,
      (member) => member.country,
    ),
    gatherings: gatherings.map((item) => ({
      ...eventLink(item),
      date: tools.date(item.date),
      place: [versionFor(item, lang).content.place, item.country ? tools.country(item.country) : null]
        .filter(Boolean)
        .join(" · "),
    })),
    decisions: decisions.map((decision) => {
      const gathering = decision.gathering ? gatheringById.get(decision.gathering) : undefined;
      return {
        id: decision.id,
        kind: tools.term(decision.kind),
        title: localize(decision.title, lang),
        summary: localize(decision.summary, lang),
        date: tools.date(decision.date),
        gathering: gathering ? eventLink(gathering) : null,
        documents: items.filter((item) => "decision" in item.details && item.details.decision === decision.id).map(eventLink),
        sources: tools.sources(decision.sources),
      };
    }),
  };
}

/** Seats with the sources that all of them share, which are then shown once. */
function group<T extends { sources: SourceView[]; asCoordinator?: boolean }>(seats: T[]) {
  const [first, ...others] = seats.filter((one) => !one.asCoordinator).map((one) => JSON.stringify(one.sources));
  const same = others.every((sources) => sources === first);
  const shared = same ? (seats.find((one) => !one.asCoordinator)?.sources ?? []) : [];
  return { seats: same ? seats.map((one) => ({ ...one, sources: [] as SourceView[] })) : seats, shared };
}

function seat(tools: PageTools, office: Office) {
  const { lang } = tools;
  const mechanism = office.mechanism ? tools.reference.mechanisms.get(office.mechanism) : undefined;
  const holder = office.holders.at(-1);
  return {
    id: office.id,
    country: tools.country(office.state),
    mechanism: mechanism ? { ...tools.mechanism(mechanism), url: mechanismUrl(tools, mechanism) } : null,
    from: tools.date(office.from),
    to: tools.date(office.to),
    holder: holder
      ? { name: localize(holder.name, lang), position: localize(holder.position, lang), asOf: tools.date(holder.asOf) }
      : null,
    sources: tools.sources([...office.sources, ...(holder?.sources ?? [])]),
  };
}
