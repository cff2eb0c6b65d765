import yauzl, { type Entry, type ZipFile } from "yauzl";

import { signatureCheck } from "./eicar.ts";
import { Refused } from "./refused.ts";

/** What an archive may hold, with all that is packed in it. Office documents stay far below. */
const LIMITS = { entries: 5_000, bytes: 200_000_000, ratio: 150, ratioFrom: 5_000_000, depth: 3, nested: 32_000_000 };

type Budget = { entries: number; bytes: number };

/** The files of an archive by their names, in their order. */
export type Archive = Map<string, Buffer>;

/**
 * Unpacks an archive in memory, and looks at all that is in it, also in archives within it.
 * @throws Refused `bomb`, `encrypted`, `infected`; `malformed` where it is no whole archive.
 */
export async function unpack(bytes: Buffer, budget: Budget = { entries: 0, bytes: 0 }, depth = 1): Promise<Archive> {
  if (depth > LIMITS.depth) throw new Refused("bomb");
  const zip = await open(bytes);
  const archive: Archive = new Map();
  await new Promise<void>((resolve, reject) => {
    zip.on("error", () => reject(new Refused("malformed")));
    zip.on("end", resolve);
    zip.on("entry", (entry: Entry) => {
      take(zip, entry, budget, depth).then((content) => {
        if (!entry.fileName.endsWith("/")) archive.set(entry.fileName, content);
        zip.readEntry();
      }, reject);
    });
    zip.readEntry();
  });
  return archive;
}

function open(bytes: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(bytes, { lazyEntries: true, validateEntrySizes: true, strictFileNames: false }, (error, zip) => (error || !zip ? reject(new Refused("malformed")) : resolve(zip)));
  });
}

async function take(zip: ZipFile, entry: Entry, budget: Budget, depth: number): Promise<Buffer> {
  budget.entries += 1;
  if (budget.entries > LIMITS.entries) throw new Refused("bomb");
  if ((entry.generalPurposeBitFlag & 1) !== 0) throw new Refused("encrypted");
  const content = await read(zip, entry, budget);
  // What a document embeds may be a document itself.
  if (content.length <= LIMITS.nested && content.subarray(0, 4).equals(LOCAL_HEADER)) await unpack(content, budget, depth + 1).catch(unlessUnreadable);
  return content;
}

const LOCAL_HEADER = Buffer.from("PK\x03\x04", "latin1");

/** Something that begins like an archive need not be one. */
function unlessUnreadable(error: unknown): void {
  if (!(error instanceof Refused) || error.reason !== "malformed") throw error;
}

/** By what comes out, never by what the archive says of it. */
function read(zip: ZipFile, entry: Entry, budget: Budget): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => reject(error instanceof Refused ? error : new Refused("malformed"));
    zip.openReadStream(entry, (error, stream) => {
      if (error || !stream) return fail(error);
      const check = signatureCheck();
      const parts: Buffer[] = [];
      let size = 0;
      stream.on("error", fail);
      stream.on("data", (part: Buffer) => {
        size += part.length;
        budget.bytes += part.length;
        try {
          if (budget.bytes > LIMITS.bytes || (size > LIMITS.ratioFrom && size > LIMITS.ratio * Math.max(1, entry.compressedSize))) throw new Refused("bomb");
          check(part);
        } catch (refusal) {
          stream.destroy();
          return fail(refusal);
        }
        parts.push(part);
      });
      stream.on("end", () => resolve(Buffer.concat(parts)));
    });
  });
}
