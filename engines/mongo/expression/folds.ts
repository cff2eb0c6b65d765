import { Int32 } from "bson";
import { compare } from "../bson/compare.ts";
import type { Numeric } from "../bson/numbers.ts";
import { add, divide } from "../bson/numbers.ts";
import type { Value } from "../bson/types.ts";
import { isDoc, isNumber, toDouble } from "../bson/types.ts";
import { MongoError } from "../errors.ts";
import { compileSort, Sorter } from "../query/sort.ts";
import { endOf, mustBeArray } from "./arrays.ts";
import { merged } from "./objects.ts";
import type { Compiler, Evaluate, Operator, Vars } from "./scope.ts";
import { isNullish, operator } from "./scope.ts";
import { ValueSet } from "./sets.ts";

/** Folds many values into one, in the order given; numbers that are no numbers are passed over. */
type Fold = (values: Value[]) => Value;

const numbersOf = (values: Value[]): Numeric[] => values.filter(isNumber);

export function sumOf(values: Value[]): Numeric {
  let total: Numeric = new Int32(0);
  for (const value of values) if (isNumber(value)) total = add(total, value);
  return total;
}

function deviation(values: Value[], sample: boolean): Value {
  const numbers = numbersOf(values).map(toDouble);
  const divisor = numbers.length - Number(sample);
  if (divisor < 1) return null;
  const mean = numbers.reduce((a, b) => a + b, 0) / numbers.length;
  return Math.sqrt(numbers.reduce((sum, value) => sum + (value - mean) ** 2, 0) / divisor);
}

function extreme(values: Value[], sign: 1 | -1): Value {
  let best: Value;
  for (const value of values) if (!isNullish(value) && (best === undefined || compare(value, best) * sign > 0)) best = value;
  return best ?? null;
}

const FOLD: Record<string, Fold> = {
  $sum: sumOf,
  $avg: (values) => {
    const numbers = numbersOf(values);
    return numbers.length === 0 ? null : divide(sumOf(numbers), new Int32(numbers.length));
  },
  $min: (values) => extreme(values, -1),
  $max: (values) => extreme(values, 1),
  $stdDevPop: (values) => deviation(values, false),
  $stdDevSamp: (values) => deviation(values, true),
};

/** A running accumulation of one group. */
export interface Accumulator {
  add(root: Value, vars: Vars): void;
  result(): Value;
}

class Collecting implements Accumulator {
  private readonly values: Value[] = [];
  private readonly evaluate: Evaluate;
  private readonly fold: Fold;

  constructor(evaluate: Evaluate, fold: Fold) {
    this.evaluate = evaluate;
    this.fold = fold;
  }

  add(root: Value, vars: Vars): void {
    this.values.push(this.evaluate(root, vars));
  }

  result(): Value {
    return this.fold(this.values);
  }
}

/** Keeps one running value instead of all of them. */
class Running implements Accumulator {
  private value: Value;
  private readonly step: (before: Value, root: Value, vars: Vars) => Value;

  constructor(start: Value, step: (before: Value, root: Value, vars: Vars) => Value) {
    this.value = start;
    this.step = step;
  }

  add(root: Value, vars: Vars): void {
    this.value = this.step(this.value, root, vars);
  }

  result(): Value {
    return this.value ?? null;
  }
}

class Distinct implements Accumulator {
  private readonly set = new ValueSet();
  private readonly evaluate: Evaluate;

  constructor(evaluate: Evaluate) {
    this.evaluate = evaluate;
  }

  add(root: Value, vars: Vars): void {
    const value = this.evaluate(root, vars);
    if (value !== undefined) this.set.add(value);
  }

  result(): Value {
    return this.set.values();
  }
}

function size(operand: Value, op: string, compiler: Compiler): number {
  const n = isDoc(operand) ? compiler.compile(operand.get("n"))(new Map(), new Map()) : undefined;
  if (!isNumber(n) || !Number.isInteger(toDouble(n)) || toDouble(n) < 1) throw new MongoError(5787902, `${op}: 'n' must be a positive integer`);
  return toDouble(n);
}

/** `$firstN` and its kin: the first or last n values, or the n smallest or largest. */
function several(op: string, n: number): Fold {
  if (op === "$firstN") return (values) => values.slice(0, n).map((value) => value ?? null);
  if (op === "$lastN") return (values) => values.slice(-n).map((value) => value ?? null);
  const sign = op === "$minN" ? 1 : -1;
  return (values) => values.filter((value) => !isNullish(value)).toSorted((a, b) => sign * compare(a, b)).slice(0, n);
}

/** `$top`, `$bottom` and their n-fold forms: outputs of the documents that sort first or last. */
function ranked(op: string, operand: Value, compiler: Compiler): () => Accumulator {
  const sortBy = isDoc(operand) ? operand.get("sortBy") : undefined;
  if (!isDoc(operand) || !isDoc(sortBy)) throw new MongoError(5788002, `${op} requires sortBy`);
  compiler.compile("$$ROOT");
  const output = compiler.compile(operand.get("output"));
  const sort = compileSort(sortBy);
  const n = op.endsWith("N") ? size(operand, op, compiler) : 1;
  return () => {
    const sorter = new Sorter<Value>(sort);
    return {
      add: (root, vars) => sorter.add(sort.keys(root instanceof Map ? root : new Map()), output(root, vars) ?? null),
      result: () => {
        const all = sorter.done();
        const some = op.startsWith("$top") ? all.slice(0, n) : all.slice(-n);
        return op.endsWith("N") ? some : some[0];
      },
    };
  };
}

/**
 * Prepares an accumulator of `$group`; each group takes one from the function returned.
 * @throws MongoError Location15952 for an unknown one.
 */
export function compileAccumulator(op: string, operand: Value, compiler: Compiler): () => Accumulator {
  if (["$top", "$bottom", "$topN", "$bottomN"].includes(op)) return ranked(op, operand, compiler);
  if (["$firstN", "$lastN", "$minN", "$maxN"].includes(op)) {
    const fold = several(op, size(operand, op, compiler));
    const input = compiler.compile((operand as Map<string, Value>).get("input"));
    return () => new Collecting(input, fold);
  }
  if (op === "$count") {
    if (!isDoc(operand) || operand.size > 0) throw new MongoError("TypeMismatch", "$count takes no arguments, i.e. $count:{}");
    return () => new Running(new Int32(0), (before) => add(before as Numeric, new Int32(1)));
  }
  const evaluate = compiler.compile(operand);
  switch (op) {
    case "$sum":
      return () =>
        new Running(new Int32(0), (before, root, vars) => {
          const value = evaluate(root, vars);
          return isNumber(value) ? add(before as Numeric, value) : before;
        });
    case "$min":
    case "$max":
      return () => new Running(undefined, (before, root, vars) => extreme([before, evaluate(root, vars)], op === "$max" ? 1 : -1));
    case "$first": {
      return () => {
        let seen = false;
        return new Running(undefined, (before, root, vars) => {
          if (seen) return before;
          seen = true;
          return evaluate(root, vars);
        });
      };
    }
    case "$last":
      return () => new Running(undefined, (_before, root, vars) => evaluate(root, vars));
    case "$push":
      return () => new Collecting(evaluate, (values) => values.filter((value) => value !== undefined));
    case "$addToSet":
      return () => new Distinct(evaluate);
    case "$mergeObjects":
      return () => new Collecting(evaluate, merged);
    case "$avg":
    case "$stdDevPop":
    case "$stdDevSamp":
      return () => new Collecting(evaluate, FOLD[op]!);
    default:
      throw new MongoError(15952, `unknown group operator '${op}'`);
  }
}

/** As expressions, folds take one array or several operands. */
const foldOperator = (fold: Fold): Operator =>
  operator(0, Infinity, (values) => fold(values.length === 1 && Array.isArray(values[0]) ? values[0] : values));

const severalOf: Operator = (operand, compiler, op) => {
  const { input, n } = compiler.named(op, operand, ["input", "n"], ["input", "n"]);
  return (root, vars) => several(op, toDouble(n!(root, vars)))(mustBeArray(input!(root, vars), op, 5788200));
};

export const FOLDS: Record<string, Operator> = {
  ...Object.fromEntries(Object.entries(FOLD).map(([op, fold]) => [op, foldOperator(fold)])),
  $first: endOf(0),
  $last: endOf(-1),
  $firstN: severalOf,
  $lastN: severalOf,
  $minN: severalOf,
  $maxN: severalOf,
};
