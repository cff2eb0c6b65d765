import { listed, UNLISTED } from "./item-queries.server.ts";
import type { ListedItem } from "./item.ts";
import { type ItemDocument, ItemModel } from "./item.server.ts";
import type { Actor } from "./actor.ts";
import { readable } from "./scope.server.ts";
import type { ItemType } from "./vocabulary.ts";

/** One thing that an item must have to do with: by a title or summary, or by what it carries. */
export type Needle = {
  /** Regular expressions without regard to case, one of which a title or summary has to match. */
  patterns: string[];
  terms: string[];
  countries: string[];
};

/** What items must have besides: one of the values of each list. */
export type Narrowing = {
  types?: ItemType[];
  countries?: string[];
  mechanisms?: string[];
  languages?: string[];
  years?: string[];
  /** One list per vocabulary. */
  terms: string[][];
};

/**
 * Published items that have to do with every needle, the newest first: what the database can find
 * without a search server. Reads every item that the narrowing leaves, so it is no replacement.
 */
export async function lookUpPublished({
  actor,
  needles,
  narrowing,
  limit,
}: {
  actor: Actor;
  needles: Needle[];
  narrowing: Narrowing;
  limit: number;
}): Promise<ListedItem[]> {
  const { types, countries, mechanisms, languages, years, terms } = narrowing;
  const filter = {
    ...readable(actor),
    ...(types ? { type: { $in: types } } : {}),
    $and: [
      ...(countries ? [{ country: { $in: countries } }] : []),
      ...(mechanisms ? [{ mechanism: { $in: mechanisms } }] : []),
      ...(languages ? [{ versions: { $elemMatch: { lang: { $in: languages }, published: { $ne: null } } } }] : []),
      ...(years ? [{ $or: years.map(isInYear) }] : []),
      ...terms.map((list) => ({ terms: { $in: list } })),
      ...needles.map(hasToDoWith),
      // Never empty, which a server refuses.
      {},
    ],
  };
  return listed(
    await ItemModel.find(filter, UNLISTED).sort({ "date.from": -1, _id: 1 }).limit(limit).lean<ItemDocument[]>(),
  );
}

/** Dates begin with their year, however exact they are. */
const isInYear = (year: string) => ({
  $or: [
    { "date.from": { $regex: `^${year}` } },
    { "date.from": { $lt: `${year}-99` }, "date.to": { $gte: year } },
  ],
});

function hasToDoWith({ patterns, terms, countries }: Needle) {
  const texts = patterns.flatMap((pattern) =>
    ["title", "summary"].map((field) => ({ [`versions.published.content.${field}`]: { $regex: pattern, $options: "i" } })),
  );
  return {
    $or: [
      ...texts,
      ...(terms.length > 0 ? [{ terms: { $in: terms } }] : []),
      ...(countries.length > 0 ? [{ country: { $in: countries } }] : []),
    ],
  };
}
