import { compare } from "../bson/compare.ts";
import type { Value } from "../bson/types.ts";
import { int, isDoc, isTruthy } from "../bson/types.ts";
import { MongoError } from "../errors.ts";
import type { Evaluate, Operator } from "./scope.ts";
import { checkVariable, isNullish, operator, withVars } from "./scope.ts";

const comparison = (accept: (order: number) => boolean): Operator => operator(2, 2, ([a, b]) => accept(compare(a, b)));

/** Operators that stop at the first operand that settles the result. */
const lazy = (settles: boolean): Operator => (operand, compiler) => {
  const operands = compiler.compileAll(operand);
  return (root, vars) => operands.some((evaluate) => isTruthy(evaluate(root, vars)) === settles) === settles;
};

const cond: Operator = (operand, compiler, op) => {
  let parts: (Evaluate | undefined)[];
  if (isDoc(operand)) {
    const named = compiler.named(op, operand, ["if", "then", "else"], ["if", "then", "else"]);
    parts = [named["if"], named["then"], named["else"]];
  } else parts = compiler.compileAll(operand);
  if (parts.length !== 3) throw new MongoError(16020, `Expression $cond takes exactly 3 arguments. ${parts.length} were passed in.`);
  const [test, then, otherwise] = parts as [Evaluate, Evaluate, Evaluate];
  return (root, vars) => (isTruthy(test(root, vars)) ? then(root, vars) : otherwise(root, vars));
};

const ifNull: Operator = (operand, compiler) => {
  const operands = compiler.compileAll(operand);
  if (operands.length < 2) throw new MongoError(1257300, `$ifNull needs at least two arguments, had: ${operands.length}`);
  return (root, vars) => {
    let value: Value;
    for (const evaluate of operands) {
      value = evaluate(root, vars);
      if (!isNullish(value)) return value;
    }
    return value;
  };
};

const switchCase: Operator = (operand, compiler) => {
  if (!isDoc(operand)) throw new MongoError(40060, "$switch requires an object as an argument");
  const branches = operand.get("branches");
  if (!Array.isArray(branches)) throw new MongoError(40061, "$switch expected an array for 'branches'");
  if (branches.length === 0) throw new MongoError(40068, "$switch requires at least one branch.");
  const cases = branches.map((branch) => {
    const named = compiler.named("$switch", branch, ["case", "then"], ["case", "then"]);
    return [named["case"], named["then"]] as [Evaluate, Evaluate];
  });
  const otherwise = operand.has("default") ? compiler.compile(operand.get("default")) : undefined;
  return (root, vars) => {
    for (const [test, then] of cases) if (isTruthy(test(root, vars))) return then(root, vars);
    if (!otherwise) throw new MongoError(40066, "$switch could not find a matching branch for an input, and no default was specified.");
    return otherwise(root, vars);
  };
};

const letIn: Operator = (operand, compiler) => {
  if (!isDoc(operand)) throw new MongoError(16874, "$let only supports an object as its argument");
  const vars = operand.get("vars");
  if (!isDoc(vars)) throw new MongoError(16876, "Missing 'vars' parameter to $let");
  if (!operand.has("in")) throw new MongoError(16877, "Missing 'in' parameter to $let");
  const bindings = [...vars].map(([name, value]): [string, Evaluate] => {
    checkVariable(name);
    return [name, compiler.compile(value)];
  });
  const body = compiler.compile(operand.get("in"));
  return (root, outer) => body(root, withVars(outer, bindings.map(([name, evaluate]) => [name, evaluate(root, outer)])));
};

export const LOGIC: Record<string, Operator> = {
  $eq: comparison((order) => order === 0),
  $ne: comparison((order) => order !== 0),
  $gt: comparison((order) => order > 0),
  $gte: comparison((order) => order >= 0),
  $lt: comparison((order) => order < 0),
  $lte: comparison((order) => order <= 0),
  $cmp: operator(2, 2, ([a, b]) => int(Math.sign(compare(a, b)))),
  $and: lazy(false),
  $or: lazy(true),
  $not: operator(1, 1, ([value]) => !isTruthy(value)),
  $cond: cond,
  $ifNull: ifNull,
  $switch: switchCase,
  $let: letIn,
  $literal: (operand) => () => operand,
  $const: (operand) => () => operand,
  $rand: () => () => Math.random(),
};
// `$and` of no false operand is true: `lazy(false)` asks whether any operand is false and inverts the answer
