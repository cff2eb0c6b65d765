/** What files the hub takes, what it calls them, and how it stands with each; forms and the database share it. */

const OOXML = "application/vnd.openxmlformats-officedocument.";

/** Documents and pictures of pages, by what their first bytes say that they are, with the ending of their names. */
export const DOCUMENT_TYPES: Readonly<Record<string, string>> = {
  "application/pdf": "pdf",
  [`${OOXML}wordprocessingml.document`]: "docx",
  "application/vnd.oasis.opendocument.text": "odt",
  "image/png": "png",
  "image/jpeg": "jpg",
};

/** What may be attached to an item. */
export const ATTACHED_TYPES: Readonly<Record<string, string>> = {
  ...DOCUMENT_TYPES,
  [`${OOXML}presentationml.presentation`]: "pptx",
  [`${OOXML}spreadsheetml.sheet`]: "xlsx",
  "image/webp": "webp",
};

export type StoredFile = { id: string; name: string; type: string; size: number };

/** A file as a text of an item has it: `title` is what its author calls it, `lang` the language that it is in. */
export type AttachedFile = StoredFile & { title: string | null; lang: string };

/** How many files a language version may have. */
export const MOST_FILES = 30;

/** How many pages of a file are read and can be searched. */
export const MOST_PAGES = 500;

/** Why a file is not kept. */
export const REFUSALS = [
  /** It opens with a password only. */
  "encrypted",
  /** It is damaged, cut off, or not what it begins as. */
  "malformed",
  /** What is packed in it is far larger than it is, or in far too many parts. */
  "bomb",
  /** A scanner has found something in it. */
  "infected",
  /** Reading it takes more time or memory than one file may take. */
  "too-heavy",
] as const;
export type FileRefusal = (typeof REFUSALS)[number];

/** How it stands with a file that was attached: it is read in the background, and readers get it after that. */
export type FileCheck = {
  state: "waiting" | "ready" | "refused";
  reason: FileRefusal | null;
  /** How often reading it has taken too much. */
  failures: number;
  /** Where the bytes are that readers get: without hidden data, where a library could remove them. Null until then. */
  content: string | null;
  /** SHA-256 of these bytes, in hexadecimal. */
  hash: string | null;
  size: number;
  /** How many pages, or sections where a document has no pages of its own; 0 where nothing can be read out of it. */
  pages: number;
  /** Of bytes from another hub's archive, out of which hidden data were taken there: they stay as they are. */
  cleaned?: true;
};

const NAME_LENGTH = 100;

/**
 * The name of a file as it may stand in a header and on any disk: no path, no signs that systems read in a way of their own or
 * that cannot be seen, and the ending of what the file is.
 */
export function safeFileName(name: string, ending: string): string {
  const stem = (name.normalize("NFC").split(/[/\\]/).at(-1) ?? "")
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}<>:"|?*;%]/gu, "")
    .replace(/\.[^.]{1,10}$/u, "")
    .replace(/\s+/gu, " ")
    .replace(/^[\s.]+|[\s.]+$/gu, "");
  return `${[...stem].slice(0, NAME_LENGTH).join("") || "file"}.${ending}`;
}
