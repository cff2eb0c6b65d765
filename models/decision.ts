import type { Localized } from "./localized.ts";
import type { Quorum } from "./network-settings.ts";
import type { Place } from "./office.ts";
import type { PartialDate } from "./partial-date.ts";
import type { Source } from "./source.ts";

/** Who stood, and with how many votes as far as that is stated. */
export type Candidate = Place & { votes: number | null };

/** An election or an appointment. `elected` are places in the list of candidates. */
export type Election = {
  office: string;
  candidates: Candidate[];
  elected: number[];
  /** How it was done: by ballot, by acclamation, … */
  method: Localized | null;
  /** How many members took part. */
  present: number | null;
  votesCast: number | null;
};

/** A text adopted or a decision taken by the network, at a gathering where it was taken at one. What it changed names it. */
export type Decision = {
  id: string;
  /** The reference by which it is cited, such as "2026/3"; no two have the same. */
  number: string | null;
  /** Id of a `decisionKind` term. */
  kind: string;
  title: Localized;
  summary: Localized | null;
  /** The words of the decision itself. */
  text: Localized | null;
  date: PartialDate;
  /** Id of the event at which it was taken. */
  gathering: string | null;
  election: Election | null;
  sources: Source[];
  writes: number;
};

/** What a coordinator records; the rest follows. */
export type Recorded = Omit<Decision, "id" | "writes">;

export const ELECTION = "decisionKind:election";
export const APPOINTMENT = "decisionKind:appointment";

/** Kinds of decisions that fill seats. */
export const isFilling = (kind: string): boolean => kind === ELECTION || kind === APPOINTMENT;

/** The number that follows those given in a year: "2026/3" after "2026/2". */
export function nextNumber(numbers: Array<string | null>, year: string): string {
  const given = numbers.flatMap((number) => (number?.startsWith(`${year}/`) ? Number(number.slice(year.length + 1)) : []));
  return `${year}/${Math.max(0, ...given.filter(Number.isInteger)) + 1}`;
}

/** Whether enough took part, of so many members; null where the network asks for none, or no figure is given. */
export function quorumReached(quorum: Quorum | null, { present, members }: { present: number | null; members: number }): { reached: boolean; needed: number } | null {
  if (!quorum || present === null) return null;
  const needed = quorum.kind === "number" ? quorum.value : Math.ceil((quorum.value * members) / 100);
  return { reached: present >= needed, needed };
}

/** What in an election cannot be so, by the field where it is seen. */
export function flawsOf({ candidates, elected, votesCast, present }: Election): Array<"candidates" | "twice" | "elected" | "votesCast" | "present"> {
  const names = candidates.map(({ state, mechanism }) => `${state} ${mechanism ?? ""}`);
  const votes = candidates.reduce((sum, candidate) => sum + (candidate.votes ?? 0), 0);
  return [
    ...(candidates.length === 0 ? ["candidates" as const] : []),
    ...(new Set(names).size < names.length ? ["twice" as const] : []),
    ...(elected.length === 0 || elected.some((index) => !candidates[index]) ? ["elected" as const] : []),
    // Where one seat is filled nobody votes twice; where several are, a ballot may have several names.
    ...(votesCast !== null && elected.length === 1 && votes > votesCast ? ["votesCast" as const] : []),
    ...(votesCast !== null && present !== null && votesCast > present ? ["present" as const] : []),
  ];
}
