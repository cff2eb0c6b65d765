import type { Standing } from "./mechanism.ts";
import type { SeenMembership } from "./membership.ts";
import type { PartialDate } from "./partial-date.ts";

/** What an application is: it waits for its applicant to confirm it, is under way, or was ended one way or another. */
export const APPLICATION_STATES = ["unconfirmed", "open", "accepted", "declined", "withdrawn"] as const;
export type ApplicationState = (typeof APPLICATION_STATES)[number];

/** What can be done with an application: the first three by the applicant, the others by coordinators. */
export const APPLICATION_MOVES = ["confirm", "answer", "withdraw", "ask", "consult", "stage", "accept", "decline", "record", "leave"] as const;
export type ApplicationMove = (typeof APPLICATION_MOVES)[number];

/** Where each move leads, from the states in which it can be made. */
const TABLE: Record<ApplicationMove, Partial<Record<ApplicationState, ApplicationState>>> = {
  confirm: { unconfirmed: "open" },
  answer: { open: "open" },
  withdraw: { unconfirmed: "withdrawn", open: "withdrawn" },
  ask: { open: "open" },
  consult: { open: "open" },
  stage: { open: "open" },
  accept: { open: "accepted" },
  decline: { open: "declined" },
  record: { accepted: "accepted" },
  leave: { accepted: "accepted" },
};

/** The state to which a move leads; null where it cannot be made from this one. */
export function applicationAfter(state: ApplicationState, move: ApplicationMove): ApplicationState | null {
  return TABLE[move][state] ?? null;
}

export const APPLICATION_LIMITS = { name: 120, position: 200, email: 254, mechanism: 300, legalBasis: 2_000, motivation: 5_000, message: 4_000, consulted: 300, note: 2_000, reason: 2_000, messages: 200, consultations: 200 } as const;

/** How many days an applicant has to confirm his application; then it is removed with all that it says. */
export const CONFIRM_DAYS = 7;

/** A question of the coordinators, or what the applicant writes to them. */
export type ApplicationMessage = { id: string; from: "coordinators" | "applicant"; text: string; /** Id of the coordinator. */ by: string | null; at: string };

/** Who was asked for his view, and what came of it. `told`: the applicant sees who was asked and when; what came of it he never sees. */
export type Consultation = { id: string; who: string; note: string; date: PartialDate; told: boolean; by: string; at: string };

/** How it ended, and why. */
export type Outcome = {
  reason: string;
  /** The day of the decision, as `YYYY-MM-DD`. */
  date: string;
  /** Id of a decision of the network's register. */
  decision: string | null;
  /** Of an acceptance: the status that was given, and the mechanism through which the State belongs. */
  status: string | null;
  mechanism: string | null;
  /** Of an acceptance: the membership that its step was found to follow; null where there was none. */
  membership: SeenMembership | null;
  /** Of an acceptance: its step waits for the coordinators, as the membership had changed before it was written, or they left that as it is. */
  step: "waits" | "left" | null;
  by: string;
  at: string;
};

/** The letter that came with an application: the id of its file, a name that is safe, its type and its size in bytes. */
export type Letter = { file: string; name: string; type: string; size: number };

/** Who applied. The address is removed some time after the end. */
export type Applicant = { name: string; position: string; email: string | null };

/** What an applicant writes. */
export type ApplicationText = {
  /** ISO code of the State. */
  country: string;
  /** The name of its mechanism; empty where there is none yet, or it was not given. */
  mechanism: string;
  /** Id of a `mechanismType` term. */
  type: string;
  standing: Standing | null;
  legalBasis: string;
  motivation: string;
  /** Id of the `membershipStatus` term that is applied for. */
  status: string;
};

/** An application for membership. Moments are ISO strings. */
export type Application = ApplicationText & {
  id: string;
  state: ApplicationState;
  /** The language in which it was written, and in which its applicant is written to. */
  lang: string;
  applicant: Applicant;
  letter: Letter | null;
  /** Id of one of the network's stages; null until it was confirmed. */
  stage: string | null;
  messages: ApplicationMessage[];
  consultations: Consultation[];
  outcome: Outcome | null;
  at: string;
  /** When it was confirmed. */
  confirmedAt: string | null;
  /** When it ended. */
  endedAt: string | null;
  /** What a change of it names. */
  version: number;
};

/** Whose turn it is: the applicant's where a question is open, or he has yet to confirm; nobody's once it has ended. */
export function waitsFor({ state, messages }: Pick<Application, "state" | "messages">): "applicant" | "coordinators" | null {
  if (state === "unconfirmed") return "applicant";
  if (state !== "open") return null;
  return messages.at(-1)?.from === "coordinators" ? "applicant" : "coordinators";
}
