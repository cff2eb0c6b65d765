import { type Attempt, isByDate } from "./ask.server.ts";
import type { ReadQuery } from "./read-query.ts";
import type { SearchQuery } from "./schema.ts";
import { TEXT_ATTRIBUTES } from "./settings.ts";

/** What was found in the end: the whole query, the subject of a question, or some of its words. */
export type Found = "whole" | "subject" | "some";

export const NOTHING: Attempt = { q: "", strategy: "all", within: null, concepts: [] };

/**
 * What is asked in turn until something is found. A question begins with what it is about; what is quoted is never
 * given up.
 */
export function attemptsFor({ words, subject, question, quoted, literal, concepts }: ReadQuery): Array<Attempt & { found: Found }> {
  const all = (q: string, found: Found, ids: string[][]) => ({ q, strategy: "all" as const, within: quoted ? TEXT_ATTRIBUTES : null, concepts: ids, found });
  if (!words || literal) return [all(words, "whole", [])];
  const ids = quoted ? [] : concepts.map((concept) => concept.ids);
  const whole = [...(ids.length > 0 ? [all(words, "whole", ids)] : []), all(words, "whole", [])];
  const about = subject === null ? [] : [all(subject, "subject", ids)];
  return [...(question ? [...about, ...whole] : [...whole, ...about]), { ...all(words, "some", []), strategy: "frequency" }];
}

/** How many items whose title or summary has the very words of a widened query come before all others. */
export const EXACT_FIRST = 10;
const HEADS = ["title", "summary"];

/** True where the query was widened and rank decides: then what has its very words comes first. */
export const hasExactFirst = ({ literally, quoted, question, concepts }: ReadQuery, query: SearchQuery): boolean =>
  literally !== null && !quoted && !question && concepts.length > 0 && !isByDate(query);

/** The very words of the query, among what the attempt itself finds, so that its counts hold for both together. */
export const exactly = (attempt: Attempt, { literally }: ReadQuery): Attempt => ({ ...attempt, q: literally ?? "", strategy: "all", within: HEADS });
