import type { Fields } from "./fields.ts";

/** What was written on this device and has perhaps not reached the hub. `sent`: the form was sent as a whole after it. */
export type LocalCopy = { fields: Fields; base: string; hand: string; at: number; sent: boolean };

const PREFIX = "draft:";
/** A copy that nobody has asked for so long is forgotten. */
const KEPT_MS = 30 * 24 * 3_600_000;

/** Storage can be full, or closed to the page: the text is then in the page alone, as without a copy. */
export function keepCopy(key: string, copy: LocalCopy): void {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify(copy));
  } catch {
    // The save itself goes on.
  }
}

export function readCopy(key: string): LocalCopy | null {
  try {
    const copy = JSON.parse(localStorage.getItem(PREFIX + key) ?? "null") as LocalCopy | null;
    return copy && typeof copy.base === "string" && typeof copy.fields === "object" && Date.now() - copy.at < KEPT_MS ? copy : null;
  } catch {
    return null;
  }
}

export function forgetCopy(key: string): void {
  try {
    localStorage.removeItem(PREFIX + key);
  } catch {
    // As above.
  }
}

/** Whether two forms say the same; a field that is not there is an empty one. */
export function isSameText(one: Fields, other: Fields): boolean {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].every((name) => (one[name] ?? "") === (other[name] ?? ""));
}
