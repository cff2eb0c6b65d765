import { compare, equal } from "../bson/compare.ts";
import type { Value } from "../bson/types.ts";
import { doc, int, isDoc, isNumber, isTruthy, toDouble, typeName } from "../bson/types.ts";
import { MongoError } from "../errors.ts";
import { compileSort } from "../query/sort.ts";
import type { Evaluate, Operator, Vars } from "./scope.ts";
import { checkVariable, isNullish, operator, withVars } from "./scope.ts";

/** @throws MongoError with `code` unless the value is an array. */
export function mustBeArray(value: Value, op: string, code = 28689): Value[] {
  if (!Array.isArray(value)) throw new MongoError(code, `The argument to ${op} must be an array, but was of type: ${typeName(value)}`);
  return value;
}

function whole(value: Value, op: string): number {
  if (!isNumber(value) || !Number.isInteger(toDouble(value))) throw new MongoError(28690, `${op} needs an integral value, found: ${typeName(value)}`);
  return toDouble(value);
}

const elementAt = operator(2, 2, ([array, index], op) => {
  if (isNullish(array) || isNullish(index)) return null;
  return mustBeArray(array, op).at(whole(index, op));
});

const slice = operator(2, 3, ([array, first, second], op) => {
  if (isNullish(array) || isNullish(first) || second === null) return null;
  const items = mustBeArray(array, op, 28724);
  const position = whole(first, op);
  if (second === undefined) return position < 0 ? items.slice(position) : items.slice(0, position);
  const length = whole(second, op);
  if (length <= 0) throw new MongoError(28729, `Third argument to $slice must be positive: ${length}`);
  const from = position < 0 ? Math.max(0, items.length + position) : position;
  return items.slice(from, from + length);
});

const indexOfArray = operator(2, 4, ([array, wanted, start, end], op) => {
  if (isNullish(array)) return null;
  const items = mustBeArray(array, op, 40090);
  const to = Math.min(items.length, end === undefined ? items.length : whole(end, op));
  for (let at = start === undefined ? 0 : whole(start, op); at < to; at++) if (equal(items[at], wanted)) return int(at);
  return int(-1);
});

const range = operator(2, 3, ([start, end, step], op) => {
  const by = step === undefined ? 1 : whole(step, op);
  if (by === 0) throw new MongoError(34449, "$range requires a non-zero step value");
  const from = whole(start, op);
  const to = whole(end, op);
  if (Math.abs(to - from) / Math.abs(by) > 1e6) throw new MongoError(146, "$range would use too much memory");
  const items: Value[] = [];
  for (let at = from; by > 0 ? at < to : at > to; at += by) items.push(int(at));
  return items;
});

const zip: Operator = (operand, compiler, op) => {
  const { inputs, useLongestLength, defaults } = compiler.named(op, operand, ["inputs", "useLongestLength", "defaults"], ["inputs"]);
  return (root, vars) => {
    const arrays = mustBeArray(inputs!(root, vars), op, 34461);
    if (arrays.some(isNullish)) return null;
    const columns = arrays.map((array) => mustBeArray(array, op, 34468));
    const lengths = columns.map((column) => column.length);
    const length = isTruthy(useLongestLength?.(root, vars)) ? Math.max(...lengths) : Math.min(...lengths);
    const fill = defaults?.(root, vars);
    return Array.from({ length }, (_, row) => columns.map((column, at) => column[row] ?? (Array.isArray(fill) ? fill[at] : null) ?? null));
  };
};

/** Runs the body of `$map` or `$filter` for each element, under the name given by `as`. */
function each(name: string, body: Evaluate): (item: Value, root: Value, vars: Vars) => Value {
  return (item, root, vars) => body(root, withVars(vars, [[name, item]]));
}

function asName(operand: Value): string {
  const name = isDoc(operand) ? operand.get("as") : undefined;
  if (name === undefined) return "this";
  if (typeof name !== "string") throw new MongoError("FailedToParse", "'as' must be a string");
  checkVariable(name);
  return name;
}

const map: Operator = (operand, compiler, op) => {
  const { input, in: body } = compiler.named(op, operand, ["input", "as", "in"], ["input", "in"]);
  const run = each(asName(operand), body!);
  return (root, vars) => {
    const items = input!(root, vars);
    if (isNullish(items)) return null;
    return mustBeArray(items, op, 16883).map((item) => run(item, root, vars) ?? null);
  };
};

const filter: Operator = (operand, compiler, op) => {
  const { input, cond, limit } = compiler.named(op, operand, ["input", "as", "cond", "limit"], ["input", "cond"]);
  const run = each(asName(operand), cond!);
  return (root, vars) => {
    const items = input!(root, vars);
    if (isNullish(items)) return null;
    const most = limit?.(root, vars);
    const kept = mustBeArray(items, op, 28651).filter((item) => isTruthy(run(item, root, vars)));
    return isNullish(most) ? kept : kept.slice(0, whole(most, op));
  };
};

const reduce: Operator = (operand, compiler, op) => {
  const names = ["input", "initialValue", "in"];
  const { input, initialValue, in: body } = compiler.named(op, operand, names, names);
  return (root, vars) => {
    const items = input!(root, vars);
    if (isNullish(items)) return null;
    let value = initialValue!(root, vars);
    for (const item of mustBeArray(items, op, 40080)) value = body!(root, withVars(vars, [["this", item], ["value", value]]));
    return value;
  };
};

const sortArray: Operator = (operand, compiler, op) => {
  const sortBy = isDoc(operand) ? operand.get("sortBy") : undefined;
  const { input } = compiler.named(op, isDoc(operand) ? new Map([...operand].filter(([name]) => name !== "sortBy")) : operand, ["input"], ["input"]);
  const order = isDoc(sortBy) ? compileSort(sortBy) : undefined;
  const direction = order ? 1 : toDouble(sortBy);
  if (!order && direction !== 1 && direction !== -1) throw new MongoError(2942504, "$sortArray's sortBy must be 1, -1 or an object");
  return (root, vars) => {
    const items = input!(root, vars);
    if (isNullish(items)) return null;
    const given = mustBeArray(items, op, 2942504);
    if (!order) return given.toSorted((a, b) => direction * compare(a, b));
    return given.toSorted((a, b) => order.compare(order.keys(isDoc(a) ? a : new Map()), order.keys(isDoc(b) ? b : new Map())));
  };
};

const arrayToObject = operator(1, 1, ([pairs], op) => {
  if (isNullish(pairs)) return null;
  return new Map(
    mustBeArray(pairs, op, 40386).map((pair): [string, Value] => {
      const [name, value] = isDoc(pair) ? [pair.get("k"), pair.get("v")] : Array.isArray(pair) ? pair : [];
      if (typeof name !== "string") throw new MongoError(40394, "$arrayToObject requires keys to be of type string");
      return [name, value ?? null];
    }),
  );
});

/** `$first` and `$last` of an array, and `$firstN` and `$lastN`. */
export const endOf = (at: 0 | -1): Operator =>
  operator(1, 1, ([array], op) => (isNullish(array) ? null : mustBeArray(array, op).at(at)));

export const ARRAYS: Record<string, Operator> = {
  $size: operator(1, 1, ([array], op) => int(mustBeArray(array, op, 17124).length)),
  $arrayElemAt: elementAt,
  $slice: slice,
  $isArray: operator(1, 1, ([value]) => Array.isArray(value)),
  $in: operator(2, 2, ([wanted, array]) => {
    if (!Array.isArray(array)) throw new MongoError(40081, `$in requires an array as a second argument, found: ${typeName(array)}`);
    return array.some((item) => equal(item, wanted));
  }),
  $concatArrays: operator(0, Infinity, (arrays, op) => {
    if (arrays.some(isNullish)) return null;
    return arrays.flatMap((array) => mustBeArray(array, op, 28664));
  }),
  $reverseArray: operator(1, 1, ([array], op) => (isNullish(array) ? null : mustBeArray(array, op, 34435).toReversed())),
  $indexOfArray: indexOfArray,
  $range: range,
  $zip: zip,
  $map: map,
  $filter: filter,
  $reduce: reduce,
  $sortArray: sortArray,
  $arrayToObject: arrayToObject,
  $objectToArray: operator(1, 1, ([value]) => {
    if (isNullish(value)) return null;
    if (!isDoc(value)) throw new MongoError(40390, `$objectToArray requires a document input, found: ${typeName(value)}`);
    return [...value].map(([k, v]) => doc({ k, v }));
  }),
};
