import type { Doc, Value } from "../bson/types.ts";

/** The array index that a path component stands for; undefined when it is a name. */
export function arrayIndex(part: string): number | undefined {
  if (part.length > 9 || part.length === 0) return undefined;
  for (let at = 0; at < part.length; at++) {
    const code = part.charCodeAt(at);
    if (code < 48 || code > 57) return undefined;
  }
  return part.length > 1 && part.startsWith("0") ? undefined : Number(part);
}

/**
 * Whether any value at a path satisfies `leaf`, arrays on the way being searched element by element.
 * A missing field counts as `undefined`; an array on the way without any document offers no value.
 */
export function someAt(value: Value, parts: readonly string[], at: number, leaf: (found: Value) => boolean): boolean {
  if (at === parts.length) return leaf(value);
  const part = parts[at]!;
  if (value instanceof Map) return someAt(value.get(part), parts, at + 1, leaf);
  if (!Array.isArray(value)) return leaf(undefined);
  const index = arrayIndex(part);
  if (index !== undefined && index < value.length && someAt(value[index], parts, at + 1, leaf)) return true;
  return value.some((item) => item instanceof Map && someAt(item, parts, at, leaf));
}

/** Every value at a path, arrays at its end opened, as `distinct` counts them. */
export function valuesAt(root: Doc, path: string): Value[] {
  const found: Value[] = [];
  someAt(root, path.split("."), 0, (value) => {
    if (Array.isArray(value)) found.push(...value);
    else if (value !== undefined) found.push(value);
    return false;
  });
  return found;
}

/** The value at a path as an aggregation expression sees it: an array on the way maps over its documents. */
export function fieldAt(value: Value, parts: readonly string[], at = 0): Value {
  if (at === parts.length) return value;
  if (value instanceof Map) return fieldAt(value.get(parts[at]!), parts, at + 1);
  if (!Array.isArray(value)) return undefined;
  return value.map((item) => fieldAt(item, parts, at)).filter((item) => item !== undefined);
}

/** The first component of a path. */
export const headOf = (path: string): string => {
  const dot = path.indexOf(".");
  return dot < 0 ? path : path.slice(0, dot);
};
