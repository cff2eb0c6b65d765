import mongoose from "mongoose";

import { isLightJson } from "#app/lib/json-weight.ts";
import { type ItemDocument, ItemModel } from "#models/item.server.ts";
import type { Facts } from "#models/item.ts";
import { isDatabaseDown } from "#models/mongo-errors.server.ts";
import type { ItemType } from "#models/vocabulary.ts";

import { canonical, isWithin } from "./canonical.ts";
import { ARCHIVE_LIMITS, ArchiveRefused } from "./format.ts";
import { type DocumentKind, kindOf, type Portable, toPortable } from "./kinds.server.ts";
import { type FileDescription, fileShape, shaped } from "./shapes.ts";

/** A document of an archive, checked as its model checks what is written here. `stored` is what the database gets of it. */
export type ReadDocument = { kind: DocumentKind; document: Portable; stored: Record<string, unknown> & { _id: string } };

/** What the database takes of a document (16 MiB), but for the marks that it gets here. */
const MOST_STORED = 16 * 1_048_576 - 65_536;

const SAFE_ID = /^[\p{L}\p{N}][^\p{Cc}\p{Cf}\s$\\]{0,299}$/u;
/** In no document of the hub, and of a meaning of their own in a program or a database. */
const NO_KEYS = new Set(["__proto__", "constructor", "prototype"]);

/**
 * Reads a document from its text. `typeOf` tells the type of an item that came before.
 * @throws ArchiveRefused `document` where it is not as the hub keeps such documents; `names` where it belongs elsewhere.
 */
export async function readDocument({ kind, name, text, typeOf }: { kind: DocumentKind; name: string; text: string; typeOf: (item: string) => ItemType | undefined }): Promise<ReadDocument> {
  const given = parse(text, name);
  const { id, ...rest } = given;
  if (typeof id !== "string" || !SAFE_ID.test(id)) throw new ArchiveRefused("document", name, "id");
  if (kindOf(kind).entry(given as Portable) !== name) throw new ArchiveRefused("names", name);
  try {
    const { model, marks } = kindOf(kind);
    const made = new model({ ...shaped(kind, rest), ...marks?.(id), _id: id });
    await made.validate();
    const stored = made.toObject({ depopulate: true }) as ReadDocument["stored"];
    await validateFacts(kind, stored, typeOf);
    const document = toPortable(kind, stored);
    // What its model does not know, or reads as something else, would be lost or changed.
    if (!isWithin(given, JSON.parse(canonical(document)))) throw new Error("has what such a document does not have");
    if (mongoose.mongo.BSON.calculateObjectSize(stored) > MOST_STORED) throw new ArchiveRefused("bomb", name);
    return { kind, document, stored: { ...Object.fromEntries(Object.entries(document).filter(([key]) => key !== "id")), _id: id } };
  } catch (error) {
    if (isDatabaseDown(error) || error instanceof ArchiveRefused) throw error;
    throw new ArchiveRefused("document", name, detailOf(error));
  }
}

function detailOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  // zod's message is a list in JSON.
  const [issue] = "issues" in error && Array.isArray(error.issues) ? (error.issues as Array<{ path: Array<string | number>; message: string }>) : [];
  return (issue ? `${issue.path.join(".")}: ${issue.message}` : error.message).slice(0, 300);
}

function parse(text: string, name: string): Record<string, unknown> {
  if (!isLightJson(text, ARCHIVE_LIMITS.weight)) throw new ArchiveRefused("bomb", name);
  let value: unknown;
  try {
    value = JSON.parse(text, (key: string, one: unknown) => {
      // The database takes no key with a NUL in it.
      if (NO_KEYS.has(key) || /^\$|\p{Cc}/u.test(key)) throw new Error("key");
      if (Array.isArray(one) && one.length > ARCHIVE_LIMITS.list) throw new Error("list");
      return one;
    });
  } catch {
    throw new ArchiveRefused("document", name, "no JSON");
  }
  if (value === null || typeof value !== "object" || Array.isArray(value)) throw new ArchiveRefused("document", name, "no JSON");
  return value as Record<string, unknown>;
}

/** Facts under way, or of an older text, are those of an item in the end. */
async function validateFacts(kind: DocumentKind, stored: Record<string, unknown>, typeOf: (item: string) => ItemType | undefined): Promise<void> {
  const check = async (facts: Facts | null | undefined, base: Record<string, unknown>) => {
    if (!facts) return;
    const made = new ItemModel({ ...base, ...facts });
    await made.validate();
    if (!isWithin(JSON.parse(canonical(facts)), JSON.parse(canonical(made.toObject())))) throw new Error("facts");
  };
  if (kind === "item") {
    const item = stored as unknown as ItemDocument;
    for (const facts of [item.draftFacts, ...item.versions.map(({ submitted }) => submitted?.facts)]) await check(facts, stored);
  }
  if (kind === "revision") {
    const type = typeOf(String(stored.item));
    const base = { _id: "facts", type, originalLanguage: "en", revision: 1, versions: [{ lang: "en", state: "draft", follows: 1 }] };
    if (type) await check(stored.facts as Facts | null, base);
  }
}

/** What is said of a file. @throws ArchiveRefused `document`, `names`. */
export function readDescription({ name, text }: { name: string; text: string }): FileDescription {
  const result = fileShape.safeParse(parse(text, name));
  if (!result.success) throw new ArchiveRefused("document", name, detailOf(result.error));
  if (`files/${result.data.id}.json` !== name) throw new ArchiveRefused("names", name);
  return result.data;
}
