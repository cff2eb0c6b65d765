/** So many ids have room in one param of a mail. */
const IN_ONE = 100;
const NAME = "items";

/** Items in the params of a mail, in their order. */
export function itemParams(ids: string[]): Record<string, string> {
  const parts = Array.from({ length: Math.ceil(ids.length / IN_ONE) }, (_, nth) => ids.slice(nth * IN_ONE, (nth + 1) * IN_ONE));
  return Object.fromEntries(parts.map((part, nth) => [`${NAME}${nth}`, part.join(" ")]));
}

/** The items that `itemParams` was given. */
export function itemsIn(params: Record<string, string>): string[] {
  const ids: string[] = [];
  for (let nth = 0; params[`${NAME}${nth}`] !== undefined; nth += 1) ids.push(...(params[`${NAME}${nth}`] ?? "").split(" "));
  return ids;
}
