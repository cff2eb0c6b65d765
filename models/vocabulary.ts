/** The closed lists that code depends on. What the network decides for itself is data, not here. */

export const ITEM_TYPES = ["practice", "document", "event", "record", "measure"] as const;
export type ItemType = (typeof ITEM_TYPES)[number];

/** Workflow of one language version of an item. */
export const VERSION_STATES = [
  "draft",
  "in-review",
  "changes-requested",
  "published",
  "withdrawn",
  "archived",
] as const;
export type VersionState = (typeof VERSION_STATES)[number];

/** What a person may be in the hub; what each role may do is the table in policy.ts. */
export const ROLES = ["contributor", "editor", "reviewer", "coordinator", "administrator"] as const;
export type Role = (typeof ROLES)[number];

/** How much of a date its source states. Only an exact date has a calendar entry. */
export const DATE_PRECISIONS = ["exact", "month", "year", "not-stated"] as const;
export type DatePrecision = (typeof DATE_PRECISIONS)[number];

/** Sections of a practice, in the order in which they are read (after UN DESA's and OECD OPSI's templates). */
export const PRACTICE_SECTIONS = [
  "objectives",
  "stakeholders",
  "implementation",
  "results",
  "enabling",
  "constraints",
  "sustainability",
  "resources",
  "contact",
] as const;

/** Groups of sections of a measure sheet, in reading order. */
export const MEASURE_GROUPS = ["axis", "statement", "objectives", "ministry", "achievements"] as const;

/** How far a measure has come; each state is given with the date it was stated for. */
export const MEASURE_STATUSES = [
  "not-started",
  "in-preparation",
  "in-progress",
  "implemented",
  "continuous",
  "discontinued",
] as const;
export type MeasureStatus = (typeof MEASURE_STATUSES)[number];

/** Vocabularies whose terms an item may carry. A term's id is `scheme:slug`. */
export const ITEM_SCHEMES = ["theme", "persons", "capacity", "sdg", "body", "documentKind", "keyword"] as const;

/** All vocabularies kept as terms. */
export const SCHEMES = [
  ...ITEM_SCHEMES,
  "mechanismType",
  "membershipStatus",
  "countryGroup",
  "dimension",
  "objective",
  "decisionKind",
] as const;
export type Scheme = (typeof SCHEMES)[number];

export const LIMITS = {
  title: 300,
  summary: 1200,
  section: 20_000,
  sections: 200,
  /** Figures of one language version. */
  figures: 200,
  /** A name of a person, an address of a mail, the reason that is given for a step. */
  name: 120,
  email: 254,
  reason: 2_000,
  /** One comment of a review. */
  comment: 4_000,
  /** In characters; no other rule is put on a password. */
  passwordMin: 12,
  passwordMax: 256,
  /** All texts of one language version, in bytes as a page has them: it has them twice, to be read and as data. */
  version: 200_000,
} as const;
