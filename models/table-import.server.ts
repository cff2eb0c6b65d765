import mongoose, { Schema, type Model } from "mongoose";

import type { Member } from "./actor.ts";
import { auditEntry, type Doer, settleTrail, type Trail, trailField } from "./audit.server.ts";
import { DomainError } from "./errors.ts";
import { newId } from "./ids.server.ts";
import { can } from "./policy.ts";
import { forgetRows, keepRowsUntil } from "./table-row.server.ts";
import { MOST_LOOKED_AT, type RowCounts, TABLE_STATES, type TableImport, type TableState } from "./table-import.ts";

type TableImportDocument = Omit<TableImport, "id"> & Trail & { _id: string; /** From where it was asked for that it be written, or taken back. */ address?: string | null };

const DAY_MS = 24 * 3_600_000;
/** How long a table that was looked at waits to be written, and how long one that was written can be taken back. */
export const KEPT_DAYS = { checked: 3, applied: 30 } as const;

const schema = new Schema<TableImportDocument>(
  {
    _id: { type: String, required: true },
    by: { type: String, required: true },
    mechanism: { type: String, default: null },
    name: { type: String, required: true },
    state: { type: String, enum: TABLE_STATES, required: true },
    counts: { type: Schema.Types.Mixed, required: true },
    ignored: { type: [String], default: [] },
    columns: { type: [String], default: [] },
    at: { type: Date, required: true },
    endedAt: { type: Date, default: null },
    until: { type: Date, required: true, expires: 0 },
    address: { type: String, default: undefined },
    trail: trailField,
  },
  { minimize: false },
);
schema.index({ by: 1, at: -1 });
schema.index({ state: 1, at: 1 });
schema.index({ "trail.id": 1 }, { sparse: true });

export const TableImportModel: Model<TableImportDocument> =
  mongoose.models.TableImport ?? mongoose.model<TableImportDocument>("TableImport", schema, "tableImports");

const toTable = ({ _id, by, mechanism, name, state, counts, ignored, columns, at, endedAt, until }: TableImportDocument): TableImport => ({ id: _id, by, mechanism, name, state, counts, ignored, columns, at, endedAt, until });

const daysOn = (days: number): Date => new Date(Date.now() + days * DAY_MS);
export const NO_ROWS: RowCounts = { item: 0, version: 0, changed: 0, unchanged: 0, refused: 0 };

/** Begins to look at a table. Until `finishLook` it is nobody's to see; what a crash leaves of it goes by itself. */
export async function beginLook({ by, mechanism, name }: Pick<TableImport, "by" | "mechanism" | "name">): Promise<{ id: string; until: Date }> {
  const [id, until] = [newId(), daysOn(KEPT_DAYS.checked)];
  await TableImportModel.create({ _id: id, by, mechanism, name, state: "reading", counts: NO_ROWS, at: new Date(), until });
  return { id, until };
}

/** A table has been looked at to its end. Of those that the person has only looked at, the oldest go. */
export async function finishLook({ id, by, ...found }: Pick<TableImport, "id" | "by" | "counts" | "ignored" | "columns">): Promise<void> {
  await TableImportModel.updateOne({ _id: id, state: "reading" }, { $set: { ...found, state: "checked" } });
  const old = await TableImportModel.find({ by, state: { $in: ["reading", "checked"] } }, { _id: 1 }).sort({ at: -1 }).skip(MOST_LOOKED_AT).lean<Array<{ _id: string }>>();
  for (const { _id } of old) await forgetTable(_id);
}

/** Forgets a table that was only looked at, with its rows. */
export async function forgetTable(id: string): Promise<void> {
  const { deletedCount } = await TableImportModel.deleteOne({ _id: id, state: { $in: ["reading", "checked"] } });
  if (deletedCount === 1) await forgetRows(id);
}

const shown = (actor: Member) => ({ by: actor.id, state: { $ne: "reading" as const } });

/** The person's tables, the last first. */
export async function listTables({ actor }: { actor: Member }): Promise<TableImport[]> {
  const found = await TableImportModel.find(shown(actor)).sort({ at: -1 }).limit(50).lean<TableImportDocument[]>();
  return found.map(toTable);
}

/** A table of the person's; null where there is none, or where he no longer writes for its owner. */
export async function findTable({ actor, id }: { actor: Member; id: string }): Promise<TableImport | null> {
  const found = await TableImportModel.findOne({ ...shown(actor), _id: id }).lean<TableImportDocument>();
  return found && can(actor, "item:write", found) ? toTable(found) : null;
}

const STARTS = {
  write: { from: "checked", to: "applying", action: "import:written" },
  undo: { from: "applied", to: "undoing", action: "import:undone" },
} as const;

/**
 * Has a table written, or taken back: one write, from which the round goes on.
 * @throws DomainError `not-found`; `wrong-state` where that was asked for already.
 */
export async function startTable({ actor, doer, id, what }: { actor: Member; doer: Doer; id: string; what: keyof typeof STARTS }): Promise<void> {
  const table = await findTable({ actor, id });
  if (!table) throw new DomainError("not-found");
  const { from, to, action } = STARTS[what];
  const until = daysOn(KEPT_DAYS.applied);
  // Rows first: they must not go before their table does.
  if (what === "write") await keepRowsUntil(id, until);
  const entry = auditEntry(doer, action, { kind: "import", id }, { name: table.name, ...(table.mechanism ? { mechanism: table.mechanism } : {}) });
  const { modifiedCount } = await TableImportModel.updateOne({ _id: id, state: from }, { $set: { state: to, address: doer.address, ...(what === "write" ? { until } : {}) }, $push: { trail: entry } });
  if (modifiedCount !== 1) throw new DomainError("wrong-state");
  await settleTrail(TableImportModel, id);
}

export type TableWork = TableImport & { state: "applying" | "undoing"; address: string | null };

/** The table that has waited longest to be written or taken back. */
export async function nextTableWork(): Promise<TableWork | null> {
  const found = await TableImportModel.findOne({ state: { $in: ["applying", "undoing"] } }).sort({ at: 1 }).lean<TableImportDocument>();
  return found ? ({ ...toTable(found), address: found.address ?? null } as TableWork) : null;
}

/** All rows of a table were written, or taken back. */
export async function endTableWork({ id, state }: Pick<TableWork, "id" | "state">): Promise<void> {
  const after: Record<TableWork["state"], TableState> = { applying: "applied", undoing: "undone" };
  await TableImportModel.updateOne({ _id: id, state }, { $set: { state: after[state], endedAt: new Date() } });
}

/** Forgets what a crash has left of tables that were being read. */
export async function forgetHalfRead(): Promise<void> {
  const old = await TableImportModel.find({ state: "reading", at: { $lt: new Date(Date.now() - DAY_MS) } }, { _id: 1 }).limit(500).lean<Array<{ _id: string }>>();
  for (const { _id } of old) await forgetTable(_id);
}
