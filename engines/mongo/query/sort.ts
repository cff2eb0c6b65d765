import type { Collation } from "../bson/collation.ts";
import { compare } from "../bson/compare.ts";
import type { Doc, Value } from "../bson/types.ts";
import { isDoc, isNumber, toDouble } from "../bson/types.ts";
import { MongoError } from "../errors.ts";
import { headOf, someAt } from "./path.ts";

export interface SortField {
  path: string;
  parts: string[];
  descending: boolean;
}

/** An order of documents: what to take from each, and how to compare what was taken. */
export interface Sort {
  fields: SortField[];
  /** Top-level fields that the sort reads. */
  heads: Set<string>;
  keys(root: Doc): Value[];
  compare(a: Value[], b: Value[]): number;
}

/** The smallest value at a path (the largest when descending): an array sorts by it. */
function sortValue(root: Doc, field: SortField, collation?: Collation): Value {
  if (field.parts.length === 1) {
    const value = root.get(field.path);
    if (!Array.isArray(value)) return value === undefined ? null : value;
  }
  const found: Value[] = [];
  someAt(root, field.parts, 0, (value) => {
    if (!Array.isArray(value)) found.push(value === undefined ? null : value);
    // an empty array comes before null, as undefined does
    else if (value.length === 0) found.push(undefined);
    else found.push(...value);
    return false;
  });
  if (found.length === 0) return null;
  return found.reduce((best, value) => (compare(value, best, collation) < 0 === !field.descending && compare(value, best, collation) !== 0 ? value : best));
}

/**
 * Compiles a sort specification.
 * @throws MongoError BadValue or Location15974/15975 for a direction other than 1 and -1.
 */
export function compileSort(spec: Doc, collation?: Collation): Sort {
  const fields = [...spec].map(([path, direction]): SortField => {
    if (isDoc(direction) && direction.has("$meta")) throw new MongoError("NotImplemented", "sorting by $meta is not supported");
    if (!isNumber(direction)) throw new MongoError(15974, `Illegal key in $sort specification: ${path}: ${String(direction)}`);
    if (Math.abs(toDouble(direction)) !== 1) throw new MongoError(15975, "$sort key ordering must be 1 (for ascending) or -1 (for descending)");
    if (path === "" || path.startsWith(".") || path.endsWith(".")) throw new MongoError(15998, "FieldPath field names may not be empty strings.");
    return { path, parts: path.split("."), descending: toDouble(direction) < 0 };
  });
  if (fields.length > 32) throw new MongoError("BadValue", "too many compound keys");
  return {
    fields,
    heads: new Set(fields.map((field) => headOf(field.path))),
    keys: (root) => fields.map((field) => sortValue(root, field, collation)),
    compare: (a, b) => {
      for (let at = 0; at < fields.length; at++) {
        const order = compare(a[at], b[at], collation);
        if (order !== 0) return fields[at]!.descending ? -order : order;
      }
      return 0;
    },
  };
}

/** Keeps the first `limit` of what is added, in order; items that compare equal stay in the order of arrival. */
export class Sorter<T> {
  private items: { keys: Value[]; item: T; at: number }[] = [];
  private arrived = 0;
  private readonly sort: Sort;
  private readonly limit: number;

  constructor(sort: Sort, limit = Infinity) {
    this.sort = sort;
    this.limit = limit;
  }

  add(keys: Value[], item: T): void {
    this.items.push({ keys, item, at: this.arrived++ });
    if (this.items.length > 2 * this.limit + 1000) this.settle();
  }

  private settle(): void {
    this.items.sort((a, b) => this.sort.compare(a.keys, b.keys) || a.at - b.at);
    if (this.items.length > this.limit) this.items.length = this.limit;
  }

  done(): T[] {
    this.settle();
    return this.items.map(({ item }) => item);
  }
}
