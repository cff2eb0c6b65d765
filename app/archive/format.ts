import { z } from "zod";

/** What an archive calls itself, and the version of how it is put together. */
export const FORMAT = "nmirf-hub-archive";
export const FORMAT_VERSION = 1;

export const CONTENTS = "archive.json";
export const README = "README.txt";

/** What an archive may hold; those that the hub makes stay far below. */
export const ARCHIVE_LIMITS = {
  entries: 200_000,
  /** One document: what the database takes. */
  document: 16_000_000,
  contents: 64_000_000,
  /** How much is in one document, and in one list of it: far more than any has, and what its model still checks in a moment. */
  weight: { values: 100_000, depth: 30 },
  list: 2_000,
  /** All that is packed in it, by its own size: texts become a tenth, rarely a thirtieth. */
  ratio: 100,
  ratioFrom: 200_000_000,
} as const;

const HASH = /^[0-9a-f]{64}$/;
const moment = z.string().datetime();

/** `archive.json`, the last entry: what the archive is, and what is in it, in the order in which it is. */
export const contentsSchema = z.object({
  format: z.string(),
  version: z.number().int(),
  schema: z.number().int(),
  mechanism: z.string().min(1).max(200),
  begun: moment,
  ended: moment,
  entries: z.array(z.object({ name: z.string(), size: z.number().int().min(0), sha256: z.string().regex(HASH) }).strict()),
});
export type Contents = z.infer<typeof contentsSchema>;

/** Why an archive is refused. */
export const REFUSED_CODES = [
  /** It is no archive, or not whole. */
  "broken",
  /** It is of another kind, or of a version that this hub does not know. */
  "format",
  "newer",
  /** Far more is packed in it than an archive of the hub has. */
  "bomb",
  /** An entry has a name that none has, stands twice, in another place or is not listed. */
  "names",
  /** An entry is not what the list says. */
  "hash",
  /** A document is not as the hub keeps it. */
  "document",
  /** A document belongs to something else than what the archive is of. */
  "foreign",
  /** A file is of no type that the hub takes, or larger. */
  "file-type",
  "file-large",
  /** Something that nobody foresaw: it is in the hub's own log. */
  "failed",
] as const;
export type RefusedCode = (typeof REFUSED_CODES)[number];

/** An archive that is not taken; `entry` is the part that is wrong, `detail` a hint for whoever made it. */
export class ArchiveRefused extends Error {
  override name = "ArchiveRefused";
  constructor(
    readonly code: RefusedCode,
    readonly entry: string | null = null,
    readonly detail: string | null = null,
  ) {
    super([code, entry, detail].filter(Boolean).join(": "));
  }
}
