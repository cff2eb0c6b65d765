/** The one text of a value: keys in their order, moments as ISO, nothing of what is not there. */
export const canonical = (value: unknown): string => `${JSON.stringify(ordered(value), null, 1)}\n`;

function ordered(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(ordered);
  if (value === null || typeof value !== "object") return value;
  const parts = Object.entries(value).filter(([, part]) => part !== undefined);
  return Object.fromEntries(parts.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, part]) => [key, ordered(part)]));
}

/**
 * Whether everything that `part` says, `whole` says as well, in values as JSON has them. What `whole` has beside it may be what a
 * later form of a document begins with.
 */
export function isWithin(part: unknown, whole: unknown): boolean {
  if (Array.isArray(part)) return Array.isArray(whole) && part.length === whole.length && part.every((one, index) => isWithin(one, whole[index]));
  if (part === null || typeof part !== "object") return part === whole;
  if (whole === null || typeof whole !== "object" || Array.isArray(whole)) return false;
  return Object.entries(part).every(([key, one]) => Object.hasOwn(whole, key) && isWithin(one, (whole as Record<string, unknown>)[key]));
}
