import type { Doc, Value } from "../bson/types.ts";
import { int, isDoc, isNumber, typeName } from "../bson/types.ts";
import { encode } from "../bson/encode.ts";
import { MongoError } from "../errors.ts";
import type { Compiler, Evaluate, Operator } from "./scope.ts";
import { isNullish, operator } from "./scope.ts";

/** One document of many, later fields winning; null and missing ones add nothing. */
export function merged(values: Value[]): Doc {
  const result: Doc = new Map();
  for (const value of values) {
    if (isNullish(value)) continue;
    if (!isDoc(value)) throw new MongoError(40400, `$mergeObjects requires object inputs, but input is of type ${typeName(value)}`);
    for (const [name, field] of value) result.set(name, field);
  }
  return result;
}

/** A field name that must be known when the expression is compiled. */
function constantName(op: string, operand: Value): string {
  const name = isDoc(operand) && operand.has("$literal") ? operand.get("$literal") : operand;
  if (typeof name !== "string" || (name === operand && name.startsWith("$"))) {
    throw new MongoError(4161107, `${op} requires 'field' to evaluate to a constant of type String`);
  }
  return name;
}

const getField: Operator = (operand, compiler, op) => {
  const named = isDoc(operand) && operand.has("field");
  const nameOf = compiler.compile(named ? operand.get("field") : operand);
  const input = compiler.compile(named && operand.has("input") ? operand.get("input") : "$$CURRENT");
  return (root, vars) => {
    const from = input(root, vars);
    const name = nameOf(root, vars);
    if (typeof name !== "string") throw new MongoError(3041704, `${op} requires 'field' to evaluate to type String, but got ${typeName(name)}`);
    if (from === null) return null;
    return isDoc(from) ? from.get(name) : undefined;
  };
};

function fieldSetter(op: string, operand: Value, compiler: Compiler, value: Evaluate | undefined): Evaluate {
  if (!isDoc(operand)) throw new MongoError(4161100, `${op} only supports an object as its argument`);
  for (const name of ["field", "input"]) if (!operand.has(name)) throw new MongoError(4161102, `${op} requires '${name}' to be specified`);
  const name = constantName(op, operand.get("field"));
  const input = compiler.compile(operand.get("input"));
  return (root, vars) => {
    const from = input(root, vars);
    if (isNullish(from)) return null;
    if (!isDoc(from)) throw new MongoError(4161105, `${op} requires 'input' to evaluate to type Object`);
    const result = new Map(from);
    const set = value?.(root, vars);
    if (set === undefined) result.delete(name);
    else result.set(name, set);
    return result;
  };
}

export const OBJECTS: Record<string, Operator> = {
  $mergeObjects: operator(0, Infinity, (values) => merged(values.length === 1 && Array.isArray(values[0]) ? values[0] : values)),
  $getField: getField,
  $setField: (operand, compiler, op) => {
    if (!isDoc(operand) || !operand.has("value")) throw new MongoError(4161103, "$setField requires 'value' to be specified");
    return fieldSetter(op, operand, compiler, compiler.compile(operand.get("value")));
  },
  $unsetField: (operand, compiler, op) => fieldSetter(op, operand, compiler, undefined),
  $type: operator(1, 1, ([value]) => typeName(value)),
  $isNumber: operator(1, 1, ([value]) => isNumber(value)),
  $bsonSize: operator(1, 1, ([value]) => {
    if (isNullish(value)) return null;
    if (!isDoc(value)) throw new MongoError(31393, `$bsonSize requires a document input, found: ${typeName(value)}`);
    return int(encode(value).length);
  }),
};
