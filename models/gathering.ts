/** What kind of gathering of the network an event is; absent in its details where nobody has said. */
export const GATHERING_KINDS = ["seminar", "committee-meeting", "side-event", "other"] as const;
export type GatheringKind = (typeof GATHERING_KINDS)[number];

/** The group of the parts of an event's text that say what is done there, session by session. */
export const AGENDA = "agenda";

/** Who takes part in a gathering beside the partners that the item names: States by their ISO codes, others in words. */
export type Participants = { states: string[]; others: string[] };

/** Of others: how many lines, and how long each. */
export const PARTICIPANT_LIMITS = { others: 100, line: 200 } as const;
