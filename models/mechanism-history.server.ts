import { randomUUID } from "node:crypto";

import { DomainError } from "./errors.ts";
import { type HistoryEntry, lineOf, type Stand } from "./mechanism.ts";
import { type MechanismDocument, MechanismModel, type Following } from "./mechanism.server.ts";
import { type Asking, changeMechanism, type MechanismChange } from "./mechanism-writing.server.ts";
import { can } from "./policy.ts";

/** What is said of an event, by whoever records it; the decision behind it only by those who keep the register. */
export type Told = Pick<HistoryEntry, "date" | "legalBasis" | "note" | "sources"> & Partial<Pick<HistoryEntry, "decision">>;

/**
 * An event other than a merger. With `change` it changes what is so at present; one from long ago only keeps what was so
 * until then (`before`) or from then on (`after`).
 */
export type NewEvent = Told & { kind: Exclude<HistoryEntry["kind"], "merged">; change?: Stand | null; before?: Stand | null; after?: Stand | null };

const NAMES: Omit<Following, "id"> = { kind: "names", merger: null, into: null };

const newEntry = (asking: Asking, entry: Partial<HistoryEntry> & Pick<HistoryEntry, "kind" | "date">): HistoryEntry => ({
  id: randomUUID(),
  legalBasis: null,
  note: null,
  before: null,
  after: null,
  into: null,
  decision: null,
  sources: [],
  corrects: null,
  retracts: false,
  recordedAt: new Date().toISOString(),
  recordedBy: asking.doer.by,
  ...entry,
});

/** What of `stand` is so at present. */
const present = (found: MechanismDocument, stand: Stand): Stand => Object.fromEntries(Object.keys(stand).map((field) => [field, found[field as keyof Stand] ?? null]));

const isSame = (a: Stand | null, b: Stand | null): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
/** Texts by their languages, in one order: the database keeps the order of writing. */
const sorted = (stand: Stand | null) => Object.entries(stand ?? {}).toSorted().map(([field, text]) => [field, Object.entries(text ?? {}).toSorted()]);

/**
 * Records an event. A renaming gives the mechanism its new names, and keeps the ones before, under which it is still
 * found; so does a move with the ministry.
 * @throws DomainError `not-found`; `wrong-state` where it has merged into another; `moved-on`.
 */
export async function recordEvent({ event, ...asking }: Asking & { event: NewEvent }): Promise<void> {
  const { change = null, before = null, after = null, ...told } = event;
  await changeMechanism(asking, (found) => {
    if (found.successor) throw new DomainError("wrong-state");
    const entry = newEntry(asking, { ...told, before: change ? present(found, change) : before, after: change ?? after });
    return { set: change ?? {}, entry, follow: NAMES, action: "history-added", detail: { kind: event.kind } };
  });
}

/** The entry as it is told at present. @throws DomainError `moved-on` where it was corrected or taken back since. */
function standing(found: MechanismDocument, id: string): HistoryEntry {
  const entry = lineOf(found.history ?? []).find((one) => one.id === id);
  if (!entry) throw new DomainError("moved-on");
  return entry;
}

/**
 * Corrects what is said of an event, and the former names that it keeps; the entry before stays in the record.
 * What is so at present is the profile's matter.
 * @throws DomainError `not-found`, `moved-on`.
 */
export async function correctEvent({ entry: id, told, before, ...asking }: Asking & { entry: string; told: Told; before?: Stand | null }): Promise<void> {
  await changeMechanism(asking, (found) => {
    const old = standing(found, id);
    const entry = newEntry(asking, { ...old, ...told, ...(before === undefined ? {} : { before }), id: randomUUID(), corrects: old.id, recordedAt: new Date().toISOString(), recordedBy: asking.doer.by });
    return { entry, follow: NAMES, action: "history-corrected", detail: { kind: old.kind } };
  });
}

/**
 * Takes an event back that never was. What it had changed is as before, unless it has been changed since.
 * @throws DomainError `not-found`, `moved-on`; `wrong-state` for a merger, which is undone.
 */
export async function retractEvent({ entry: id, ...asking }: Asking & { entry: string }): Promise<void> {
  await changeMechanism(asking, (found) => {
    const old = standing(found, id);
    if (old.kind === "merged") throw new DomainError("wrong-state");
    const isAsLeft = old.after !== null && isSame(present(found, old.after), old.after);
    return { set: isAsLeft ? (old.before ?? {}) : {}, entry: retraction(asking, old), follow: NAMES, action: "history-retracted", detail: { kind: old.kind } };
  });
}

const retraction = (asking: Asking, old: HistoryEntry): HistoryEntry =>
  newEntry(asking, { kind: old.kind, date: old.date, into: old.into, corrects: old.id, retracts: true });

/** Ids of the mechanisms that this one leads to, one after the other. */
async function chainFrom(id: string): Promise<string[]> {
  const chain: string[] = [];
  for (let at: string | null = id; at && !chain.includes(at); ) {
    chain.push(at);
    at = (await MechanismModel.findById(at).select({ successor: 1 }).lean<MechanismDocument>())?.successor ?? null;
  }
  return chain;
}

/**
 * Merges a mechanism into another: one write to it, which says so. What follows (its items, its people) is moved by
 * `followMechanisms`; what names it elsewhere is shown under its successor from this write on.
 * @throws DomainError `not-allowed` where the actor does not keep both; `not-found`; `wrong-state` where one of them
 * has merged already, or into itself.
 */
export async function mergeMechanism({ into, told, ...asking }: Asking & { into: string; told: Told }): Promise<void> {
  if (!can(asking.actor, "profile:write", { mechanism: into })) throw new DomainError("not-allowed");
  const target = await MechanismModel.findById(into).select({ successor: 1 }).lean<MechanismDocument>();
  if (!target) throw new DomainError("not-found", { field: "into" });
  if (target.successor || (await chainFrom(into)).includes(asking.id)) throw new DomainError("wrong-state", { field: "into" });
  await changeMechanism(asking, (found): MechanismChange => {
    if (found.successor) throw new DomainError("wrong-state");
    const entry = newEntry(asking, { ...told, kind: "merged", into });
    return { set: { successor: into }, entry, follow: { kind: "merge", merger: entry.id, into }, action: "merged", detail: { into } };
  });
}

/**
 * Undoes a merger: what moved with it moves back, as far as it is still where it was moved to.
 * @throws DomainError `not-found`; `wrong-state` where it has not merged, its successor has merged on since, or what
 * follows from the merger is still under way.
 */
export async function undoMerger(asking: Asking): Promise<void> {
  await assertSuccessorStands(asking.id);
  await changeMechanism(asking, (found): MechanismChange => {
    const merger = lineOf(found.history ?? []).findLast(({ kind }) => kind === "merged");
    if (!found.successor || !merger || found.follow?.some(({ kind }) => kind === "merge")) throw new DomainError("wrong-state");
    return {
      set: { successor: null },
      entry: retraction(asking, merger),
      // A merger that was corrected moved things under the id of its first entry.
      follow: { kind: "unmerge", merger: firstOf(found.history ?? [], merger), into: found.successor },
      action: "merger-undone",
      detail: { into: found.successor },
    };
  });
}

async function assertSuccessorStands(id: string): Promise<void> {
  const [, successor, further] = await chainFrom(id);
  if (!successor || further) throw new DomainError("wrong-state");
}

function firstOf(history: HistoryEntry[], entry: HistoryEntry): string {
  let at = entry;
  for (;;) {
    const before = history.find(({ id }) => id === at.corrects);
    if (!before) return at.id;
    at = before;
  }
}
