import { compare, equal } from "../bson/compare.ts";
import type { Doc, Value } from "../bson/types.ts";
import { clone, isDoc, isNumber, toDouble, typeName } from "../bson/types.ts";
import { MongoError } from "../errors.ts";
import { compileFilter, isOperators } from "../query/filter.ts";
import { compileSort } from "../query/sort.ts";
import type { Modifier } from "./place.ts";

function arrayOr(value: Value, path: string, op: string): Value[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value;
  throw new MongoError("BadValue", `The field '${path}' must be an array but is of type ${typeName(value)} in document (applying ${op})`);
}

function whole(value: Value, name: string): number {
  if (!isNumber(value) || !Number.isInteger(toDouble(value))) throw new MongoError("BadValue", `The value for ${name} must be an integer value but was given type: ${typeName(value)}`);
  return toDouble(value);
}

function eachOf(operand: Doc, op: string): Value[] {
  const each = operand.get("$each");
  if (!Array.isArray(each)) throw new MongoError("BadValue", `The argument to $each in ${op} must be an array but it was of type: ${typeName(each)}`);
  return each;
}

function sorter(spec: Value): (items: Value[]) => Value[] {
  if (isDoc(spec)) {
    const sort = compileSort(spec);
    const keys = (item: Value): Value[] => sort.keys(isDoc(item) ? item : new Map());
    return (items) => items.toSorted((a, b) => sort.compare(keys(a), keys(b)));
  }
  const direction = isNumber(spec) ? toDouble(spec) : 0;
  if (direction !== 1 && direction !== -1) throw new MongoError("BadValue", "The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields");
  return (items) => items.toSorted((a, b) => direction * compare(a, b));
}

/** `$push` of one value, or of `$each` with `$position`, `$sort` and `$slice`, in that order. */
export function push(operand: Value, path: string): Modifier {
  if (!isDoc(operand) || !operand.has("$each")) {
    return { creates: true, change: (value) => [...arrayOr(value, path, "$push"), clone(operand)] };
  }
  for (const name of operand.keys()) {
    if (!["$each", "$position", "$sort", "$slice"].includes(name)) throw new MongoError("BadValue", `Unrecognized clause in $push: ${name}`);
  }
  const each = eachOf(operand, "$push");
  const position = operand.has("$position") ? whole(operand.get("$position"), "$position") : Infinity;
  const slice = operand.has("$slice") ? whole(operand.get("$slice"), "$slice") : undefined;
  const sort = operand.has("$sort") ? sorter(operand.get("$sort")) : undefined;
  return {
    creates: true,
    change: (value) => {
      let items = [...arrayOr(value, path, "$push")];
      items.splice(position < 0 ? Math.max(0, items.length + position) : Math.min(position, items.length), 0, ...each.map(clone));
      if (sort) items = sort(items);
      if (slice !== undefined) items = slice < 0 ? items.slice(slice) : items.slice(0, slice);
      return items;
    },
  };
}

/** `$addToSet` of one value, or of `$each`. */
export function addToSet(operand: Value, path: string): Modifier {
  const hasEach = isDoc(operand) && operand.keys().next().value === "$each";
  if (hasEach && operand.size > 1) throw new MongoError("BadValue", "Found unexpected fields after $each in $addToSet");
  const each = hasEach ? eachOf(operand, "$addToSet") : [operand];
  return {
    creates: true,
    change: (value) => {
      const items = [...arrayOr(value, path, "$addToSet")];
      for (const item of each) if (!items.some((present) => equal(present, item))) items.push(clone(item));
      return items;
    },
  };
}

function remove(value: Value, path: string, op: string, drop: (item: Value) => boolean): Value {
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) throw new MongoError("BadValue", `Cannot apply ${op} to a non-array value`);
  const kept = arrayOr(value, path, op).filter((item) => !drop(item));
  return kept.length === value.length ? value : kept;
}

/** `$pull` of what equals a value, meets operators, or is a document that meets a filter. */
export function pull(operand: Value, path: string): Modifier {
  let drop: (item: Value) => boolean;
  if (isDoc(operand) && !isOperators(operand)) {
    const filter = compileFilter(operand);
    drop = (item) => isDoc(item) && filter.test(item);
  } else {
    const filter = compileFilter(new Map([["item", operand]]));
    drop = (item) => {
      // an element that is an array itself is compared whole
      return Array.isArray(item) && !isOperators(operand) ? equal(item, operand) : filter.test(new Map([["item", item]]));
    };
  }
  return { creates: false, change: (value) => remove(value, path, "$pull", drop) };
}

export function pullAll(operand: Value, path: string): Modifier {
  if (!Array.isArray(operand)) throw new MongoError("BadValue", `$pullAll requires an array argument but was given a ${typeName(operand)}`);
  return { creates: false, change: (value) => remove(value, path, "$pullAll", (item) => operand.some((other) => equal(item, other))) };
}

export function pop(operand: Value, path: string): Modifier {
  const direction = isNumber(operand) ? toDouble(operand) : NaN;
  if (direction !== 1 && direction !== -1) throw new MongoError("FailedToParse", `$pop expects 1 or -1, found: ${typeName(operand)}`);
  return {
    creates: false,
    change: (value) => {
      if (value === undefined) return undefined;
      if (!Array.isArray(value)) throw new MongoError("TypeMismatch", `Path '${path}' contains an element of non-array type '${typeName(value)}'`);
      return direction === 1 ? value.slice(0, -1) : value.slice(1);
    },
  };
}
