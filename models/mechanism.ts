import type { Localized } from "./localized.ts";
import type { PartialDate } from "./partial-date.ts";
import type { Source } from "./source.ts";

/** Headings of a mechanism's profile, after the country pages of OHCHR's hub. */
export const PROFILE_HEADINGS = ["summary", "setUp", "composition", "article33", "secretariat"] as const;
export type ProfileHeading = (typeof PROFILE_HEADINGS)[number];

/** Whether it is a standing mechanism; null where nobody says. */
export const STANDINGS = ["yes", "no", "in-preparation"] as const;
export type Standing = (typeof STANDINGS)[number];

/** What can happen to a mechanism. */
export const HISTORY_KINDS = ["established", "renamed", "moved", "reorganised", "merged", "dissolved"] as const;
export type HistoryKind = (typeof HISTORY_KINDS)[number];

export const MECHANISM_LIMITS = { name: 300, aliases: 20, text: 20_000, focalPoints: 20, history: 200, sources: 50, line: 300 } as const;

/** How the institution is reached; it is public. */
export type Contact = { address: string | null; telephone: string | null; email: string | null; website: string | null };

/** Where a mechanism is reached by others. Addresses are for members; `isPublic`: readers see name and position. */
export type FocalPoint = {
  id: string;
  name: string;
  position: string | null;
  department: string | null;
  email: string | null;
  alternate: { name: string; email: string | null } | null;
  isPublic: boolean;
};

/** Who validates what the focal points hand in. */
export type Validator = { name: string; position: string | null; isPublic: boolean };

/** What an event of the history changed: names, and the ministry or body that the mechanism belongs to. */
export type Stand = { name?: Localized | null; shortName?: Localized | null; ministry?: Localized | null };

/** One event in the life of a mechanism. Entries are only ever added: one that corrects another stands for it. */
export type HistoryEntry = {
  id: string;
  kind: HistoryKind;
  date: PartialDate;
  /** The decree or act by which it happened. */
  legalBasis: Localized | null;
  note: Localized | null;
  /** What was so until then. */
  before: Stand | null;
  /** What was so from then on. */
  after: Stand | null;
  /** Into which mechanism, where it merged. */
  into: string | null;
  /** Id of the network's decision behind it, where there is one. */
  decision: string | null;
  sources: Source[];
  /** ISO string. */
  recordedAt: string;
  recordedBy: string | null;
  corrects: string | null;
  /** True where the entry takes back the one that it corrects. */
  retracts: boolean;
};

/**
 * A State's national mechanism. Whatever no source states is null or empty, and is shown as
 * "not stated"; it is never guessed. The persons behind it are read apart from it, by those who may see them.
 */
export type Mechanism = {
  id: string;
  /** ISO code of the State. */
  state: string;
  /** Null where the sources speak of the State's mechanism without naming it. */
  name: Localized | null;
  shortName: Localized | null;
  /** Names under which it is looked for, per language. */
  aliases: Record<string, string[]>;
  /** Languages in which the name is official; in the others it is the hub's translation. */
  official: string[];
  /** Id of a `mechanismType` term. */
  type: string | null;
  standing: Standing | null;
  legalBasis: Localized | null;
  /** The ministry or body that it belongs to. */
  ministry: Localized | null;
  profile: Partial<Record<ProfileHeading, Localized>>;
  /** Ids of `capacity` terms for which there is evidence. */
  capacities: string[];
  /** What that evidence is, by the id of the `capacity` term. */
  evidence: Record<string, Localized>;
  /** What is said on a dimension of the Marrakech Guidance Framework, by the id of its `dimension` term. */
  dimensions: Record<string, Localized>;
  contact: Contact | null;
  history: HistoryEntry[];
  /** The mechanism into which it merged. */
  successor: string | null;
  /** ISO strings: when its editors last said that the profile is right, and since when the hub has it. */
  confirmedAt: string | null;
  since: string;
  sources: Source[];
};

/** A mechanism as a source tells of it, for those who found it in the hub. */
export type FoundedMechanism = Omit<Mechanism, "ministry" | "evidence" | "contact" | "history" | "successor" | "confirmedAt" | "since">;

/** What a mechanism is now, by its id: itself, or the one into which it has merged. Null, for none, stays so. */
export type Present = (id: string | null) => string | null;

/** Follows mergers to where they lead. A mechanism whose mergers lead nowhere, or in a circle, is itself. */
export function presentIn(all: ReadonlyArray<Pick<Mechanism, "id" | "successor">>): Present {
  const successors = new Map(all.map(({ id, successor }) => [id, successor]));
  return (id) => {
    const seen = new Set<string | null>();
    for (let at = id; ; ) {
      seen.add(at);
      const next = (at !== null && successors.get(at)) || null;
      if (next === null || !successors.has(next)) return at;
      if (seen.has(next)) return id;
      at = next;
    }
  };
}

/** The history as it is told: without what was corrected or taken back, in the order of time; what has no date comes last. */
export function lineOf(history: readonly HistoryEntry[]): HistoryEntry[] {
  const replaced = new Set(history.flatMap(({ corrects }) => corrects ?? []));
  const day = ({ date }: HistoryEntry) => date.from ?? "9999";
  return history.filter(({ id, retracts }) => !retracts && !replaced.has(id)).toSorted((a, b) => (day(a) < day(b) ? -1 : day(a) > day(b) ? 1 : 0));
}

export type FormerName = { name: Localized | null; shortName: Localized | null; until: PartialDate };

/** The names that it had before, the last one first. */
export function formerNames({ name, shortName, history }: Pick<Mechanism, "name" | "shortName" | "history">): FormerName[] {
  const present = JSON.stringify([name, shortName]);
  return lineOf(history)
    .flatMap(({ before, date }) => (before?.name || before?.shortName ? [{ name: before.name ?? null, shortName: before.shortName ?? null, until: date }] : []))
    .filter((former) => JSON.stringify([former.name, former.shortName]) !== present)
    .toReversed();
}

/** Every name in a language under which it is, was or may be looked for. */
export function namesOfMechanism(mechanism: Pick<Mechanism, "name" | "shortName" | "aliases" | "history">, lang: string): string[] {
  const former = formerNames(mechanism).flatMap(({ name, shortName }) => [name?.[lang], shortName?.[lang]]);
  return [mechanism.name?.[lang], mechanism.shortName?.[lang], ...(mechanism.aliases[lang] ?? []), ...former].filter((name): name is string => Boolean(name));
}

/** When it was set up, where its history says. */
export const establishedOn = ({ history }: Pick<Mechanism, "history">): PartialDate | null => lineOf(history).find(({ kind }) => kind === "established")?.date ?? null;

/** When it ended without a successor; null while it is there. */
export const dissolvedOn = ({ history, successor }: Pick<Mechanism, "history" | "successor">): PartialDate | null =>
  successor ? null : (lineOf(history).find(({ kind }) => kind === "dissolved")?.date ?? null);

/** From when on a mechanism is asked to confirm its profile; null where there is nobody to ask any more. */
export function confirmationDue({ confirmedAt, since, successor, history }: Pick<Mechanism, "confirmedAt" | "since" | "successor" | "history">, months: number): Date | null {
  if (successor || dissolvedOn({ history, successor })) return null;
  const due = new Date(confirmedAt ?? since);
  const day = due.getUTCDate();
  due.setUTCMonth(due.getUTCMonth() + months);
  // The 31st of a month that has 30 days is its last day, and no day of the next.
  if (due.getUTCDate() !== day) due.setUTCDate(0);
  return due;
}
