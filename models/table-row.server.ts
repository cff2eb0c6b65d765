import mongoose, { Schema, type Model } from "mongoose";

import { ROW_KINDS, type RowKind, type TableRow } from "./table-import.ts";

type TableRowDocument = TableRow & { _id: string; until: Date };

const schema = new Schema<TableRowDocument>(
  {
    _id: { type: String, required: true },
    table: { type: String, required: true },
    number: { type: Number, required: true },
    kind: { type: String, enum: ROW_KINDS, required: true },
    rank: { type: Number, required: true },
    item: { type: String, default: null },
    type: { type: String, default: null },
    lang: { type: String, default: null },
    title: { type: String, default: "" },
    key: { type: String, default: null },
    problems: { type: Schema.Types.Mixed, default: [] },
    changes: { type: Schema.Types.Mixed, default: [] },
    content: { type: Schema.Types.Mixed, default: null },
    facts: { type: Schema.Types.Mixed, default: null },
    base: { type: String, default: null },
    before: { type: Schema.Types.Mixed, default: null },
    outcome: { type: String, default: null },
    undone: { type: String, default: null },
    until: { type: Date, required: true, expires: 0 },
  },
  { minimize: false },
);
schema.index({ table: 1, rank: 1, number: 1 });

export const TableRowModel: Model<TableRowDocument> =
  mongoose.models.TableRow ?? mongoose.model<TableRowDocument>("TableRow", schema, "tableRows");

/** Kinds of rows that write something. */
export const WRITING: readonly RowKind[] = ["item", "version", "changed"];

/** Keeps rows as they were looked at. */
export async function keepRows(rows: TableRow[], until: Date): Promise<void> {
  if (rows.length === 0) return;
  await TableRowModel.collection.insertMany(rows.map((row) => ({ ...row, _id: `${row.table}/${row.number}`, until })) as never[]);
}

export async function forgetRows(table: string): Promise<void> {
  await TableRowModel.deleteMany({ table });
}

export async function keepRowsUntil(table: string, until: Date): Promise<void> {
  await TableRowModel.updateMany({ table }, { $set: { until } });
}

/** What rows are listed by: what they would do, what came of them, or what came of taking them back. */
export type RowFilter = { kinds?: readonly RowKind[]; left?: "outcome" | "undone" };

const filterOf = (table: string, { kinds, left }: RowFilter): Record<string, unknown> => ({
  table,
  ...(kinds ? { kind: { $in: kinds } } : {}),
  ...(left ? { [left]: { $nin: [null, "done"] } } : {}),
});

/** Rows as their person sees them, in the order of the file, without what will be written. */
export async function listRows({ table, skip = 0, limit, ...filter }: RowFilter & { table: string; skip?: number; limit: number }): Promise<TableRow[]> {
  return TableRowModel.find(filterOf(table, filter), { content: 0, facts: 0, before: 0 }).sort({ number: 1 }).skip(skip).limit(limit).lean<TableRowDocument[]>();
}

export async function countRows({ table, ...filter }: RowFilter & { table: string }): Promise<number> {
  return TableRowModel.countDocuments(filterOf(table, filter));
}

/** How far a table is written, or taken back. */
export async function progressOf(table: string, what: "outcome" | "undone"): Promise<{ done: number; left: number; waiting: number }> {
  const all: Record<string, unknown> = { table, kind: { $in: WRITING }, ...(what === "undone" ? { outcome: "done" } : {}) };
  const [total, done, waiting] = await Promise.all([TableRowModel.countDocuments(all), TableRowModel.countDocuments({ ...all, [what]: "done" }), TableRowModel.countDocuments({ ...all, [what]: null })]);
  return { done, left: total - done - waiting, waiting };
}

/** Rows that wait to be written: items before their translations. */
export async function rowsToWrite(table: string, limit: number): Promise<TableRow[]> {
  return TableRowModel.find({ table, kind: { $in: WRITING }, outcome: null }).sort({ rank: 1, number: 1 }).limit(limit).lean<TableRowDocument[]>();
}

/** Rows that wait to be taken back: translations before their items. */
export async function rowsToUndo(table: string, limit: number): Promise<TableRow[]> {
  return TableRowModel.find({ table, kind: { $in: WRITING }, outcome: "done", undone: null }, { content: 0, facts: 0 }).sort({ rank: -1, number: -1 }).limit(limit).lean<TableRowDocument[]>();
}

export async function settleRow({ table, number }: Pick<TableRow, "table" | "number">, outcome: Partial<Pick<TableRow, "outcome" | "undone">>): Promise<void> {
  await TableRowModel.updateOne({ _id: `${table}/${number}` }, { $set: outcome });
}
