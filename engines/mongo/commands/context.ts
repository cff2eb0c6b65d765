import { Binary } from "bson";
import type { Collation } from "../bson/collation.ts";
import { parseCollation } from "../bson/collation.ts";
import { decode } from "../bson/decode.ts";
import type { Doc, Value } from "../bson/types.ts";
import { isDoc, isNumber, isTruthy, Raw, toDouble, typeName } from "../bson/types.ts";
import type { Engine } from "../engine.ts";
import { MongoError } from "../errors.ts";
import { constantValue } from "../expression/compile.ts";
import type { Scope } from "../expression/scope.ts";
import { newScope, withVars } from "../expression/scope.ts";
import { Pulse } from "../store/pulse.ts";

/** What a command knows of the connection it came over. */
export interface Caller {
  readonly id: number;
  readonly isGone: boolean;
}

/** One command being performed. */
export class Context {
  readonly engine: Engine;
  readonly name: string;
  readonly command: Doc;
  readonly db: string;
  readonly caller: Caller;
  readonly pulse: Pulse;

  constructor(engine: Engine, name: string, command: Doc, db: string, caller: Caller) {
    this.engine = engine;
    this.name = name;
    this.command = command;
    this.db = db;
    this.caller = caller;
    this.pulse = new Pulse(optional(command, "maxTimeMS", number) ?? 0, () => caller.isGone);
  }

  /** The collection that the command's first field names. @throws MongoError InvalidNamespace. */
  get target(): string {
    const name = this.command.get(this.name);
    if (typeof name !== "string") throw new MongoError("InvalidNamespace", `collection name has invalid type ${typeName(name)}`);
    if (name === "") throw new MongoError("InvalidNamespace", `Invalid namespace specified '${this.db}.'`);
    return name;
  }

  get namespace(): string {
    return `${this.db}.${this.target}`;
  }

  get session(): string | undefined {
    const lsid = this.command.get("lsid");
    const id = isDoc(lsid) ? lsid.get("id") : undefined;
    return id instanceof Binary ? Buffer.from(id.buffer.subarray(0, id.position)).toString("hex") : undefined;
  }

  get collation(): Collation | undefined {
    return parseCollation(this.command.get("collation"));
  }

  /** The time and the variables of `let`. */
  get scope(): Scope {
    return scopeOf(this.command.get("let"));
  }
}

export function scopeOf(bindings: Value): Scope {
  const scope = newScope();
  if (bindings === undefined) return scope;
  if (!isDoc(bindings)) throw new MongoError("TypeMismatch", "BSON field 'let' is the wrong type, expected type 'object'");
  return { vars: withVars(scope.vars, [...bindings].map(([name, value]) => [name, constantValue(value, scope)])) };
}

type Reader<T> = (value: Value, name: string) => T;

const wrong = (name: string, value: Value, wanted: string): never => {
  throw new MongoError("TypeMismatch", `BSON field '${name}' is the wrong type '${typeName(value)}', expected type '${wanted}'`);
};

export const number: Reader<number> = (value, name) => (isNumber(value) ? Math.trunc(toDouble(value)) : wrong(name, value, "number"));
export const flag: Reader<boolean> = (value, name) => (typeof value === "boolean" || isNumber(value) ? isTruthy(value) : wrong(name, value, "bool"));
export const text: Reader<string> = (value, name) => (typeof value === "string" ? value : wrong(name, value, "string"));
export const object: Reader<Doc> = (value, name) => {
  if (value instanceof Raw) return decode(value.bytes);
  return isDoc(value) ? value : wrong(name, value, "object");
};
export const list: Reader<Value[]> = (value, name) => (Array.isArray(value) ? value : wrong(name, value, "array"));
export const size: Reader<number> = (value, name) => {
  const given = number(value, name);
  if (given < 0) throw new MongoError("BadValue", `BSON field '${name}' value must be >= 0, actual value '${given}'`);
  return given;
};

/** A field of a command, read as one type; undefined when it is missing or null. */
export function optional<T>(command: Doc, name: string, read: Reader<T>): T | undefined {
  const value = command.get(name);
  return value === undefined || value === null ? undefined : read(value, name);
}

/** @throws MongoError 40414 when the field is missing. */
export function required<T>(command: Doc, name: string, read: Reader<T>): T {
  const value = command.get(name);
  if (value === undefined) throw new MongoError(40414, `BSON field '${name}' is missing but a required field`);
  return read(value, name);
}

/** Documents of a command, from its body or from a sequence beside it. */
export const documents = (command: Doc, name: string): Value[] => required(command, name, list);

/** A command: what it may be given besides the general fields, and what it answers. */
export interface Command {
  fields: readonly string[];
  run(context: Context): Doc | Promise<Doc>;
}
