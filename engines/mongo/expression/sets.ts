import { keyOf } from "../bson/key.ts";
import { compareNumbers } from "../bson/numbers.ts";
import type { Value } from "../bson/types.ts";
import { isNumber, isTruthy, toDouble } from "../bson/types.ts";
import { mustBeArray } from "./arrays.ts";
import type { Operator } from "./scope.ts";
import { isNullish, operator } from "./scope.ts";

/** A string that two values share exactly when they are equal. */
export function identity(value: Value): string {
  if (typeof value === "string") return `s${value}`;
  if (isNumber(value)) {
    const double = toDouble(value);
    if (Number.isSafeInteger(double) && compareNumbers(value, double) === 0) return `n${double + 0}`;
  }
  return keyOf([value]).toString("latin1");
}

/** Elements without repetition, by identity, in the order of first appearance. */
export class ValueSet {
  private readonly items = new Map<string, Value>();

  constructor(values: Iterable<Value> = []) {
    for (const value of values) this.add(value);
  }

  /** Whether the value is new. */
  add(value: Value): boolean {
    const key = identity(value);
    if (this.items.has(key)) return false;
    this.items.set(key, value);
    return true;
  }

  has(value: Value): boolean {
    return this.items.has(identity(value));
  }

  get size(): number {
    return this.items.size;
  }

  values(): Value[] {
    return [...this.items.values()];
  }
}

const onSets = (min: number, max: number, run: (sets: Value[][]) => Value, whenNull: Value = null): Operator =>
  operator(min, max, (arrays, op) => {
    if (whenNull === null && arrays.some(isNullish)) return null;
    return run(arrays.map((array) => mustBeArray(array, op, 17040)));
  });

export const SETS: Record<string, Operator> = {
  $setUnion: onSets(0, Infinity, (sets) => new ValueSet(sets.flat()).values()),
  $setIntersection: onSets(0, Infinity, ([first = [], ...others]) => {
    const rest = others.map((items) => new ValueSet(items));
    return new ValueSet(first.filter((item) => rest.every((set) => set.has(item)))).values();
  }),
  $setDifference: onSets(2, 2, ([a = [], b]) => {
    const drop = new ValueSet(b);
    return new ValueSet(a.filter((item) => !drop.has(item))).values();
  }),
  $setEquals: onSets(2, Infinity, (sets) => {
    const [first, ...others] = sets.map((items) => new ValueSet(items)) as [ValueSet, ...ValueSet[]];
    return others.every((set) => set.size === first.size && set.values().every((item) => first.has(item)));
  }, false),
  $setIsSubset: onSets(2, 2, ([a = [], b]) => {
    const within = new ValueSet(b);
    return a.every((item) => within.has(item));
  }, false),
  $anyElementTrue: onSets(1, 1, ([items = []]) => items.some(isTruthy), false),
  $allElementsTrue: onSets(1, 1, ([items = []]) => items.every(isTruthy), false),
};
