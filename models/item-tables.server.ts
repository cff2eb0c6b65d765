import type { Member } from "./actor.ts";
import { type ItemDocument, ItemModel, toWorkItem } from "./item.server.ts";
import type { WorkItem } from "./item.ts";
import { writable } from "./scope.server.ts";
import type { ItemType } from "./vocabulary.ts";

/** An item as a table names it. */
export type Addressed = { id: string; key: string | null; type: ItemType; originalLanguage: string };

/** How many items one query asks for. */
const AT_ONCE = 500;

/** The items of an owner that a table names, by their ids or by what its tables call them. */
export async function findAddressed({ actor, mechanism, ids, keys }: { actor: Member; mechanism: string | null; ids: string[]; keys: string[] }): Promise<Addressed[]> {
  const found = new Map<string, Addressed>();
  const ask = async (field: "_id" | "tableKey", values: string[]): Promise<void> => {
    for (let at = 0; at < values.length; at += AT_ONCE) {
      const documents = await ItemModel.find({ $and: [writable(actor), { mechanism, [field]: { $in: values.slice(at, at + AT_ONCE) } }] }, { type: 1, tableKey: 1, originalLanguage: 1 }).lean<Array<Pick<ItemDocument, "_id" | "type" | "tableKey" | "originalLanguage">>>();
      for (const { _id: id, type, tableKey, originalLanguage } of documents) found.set(id, { id, type, key: tableKey ?? null, originalLanguage });
    }
  };
  await ask("_id", ids);
  await ask("tableKey", keys);
  return [...found.values()];
}

/** An item with what tables call it. */
export type KeyedItem = { item: WorkItem; key: string | null };

const WITHOUT = { import: 0, steps: 0, tables: 0, "versions.submitted": 0, "versions.archivedPublished": 0 };
const keyed = (document: ItemDocument): KeyedItem => ({ item: toWorkItem(document), key: document.tableKey ?? null });

/** Whole items of those whose drafts the actor may write, by their ids. */
export async function openItems({ actor, ids }: { actor: Member; ids: string[] }): Promise<Map<string, KeyedItem>> {
  const found = await ItemModel.find({ $and: [writable(actor), { _id: { $in: ids } }] }, WITHOUT).lean<ItemDocument[]>();
  return new Map(found.map((document) => [document._id, keyed(document)]));
}

/** The items of an owner, some at a time, in the order of their ids. */
export async function* everyItem({ actor, mechanism, atOnce = 20 }: { actor: Member; mechanism: string | null; atOnce?: number }): AsyncGenerator<KeyedItem[]> {
  for (let after = ""; ; ) {
    const found = await ItemModel.find({ $and: [writable(actor), { mechanism, _id: { $gt: after } }] }, WITHOUT).sort({ _id: 1 }).limit(atOnce).lean<ItemDocument[]>();
    if (found.length === 0) return;
    yield found.map(keyed);
    after = found.at(-1)?._id ?? "";
  }
}
