/** What members offer each other, and ask for. */

export const DIRECTIONS = ["offer", "request"] as const;
export type Direction = (typeof DIRECTIONS)[number];

export const COOPERATION_KINDS = ["exchange", "training", "visit", "other"] as const;
export type CooperationKind = (typeof COOPERATION_KINDS)[number];

/** `matched`: those who offer and those who ask have found each other. */
export const COOPERATION_STATES = ["open", "matched", "closed"] as const;
export type CooperationState = (typeof COOPERATION_STATES)[number];

export const COOPERATION_STEPS = ["match", "close", "reopen"] as const;
export type CooperationStep = (typeof COOPERATION_STEPS)[number];

const WAYS: Record<CooperationStep, { from: readonly CooperationState[]; to: CooperationState }> = {
  match: { from: ["open"], to: "matched" },
  close: { from: ["open", "matched"], to: "closed" },
  reopen: { from: ["matched", "closed"], to: "open" },
};

/** The state that a step leads to; null where it cannot be taken from this one. */
export function afterCooperationStep(state: CooperationState, step: CooperationStep): CooperationState | null {
  return WAYS[step].from.includes(state) ? WAYS[step].to : null;
}

export const COOPERATION_LIMITS = { title: 200, text: 4_000, wanted: 20 } as const;

/** Moments are ISO strings. */
export type Cooperation = {
  id: string;
  /** The mechanism that offers or asks. */
  mechanism: string;
  direction: Direction;
  kind: CooperationKind;
  title: string;
  text: string;
  /** The language that it is written in. */
  lang: string;
  /** What it is about: ids of `theme` and `capacity` terms. */
  themes: string[];
  capacities: string[];
  /** In which languages one could work together. */
  languages: string[];
  /** The last day, `YYYY-MM-DD`; null where it has none. */
  until: string | null;
  state: CooperationState;
  by: string;
  at: string;
  /** How often it was written to: what a change names as the state that it began from. */
  writes: number;
};

/**
 * One contribution to the conversation between the mechanism that offers or asks and one that answers. `side` is who answers,
 * a mechanism or, with null, the network: with each there is a conversation of its own.
 */
export type CooperationMessage = { id: string; cooperation: string; side: string | null; from: "owner" | "side"; by: string; at: string; lang: string; text: string };

/** Whether its last day has passed. */
export const isPast = ({ until }: Pick<Cooperation, "until">, today: string): boolean => until !== null && until < today;
