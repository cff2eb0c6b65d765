import type { ListedItem } from "./item.ts";
import { type ItemDocument, ItemModel } from "./item.server.ts";
import { listed, UNLISTED } from "./item-queries.server.ts";
import type { Actor } from "./actor.ts";
import { readable } from "./scope.server.ts";

/**
 * Published events, the newest first, those without a date last. `from` and `until` bound the first
 * day (`until` exclusive), as far as it is stated; `exact` leaves out what has no exact date.
 */
export async function listEvents({
  actor,
  from,
  until,
  exact = false,
  skip = 0,
  limit,
}: {
  actor: Actor;
  from?: string;
  until?: string;
  exact?: boolean;
  skip?: number;
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
    .skip(skip)
    .limit(limit)
    .lean<ItemDocument[]>();
  return listed(found);
}

/** Events that are not over on this day, the first to begin first: those that are under way, then those to come. */
export async function listComingEvents({ actor, day, limit }: { actor: Actor; day: string; limit: number }): Promise<ListedItem[]> {
  const own = { ...readable(actor), type: "event" as const };
  // What is stated as a month or a year is not over before the month or the year is.
  const underWay = (["exact", "month", "year"] as const).map((precision) => {
    const now = day.slice(0, precision === "exact" ? 10 : precision === "month" ? 7 : 4);
    return { "date.precision": precision, $or: [{ "date.from": { $gte: now } }, { "date.to": { $gte: now } }] };
  });
  const find = (filter: object): Promise<ItemDocument[]> =>
    ItemModel.find({ ...own, ...filter }).select(UNLISTED).sort({ "date.from": 1, _id: 1 }).limit(limit).lean<ItemDocument[]>();
  const lastYear = String(Number(day.slice(0, 4)) - 1);
  const [begun, ahead] = await Promise.all([
    find({ "date.from": { $gte: lastYear, $lte: day }, $or: underWay }),
    find({ "date.from": { $gt: day } }),
  ]);
  return listed([...begun, ...ahead].slice(0, limit));
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
      // Only dates that are stated come before one; without a bound, those come last.
      ...(before ? { "date.from": { $lt: before } } : {}),
    })
      .select({ date: 1 })
      .sort({ "date.from": -1, _id: 1 })
      .lean<Pick<ItemDocument, "date">>();
    if (!next?.date.from) return years;
    years.push(next.date.from.slice(0, 4));
  }
}
