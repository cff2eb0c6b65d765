/** What is in an archive, and what becomes of it in the hub that takes it. */

export const ARCHIVED_KINDS = ["mechanism", "membership", "item", "revision", "review", "comment", "file", "cooperation", "message", "term", "partner", "person"] as const;
export type ArchivedKind = (typeof ARCHIVED_KINDS)[number];

/**
 * `new`: not here yet; `replaced`: here as the founding network was loaded, and nobody has changed it since; `same`: here, word for
 * word; `different`: here in another form, which stays.
 */
export const OUTCOMES = ["new", "replaced", "same", "different"] as const;
export type Outcome = (typeof OUTCOMES)[number];

export type ArchiveReport = {
  mechanism: string;
  counts: Partial<Record<ArchivedKind, Record<Outcome, number>>>;
  /** The first of those that are left as they are here. */
  different: Array<{ kind: ArchivedKind; id: string }>;
  /** How many entries there are in all. */
  total: number;
};

/** How many of all kinds have this outcome. */
export const countOf = ({ counts }: ArchiveReport, outcome: Outcome): number => Object.values(counts).reduce((sum, count) => sum + count[outcome], 0);

/** `waiting`: to be looked through; `checked`: to be decided on; `taking`: being written. */
export const ARCHIVE_STATES = ["waiting", "refused", "checked", "taking", "done"] as const;
export type ArchiveState = (typeof ARCHIVE_STATES)[number];
