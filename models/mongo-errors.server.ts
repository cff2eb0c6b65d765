/** The one file that knows MongoDB's error numbers. */

const DUPLICATE_KEY = 11000;

/** True where a write broke a unique index. */
export function isDuplicateKey(error: unknown): boolean {
  return typeof error === "object" && error !== null && "code" in error && error.code === DUPLICATE_KEY;
}
