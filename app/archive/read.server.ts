import { createHash } from "node:crypto";
import type { Readable } from "node:stream";

import yauzl, { type Entry, type ZipFile } from "yauzl";

import { isLightJson } from "#app/lib/json-weight.ts";
import { SCHEMA_VERSION } from "#models/migrations.server.ts";
import { isDatabaseDown } from "#models/mongo-errors.server.ts";

import { ARCHIVE_LIMITS as LIMITS, ArchiveRefused, type Contents, CONTENTS, contentsSchema, FORMAT, FORMAT_VERSION } from "./format.ts";

/** Opens the archive again, from its beginning. */
export type Source = () => Promise<ZipFile>;

/** One entry of an archive. What it says is what the list of contents says, or it throws. */
export type ReadEntry = {
  name: string;
  size: number;
  sha256: string;
  /** @throws ArchiveRefused where it is not what is listed. */
  text: () => Promise<string>;
  /** The bytes as they come, checked at their end: the last part comes only where all are as listed. */
  bytes: () => AsyncGenerator<Buffer>;
  /** The bytes without the check. */
  open: () => Promise<Readable>;
};

/** Each entry is a value with three in it. */
const CONTENTS_WEIGHT = { values: 4 * LIMITS.entries + 100, depth: 4 };

const OPTIONS = { lazyEntries: true, autoClose: false, validateEntrySizes: true, strictFileNames: true } as const;

export const fromFile = (path: string): Source => () => yauzl.openPromise(path, OPTIONS);
export const fromBuffer = (bytes: Buffer): Source => () => yauzl.fromBufferPromise(bytes, OPTIONS);
/** @param open makes a reader for one time that the archive is read. */
export const fromReader = (open: () => yauzl.RandomAccessReader, size: number): Source => () => yauzl.fromRandomAccessReaderPromise(open(), size, OPTIONS);

/**
 * Whatever goes wrong with the archive itself, as a refusal; what is wrong with the database goes on as it is.
 * @throws ArchiveRefused.
 */
async function refusing<T>(work: () => Promise<T>, entry: string | null = null): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asRefusal(error, entry);
  }
}

function asRefusal(error: unknown, entry: string | null): unknown {
  if (error instanceof ArchiveRefused || isDatabaseDown(error)) return error;
  const said = error instanceof Error ? error.message.slice(0, 200) : null;
  // What yauzl says of names that lead out of the archive.
  return new ArchiveRefused(said && /^(?:absolute path|invalid relative path|invalid characters in fileName)/.test(said) ? "names" : "broken", entry, said);
}

/** What the archive is and what is in it, with no more of it read than that takes. @throws ArchiveRefused. */
export async function contentsOf(source: Source): Promise<Contents> {
  const zip = await refusing(source);
  try {
    const names = new Set<string>();
    let [packed, last] = [0, null as Entry | null];
    if (zip.entryCount > LIMITS.entries) throw new ArchiveRefused("bomb");
    await each(zip, async (entry) => {
      if (names.size >= LIMITS.entries) throw new ArchiveRefused("bomb");
      if (names.has(entry.fileName)) throw new ArchiveRefused("names", entry.fileName);
      names.add(entry.fileName);
      packed += entry.uncompressedSize;
      last = entry;
    });
    if (packed > LIMITS.ratioFrom && packed > LIMITS.ratio * zip.fileSize) throw new ArchiveRefused("bomb");
    const end = last as Entry | null;
    if (end?.fileName !== CONTENTS) throw new ArchiveRefused("format");
    const contents = parsed(await wholeOf(zip, end, LIMITS.contents));
    if (contents.entries.length !== names.size - 1) throw new ArchiveRefused("names", CONTENTS);
    return contents;
  } finally {
    zip.close();
  }
}

function parsed(bytes: Buffer): Contents {
  const value = parseJson(bytes, CONTENTS) as Partial<Contents> | null;
  if (value?.format !== FORMAT) throw new ArchiveRefused("format", CONTENTS);
  if (typeof value.version !== "number" || value.version > FORMAT_VERSION || Number(value.schema) > SCHEMA_VERSION) throw new ArchiveRefused("newer", CONTENTS);
  const result = contentsSchema.safeParse(value);
  if (!result.success || value.version !== FORMAT_VERSION || Number(value.schema) < 1) throw new ArchiveRefused("format", CONTENTS, result.error?.issues[0]?.path.join(".") ?? null);
  return result.data;
}

/** @throws ArchiveRefused `document` where it is no JSON in UTF-8. */
export function parseJson(bytes: Buffer, name: string): unknown {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    if (isLightJson(text, CONTENTS_WEIGHT)) return JSON.parse(text);
  } catch {
    throw new ArchiveRefused("document", name, "no JSON");
  }
  throw new ArchiveRefused("bomb", name);
}

/** The entries that the list names, one after another in its order; the list itself is not among them. @throws ArchiveRefused. */
export async function* entriesIn(source: Source, contents: Contents): AsyncGenerator<ReadEntry> {
  const zip = await refusing(source);
  try {
    let at = 0;
    for (;;) {
      const entry = await refusing(() => next(zip));
      if (!entry || entry.fileName === CONTENTS) break;
      const listed = contents.entries[at];
      at += 1;
      if (listed?.name !== entry.fileName) throw new ArchiveRefused("names", entry.fileName);
      if (listed.size !== entry.uncompressedSize) throw new ArchiveRefused("hash", entry.fileName);
      yield readable(zip, entry, listed);
    }
    if (at !== contents.entries.length) throw new ArchiveRefused("names", CONTENTS);
  } finally {
    zip.close();
  }
}

function readable(zip: ZipFile, entry: Entry, { name, size, sha256 }: Contents["entries"][number]): ReadEntry {
  const check = (hash: string) => {
    if (hash !== sha256) throw new ArchiveRefused("hash", name);
  };
  return {
    name,
    size,
    sha256,
    text: async () => {
      const bytes = await wholeOf(zip, entry, LIMITS.document);
      check(createHash("sha256").update(bytes).digest("hex"));
      return bytes.toString("utf8");
    },
    async *bytes() {
      const hash = createHash("sha256");
      let held: Buffer | null = null;
      try {
        for await (const part of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
          hash.update(part);
          if (held) yield held;
          held = part;
        }
      } catch (error) {
        throw asRefusal(error, name);
      }
      check(hash.digest("hex"));
      if (held) yield held;
    },
    open: () => refusing(() => zip.openReadStreamPromise(entry), name),
  };
}

async function wholeOf(zip: ZipFile, entry: Entry, most: number): Promise<Buffer> {
  if (entry.uncompressedSize > most) throw new ArchiveRefused("bomb", entry.fileName);
  return refusing(async () => {
    const parts: Buffer[] = [];
    // yauzl lets no more through than the entry says that it has.
    for await (const part of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) parts.push(part);
    return Buffer.concat(parts);
  }, entry.fileName);
}

async function each(zip: ZipFile, look: (entry: Entry) => Promise<void>): Promise<void> {
  for (let entry = await refusing(() => next(zip)); entry; entry = await refusing(() => next(zip))) await look(entry);
}

function next(zip: ZipFile): Promise<Entry | null> {
  return new Promise((resolve, reject) => {
    const settle = <T>(then: (value: T) => void) => (value: T) => {
      zip.removeAllListeners("entry").removeAllListeners("end").removeAllListeners("error");
      // What goes wrong while nobody waits is met again by whoever reads on.
      zip.on("error", () => {});
      then(value);
    };
    zip.removeAllListeners("error");
    zip.once("entry", settle(resolve)).once("end", settle(() => resolve(null))).once("error", settle(reject));
    zip.readEntry();
  });
}
