import type { Doc, Value } from "../bson/types.ts";
import { isDoc, typeName } from "../bson/types.ts";
import { MongoError } from "../errors.ts";
import type { Filter } from "../query/filter.ts";
import type { Node } from "../query/node.ts";
import { compileFilter } from "../query/filter.ts";
import { arrayIndex } from "../query/path.ts";
import { positionOf } from "../query/position.ts";
import type { Modifier } from "./place.ts";
import { OPERATORS } from "./operators.ts";
import { changeAt, valueAt } from "./place.ts";

interface Step {
  path: string;
  parts: string[];
  op: string;
  modifier: Modifier;
  /** Where a `$rename` moves the value. */
  target?: string[];
}

/** Paths in the order in which the server applies them: names by text, indexes by number. */
function comparePaths(a: string[], b: string[]): number {
  for (let at = 0; at < Math.min(a.length, b.length); at++) {
    const [x, y] = [arrayIndex(a[at]!), arrayIndex(b[at]!)];
    if (x !== undefined && y !== undefined && x !== y) return x - y;
    if (a[at] !== b[at]) return a[at]! < b[at]! ? -1 : 1;
  }
  return a.length - b.length;
}

function renameStep(path: string, parts: string[], operand: Value): Step {
  if (typeof operand !== "string") throw new MongoError("BadValue", `The 'to' field for $rename must be a string: ${path}: ${typeName(operand)}`);
  if (operand === path) throw new MongoError("BadValue", `The source and target field for $rename must differ: ${path}: "${operand}"`);
  return { path, parts, op: "$rename", modifier: { change: (value) => value, creates: false }, target: operand.split(".") };
}

function checkPath(path: string): string[] {
  if (path === "") throw new MongoError("EmptyFieldName", "An empty update path is not valid.");
  const parts = path.split(".");
  if (parts.includes("")) throw new MongoError("EmptyFieldName", `The update path '${path}' contains an empty field name, which is not allowed.`);
  const dollar = parts.find((part) => part.startsWith("$") && part !== "$" && !/^\$\[[a-z]?\w*\]$/.test(part) && !["$id", "$ref", "$db"].includes(part));
  if (dollar) throw new MongoError("DollarPrefixedFieldName", `The dollar ($) prefixed field '${dollar}' in '${path}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`);
  if (parts[0]!.startsWith("$") && parts[0] !== "$id") throw new MongoError("BadValue", `Cannot have positional (i.e. '$') element in the first position in path '${path}'`);
  return parts;
}

function checkConflicts(paths: string[]): void {
  const sorted = paths.toSorted();
  const seen = new Set<string>();
  for (const path of sorted) {
    const parts = path.split(".");
    for (let size = 1; size <= parts.length; size++) {
      const prefix = parts.slice(0, size).join(".");
      if (seen.has(prefix)) throw new MongoError("ConflictingUpdateOperators", `Updating the path '${path}' would create a conflict at '${prefix}'`);
    }
    seen.add(path);
  }
}

/** Compiled filters of `arrayFilters`, by identifier. */
function parseArrayFilters(filters: Value[]): Map<string, Filter> {
  const made = new Map<string, Filter>();
  for (const filter of filters) {
    if (!isDoc(filter)) throw new MongoError("TypeMismatch", "BSON field 'arrayFilters' must hold objects");
    const names = new Set<string>();
    const collect = (source: Doc): void => {
      for (const [path, value] of source) {
        if (path.startsWith("$")) {
          if (Array.isArray(value)) value.forEach((item) => isDoc(item) && collect(item));
        } else names.add(path.split(".")[0]!);
      }
    };
    collect(filter);
    const [name] = names;
    if (name === undefined) throw new MongoError("FailedToParse", "Cannot use an expression without a top-level field name in arrayFilters");
    if (names.size > 1) throw new MongoError("FailedToParse", `Error parsing array filter :: caused by :: Expected a single top-level field name, found '${[...names].join("' and '")}'`);
    if (made.has(name)) throw new MongoError("FailedToParse", `Found multiple array filters with the same top-level field name ${name}`);
    made.set(name, compileFilter(filter));
  }
  return made;
}

/** An update made of operators, ready to be applied to documents. */
export class Modification {
  private readonly steps: Step[] = [];
  private readonly filters: Map<string, Filter>;

  /** @throws MongoError FailedToParse for an unknown operator, and the server's codes for wrong operands. */
  constructor(update: Doc, arrayFilters: Value[]) {
    this.filters = parseArrayFilters(arrayFilters);
    for (const [op, fields] of update) {
      const build = OPERATORS[op];
      if (!build && op !== "$rename") {
        throw new MongoError("FailedToParse", `Unknown modifier: ${op}. Expected a valid update modifier or pipeline-style update specified as an array`);
      }
      if (!isDoc(fields)) throw new MongoError("FailedToParse", `Modifiers operate on fields but we found type ${typeName(fields)} instead. For example: {$mod: {<field>: ...}} not {${op}: ${typeName(fields)}}`);
      for (const [path, operand] of fields) {
        const parts = checkPath(path);
        this.steps.push(build ? { path, parts, op, modifier: build(operand, path) } : renameStep(path, parts, operand));
      }
    }
    checkConflicts(this.steps.flatMap((step) => (step.target ? [step.path, step.target.join(".")] : [step.path])));
    this.steps.sort((a, b) => comparePaths(a.parts, b.parts));
    const used = new Set(this.steps.flatMap((step) => step.parts.filter((part) => /^\$\[.+\]$/.test(part)).map((part) => part.slice(2, -1))));
    for (const name of used) if (!this.filters.has(name)) throw new MongoError("BadValue", `No array filter found for identifier '${name}' in path`);
    for (const name of this.filters.keys()) {
      if (!used.has(name)) throw new MongoError("FailedToParse", `The array filter for identifier '${name}' was not used in the update`);
    }
  }

  /** Paths without placeholders that a path with `$`, `$[]` or `$[name]` stands for in a document. */
  private concrete(root: Doc, parts: string[], filter: Node | undefined): string[][] {
    const at = parts.findIndex((part) => part.startsWith("$") && !["$id", "$ref", "$db"].includes(part));
    if (at < 0) return [parts];
    const before = parts.slice(0, at);
    const path = before.join(".");
    const after = parts.slice(at + 1);
    if (parts[at] === "$") {
      const found = filter && positionOf(filter, root, path);
      if (found === undefined) throw new MongoError("BadValue", "The positional operator did not find the match needed from the query.");
      return this.concrete(root, [...before, String(found), ...after], filter);
    }
    const items = valueAt(root, before);
    if (items === undefined) throw new MongoError("BadValue", `The path '${path}' must exist in the document in order to apply array updates.`);
    if (!Array.isArray(items)) throw new MongoError("BadValue", `Cannot apply array updates to non-array element ${path}: ${typeName(items)}`);
    const name = parts[at]!.slice(2, -1);
    const wanted = name === "" ? undefined : this.filters.get(name)!;
    return items.flatMap((item, index) => {
      if (wanted && !wanted.test(new Map([[name, item]]))) return [];
      return this.concrete(root, [...before, String(index), ...after], filter);
    });
  }

  /** Applies the operators to a document, in place. */
  apply(root: Doc, filter: Node | undefined, inserting: boolean): void {
    for (const { parts, modifier, target } of this.steps) {
      if (modifier.onInsert && !inserting) continue;
      if (target) {
        const value = valueAt(root, parts);
        if (value === undefined) continue;
        changeAt(root, parts, () => undefined, false);
        changeAt(root, target, () => value, true);
      } else {
        for (const path of this.concrete(root, parts, filter)) changeAt(root, path, modifier.change, modifier.creates);
      }
    }
  }
}
