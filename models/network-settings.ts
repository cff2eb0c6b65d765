import type { Localized } from "./localized.ts";

/** How many of the members must have taken part for a vote to count: a share of them in percent, or a number. */
export type Quorum = { kind: "percent" | "number"; value: number };

/**
 * What the network decides for itself. No public text fixes any of it, so it is data: founded with the network, and
 * changed by its coordinators.
 */
export type NetworkSettings = {
  /** By the id of a `membershipStatus` term, the statuses that may follow it. "" stands for a membership that begins. */
  statusSteps: Record<string, string[]>;
  /** Whether the public form takes applications. */
  applicationsOpen: boolean;
  /** The statuses for which one can apply. */
  applyFor: string[];
  /** What an application passes through, in order, as its applicant is told. */
  applicationStages: Array<{ id: string; name: Localized }>;
  /** Null where the network asks for none. */
  quorum: Quorum | null;
  /** How many founding members the network counts, whether or not they are named; null where nobody says. */
  foundingMembers: number | null;
  /** How many days before a term of office ends its reminders go out. */
  termReminderDays: number[];
  /** How many days before an invitation expires whoever invited is told. */
  invitationReminderDays: number;
  /** After how many months a mechanism is asked to confirm its profile. */
  profileMonths: number;
  /** Whether readers who have signed in may comment on what is published. */
  commentsOpen: boolean;
};

/** That a part of the settings was changed by a decision, and on which day (`YYYY-MM-DD`) it was entered. */
export type SettingDecided = { section: string; decision: string; day: string };

/** What holds where the network has decided nothing. */
export const UNDECIDED: NetworkSettings = {
  statusSteps: {},
  applicationsOpen: false,
  applyFor: [],
  applicationStages: [],
  quorum: null,
  foundingMembers: null,
  termReminderDays: [],
  invitationReminderDays: 3,
  profileMonths: 12,
  commentsOpen: false,
};
