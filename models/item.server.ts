import { randomUUID } from "node:crypto";

import mongoose, { Schema, type Model } from "mongoose";

import type { ImportMark } from "./import-report.ts";
import { type Content, type Figure, type Item, type Published, type Section, type Version } from "./item.ts";
import { LANGUAGE_TAG } from "./localized.ts";
import { partialDateSchema } from "./partial-date.server.ts";
import { type SeedMark, seedMarkSchema, sourceSchema } from "./source.server.ts";
import { ITEM_TYPES, LIMITS, MEASURE_STATUSES, VERSION_STATES } from "./vocabulary.ts";

export type ItemDocument = Omit<Item, "id"> & {
  _id: string;
  /** A fresh token while the search index is behind this item; absent when it is not. */
  indexPending?: string;
  seed?: SeedMark;
  /** For the editors alone: no function that hands out items hands it out. */
  import?: ImportMark;
  updatedAt: Date;
};

const sectionSchema = new Schema<Section>(
  {
    id: { type: String, required: true },
    group: { type: String, required: true },
    heading: { type: String, default: null, maxlength: LIMITS.title },
    text: { type: String, required: true, maxlength: LIMITS.section },
    breaksOff: Boolean,
  },
  { _id: false },
);

const contentSchema = new Schema<Content>(
  {
    title: { type: String, required: true, maxlength: LIMITS.title },
    summary: { type: String, default: "", maxlength: LIMITS.summary },
    place: { type: String, default: null, maxlength: LIMITS.title },
    sections: { type: [sectionSchema], validate: (list: Section[]) => list.length <= LIMITS.sections },
    figureLabels: { type: Schema.Types.Mixed, default: {} },
  },
  { _id: false, minimize: false },
);

const publishedSchema = new Schema<Published>(
  {
    content: { type: contentSchema, required: true },
    at: { type: Date, required: true },
    revision: { type: Number, required: true },
  },
  { _id: false },
);

const versionSchema = new Schema<Version>(
  {
    lang: { type: String, required: true, match: LANGUAGE_TAG },
    state: { type: String, enum: VERSION_STATES, required: true },
    machine: { type: Boolean, default: false },
    follows: { type: Number, required: true },
    note: { type: Schema.Types.Mixed, default: null },
    draft: contentSchema,
    published: { type: publishedSchema, default: null },
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
  },
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
    figures: { type: [figureSchema], default: [] },
    sources: { type: [sourceSchema], default: [] },
    versions: { type: [versionSchema], required: true },
    publishedAt: { type: Date, default: null },
    indexPending: String,
    seed: seedMarkSchema,
    import: Schema.Types.Mixed,
  },
  { timestamps: true, minimize: false, discriminatorKey: "type" },
);

itemSchema.index({ key: 1 }, { unique: true, partialFilterExpression: { key: { $type: "string" } } });
itemSchema.index({ indexPending: 1 }, { sparse: true });
itemSchema.index({ type: 1, "date.from": -1, _id: 1 });
itemSchema.index({ mechanism: 1, "date.from": -1, _id: 1 });
itemSchema.index({ "details.gathering": 1, "date.from": -1, _id: 1 }, { partialFilterExpression: { "details.gathering": true } });
itemSchema.index({ "details.decision": 1, "date.from": -1, _id: 1 });
itemSchema.index({ terms: 1, "date.from": -1, _id: 1 });
itemSchema.index({ publishedAt: -1, "date.from": -1, _id: 1 });

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
  detail({ kind: { type: String, default: null }, decision: { type: String, default: null } }),
);
discriminate("Event", "event", detail({ gathering: { type: Boolean, default: false } }));
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
    figures: rest.figures,
    sources: rest.sources,
    versions: rest.versions,
    publishedAt: rest.publishedAt,
    details: rest.details,
  };
}
