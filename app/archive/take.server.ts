import { Readable } from "node:stream";

import mongoose from "mongoose";

import { dateFile, findArchived, isSameFile, keepArchived } from "#models/file-archive.server.ts";
import { asRead } from "#models/item.server.ts";
import { contentHash } from "#models/content-hash.server.ts";
import type { SeedMark } from "#models/source.server.ts";
import { isDuplicateKey } from "#models/mongo-errors.server.ts";
import { namesById } from "#models/named-person.server.ts";
import type { ArchiveReport, ArchivedKind, Outcome } from "#models/archive-import.ts";

import { canonical } from "./canonical.ts";
import type { ReadDocument } from "./documents.server.ts";
import { ArchiveRefused, type Contents } from "./format.ts";
import { type DocumentKind, kindOf, type Portable, toPortable } from "./kinds.server.ts";
import type { Source } from "./read.server.ts";
import { walk } from "./walk.server.ts";

/** How many of those that are left as they are a report names. */
const MOST_NAMED = 50;

type Taking = {
  source: Source;
  contents: Contents;
  /** Asked before each write, and told how many parts are done. */
  step?: (done: number) => Promise<void>;
};

/** What taking an archive would do. Nothing is written. @throws ArchiveRefused. */
export const planOf = (taking: Taking): Promise<ArchiveReport> => go(taking, false);

/**
 * Writes what is in an archive and not in this hub; what is here already stays as it is, the same or not. One write for each
 * document, each of which can be repeated: after a crash at any moment the archive is taken again to the same end.
 * @throws ArchiveRefused; an error of the database, after which it can be taken again.
 */
export const takeArchive = (taking: Taking): Promise<ArchiveReport> => go(taking, true);

async function go({ source, contents, step = async () => {} }: Taking, writes: boolean): Promise<ArchiveReport> {
  const report: ArchiveReport = { mechanism: contents.mechanism, counts: {}, different: [], total: contents.entries.length };
  let done = 0;
  const note = (kind: ArchivedKind, id: string, outcome: Outcome) => {
    const counts = (report.counts[kind] ??= { new: 0, replaced: 0, same: 0, different: 0 });
    counts[outcome] += 1;
    if (outcome === "different" && report.different.length < MOST_NAMED) report.different.push({ kind, id });
    done += 1;
  };
  // What is here in another form, and has parts in the archive.
  const changed = new Set<string>();
  await walk(source, contents, {
    document: async (read) => {
      await step(done);
      const found = await outcomeOf(read);
      const outcome = found === "new" && (await isKeptOut(read, contents.mechanism, changed)) ? "different" : found;
      const written = writes ? await write(read, outcome) : outcome;
      if (written === "different") changed.add(nameOf(read.kind, read.document.id));
      note(read.kind, read.document.id, written);
    },
    file: async (file, bytes) => {
      await step(done);
      const found = await findArchived({ id: file.id });
      const isOut = found === null && changed.has(nameOf("item", file.item)) && !(await findHere("item", file.item, contents.mechanism));
      const outcome = found === null ? (isOut ? "different" : "new") : found !== "another's" && isSameFile(found, file) ? "same" : "different";
      if (outcome === "new" && writes) await keepArchived({ file, content: bytes && Readable.from(bytes, { objectMode: false }) });
      // They are read to their end all the same: only then it is known that they are whole.
      else if (bytes) for await (const _ of bytes);
      if (found && outcome === "same" && writes && found !== "another's" && found.at.getTime() !== file.at.getTime()) await dateFile(file);
      note("file", file.id, outcome);
    },
  });
  return report;
}

const documentsOf = (kind: DocumentKind) => mongoose.connection.collection<Stored>(kindOf(kind).model.collection.name);
type Stored = { _id: string; seed?: SeedMark; updatedAt?: Date; writes?: number } & Record<string, unknown>;

/** How it stands with a document in this hub. */
async function outcomeOf({ kind, document }: ReadDocument): Promise<Outcome> {
  if (kind === "person") {
    const name = (await namesById([document.id])).get(document.id);
    return name === undefined ? "new" : name === document.name ? "same" : "different";
  }
  const found = await documentsOf(kind).findOne({ _id: document.id });
  if (found && canonical(toPortable(kind, found)) === canonical(document)) return "same";
  // The State of a mechanism is what the memberships in its archive go by.
  if (found && kind === "mechanism" && found.state !== document.state) throw new ArchiveRefused("foreign", kindOf(kind).entry(document));
  if (found) return isReplaced(kind, found, document) ? "replaced" : "different";
  const other = rivalOf(kind, document);
  return other && (await documentsOf(kind).findOne(other as object)) ? "different" : "new";
}

const nameOf = (kind: DocumentKind, id: unknown): string => `${kind} ${String(id)}`;

/** What a part of something belongs to. */
const WHOLES: Partial<Record<DocumentKind, "item" | "cooperation">> = { revision: "item", review: "item", comment: "item", message: "cooperation" };

/** What a mechanism has here by this id; null where it is not there, or is another's. */
async function findHere(kind: "item" | "cooperation", id: unknown, mechanism: string): Promise<Stored | null> {
  return documentsOf(kind).findOne({ _id: String(id), mechanism });
}

/**
 * Whether a part that is not here yet would come to something else than what it is a part of: to what is another mechanism's here,
 * or is not there. Of an item that goes another way here, the numbers of its revisions are those of its own steps.
 */
async function isKeptOut({ kind, document }: ReadDocument, mechanism: string, changed: Set<string>): Promise<boolean> {
  const whole = WHOLES[kind];
  const id = document[whole ?? ""];
  if (!whole || !changed.has(nameOf(whole, id))) return false;
  const here = await findHere(whole, id, mechanism);
  if (!here || kind !== "revision") return !here;
  return here.steps !== undefined || Number(document.number) > Number(here.revision) || (await documentsOf(kind).findOne({ item: id, number: document.number })) !== null;
}

/** Whether the seed wrote it for the same mechanism and nobody has changed it. Terms and partners are everybody's: those of this hub stay. */
const isReplaced = (kind: DocumentKind, found: Stored, { mechanism = null }: Portable): boolean =>
  ["mechanism", "membership", "item"].includes(kind) && (found.mechanism ?? null) === mechanism && found.seed !== undefined && found.seed.hash === contentHash(found, found.seed.fields);

/** Of what there may be one only, by another field than its id. */
function rivalOf(kind: DocumentKind, { key, state, mechanism = null }: Portable): Record<string, unknown> | null {
  if (kind === "item" && typeof key === "string") return { key };
  return kind === "membership" ? { state, mechanism } : null;
}

/** Writes a document where it is to be written; says what has become of it, since others write as well. */
async function write({ kind, document, stored: { _id, ...fields } }: ReadDocument, outcome: Outcome): Promise<Outcome> {
  if (outcome === "same" || outcome === "different") return outcome;
  const { marks = () => ({}), omit = [] } = kindOf(kind);
  const coming = { ...fields, ...marks(_id), updatedAt: new Date() };
  try {
    if (outcome === "new") return (await documentsOf(kind).updateOne({ _id }, { $setOnInsert: coming as never }, { upsert: true })).upsertedCount === 1 ? "new" : "different";
    const found = await documentsOf(kind).findOne({ _id });
    if (!found || !isReplaced(kind, found, document)) return "different";
    // What this hub has noted of it goes on to be so.
    const own = Object.fromEntries(Object.entries(found).filter(([key]) => ["trail", "__v"].includes(key) || omit.includes(key)));
    const { modifiedCount } = await documentsOf(kind).replaceOne(asRead(found) as object, { ...own, ...coming } as never);
    return modifiedCount === 1 ? "replaced" : "different";
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    return "different";
  }
}
