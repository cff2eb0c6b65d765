import type { Content, Figure } from "./item.ts";
import type { PartialDate } from "./partial-date.ts";
import type { Source } from "./source.ts";
import type { ItemType, VersionState } from "./vocabulary.ts";

/** Why a piece of a source stands nowhere in the item made of it. */
export const UNPLACED_REASONS = [
  /** A word or sign of the page around the text: "add a comment", "print". */
  "page-furniture",
  /** A sign without a text: the edge of a table, a bullet with nothing behind it. */
  "stray-mark",
  /** A labelled field whose value is empty, or says that there is none. */
  "empty-field",
  /** A field of the sheet for which an item of this type has no place. */
  "no-place",
  /** A state of a measure that the tables do not know. */
  "unknown-status",
  /** Text that stands before the first heading to which it could belong. */
  "before-first-heading",
] as const;
export type UnplacedReason = (typeof UNPLACED_REASONS)[number];

/** A piece of a source that could not be placed, kept word for word for the editors. */
export type Unplaced = { line: number; text: string; why: UnplacedReason };

/** Why a number of the text is no figure. */
export type LeftNumberReason = "year" | "date" | "reference" | "nothing-counted" | "too-many";

/** What was recognised in one source file, and what was not. Never published. */
export type FileReport = {
  /** As the manifest gives it. */
  path: string;
  lang: string;
  state: VersionState;
  encoding: string;
  bytes: number;
  title: { text: string; from: "manifest" | "text" | "first-words" };
  /** Labelled fields with their values as they stand in the text; a value may be empty. */
  fields: { name: string; value: string; line: number }[];
  /** How many parts of each group the text has; `paragraphs`, `entries`, `items` of lists. */
  counts: Record<string, number>;
  figures: { id: string; line: number; value: number; unit: string | null; approximate: boolean; counts: string }[];
  /** Numbers that are no figures, the first of them; of the others only how many there are. */
  numbers: { line: number; text: string; why: LeftNumberReason }[];
  moreNumbers: Partial<Record<LeftNumberReason, number>>;
  /** Where the text breaks off in mid-sentence. */
  breaksOff: { section: string; line: number }[];
  unplaced: Unplaced[];
};

/** A term that the text names and the item does not carry; the editors decide. */
export type Proposal = { term: string; words: string[]; count: number };

/** What an item had before its first import, and keeps through every later one. */
export type ImportBase = {
  terms: string[];
  sources: Source[];
  /** Place per language. */
  places: Record<string, string>;
  mechanism: string | null;
  gathering: boolean;
};

/** What the last import of an item wrote, and what it has to tell the editors. Never published. */
export type ImportMark = {
  /** The entry of the manifest: several items may come of one. */
  entry: string;
  /** Hash of what was written into `fields`: where their content differs, a user has changed it. */
  hash: string;
  fields: string[];
  base: ImportBase;
  files: FileReport[];
  proposals: Proposal[];
};

/** One language version as an import has read it. */
export type ImportedVersion = {
  lang: string;
  state: VersionState;
  content: Content;
  figures: Figure[];
  date: PartialDate | null;
  /** The parts of `details` that the text states. */
  details: Record<string, unknown>;
  report: FileReport;
};

/** An item as an import has read it, in all its languages. */
export type ImportedItem = {
  key: string;
  /** Key of the entry of the manifest that it comes from. */
  entry: string;
  type: ItemType;
  country: string | null;
  mechanism: string | null;
  /** As the manifest gives it; null where the text may say. */
  date: PartialDate | null;
  terms: string[];
  /** Id of the adopted text that a document is linked to. */
  decision: string | null;
  /** Languages of the entry's files, the original's first; those of files that failed among them. */
  languages: string[];
  /** Languages whose file could not be read: what the item has in them stays. */
  failed: string[];
  versions: ImportedVersion[];
  proposals: Proposal[];
};
