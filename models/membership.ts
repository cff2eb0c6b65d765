import { DomainError } from "./errors.ts";
import type { Localized } from "./localized.ts";
import { firstDay, type PartialDate } from "./partial-date.ts";
import type { Source } from "./source.ts";

/** What a step says. */
export type MembershipStep = {
  /** Id of a `membershipStatus` term. */
  status: string;
  date: PartialDate;
  /** Id of the decision behind the step, where there is one. */
  decision: string | null;
  note: Localized | null;
  sources: Source[];
};

/** A step as it stands in the record, to which entries are only ever added. */
export type RecordedStep = MembershipStep & {
  id: string;
  /** When it was written down, as an ISO string, and the id of the user who did; null for what came with the founding network. */
  recordedAt: string | null;
  recordedBy: string | null;
  /** The id of the entry in whose place it stands. */
  corrects: string | null;
  /** True where the entry says that the step in whose place it stands was never taken. */
  struck: boolean;
};

/** The membership of a State, through its mechanism where it has one. One per State or mechanism. */
export type Membership = {
  id: string;
  state: string;
  mechanism: string | null;
  /** All that was ever written down, in the order in which it was. */
  history: RecordedStep[];
  /** What a change of it names. */
  version: number;
};

/** A membership as somebody who decided had it before him. */
export type SeenMembership = Pick<Membership, "id" | "version">;

/** By the id of a status, the statuses that may follow it; "" stands for a membership that begins. */
export type StatusSteps = Record<string, string[]>;

/** The ids of entries in whose place another stands. */
export function correctedIds(history: readonly RecordedStep[]): Set<string> {
  return new Set(history.flatMap(({ corrects }) => corrects ?? []));
}

/**
 * What holds of a record: the steps that stand, by their dates. A date that its source gives as a year or a month counts from
 * its first day, one that it does not give from the beginning; steps of one day stand in the order in which they were taken,
 * a correction in the place of what it corrects.
 */
export function effectiveHistory(history: readonly RecordedStep[]): RecordedStep[] {
  const corrected = correctedIds(history);
  const byId = new Map(history.map((entry, index) => [entry.id, { entry, index }]));
  const placeOf = (entry: RecordedStep): number => {
    const before = entry.corrects === null ? undefined : byId.get(entry.corrects);
    return before ? placeOf(before.entry) : (byId.get(entry.id)?.index ?? 0);
  };
  return history
    .filter(({ id, struck }) => !corrected.has(id) && !struck)
    .map((entry) => ({ entry, day: firstDay(entry.date) ?? "", place: placeOf(entry) }))
    .toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.place - b.place))
    .map(({ entry }) => entry);
}

/** The step that holds on a day (`YYYY-MM-DD`); null where none had been taken by then. */
export function stepOn(membership: Pick<Membership, "history">, day: string): RecordedStep | null {
  return effectiveHistory(membership.history).findLast(({ date }) => (firstDay(date) ?? "") <= day) ?? null;
}

/** The statuses that may follow one; null stands for a membership that begins. */
export function statusesAfter(table: StatusSteps, status: string | null): string[] {
  return table[status ?? ""] ?? [];
}

/** What of a record stands before an entry that stands, or would stand, in it: the status that it follows. */
export function statusBefore(history: readonly RecordedStep[], id: string): string | null {
  const standing = effectiveHistory(history);
  return standing[standing.findIndex((entry) => entry.id === id) - 1]?.status ?? null;
}

/**
 * The record with one entry more. Two steps that come to stand beside each other by it must be allowed to; those that stood so
 * before stay as they are, whatever the table says by now.
 * @throws DomainError `not-found` where it corrects what is no entry; `moved-on` where that was corrected meanwhile;
 * `wrong-state`, at the field `status`, where a step would follow one that it may not.
 */
export function withEntry(history: readonly RecordedStep[], entry: RecordedStep, table: StatusSteps): RecordedStep[] {
  if (entry.corrects !== null) {
    if (!history.some(({ id }) => id === entry.corrects)) throw new DomainError("not-found");
    if (correctedIds(history).has(entry.corrects)) throw new DomainError("moved-on");
  }
  const pairs = (steps: RecordedStep[]) => steps.map(({ status }, index) => ({ from: steps[index - 1]?.status ?? null, to: status }));
  const nameOf = ({ from, to }: { from: string | null; to: string }) => `${from ?? ""}>${to}`;
  const longer = [...history, entry];
  const known = new Set(pairs(effectiveHistory(history)).map(nameOf));
  const forbidden = pairs(effectiveHistory(longer)).find((pair) => !known.has(nameOf(pair)) && !statusesAfter(table, pair.from).includes(pair.to));
  if (forbidden) throw new DomainError("wrong-state", { field: "status", message: nameOf(forbidden) });
  return longer;
}
