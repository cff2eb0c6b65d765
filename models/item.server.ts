import { randomUUID } from "node:crypto";

import mongoose, { Schema, type Model } from "mongoose";

import { type AttachedFile, MOST_FILES } from "./file.ts";
import { GATHERING_KINDS, PARTICIPANT_LIMITS } from "./gathering.ts";
import type { ImportMark } from "./import-report.ts";
import { type Archived, type Content, type Facts, type Figure, type Item, type Published, type Section, type Shown, type Submitted, type Version, type WorkItem } from "./item.ts";
import { MOST_OF_KEY, type TableMark } from "./table-import.ts";
import type { TermMove } from "./term-moves.ts";
import type { Step } from "./workflow.ts";
import { LANGUAGE_TAG } from "./localized.ts";
import { partialDateSchema } from "./partial-date.server.ts";
import { type SeedMark, seedMarkSchema, sourceSchema } from "./source.server.ts";
import { ITEM_TYPES, LIMITS, MEASURE_STATUSES, VERSION_STATES } from "./vocabulary.ts";

export type ItemDocument = Omit<Item, "id"> & {
  _id: string;
  /** A fresh token while the search index is behind this item; absent when it is not. */
  indexPending?: string;
  seed?: SeedMark;
  authors?: string[];
  draftFacts?: Facts | null;
  archived?: Archived | null;
  /** Of which mechanisms it was before they merged, by the mergers, so that it can go back. */
  moved?: Array<{ merger: string; from: string }>;
  /** Counts the writes of members, so that one that has read an older state can tell. */
  writes?: number;
  /** Steps whose revision, entry in the log and notices are not yet written (indexed, sparse). */
  steps?: Step[];
  /** What merges of terms have changed of it, so that they can be undone. */
  termMoves?: TermMove[];
  /** What the tables of its mechanism call it; absent where none has named it. */
  tableKey?: string | null;
  /** The rows of tables that were written into it last. */
  tables?: TableMark[];
  /** For the editors alone: no function that hands out items hands it out. */
  import?: ImportMark;
  /** Written by the indexer alone, which follows every change that readers see. */
  shown?: Shown;
  updatedAt: Date;
};

const attachedSchema = new Schema<AttachedFile>(
  {
    id: { type: String, required: true },
    name: { type: String, required: true },
    type: { type: String, required: true },
    size: { type: Number, required: true },
    title: { type: String, default: null, maxlength: LIMITS.title },
    lang: { type: String, required: true, match: LANGUAGE_TAG },
  },
  { _id: false, id: false },
);

/** The texts of a version. One under way may have no title yet, and parts without words. */
function contentSchemaOf({ finished }: { finished: boolean }): Schema<Content> {
  const text = (maxlength: number) => (finished ? { type: String, required: true, maxlength } : { type: String, default: "", maxlength });
  const section = new Schema<Section>(
    {
      id: { type: String, required: true },
      group: { type: String, required: true },
      heading: { type: String, default: null, maxlength: LIMITS.title },
      text: text(LIMITS.section),
      breaksOff: Boolean,
    },
    { _id: false },
  );
  return new Schema<Content>(
    {
      title: text(LIMITS.title),
      summary: { type: String, default: "", maxlength: LIMITS.summary },
      place: { type: String, default: null, maxlength: LIMITS.title },
      sections: { type: [section], validate: (list: Section[]) => list.length <= LIMITS.sections },
      figureLabels: { type: Schema.Types.Mixed, default: {} },
      files: { type: [attachedSchema], default: undefined, validate: (list?: AttachedFile[]) => (list?.length ?? 0) <= MOST_FILES },
    },
    { _id: false, minimize: false },
  );
}

const publishedSchema = new Schema<Published>(
  {
    content: { type: contentSchemaOf({ finished: true }), required: true },
    at: { type: Date, required: true },
    revision: { type: Number, required: true },
    machine: Boolean,
    edit: String,
  },
  { _id: false },
);

const submittedSchema = new Schema<Submitted>(
  {
    content: { type: contentSchemaOf({ finished: true }), required: true },
    facts: { type: Schema.Types.Mixed, default: null },
    revision: { type: Number, required: true },
    at: { type: Date, required: true },
    by: { type: String, required: true },
    assignee: { type: String, default: null },
    edit: { type: String, default: null },
  },
  { _id: false, minimize: false },
);

const versionSchema = new Schema<Version>(
  {
    lang: { type: String, required: true, match: LANGUAGE_TAG },
    state: { type: String, enum: VERSION_STATES, required: true },
    machine: { type: Boolean, default: false },
    follows: { type: Number, required: true },
    note: { type: Schema.Types.Mixed, default: null },
    draft: contentSchemaOf({ finished: false }),
    published: { type: publishedSchema, default: null },
    // Without defaults: what nobody has written is absent, as in items that the seed or an import made.
    checked: Schema.Types.Mixed,
    edit: String,
    editedAt: Date,
    editedBy: String,
    hand: String,
    source: String,
    submitted: submittedSchema,
    archivedPublished: publishedSchema,
  },
  { _id: false },
);

const figureSchema = new Schema<Figure>(
  {
    id: { type: String, required: true },
    section: { type: String, default: null },
    value: { type: Number, required: true },
    unit: { type: String, default: null },
    approximate: { type: Boolean, default: false },
    source: { type: String, maxlength: LIMITS.title },
  },
  { _id: false },
);

const shownSchema = new Schema<Shown>(
  { at: { type: Date, required: true }, hash: { type: String, default: null }, mechanism: { type: String, default: null }, terms: { type: [String], default: [] }, from: Date },
  { _id: false },
);

const itemSchema = new Schema<ItemDocument>(
  {
    _id: { type: String, required: true },
    type: { type: String, enum: ITEM_TYPES, required: true },
    key: { type: String, default: null },
    country: { type: String, default: null },
    mechanism: { type: String, default: null },
    originalLanguage: { type: String, required: true, match: LANGUAGE_TAG },
    revision: { type: Number, required: true, min: 1 },
    date: { type: partialDateSchema, required: true },
    terms: { type: [String], default: [] },
    partners: { type: [String], default: [] },
    figures: { type: [figureSchema], default: [] },
    sources: { type: [sourceSchema], default: [] },
    versions: { type: [versionSchema], required: true },
    publishedAt: { type: Date, default: null },
    indexPending: String,
    seed: seedMarkSchema,
    import: Schema.Types.Mixed,
    authors: { type: [String], default: undefined },
    draftFacts: Schema.Types.Mixed,
    archived: Schema.Types.Mixed,
    moved: { type: [Schema.Types.Mixed], default: undefined },
    writes: Number,
    steps: { type: [Schema.Types.Mixed], default: undefined },
    termMoves: { type: [Schema.Types.Mixed], default: undefined },
    tableKey: { type: String, maxlength: MOST_OF_KEY },
    tables: { type: [Schema.Types.Mixed], default: undefined },
    shown: { type: shownSchema, default: undefined },
  },
  { timestamps: true, minimize: false, discriminatorKey: "type" },
);

itemSchema.index({ key: 1 }, { unique: true, partialFilterExpression: { key: { $type: "string" } } });
itemSchema.index({ indexPending: 1 }, { sparse: true });
itemSchema.index({ "steps.id": 1 }, { sparse: true });
itemSchema.index({ tableKey: 1, mechanism: 1 }, { partialFilterExpression: { tableKey: { $type: "string" } } });
itemSchema.index({ "versions.state": 1, mechanism: 1 });
itemSchema.index({ type: 1, "date.from": -1, _id: 1 });
itemSchema.index({ mechanism: 1, "date.from": -1, _id: 1 });
itemSchema.index({ "details.gathering": 1, "date.from": -1, _id: 1 }, { partialFilterExpression: { "details.gathering": true } });
itemSchema.index({ "details.decision": 1, "date.from": -1, _id: 1 });
itemSchema.index({ "details.event": 1, "date.from": -1, _id: 1 }, { partialFilterExpression: { "details.event": { $type: "string" } } });
itemSchema.index({ terms: 1, "date.from": -1, _id: 1 });
itemSchema.index({ "draftFacts.terms": 1 }, { sparse: true });
itemSchema.index({ "versions.submitted.facts.terms": 1 }, { sparse: true });
itemSchema.index({ "termMoves.merge": 1 }, { sparse: true });
itemSchema.index({ partners: 1, "date.from": -1, _id: 1 });
itemSchema.index({ publishedAt: -1, "date.from": -1, _id: 1 });
itemSchema.index({ "shown.at": 1, _id: 1 });
itemSchema.index({ "shown.from": 1 }, { sparse: true });

export const ItemModel: Model<ItemDocument> =
  mongoose.models.Item ?? mongoose.model<ItemDocument>("Item", itemSchema);

/** Gives the model one type of item, with the fields that only this type has. */
function discriminate(name: string, value: Item["type"], details: Schema): void {
  if (mongoose.models[name]) return;
  ItemModel.discriminator(name, new Schema({ details: { type: details, required: true } }, { _id: false }), { value });
}

const detail = (definition: mongoose.SchemaDefinition): Schema =>
  new Schema(definition, { _id: false, minimize: false });

discriminate("Practice", "practice", detail({ notApplicable: { type: [String], default: [] } }));
discriminate(
  "Document",
  "document",
  detail({ kind: { type: String, default: null }, decision: { type: String, default: null }, event: String }),
);
discriminate(
  "Event",
  "event",
  detail({
    gathering: { type: Boolean, default: false },
    time: Schema.Types.Mixed,
    gatheringKind: { type: String, enum: GATHERING_KINDS },
    participants: {
      type: detail({ states: { type: [String], default: [] }, others: { type: [{ type: String, maxlength: PARTICIPANT_LIMITS.line }], default: [] } }),
      default: undefined,
    },
  }),
);
discriminate("Record", "record", detail({}));
discriminate(
  "Measure",
  "measure",
  detail({
    number: { type: String, default: null },
    status: {
      type: detail({
        value: { type: String, enum: MEASURE_STATUSES, required: true },
        asOf: { type: partialDateSchema, required: true },
      }),
      default: null,
    },
    contact: { type: String, maxlength: LIMITS.title },
  }),
);

/**
 * For the filter of a write: only where the document is still as it was read. The moment tells any two writes apart but
 * those of one millisecond; what members write is counted besides. Seeded documents of other kinds have no such count.
 */
export function asRead<Id>({ _id, updatedAt, writes }: { _id: Id; updatedAt?: Date; writes?: number }) {
  return { _id, updatedAt, writes: writes ?? { $exists: false } };
}

/** The mark of a write that the search index has yet to follow. */
export function pendingMark(): { indexPending: string } {
  return { indexPending: randomUUID() };
}

/** An item without what only the database needs. */
export function toItem({ _id, ...rest }: ItemDocument): Item {
  return {
    id: _id,
    type: rest.type,
    key: rest.key,
    country: rest.country,
    mechanism: rest.mechanism,
    originalLanguage: rest.originalLanguage,
    revision: rest.revision,
    date: rest.date,
    terms: rest.terms,
    partners: rest.partners ?? [],
    figures: rest.figures,
    sources: rest.sources,
    versions: rest.versions,
    publishedAt: rest.publishedAt,
    details: rest.details,
  };
}

/** An item with what is under way in it, for those who work on it. */
export function toWorkItem(document: ItemDocument): WorkItem {
  const { authors = [], draftFacts = null, archived = null, updatedAt } = document;
  return { ...toItem(document), authors, draftFacts, archived, updatedAt };
}
