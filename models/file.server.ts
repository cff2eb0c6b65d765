import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

import { fileTypeFromStream } from "file-type";
import mongoose from "mongoose";

import { DomainError } from "./errors.ts";
import { type FileCheck, safeFileName, type StoredFile } from "./file.ts";
import { newId } from "./ids.server.ts";

/** What a file belongs to; null until that is written, and for what was sent with a form that was refused. */
export type FileOwner = { kind: "application" | "item" | "archive"; id: string };
type Meta = {
  type: string | null;
  owner: FileOwner | null;
  /** SHA-256 of the bytes as they came in: the same file sent twice is known by it. */
  received?: string;
  /** Of files that are attached to items. */
  check?: FileCheck;
  /** A fresh token while something is to be done for the file: it is to be read, or its first bytes removed. */
  work?: string;
};
export type FileDocument = { _id: string; filename: string; length: number; metadata: Meta };
/** What can be read on a page, or in a section, of a file. `label` is a heading, where a section has one. */
export type FilePage = { _id: string; page: number; label: string | null; text: string };
/** Stands from before the first byte of a file until that belongs to something: what a crash has left is found by it. */
type Pending = { _id: string; at: Date };

const BUCKET = "uploads";
/** How long a file may wait for what it belongs to. */
const UNCLAIMED_MS = 24 * 3_600_000;

const database = () => {
  const { db } = mongoose.connection;
  if (!db) throw new Error("the hub is not connected to its database");
  return db;
};
export const fileBucket = () => new mongoose.mongo.GridFSBucket(database(), { bucketName: BUCKET });
export const files = () => database().collection<FileDocument>(`${BUCKET}.files`);
export const chunks = () => database().collection(`${BUCKET}.chunks`);
export const filePages = () => database().collection<FilePage>(`${BUCKET}.pages`);
const pending = () => database().collection<Pending>(`${BUCKET}.pending`);

/** What a file is whose first bytes say nothing; taken only where it is among the types. */
const PLAIN = "text/plain";

type Storing = {
  content: AsyncIterable<Uint8Array>;
  /** As whoever sent it calls it. */
  name: string;
  /** The types that are taken, with the endings of their names. */
  types: Readonly<Record<string, string>>;
  maxBytes: number;
};

/**
 * Keeps a file as it comes in, without holding it in memory, and finds out from its bytes what it is. It belongs to nothing yet:
 * see `claimFile`. Null where it has no bytes.
 * @throws DomainError `file-large`, `file-type`, `file-encrypted`; nothing of the file is kept then.
 */
export async function storeFile({ content, name, types, maxBytes }: Storing): Promise<StoredFile | null> {
  const id = newId();
  let size = 0;
  const hash = createHash("sha256");
  async function* counted() {
    for await (const part of content) {
      size += part.byteLength;
      if (size > maxBytes) throw new DomainError("file-large");
      hash.update(part);
      yield part;
    }
  }
  await pending().insertOne({ _id: id, at: new Date() });
  try {
    const metadata: Meta = { type: null, owner: null };
    await pipeline(Readable.from(counted(), { objectMode: false }), fileBucket().openUploadStreamWithId(id as never, "file", { metadata }));
    const found = size > 0 ? ((await typeOf(fileBucket().openDownloadStream(id as never))) ?? (types[PLAIN] ? { mime: PLAIN } : undefined)) : undefined;
    const ending = found && types[found.mime];
    if (size > 0 && !ending) throw new DomainError((await isLocked(id, found?.mime)) ? "file-encrypted" : "file-type");
    if (!found || !ending) {
      await removeFile({ id });
      return null;
    }
    const stored = { id, name: safeFileName(name, ending), type: found.mime, size };
    await files().updateOne({ _id: id }, { $set: { filename: stored.name, "metadata.type": stored.type, "metadata.received": hash.digest("hex") } });
    return stored;
  } catch (error) {
    await removeFile({ id });
    throw error;
  }
}

/** What a compound file calls the document within it that a password locks. */
const LOCKED = Buffer.from("EncryptedPackage", "utf16le");

/** Whether a file is an office document that is locked: it lies in a compound file, as documents of old programs do. */
async function isLocked(id: string, type: string | undefined): Promise<boolean> {
  if (type !== "application/x-cfb") return false;
  let before = Buffer.alloc(0);
  for await (const part of fileBucket().openDownloadStream(id as never) as AsyncIterable<Buffer>) {
    const joined = Buffer.concat([before, part]);
    if (joined.includes(LOCKED)) return true;
    before = joined.subarray(-LOCKED.length);
  }
  return false;
}

/** What a file is by its own bytes; undefined where they say nothing. No more of them is read than that takes. */
export async function typeOf(content: Readable): Promise<{ mime: string } | undefined> {
  try {
    return await fileTypeFromStream(Readable.toWeb(content) as ReadableStream<Uint8Array>);
  } finally {
    content.destroy();
  }
}

/** Says what a file belongs to; it stays as long as that is there. */
export async function claimFile({ id, owner }: { id: string; owner: FileOwner }): Promise<void> {
  await files().updateOne({ _id: id }, { $set: { "metadata.owner": owner } });
}

/** A file of this owner, to be read from its beginning; null where there is none. Who may read it, its owner says. */
export async function openFile({ id, owner }: { id: string; owner: FileOwner }): Promise<(StoredFile & { content: Readable }) | null> {
  const found = await files().findOne({ _id: id, "metadata.owner.kind": owner.kind, "metadata.owner.id": owner.id });
  if (!found?.metadata.type) return null;
  return { id, name: found.filename, type: found.metadata.type, size: found.length, content: fileBucket().openDownloadStream(id as never) };
}

/**
 * Removes a file with what was made of it, and the parts of one that broke off; of those that are still on their way, the round
 * a day later does.
 */
export async function removeFile({ id }: { id: string }): Promise<void> {
  // What is made of a file is kept under its id, a dot and what it is.
  const own = { $in: [id, new RegExp(`^${id}\\.`)] } as never;
  await files().deleteMany({ _id: own });
  await chunks().deleteMany({ files_id: own });
  await filePages().deleteMany({ _id: own });
}

/** Has the round look at a file a day from now: whether what it belonged to still has it. */
export async function lookAgain({ id }: { id: string }): Promise<void> {
  await pending().updateOne({ _id: id }, { $set: { at: new Date() } }, { upsert: true });
}

/** How many unclaimed files one round looks at. */
const AT_ONCE = 500;

/** Removes files that have waited in vain for what they belong to. */
export async function forgetUnclaimed(isThere: (owner: FileOwner, file: string) => Promise<boolean>): Promise<void> {
  const old = await pending().find({ at: { $lt: new Date(Date.now() - UNCLAIMED_MS) } }).limit(AT_ONCE).toArray();
  for (const { _id } of old) {
    // A claim holds only with its owner: what a crash has left between the two belongs to nothing.
    const file = await files().findOne({ _id });
    const owner = file?.metadata.owner;
    if (!owner || !(await isThere(owner, _id))) await removeFile({ id: _id });
    await pending().deleteOne({ _id });
  }
}
