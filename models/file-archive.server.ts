import { randomUUID } from "node:crypto";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

import type { FileCheck, FileRefusal } from "./file.ts";
import { chunks, type FileDocument, fileBucket, files, lookAgain, removeFile } from "./file.server.ts";

/** A file of an item as it goes from one hub to another. Its bytes are those that readers get; until it was read, those that came in. */
export type ArchivedFile = {
  id: string;
  item: string;
  name: string;
  type: string;
  size: number;
  state: FileCheck["state"];
  reason: string | null;
  /** SHA-256 of the bytes; null where there are none. */
  sha256: string | null;
  /** That of the bytes as they first came in. */
  received: string | null;
  at: Date;
};

type Stored = FileDocument & { uploadDate: Date };

const toArchived = ({ _id, filename, length, uploadDate, metadata }: Stored): ArchivedFile[] => {
  const { type, owner, check } = metadata;
  const received = metadata.received ?? null;
  if (!type || owner?.kind !== "item" || !check) return [];
  const { reason, cleaned } = check;
  const state = check.state === "waiting" && cleaned ? "ready" : check.state;
  const sha256 = state === "ready" ? check.hash : state === "waiting" ? received : null;
  return [{ id: _id, item: owner.id, name: filename, type, size: state === "ready" ? check.size : length, state, reason, sha256, received, at: uploadDate }];
};

/** These files of an item, in the order of their ids. */
export async function archivedFiles({ item, ids }: { item: string; ids: string[] }): Promise<ArchivedFile[]> {
  const found = ids.length > 0 ? await files().find({ _id: { $in: ids }, "metadata.owner.kind": "item", "metadata.owner.id": item }).sort({ _id: 1 }).toArray() : [];
  return (found as Stored[]).flatMap(toArchived);
}

/** A file with this id, whatever it belongs to; null where there is none. */
export async function findArchived({ id }: { id: string }): Promise<ArchivedFile | "another's" | null> {
  const found = (await files().findOne({ _id: id })) as Stored | null;
  return found ? (toArchived(found)[0] ?? "another's") : null;
}

/**
 * Keeps a file that comes from another hub under the id that it had there, to be read as if it were attached now. Hidden data were
 * taken out of it where it comes from, if it was read there: its bytes stay as they are then. Can be repeated: what a crash has
 * left of it goes first.
 */
export async function keepArchived({ file, content }: { file: ArchivedFile; content: Readable | null }): Promise<void> {
  const { id, item, name, type, size, state, reason, sha256, received, at } = file;
  // Whole files have a description, which is written last.
  if (!(await files().findOne({ _id: id }))) await chunks().deleteMany({ files_id: id as never });
  // Until its item is there it belongs to nothing.
  await lookAgain({ id });
  const waiting: FileCheck = { state: "waiting", reason: null, failures: 0, content: null, hash: null, size: 0, pages: 0 };
  const check: FileCheck = state === "refused" ? { ...waiting, state, reason: reason as FileRefusal | null } : state === "ready" ? { ...waiting, hash: sha256, size, cleaned: true } : waiting;
  const metadata = { type, owner: { kind: "item" as const, id: item }, ...(received ? { received } : {}), check, ...(state === "refused" ? {} : { work: randomUUID() }) };
  if (content) {
    try {
      await pipeline(content, fileBucket().openUploadStreamWithId(id as never, name, { metadata }));
    } catch (error) {
      await removeFile({ id });
      throw error;
    }
    await files().updateOne({ _id: id }, { $set: { uploadDate: at } } as object);
  } else await files().insertOne({ _id: id, length: size, chunkSize: 261_120, uploadDate: at, filename: name, metadata } as never);
}

/** Whether a file that is here is the very one: what it was found to be here may differ from there. */
export const isSameFile = (here: ArchivedFile, there: ArchivedFile): boolean =>
  (["item", "name", "type", "size", "state", "sha256"] as const).every((field) => here[field] === there[field]);

/** Gives a file the moment that it was first kept: a crash may have come before that. */
export async function dateFile({ id, at }: Pick<ArchivedFile, "id" | "at">): Promise<void> {
  await files().updateOne({ _id: id }, { $set: { uploadDate: at } } as object);
}

/** One of the blocks in which the database keeps a file; empty where it has no such block. */
export async function openContentBlock({ id, number }: { id: string; number: number }): Promise<Buffer> {
  const found = await chunks().findOne({ files_id: id as never, n: number });
  const bytes = found?.data as { buffer: Uint8Array; position?: number } | undefined;
  return bytes ? Buffer.from(bytes.buffer.subarray(0, bytes.position)) : Buffer.alloc(0);
}

/** How a stored file lies in the database; null where there is none. */
export async function layoutOf({ id }: { id: string }): Promise<{ id: string; blockSize: number; size: number } | null> {
  const found = (await files().findOne({ _id: id })) as (FileDocument & { chunkSize: number }) | null;
  return found && { id, blockSize: found.chunkSize, size: found.length };
}
