import type { KeyPart } from "../bson/key.ts";
import { EMPTY, keyOf } from "../bson/key.ts";
import type { Doc, Value } from "../bson/types.ts";
import { MongoError } from "../errors.ts";
import { arrayIndex } from "../query/path.ts";
import type { Index } from "./collection.ts";

/** Where one field of an index has got to inside a document. */
interface Walk {
  value: Value;
  depth: number;
}

export interface IndexEntries {
  keys: Buffer[];
  /** The values behind each key. */
  tuples: KeyPart[][];
  /** Bit n is set when field n met an array. */
  multikey: number;
}

/** Goes down a path until it ends or meets an array. */
function descend(walk: Walk, parts: string[]): Walk {
  let { value, depth } = walk;
  while (depth < parts.length && value instanceof Map) value = value.get(parts[depth++]!);
  if (depth < parts.length && !Array.isArray(value)) return { value: undefined, depth: parts.length };
  return { value, depth };
}

/** The walks that one element of an array gives to a field waiting at that array. */
function intoElement(walk: Walk, parts: string[], item: Value, position: number): Walk {
  if (walk.depth === parts.length) return { value: item, depth: parts.length };
  const index = arrayIndex(parts[walk.depth]!);
  if (index !== undefined) {
    const array = walk.value as Value[];
    const named = item instanceof Map && item.has(parts[walk.depth]!);
    if (!named) return { value: index === position || index < array.length ? array[index] : undefined, depth: walk.depth + 1 };
  }
  // an array directly inside an array is not searched for documents
  return { value: item instanceof Map ? item : undefined, depth: walk.depth };
}

class Extraction {
  readonly tuples: KeyPart[][] = [];
  multikey = 0;
  private readonly index: Index;

  constructor(index: Index) {
    this.index = index;
  }

  /** `opened` tells for each field that its last array was opened, so that an array now found is a value. */
  expand(walks: Walk[], opened: boolean[]): void {
    const fields = this.index.fields;
    const reached = walks.map((walk, at) => descend(walk, fields[at]!.parts));
    const waits = reached.map((walk, at) => Array.isArray(walk.value) && !(opened[at] && walk.depth === fields[at]!.parts.length));
    const first = waits.indexOf(true);
    if (first < 0) {
      this.tuples.push(reached.map((walk) => (walk.value === undefined ? null : walk.value)));
      return;
    }
    const array = reached[first]!.value as Value[];
    waits.forEach((waiting, at) => {
      if (!waiting) return;
      if (reached[at]!.value !== array) {
        throw new MongoError("CannotIndexParallelArrays", `cannot index parallel arrays [${fields[at]!.path}] [${fields[first]!.path}]`);
      }
      this.multikey |= 1 << at;
    });
    if (array.length === 0) {
      const values = reached.map((walk, at): KeyPart => {
        if (!waits[at]) return walk.value === undefined ? null : walk.value;
        return walk.depth === fields[at]!.parts.length ? EMPTY : null;
      });
      this.tuples.push(values);
      return;
    }
    array.forEach((item, position) => {
      const next = reached.map((walk, at) => (waits[at] ? intoElement(walk, fields[at]!.parts, item, position) : walk));
      this.expand(next, opened.map((was, at) => (waits[at] ? next[at]!.depth === fields[at]!.parts.length && reached[at]!.depth === next[at]!.depth : was)));
    });
  }
}

const NONE: IndexEntries = { keys: [], tuples: [], multikey: 0 };

/**
 * The keys under which an index finds a document; none when a sparse or partial index leaves it out.
 * @throws MongoError CannotIndexParallelArrays when two fields of the index hold different arrays.
 */
export function indexEntries(index: Index, root: Doc): IndexEntries {
  if (index.partial && !index.partial.test(root)) return NONE;
  const [only] = index.fields;
  if (index.fields.length === 1 && only!.parts.length === 1) {
    const value = root.get(only!.path);
    if (value === undefined && index.sparse) return NONE;
    if (!Array.isArray(value)) {
      const tuple = [value === undefined ? null : value];
      return { keys: [keyOf(tuple, index.descending)], tuples: [tuple], multikey: 0 };
    }
  }
  if (index.sparse && index.fields.every((field) => isMissing(root, field.parts))) return NONE;
  const extraction = new Extraction(index);
  extraction.expand(index.fields.map(() => ({ value: root, depth: 0 })), index.fields.map(() => false));
  const entries: IndexEntries = { keys: [], tuples: [], multikey: extraction.multikey };
  const seen = new Set<string>();
  for (const tuple of extraction.tuples) {
    const key = keyOf(tuple, index.descending);
    const text = key.toString("latin1");
    if (seen.has(text)) continue;
    seen.add(text);
    entries.keys.push(key);
    entries.tuples.push(tuple);
  }
  return entries;
}

function isMissing(value: Value, parts: readonly string[], at = 0): boolean {
  if (value === undefined) return true;
  if (at === parts.length) return false;
  if (value instanceof Map) return isMissing(value.get(parts[at]!), parts, at + 1);
  if (!Array.isArray(value)) return true;
  const index = arrayIndex(parts[at]!);
  if (index !== undefined && !isMissing(value[index], parts, at + 1)) return false;
  return value.every((item) => !(item instanceof Map) || isMissing(item, parts, at));
}
