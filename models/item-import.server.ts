import mongoose from "mongoose";

import { contentHash } from "./content-hash.server.ts";
import { idForKey } from "./ids.server.ts";
import type { FileReport, ImportBase, ImportedItem, ImportedVersion, ImportMark, Proposal } from "./import-report.ts";
import { asRead, type ItemDocument, ItemModel, pendingMark } from "./item.server.ts";
import { type Content, type Figure, type Item, newestPublication, type Version } from "./item.ts";
import { isDuplicateKey } from "./mongo-errors.server.ts";
import { DATE_NOT_STATED } from "./partial-date.ts";
import type { Source } from "./source.ts";

/** What became of one item: `kept` is one that a user has changed since the last import or seed. */
export type ImportOutcome = "created" | "updated" | "unchanged" | "kept";

/** `proposals`: terms that the text names and the item does not carry; `carried`: how many it does. */
export type ImportResult = { outcome: ImportOutcome; id: string; proposals: Proposal[]; carried: number };

/** What an import writes of an item, and watches for changes by others. */
const FIELDS = [
  "type", "key", "country", "mechanism", "originalLanguage", "revision", "date", "terms", "figures", "sources", "details", "versions", "publishedAt",
] as const;

/** How often a write is tried anew after another one came between its reading and itself. */
const TRIES = 5;

const NO_BASE: ImportBase = { terms: [], sources: [], places: {}, mechanism: null, gathering: false };

/**
 * Writes an imported item: creates it, or brings it up to date where nobody has changed it since an
 * import or the seed wrote it; an item that a user has changed is left alone. One document, one write,
 * marked for the index; repeated after a crash at any moment, it comes to the same.
 * @throws ValidationError where what was read does not fit the model; the driver's error where it is too
 * large for the database, or the database fails.
 */
export async function importItem(imported: ImportedItem): Promise<ImportResult> {
  const id = idForKey(imported.key);
  const result = (outcome: ImportOutcome, terms: string[]): ImportResult => ({
    outcome,
    id,
    proposals: imported.proposals.filter(({ term }) => !terms.includes(term)),
    carried: imported.proposals.filter(({ term }) => terms.includes(term)).length,
  });
  const collection = mongoose.connection.collection<ItemDocument>(ItemModel.collection.name);
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const found = await collection.findOne({ _id: id });
    if (found && isChangedByUser(found)) return result("kept", found.terms);
    const { item, mark, isSame } = await prepare(id, imported, found);
    const now = new Date();
    if (found?.import && isSame) {
      // The report may be another all the same: other lines, other terms to propose. Readers see none of it.
      const isToldSame = contentHash({ mark }, ["mark"]) === contentHash({ mark: found.import }, ["mark"]);
      const changes = { $set: { import: mark, updatedAt: now } };
      if (isToldSame || (await collection.updateOne(asRead(found) as object, changes)).modifiedCount === 1) {
        return result("unchanged", item.terms);
      }
      continue;
    }
    const content = { ...item, import: mark, ...pendingMark(), updatedAt: now };
    if (!found) {
      if (await create(collection, id, { ...content, createdAt: now })) return result("created", item.terms);
      continue;
    }
    // Only where nobody has written since it was read. The seed's mark goes: the text is no longer its own.
    const { modifiedCount } = await collection.updateOne(
      asRead(found) as object,
      { $set: content as unknown as Partial<ItemDocument>, $unset: { seed: "" } },
    );
    if (modifiedCount === 1) return result("updated", item.terms);
  }
  return result("kept", []);
}

async function create(collection: mongoose.mongo.Collection<ItemDocument>, id: string, document: object): Promise<boolean> {
  try {
    const { upsertedCount } = await collection.updateOne({ _id: id }, { $setOnInsert: document }, { upsert: true });
    return upsertedCount === 1;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}

/** True where the item is not as the last import, or before the first one the seed, wrote it. */
function isChangedByUser(found: ItemDocument): boolean {
  const mark = found.import ?? found.seed;
  return !mark || mark.hash !== contentHash(found as unknown as Record<string, unknown>, mark.fields);
}

/** The item as it will be stored, with its mark; checked against the model. */
async function prepare(id: string, imported: ImportedItem, found: ItemDocument | null): Promise<{ item: { terms: string[] }; mark: ImportMark; isSame: boolean }> {
  const base = found?.import?.base ?? (found ? baseOf(found) : NO_BASE);
  const build = (revision: number) => buildItem(imported, base, found, revision);
  const store = async (item: Omit<Item, "id">) => {
    const document = new ItemModel({ _id: id, ...item });
    await document.validate();
    const stored = document.toObject({ depopulate: true }) as unknown as Record<string, unknown>;
    return Object.fromEntries(FIELDS.map((field) => [field, stored[field]])) as Record<string, unknown> & { terms: string[] };
  };
  const hash = (item: Record<string, unknown>) => contentHash(item, FIELDS);
  // As it is if nothing has changed: only a change of content makes a new revision.
  const same = await store(build(found?.revision ?? 1));
  const isSame = found !== null && hash(same) === contentHash(found as unknown as Record<string, unknown>, FIELDS);
  const item = !found || isSame ? same : await store(build(found.revision + 1));
  const failed = found?.import?.files.filter(({ lang }) => imported.failed.includes(lang)) ?? [];
  const files: FileReport[] = [...imported.versions.map(({ report }) => report), ...failed];
  const proposals = imported.proposals.filter(({ term }) => !item.terms.includes(term));
  return { item, isSame, mark: { entry: imported.entry, hash: hash(item), fields: [...FIELDS], base, files, proposals } };
}

/** What a seeded item keeps when the real text takes the place of the seed's. */
function baseOf({ terms, sources, versions, mechanism, details }: ItemDocument): ImportBase {
  return {
    terms,
    sources,
    places: Object.fromEntries(
      versions.flatMap(({ lang, published }) => (published?.content.place ? [[lang, published.content.place]] : [])),
    ),
    mechanism,
    gathering: "gathering" in details && details.gathering === true,
  };
}

function buildItem(imported: ImportedItem, base: ImportBase, found: ItemDocument | null, revision: number): Omit<Item, "id"> {
  // A version whose file failed stays as it was; one that the manifest no longer names goes.
  const stays = found?.versions.filter(({ lang }) => imported.failed.includes(lang)) ?? [];
  const versions = [...imported.versions.map((version) => versionOf(version, base, found, revision)), ...stays];
  // What readers see is told by what is published; the rest tells only where nothing is.
  const shown = versions.filter(({ published }) => published);
  const tell = (shown.length > 0 ? shown : versions).map(({ lang }) => lang);
  const told = imported.versions.filter(({ lang }) => tell.includes(lang));
  const kept = stays.filter(({ lang }) => tell.includes(lang));
  const terms = [...new Set([...imported.terms, ...base.terms])];
  const langs = versions.map(({ lang }) => lang);
  const original = imported.languages.find((lang) => langs.includes(lang)) ?? langs[0] ?? "";
  const stated = Object.assign(kept.length > 0 ? { ...found?.details } : {}, ...told.toReversed().map(({ details }) => withoutEmpty(details))) as Record<string, unknown>;
  const isOfKept = ({ language }: Source) => kept.some(({ lang }) => lang === language);
  return {
    type: imported.type,
    key: imported.key,
    country: imported.country,
    mechanism: imported.mechanism ?? (imported.country === found?.country ? base.mechanism : null),
    originalLanguage: original,
    revision,
    date: imported.date ?? told.find(({ date }) => date)?.date ?? (kept.length > 0 ? found?.date : undefined) ?? DATE_NOT_STATED,
    terms,
    // No import writes them: they stay as they are.
    partners: found?.partners ?? [],
    figures: figuresOf(imported, stays, found?.figures ?? []),
    sources: base.sources.length > 0 ? base.sources : [...told.map(sourceOf), ...(found?.sources ?? []).filter(isOfKept)],
    details: detailsOf(imported, base, terms, stated, found?.details),
    versions,
    publishedAt: newestPublication(versions),
  };
}

/** The figures of all versions, each once: as a published one states it, else as another does. */
function figuresOf(imported: ImportedItem, stays: Version[], before: Figure[]): Figure[] {
  const ofContents = (contents: (Content | null | undefined)[]) =>
    before.filter(({ id }) => contents.some((content) => content && Object.hasOwn(content.figureLabels, id)));
  const ranked = [
    ...imported.versions.filter(({ state }) => state === "published").flatMap(({ figures }) => figures),
    ...ofContents(stays.map(({ published }) => published?.content)),
    ...imported.versions.flatMap(({ figures }) => figures),
    ...ofContents(stays.map(({ draft }) => draft)),
  ];
  const figures = new Map<string, Figure>();
  for (const figure of ranked) if (!figures.has(figure.id)) figures.set(figure.id, figure);
  return [...figures.values()];
}

/** A text that no one has named a source for is its own. */
const sourceOf = ({ lang, content }: ImportedVersion): Source => ({ title: { [lang]: content.title }, language: lang, asOf: null });

const withoutEmpty = (details: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(details).filter(([, value]) => value !== null && value !== undefined));

/** `before`: what the item had; what no import writes of it stays. */
function detailsOf({ type, decision }: ImportedItem, base: ImportBase, terms: string[], stated: Record<string, unknown>, before: Partial<Item["details"]> = {}): Item["details"] {
  switch (type) {
    case "document":
      return { kind: terms.find((id) => id.startsWith("documentKind:")) ?? null, decision, ...("event" in before ? { event: before.event ?? null } : {}) };
    case "event":
      return {
        gathering: base.gathering,
        ...("gatheringKind" in before && before.gatheringKind ? { gatheringKind: before.gatheringKind } : {}),
        ...("participants" in before && before.participants ? { participants: before.participants } : {}),
      };
    case "measure":
      return { number: null, status: null, ...stated };
    case "practice":
      return { notApplicable: [], ...stated };
    case "record":
      return {};
  }
}

/** A version; one that says what it said keeps the day and the revision of its publication. */
function versionOf({ lang, state, content: read }: ImportedVersion, base: ImportBase, found: ItemDocument | null, revision: number): Version {
  const content = { ...read, place: read.place ?? base.places[lang] ?? null };
  const before = found?.versions.find((version) => version.lang === lang);
  const old = state === "published" ? before?.published?.content : before?.draft;
  const says = (what: unknown) => contentHash({ what }, ["what"]);
  const isSame = before?.state === state && old !== undefined && says(old) === says(content);
  return {
    lang,
    state,
    machine: false,
    follows: isSame ? before.follows : revision,
    note: null,
    ...(state === "published" ? {} : { draft: content }),
    published:
      state === "published" ? { content, at: (isSame && before.published?.at) || new Date(), revision: (isSame && before.published?.revision) || revision } : null,
  };
}

/** Items that earlier imports of an entry have made, by their keys. */
export async function listImportedKeys({ entry }: { entry: string }): Promise<string[]> {
  const found = await ItemModel.find({ "import.entry": entry }).select({ key: 1 }).lean<{ key: string | null }[]>();
  return found.flatMap(({ key }) => key ?? []);
}
