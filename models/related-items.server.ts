import { type ItemDocument, ItemModel } from "./item.server.ts";
import type { Actor } from "./actor.ts";
import { readable } from "./scope.server.ts";

/** What decides how near two items are. */
type Traits = Pick<ItemDocument, "_id" | "terms" | "country" | "mechanism" | "date">;

/** How many of the newest items that share a trait are looked at: the cost does not grow with the hub. */
const SAMPLE = 12;
/** How many terms are looked for; an item carries the ones that matter most first. */
const TERMS = 6;

/** Vocabularies in which a shared term makes two items related; keywords and goals are too wide or too many. */
const SCHEMES = ["theme:", "persons:"];

/** The terms by which an item is related to others. */
export function relatingTerms(terms: string[]): string[] {
  return terms.filter((id) => SCHEMES.some((scheme) => id.startsWith(scheme)));
}

/**
 * The ids of the readable items nearest to this one, the nearest first: by shared themes and persons
 * concerned, of which a rare one counts more, then by mechanism and country. Looks at the newest few of
 * each, through indexes.
 */
export async function listRelatedIds({
  actor,
  item,
  limit,
}: {
  actor: Actor;
  item: { id: string; terms: string[]; country: string | null; mechanism: string | null };
  limit: number;
}): Promise<string[]> {
  const newest = (trait: Record<string, string>): Promise<Traits[]> =>
    ItemModel.find({ ...readable(actor), ...trait })
      .select({ terms: 1, country: 1, mechanism: 1, date: 1 })
      .sort({ "date.from": -1, _id: 1 })
      .limit(SAMPLE)
      .lean<Traits[]>();
  const terms = relatingTerms(item.terms).slice(0, TERMS);
  const [ofMechanism, ...ofTerms] = await Promise.all([
    item.mechanism ? newest({ mechanism: item.mechanism }) : Promise.resolve([]),
    ...terms.map((term) => newest({ terms: term })),
  ]);
  const isRare = new Set(terms.filter((_, index) => (ofTerms[index]?.length ?? 0) < SAMPLE));
  const score = (other: Traits): number =>
    terms.reduce((sum, term) => sum + (other.terms.includes(term) ? (isRare.has(term) ? 3 : 1) : 0), 0) +
    (item.mechanism !== null && other.mechanism === item.mechanism ? 2 : 0) +
    (item.country !== null && other.country === item.country ? 1 : 0);
  const candidates = new Map([...ofMechanism, ...ofTerms.flat()].map((other) => [other._id, other]));
  candidates.delete(item.id);
  return [...candidates.values()]
    .map((other) => ({ id: other._id, score: score(other), from: other.date.from ?? "" }))
    .toSorted((a, b) => b.score - a.score || b.from.localeCompare(a.from) || a.id.localeCompare(b.id))
    .slice(0, limit)
    .map(({ id }) => id);
}
