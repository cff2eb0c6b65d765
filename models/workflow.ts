import type { Facts, Content, Version } from "./item.ts";
import type { Action } from "./policy.ts";
import type { VersionState } from "./vocabulary.ts";

/**
 * The way of a language version: draft → in review → (changes requested → in review)* → published, or rejected, as a
 * draft, to its authors. What readers see stays the last published snapshot until a successor takes its place.
 */
export const STEP_KINDS = [
  /** A version was begun: an item, or a translation of it. */
  "begin",
  "submit",
  /** Taken back by those who handed it in. */
  "recall",
  "assign",
  "request-changes",
  "approve",
  "reject",
  /** A text under way was given up: the published one stands, or the version rests in the archive. */
  "discard",
  /** An older text became the one under way. */
  "restore",
  /** A person checked what a machine had made. */
  "check",
  "withdraw",
  "archive",
  "unarchive",
  /** A row of a table became the text under way; and the text before it again. */
  "import",
  "undo-import",
] as const;
export type StepKind = (typeof STEP_KINDS)[number];

type Rule = {
  action: Action;
  /** The states from which it can be taken; a version in another is not offered it. */
  from: readonly VersionState[];
  /** True where whoever takes it has to say why. */
  reason?: boolean;
};

const UNDER_WAY = ["draft", "changes-requested"] as const;

/** Who may take which step from which state. The steps of a whole item (archive, unarchive) are not of one version; those of tables are taken by the hub alone. */
export const WORKFLOW = {
  begin: { action: "item:write", from: [] },
  submit: { action: "item:submit", from: [...UNDER_WAY, "withdrawn"] },
  recall: { action: "item:submit", from: ["in-review", "changes-requested"] },
  assign: { action: "item:review", from: ["in-review", "changes-requested"] },
  "request-changes": { action: "item:review", from: ["in-review"], reason: true },
  approve: { action: "item:review", from: ["in-review"] },
  reject: { action: "item:review", from: ["in-review", "changes-requested"], reason: true },
  discard: { action: "item:write", from: UNDER_WAY },
  restore: { action: "item:write", from: [...UNDER_WAY, "published", "withdrawn", "archived"] },
  check: { action: "item:write", from: [...UNDER_WAY, "published", "withdrawn"] },
  withdraw: { action: "item:retire", from: ["published", ...UNDER_WAY, "in-review"], reason: true },
  archive: { action: "item:retire", from: [], reason: true },
  unarchive: { action: "item:retire", from: [] },
  import: { action: "item:write", from: [] },
  "undo-import": { action: "item:write", from: [] },
} as const satisfies Record<StepKind, Rule>;

/** States in which a text can be written; one that is under review is first taken back. */
export const WRITABLE_STATES: readonly VersionState[] = ["draft", "changes-requested", "published", "withdrawn", "archived"];

/** Whether a step can be taken from where a version is, whoever takes it. */
export function isOpenTo(version: Version, kind: StepKind): boolean {
  if (!(WORKFLOW[kind].from as readonly VersionState[]).includes(version.state)) return false;
  switch (kind) {
    case "withdraw":
      return version.published !== null;
    case "check":
      return version.machine;
    case "submit":
      return Boolean(version.draft);
    case "approve":
    case "request-changes":
    case "assign":
      return Boolean(version.submitted);
    default:
      return true;
  }
}

/**
 * A step as it stands in its item until what follows from it (a revision, an entry in the log, notices) is
 * written. `content` and `facts` are the text that it is about.
 */
export type Step = {
  id: string;
  kind: StepKind;
  lang: string | null;
  by: string;
  address: string | null;
  at: Date;
  revision: number;
  state: VersionState;
  reason: string | null;
  content: Content | null;
  facts: Facts | null;
  /** The published text whose place it took, where no revision of it was kept before. */
  replaced?: { revision: number; at: Date; content: Content } | null;
  /** Of `assign`: who took it on; null where it was given back. */
  assignee?: string | null;
  /** Languages whose published version is behind its source since. */
  behind?: string[];
  /** Of steps of tables: which import it was. */
  table?: string;
};
