import type { PageTools, SourceView } from "#app/lib/page-tools.server.ts";
import { mechanismUrl, termOfOffice } from "#app/routes/mechanisms/view.server.ts";
import { localize } from "#models/localized.ts";
import type { Office } from "#models/office.server.ts";

/** The coordinator's seat, and those of the executive committee. */
export function leadership(tools: PageTools, offices: Office[]) {
  const coordinators = offices.filter((office) => office.kind === "coordinator");
  return {
    coordinator: group(coordinators.map((office) => ({ ...seat(tools, office), asCoordinator: false as boolean }))),
    // The coordinator's State has its seat on the committee as such: what stands above is not said again.
    committee: group(
      offices
        .filter((office) => office.kind === "executive-committee")
        .map((office) => ({
          ...seat(tools, office),
          asCoordinator: coordinators.some((coordinator) => coordinator.state === office.state),
        })),
    ),
  };
}

/** Seats with the sources that all of them share, which are then shown once. */
function group<T extends { sources: SourceView[]; asCoordinator: boolean }>(seats: T[]) {
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
    term: termOfOffice(tools, office),
    holder: holder
      ? { name: localize(holder.name, lang), position: localize(holder.position, lang), asOf: tools.date(holder.asOf) }
      : null,
    sources: tools.sources([...office.sources, ...(holder?.sources ?? [])]),
  };
}
