import type { Doc, Value } from "../bson/types.ts";
import { typeName } from "../bson/types.ts";
import { MongoError } from "../errors.ts";
import { arrayIndex } from "../query/path.ts";

/** An array may be padded with nulls up to here. */
const MAX_PADDING = 1_500_000;

/** Changes the value at a path; what it returns takes the value's place, `undefined` removes it. */
export type Change = (value: Value) => Value;

/** What an update operator does to the value at its path. */
export interface Modifier {
  change: Change;
  /** Whether a missing field comes into being. */
  creates: boolean;
  /** Whether it acts only when a document is inserted. */
  onInsert?: boolean;
}

function cannotCreate(part: string, at: string, value: Value): never {
  throw new MongoError("PathNotViable", `Cannot create field '${part}' in element {${at}: ${typeName(value)}}`);
}

/**
 * Runs a change at a path of a document, in place.
 * With `create`, missing documents on the way are made, and a scalar on the way is an error.
 */
export function changeAt(root: Doc, parts: readonly string[], change: Change, create: boolean): void {
  let at: Doc | Value[] = root;
  for (let depth = 0; ; depth++) {
    const part = parts[depth]!;
    const isLast = depth === parts.length - 1;
    const before: Value = child(at, part);
    if (isLast) return put(at, part, before, change(before), parts[depth - 1] ?? "", create);
    if (before instanceof Map || Array.isArray(before)) at = before;
    else if (before !== undefined) return create ? cannotCreate(parts[depth + 1]!, part, before) : undefined;
    else if (!create) return;
    else {
      const below: Doc = new Map();
      put(at, part, undefined, below, parts[depth - 1] ?? "", true);
      at = below;
    }
  }
}

function child(parent: Doc | Value[], part: string): Value {
  if (parent instanceof Map) return parent.get(part);
  const index = arrayIndex(part);
  return index === undefined ? undefined : parent[index];
}

function put(parent: Doc | Value[], part: string, before: Value, after: Value, name: string, create: boolean): void {
  if (parent instanceof Map) {
    if (after !== undefined) parent.set(part, after);
    else parent.delete(part);
    return;
  }
  const index = arrayIndex(part);
  if (index === undefined) return create ? cannotCreate(part, name, parent) : undefined;
  if (after === undefined) {
    if (before !== undefined) parent[index] = null;
    return;
  }
  if (index - parent.length > MAX_PADDING) throw new MongoError("BadValue", `Cannot pad array past ${MAX_PADDING} elements`);
  while (parent.length < index) parent.push(null);
  parent[index] = after;
}

/** The value at a path of concrete names and indexes. */
export function valueAt(root: Value, parts: readonly string[]): Value {
  let at = root;
  for (const part of parts) {
    if (!(at instanceof Map) && !Array.isArray(at)) return undefined;
    at = child(at, part);
  }
  return at;
}
