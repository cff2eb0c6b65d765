import { Int32, Timestamp } from "bson";
import { compare } from "../bson/compare.ts";
import type { Numeric } from "../bson/numbers.ts";
import { addChecked, integer, multiplyChecked } from "../bson/numbers.ts";
import type { Value } from "../bson/types.ts";
import { clone, isDoc, isNumber, typeName } from "../bson/types.ts";
import { MongoError } from "../errors.ts";
import { addToSet, pop, pull, pullAll, push } from "./arrays.ts";
import type { Change, Modifier } from "./place.ts";


/** An operand that is wrong is an error before any document is touched. */
type Build = (operand: Value, path: string) => Modifier;

const always = (change: Change): Modifier => ({ change, creates: true });

function arithmetic(op: string, verb: string, run: (a: Numeric, b: Numeric) => Numeric | undefined, whenMissing: (operand: Numeric) => Value): Build {
  return (operand, path) => {
    if (!isNumber(operand)) throw new MongoError("TypeMismatch", `Cannot ${verb} with non-numeric argument: {${path}: ${typeName(operand)}}`);
    return always((value) => {
      if (value === undefined) return whenMissing(operand);
      if (!isNumber(value)) throw new MongoError("TypeMismatch", `Cannot apply ${op} to a value of non-numeric type. The field '${path}' has non-numeric type ${typeName(value)}`);
      const result = run(value, operand);
      if (result === undefined) throw new MongoError("BadValue", `Failed to apply ${op} operations to current value (${String(value)}) for field '${path}'`);
      return result;
    });
  };
}

const keepIf = (sign: 1 | -1): Build => (operand) => always((value) => (value === undefined || compare(operand, value) * sign > 0 ? clone(operand) : value));

const currentDate: Build = (operand) => {
  let type: Value = "date";
  if (isDoc(operand)) {
    type = operand.get("$type");
    if (type !== "date" && type !== "timestamp") throw new MongoError("BadValue", "The '$type' string field is required to be 'date' or 'timestamp'");
  } else if (typeof operand !== "boolean") {
    throw new MongoError("BadValue", `${typeName(operand)} is not valid type for $currentDate. Please use a boolean ('true') or a $type expression ({$type: 'timestamp/date'}).`);
  }
  return always(() => (type === "date" ? new Date() : new Timestamp({ t: Math.floor(Date.now() / 1000), i: 1 })));
};

const bigOf = (value: Value): bigint | undefined => (typeof value === "bigint" ? value : value instanceof Int32 ? BigInt(value.value) : undefined);

const bit: Build = (operand, path) => {
  if (!isDoc(operand) || operand.size === 0) throw new MongoError("BadValue", "The $bit modifier takes an object of the form {$bit: {field: {and/or/xor: #}}}");
  for (const [name, value] of operand) {
    if (!["and", "or", "xor"].includes(name)) throw new MongoError("BadValue", `The $bit modifier only supports 'and', 'or', and 'xor', not '${name}'`);
    if (bigOf(value) === undefined) throw new MongoError("BadValue", "The $bit modifier field must be an Integer(32/64 bit)");
  }
  return always((value) => {
    let number = value === undefined ? 0n : bigOf(value);
    if (number === undefined) throw new MongoError("BadValue", `Cannot apply $bit to a value of non-integral type. The field '${path}' has type ${typeName(value)}`);
    let narrow = value === undefined || value instanceof Int32;
    for (const [name, mask] of operand) {
      const other = bigOf(mask)!;
      narrow &&= mask instanceof Int32;
      number = name === "and" ? number & other : name === "or" ? number | other : number ^ other;
    }
    return integer(number, narrow);
  });
};

export const OPERATORS: Record<string, Build> = {
  $set: (operand) => always(() => clone(operand)),
  $setOnInsert: (operand) => ({ change: () => clone(operand), creates: true, onInsert: true }),
  $unset: () => ({ change: () => undefined, creates: false }),
  $inc: arithmetic("$inc", "increment", addChecked, (operand) => operand),
  $mul: arithmetic("$mul", "multiply", multiplyChecked, (operand) => multiplyChecked(operand, new Int32(0))),
  $min: keepIf(-1),
  $max: keepIf(1),
  $currentDate: currentDate,
  $bit: bit,
  $push: push,
  $addToSet: addToSet,
  $pull: pull,
  $pullAll: pullAll,
  $pop: pop,
};
