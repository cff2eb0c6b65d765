import { randomUUID } from "node:crypto";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

import { type FileCheck, type FileRefusal, MOST_PAGES, type StoredFile } from "./file.ts";
import { chunks, type FileDocument, type FilePage, fileBucket, filePages, files } from "./file.server.ts";
import { ItemModel, pendingMark } from "./item.server.ts";

/** A file with how it stands with it. */
export type CheckedFile = StoredFile & { owner: string; check: FileCheck };

const WAITING: FileCheck = { state: "waiting", reason: null, failures: 0, content: null, hash: null, size: 0, pages: 0 };

/** How often reading a file may take too much before it is refused: once may have been the machine's fault. */
const MOST_FAILURES = 2;

/** Makes sure that what is to be done is found without a look at every file. */
export async function indexFileWork(): Promise<void> {
  await files().createIndex({ "metadata.work": 1 }, { sparse: true });
}

/** Gives a file to an item; from here on it is read in the background. */
export async function claimForItem({ id, item }: { id: string; item: string }): Promise<void> {
  await files().updateOne({ _id: id }, { $set: { "metadata.owner": { kind: "item", id: item }, "metadata.check": WAITING, "metadata.work": randomUUID() } });
}

const toChecked = ({ _id, filename, length, metadata: { type, owner, check } }: FileDocument): CheckedFile[] =>
  type && owner?.kind === "item" && check ? [{ id: _id, name: filename, type, size: check.size || length, owner: owner.id, check }] : [];

/** These files of items, in no order. */
export async function checkedFiles(ids: string[]): Promise<Map<string, CheckedFile>> {
  if (ids.length === 0) return new Map();
  const found = await files().find({ _id: { $in: ids } }).toArray();
  return new Map(found.flatMap(toChecked).map((file) => [file.id, file]));
}

/** The hash by which the same bytes are known when they come again; null for a file that is gone. */
export async function receivedHash({ id }: { id: string }): Promise<string | null> {
  return (await files().findOne({ _id: id }))?.metadata.received ?? null;
}

/** Which of these files came in as these bytes. */
export async function findReceived({ ids, hash }: { ids: string[]; hash: string }): Promise<string | null> {
  return (await files().findOne({ _id: { $in: ids }, "metadata.received": hash }))?._id ?? null;
}

/** The next file for which something is to be done, those that waited longest first. */
export async function nextFileWork(): Promise<{ file: CheckedFile; token: string } | null> {
  const found = await files().find({ "metadata.work": { $exists: true } }).sort({ uploadDate: 1 }).limit(1).next();
  const [file] = found ? toChecked(found) : [];
  if (found && !file) await files().updateOne({ _id: found._id }, { $unset: { "metadata.work": 1 } });
  return file && found?.metadata.work ? { file, token: found.metadata.work } : null;
}

/** The bytes of a file as it came in. */
export const openReceived = ({ id }: { id: string }): Readable => fileBucket().openDownloadStream(id as never);

/** The bytes that readers get, or a part of them: `end` is the place after the last byte. */
export function openContent({ check, id }: CheckedFile, part?: { start: number; end: number }): Readable {
  return fileBucket().openDownloadStream((check.content ?? id) as never, part);
}

/** Keeps bytes that were made of a file, in place of others under this name. */
export async function keepMade({ id, name, content }: { id: string; name: string; content: Readable }): Promise<string> {
  const made = `${id}.${name}`;
  await files().deleteOne({ _id: made });
  await chunks().deleteMany({ files_id: made as never });
  await pipeline(content, fileBucket().openUploadStreamWithId(made as never, "made"));
  return made;
}

/** What was made of a file under this name; null where nothing was. */
export async function openMade({ id, name }: { id: string; name: string }): Promise<{ size: number; content: Readable } | null> {
  const made = `${id}.${name}`;
  const found = await files().findOne({ _id: made });
  return found && { size: found.length, content: fileBucket().openDownloadStream(made as never) };
}

type Read = Pick<FileCheck, "content" | "hash" | "size"> & { pages: Array<{ label: string | null; text: string }> };

/** Notes that a file was read: from here on its readers get it, and the search index takes it. */
export async function noteRead({ id, content, hash, size, pages }: CheckedFile & Read): Promise<void> {
  await filePages().deleteMany({ _id: { $regex: `^${id}\\.` } });
  const kept = pages.slice(0, MOST_PAGES).map(({ label, text }, index): FilePage => ({ _id: `${id}.${String(index + 1).padStart(5, "0")}`, page: index + 1, label, text }));
  if (kept.length > 0) await filePages().insertMany(kept);
  await files().updateOne({ _id: id }, { $set: { "metadata.check": { ...WAITING, state: "ready", content, hash, size, pages: kept.length } } });
}

/** Notes why a file is not kept; nothing of its bytes stays. */
export async function noteRefused({ id, reason }: { id: string; reason: FileRefusal }): Promise<void> {
  await files().updateOne({ _id: id }, { $set: { "metadata.check": { ...WAITING, state: "refused", reason } } });
}

/** Notes that reading a file took too much, and says whether that is to be tried again. */
export async function noteFailure({ id, check }: CheckedFile): Promise<void> {
  if (check.failures + 1 >= MOST_FAILURES) await noteRefused({ id, reason: "too-heavy" });
  else await files().updateOne({ _id: id }, { $inc: { "metadata.check.failures": 1 } });
}

/**
 * Follows what was found out of a file: bytes that nobody may have go, and its item is marked for the index. Every step can be
 * repeated; the mark of the file goes last.
 */
export async function settleFile({ id, token }: { id: string; token: string }): Promise<void> {
  const found = (await checkedFiles([id])).get(id);
  if (!found || found.check.state === "waiting") return;
  const { state, content } = found.check;
  if (state === "refused" || content !== id) await chunks().deleteMany({ files_id: id as never });
  // Not only for the index: pages that are kept in memory go by this moment.
  await ItemModel.updateOne({ _id: found.owner }, { $set: { ...pendingMark(), updatedAt: new Date() } }, { timestamps: false });
  await files().updateOne({ _id: id, "metadata.work": token }, { $unset: { "metadata.work": 1 } });
}

/** The pages of files, in their order. */
export async function pagesOf({ id, limit = MOST_PAGES, skip = 0 }: { id: string; limit?: number; skip?: number }): Promise<FilePage[]> {
  return filePages().find({ _id: { $regex: `^${id}\\.` } }).sort({ _id: 1 }).skip(skip).limit(limit).toArray();
}
