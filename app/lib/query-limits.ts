/** The longest query, in characters. */
export const MAX_QUERY = 500;
/** The shortest beginning for which items are offered while someone types: fewer letters begin too many words. */
export const SHORTEST_TYPED = 2;
