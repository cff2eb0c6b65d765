import { keyOf, readWords } from "./fold.ts";
import table from "./topics.json" with { type: "json" };

/** The parts of the page of the network that a query may ask for. */
export type Topic = "join" | "offices" | "members" | "plan" | "gatherings";

const TOPICS = table.map(({ part, names }) => ({ part: part as Topic, keys: Object.values(names).flat().map(keyOf) }));

/**
 * What of the network a query asks for: the topics one of whose names has all its words in the query, in
 * whatever order. A name of one word counts only as the whole query, since it stands in many others.
 */
export function topicsIn(query: string): Topic[] {
  const words = new Set(readWords(query).filter(({ tells }) => tells).map(({ folded }) => folded));
  const isNamed = (key: string[]) => key.every((word) => words.has(word)) && (key.length > 1 || words.size === 1);
  return TOPICS.filter(({ keys }) => keys.some(isNamed)).map(({ part }) => part);
}
