import type { ListedItem } from "./item.ts";
import { type ItemDocument, ItemModel } from "./item.server.ts";
import { listed, UNLISTED } from "./item-queries.server.ts";
import { type Actor, readable } from "./scope.server.ts";

/**
 * Published events, the newest first, those without a date last. `from` and `until` bound the first
 * day (`until` exclusive), as far as it is stated; `exact` leaves out what has no exact date.
 */
export async function listEvents({
  actor,
  from,
  until,
  exact = false,
  limit,
}: {
  actor: Actor;
  from?: string;
  until?: string;
  exact?: boolean;
  limit: number;
}): Promise<ListedItem[]> {
  const day = { ...(from ? { $gte: from } : {}), ...(until ? { $lt: until } : {}) };
  const found = await ItemModel.find({
    ...readable(actor),
    type: "event",
    ...(from || until ? { "date.from": day } : {}),
    ...(exact ? { "date.precision": "exact" } : {}),
  })
    .select(UNLISTED)
    .sort({ "date.from": -1, _id: 1 })
    .limit(limit)
    .lean<ItemDocument[]>();
  return listed(found);
}

/** The events whose source states no date, at most `limit`. */
export async function listUndatedEvents({ actor, limit }: { actor: Actor; limit: number }): Promise<ListedItem[]> {
  const found = await ItemModel.find({ ...readable(actor), type: "event", "date.from": null })
    .select(UNLISTED)
    .sort({ _id: 1 })
    .limit(limit)
    .lean<ItemDocument[]>();
  return listed(found);
}

/** The years in which published events begin, the newest first. Steps from year to year through the index. */
export async function listEventYears({ actor }: { actor: Actor }): Promise<string[]> {
  const years: string[] = [];
  for (let before: string | undefined; ; before = years.at(-1)) {
    const next = await ItemModel.findOne({
      ...readable(actor),
      type: "event",
      "date.from": before ? { $type: "string", $lt: before } : { $type: "string" },
    })
      .select({ date: 1 })
      .sort({ "date.from": -1, _id: 1 })
      .lean<Pick<ItemDocument, "date">>();
    if (!next?.date.from) return years;
    years.push(next.date.from.slice(0, 4));
  }
}
