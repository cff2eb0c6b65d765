import type { Readable } from "node:stream";

import { SCHEMES } from "#models/vocabulary.ts";
import { followUp } from "#app/notices/follow-up.server.ts";
import { CooperationModel } from "#models/cooperation.server.ts";
import { CooperationMessageModel } from "#models/cooperation-messages.server.ts";
import { checkedFiles, openContent } from "#models/file-work.server.ts";
import { archivedFiles } from "#models/file-archive.server.ts";
import { ItemModel } from "#models/item.server.ts";
import { MechanismModel } from "#models/mechanism.server.ts";
import { MembershipModel } from "#models/membership.server.ts";
import { NamedPersonModel, namesById } from "#models/named-person.server.ts";
import { PartnerModel } from "#models/partner.server.ts";
import { ReaderCommentModel } from "#models/reader-comment.server.ts";
import { CommentModel } from "#models/review.server.ts";
import { RevisionModel } from "#models/revision.server.ts";
import { TermModel } from "#models/term.server.ts";

import { canonical } from "./canonical.ts";
import { README } from "./format.ts";
import { type DocumentKind, kindOf, type Portable, toPortable } from "./kinds.server.ts";
import { readme } from "./readme.ts";

/** One entry to be written: a text, or bytes that are read while they are written, of this size. */
export type NewEntry = { name: string; text: string } | { name: string; size: number; open: () => Readable };

type Stored = Record<string, unknown>;

/**
 * Everything that a mechanism has, entry by entry as it is read: each document whole, and no more than one in memory. What is
 * written meanwhile may be in it or not; a text is never there without the item that it belongs to.
 * @throws Error where there is no such mechanism.
 */
export async function* entriesOf(mechanism: string): AsyncGenerator<NewEntry> {
  const named = new Named();
  const write = (kind: DocumentKind, stored: Stored): NewEntry & { document: Portable } => {
    const document = toPortable(kind, stored);
    named.note(document);
    return { name: kindOf(kind).entry(document), text: canonical(document), document };
  };
  const found = await MechanismModel.findById(mechanism).lean<Stored>();
  if (!found) throw new Error(`there is no mechanism ${mechanism}`);
  yield { name: README, text: readme() };
  yield write("mechanism", found);
  for (const membership of await membershipsOf(mechanism, String(found.state))) yield write("membership", membership);
  for await (const { _id } of ItemModel.find({ mechanism }, { _id: 1 }).sort({ _id: 1 }).lean<Array<{ _id: string }>>().cursor()) {
    const item = await readItem(_id, mechanism);
    if (!item) continue;
    const entry = write("item", item);
    yield entry;
    const files = new Set(filesIn(entry.document));
    for (const [kind, model, filter] of [
      ["revision", RevisionModel, { item: _id }],
      ["review", CommentModel, { item: _id }],
      // One that its author has taken back nobody reads any more.
      ["comment", ReaderCommentModel, { item: _id, mechanism, state: { $ne: "taken-back" } }],
    ] as const) {
      for await (const stored of (model as typeof RevisionModel).find(filter as object).sort({ _id: 1 }).lean().cursor()) {
        const part = write(kind, stored as unknown as Stored);
        filesIn(part.document).forEach((file) => files.add(file));
        yield part;
      }
    }
    yield* filesOf(_id, [...files].toSorted());
  }
  for await (const offer of CooperationModel.find({ mechanism }).sort({ _id: 1 }).lean().cursor()) {
    yield write("cooperation", offer as unknown as Stored);
    for await (const message of CooperationMessageModel.find({ cooperation: offer._id }).sort({ _id: 1 }).lean().cursor()) yield write("message", message as unknown as Stored);
  }
  // What the documents name comes after them: only now it is known.
  for (const term of await namedTerms(named.terms)) yield write("term", term);
  for (const partner of await PartnerModel.find({ _id: { $in: [...named.partners] } }).sort({ _id: 1 }).lean<Stored[]>()) yield write("partner", partner);
  const names = await namesById([...named.people]);
  for (const [_id, name] of [...names].toSorted(([a], [b]) => (a < b ? -1 : 1))) yield write("person", new NamedPersonModel({ _id, name }).toObject() as unknown as Stored);
}

/** Its own; where it has none, that of its State, which then stands for it. */
async function membershipsOf(mechanism: string, state: string): Promise<Stored[]> {
  const own = await MembershipModel.find({ mechanism }).sort({ _id: 1 }).lean<Stored[]>();
  return own.length > 0 ? own : MembershipModel.find({ state, mechanism: null }).lean<Stored[]>();
}

/** An item whose last steps have their revisions; null where it has gone to another meanwhile. */
async function readItem(_id: string, mechanism: string): Promise<Stored | null> {
  if (await ItemModel.exists({ _id, "steps.id": { $exists: true } })) await followUp({ id: _id });
  return ItemModel.findOne({ _id, mechanism }).lean<Stored>();
}

async function* filesOf(item: string, ids: string[]): AsyncGenerator<NewEntry> {
  const found = await archivedFiles({ item, ids });
  const checked = await checkedFiles(found.map(({ id }) => id));
  for (const file of found) {
    yield { name: `files/${file.id}.json`, text: canonical(file) };
    const bytes = checked.get(file.id);
    if (bytes && file.state !== "refused") yield { name: `files/${file.id}/${file.name}`, size: file.size, open: () => openContent(bytes) };
  }
}

const TERM = new RegExp(`^(?:${SCHEMES.join("|")}):\\S+$`);
const PEOPLE = new Set(["by", "authors", "editedBy", "assignee", "confirmedBy", "recordedBy"]);

/** Terms with those above them, and those that have taken their place. */
async function namedTerms(ids: Set<string>): Promise<Stored[]> {
  const terms = new Map<string, Stored>();
  for (let next = [...ids]; next.length > 0; ) {
    const found = await TermModel.find({ _id: { $in: next } }).lean<Array<Stored & { _id: string; parent?: string | null; replacedBy?: string | null }>>();
    for (const term of found) terms.set(term._id, term);
    next = [...new Set(found.flatMap(({ parent, replacedBy }) => [parent, replacedBy]).filter((id): id is string => typeof id === "string" && !terms.has(id)))];
  }
  return [...terms.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, term]) => term);
}

/** What documents name, and an archive takes along so that it can be read. */
class Named {
  readonly terms = new Set<string>();
  readonly partners = new Set<string>();
  readonly people = new Set<string>();

  note(value: unknown, key = ""): void {
    if (typeof value === "string") {
      if (TERM.test(value)) this.terms.add(value);
      if (key === "partners") this.partners.add(value);
      if (PEOPLE.has(key)) this.people.add(value);
    } else if (Array.isArray(value)) {
      for (const one of value) this.note(one, key);
    } else if (value !== null && typeof value === "object" && !(value instanceof Date)) {
      for (const [name, one] of Object.entries(value)) {
        if (TERM.test(name)) this.terms.add(name);
        this.note(one, name);
      }
    }
  }
}

/** The ids of files that any text in a document has. */
function filesIn(value: unknown, key = ""): string[] {
  if (Array.isArray(value)) return value.flatMap((one: unknown) => (key === "files" && one !== null && typeof one === "object" && "id" in one ? [String(one.id)] : filesIn(one)));
  if (value === null || typeof value !== "object" || value instanceof Date) return [];
  return Object.entries(value).flatMap(([name, one]) => filesIn(one, name));
}
