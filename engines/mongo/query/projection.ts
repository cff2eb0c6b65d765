import type { Doc, Value } from "../bson/types.ts";
import { isDoc, isNumber, isTruthy, toDouble } from "../bson/types.ts";
import { MongoError } from "../errors.ts";
import { ExpressionCompiler } from "../expression/compile.ts";
import type { Evaluate, Scope, Vars } from "../expression/scope.ts";
import type { Node } from "./node.ts";
import { compileFilter } from "./filter.ts";
import { positionOf } from "./position.ts";

type Mode = "include" | "exclude" | "add";
/** What becomes of one field: kept, dropped, changed in place, computed anew, or gone into. */
type Entry = boolean | Change | Computed | Tree;
type Tree = Map<string, Entry>;

class Change {
  readonly run: (value: Value, root: Doc) => Value;
  constructor(run: (value: Value, root: Doc) => Value) {
    this.run = run;
  }
}
class Computed {
  readonly evaluate: Evaluate;
  constructor(evaluate: Evaluate) {
    this.evaluate = evaluate;
  }
}

export interface Projection {
  /** Top-level fields needed; undefined for all. */
  fields: Set<string> | undefined;
  apply(root: Doc): Doc;
}

function hasComputed(tree: Tree): boolean {
  return [...tree.values()].some((entry) => entry instanceof Computed || (entry instanceof Map && hasComputed(entry)));
}

function nested(mode: Mode, tree: Tree, value: Value, root: Doc, vars: Vars): Value {
  if (value instanceof Map) return shaped(mode, tree, value, root, vars);
  if (Array.isArray(value)) {
    return value.map((item) => nested(mode, tree, item, root, vars)).filter((item) => item !== undefined);
  }
  if (mode === "exclude") return value;
  return hasComputed(tree) ? shaped(mode, tree, new Map(), root, vars) : undefined;
}

/** One document by a tree: fields in their own order, then what is computed in the order of the tree. */
function shaped(mode: Mode, tree: Tree, source: Doc, root: Doc, vars: Vars): Doc {
  const made: Doc = new Map();
  for (const [name, value] of source) {
    const entry = tree.get(name);
    if (entry === undefined) {
      if (mode !== "include") made.set(name, value);
    } else if (entry === true) made.set(name, value);
    else if (entry instanceof Change) {
      const changed = entry.run(value, root);
      if (changed !== undefined) made.set(name, changed);
    } else if (entry instanceof Computed) {
      if (mode === "add") made.set(name, value);
    } else if (entry !== false) {
      const below = nested(mode, entry, value, root, vars);
      if (below !== undefined) made.set(name, below);
    }
  }
  for (const [name, entry] of tree) {
    if (entry instanceof Computed) {
      const value = entry.evaluate(root, vars);
      if (value === undefined) made.delete(name);
      else made.set(name, value);
    } else if (entry instanceof Map && !source.has(name) && hasComputed(entry)) {
      made.set(name, shaped(mode, entry, new Map(), root, vars));
    }
  }
  return made;
}

function place(tree: Tree, path: string, entry: Entry): void {
  const parts = path.split(".");
  if (parts.some((part) => part === "")) throw new MongoError(40353, "FieldPath must not end with a '.' or contain empty names.");
  let at = tree;
  for (const part of parts.slice(0, -1)) {
    let below = at.get(part);
    if (below === undefined) at.set(part, (below = new Map()));
    if (!(below instanceof Map)) throw new MongoError(31249, `Path collision at ${path} remaining portion ${part}`);
    at = below;
  }
  const last = parts.at(-1)!;
  if (at.has(last)) throw new MongoError(31250, `Path collision at ${path}`);
  at.set(last, entry);
}

function slicer(operand: Value): Change {
  const [first, second] = (Array.isArray(operand) ? operand : [operand]).map((item) => {
    if (!isNumber(item)) throw new MongoError(28667, "$slice only supports numbers and [skip, limit] arrays");
    return Math.trunc(toDouble(item));
  });
  if (second !== undefined && second <= 0) throw new MongoError(28724, "First argument to $slice must be an array, and the limit must be positive");
  return new Change((value) => {
    if (!Array.isArray(value)) return value;
    if (second === undefined) return first! < 0 ? value.slice(first) : value.slice(0, first);
    const from = first! < 0 ? Math.max(0, value.length + first!) : first!;
    return value.slice(from, from + second);
  });
}

/** Reads a specification into a tree and finds out whether it includes or excludes. */
class Parser {
  readonly tree: Tree = new Map();
  readonly compiler = new ExpressionCompiler();
  mode: Mode | undefined;
  private readonly filter: Node | undefined;
  private readonly isFind: boolean;

  constructor(isFind: boolean, filter?: Node) {
    this.isFind = isFind;
    this.filter = filter;
  }

  private settle(mode: Mode, path: string): void {
    if (this.mode === undefined) this.mode = mode;
    if (this.mode === mode) return;
    if (mode === "exclude") throw new MongoError(31254, `Cannot do exclusion on field ${path} in inclusion projection`);
    throw new MongoError(31253, `Cannot do inclusion on field ${path} in exclusion projection`);
  }

  private special(path: string, op: string, operand: Value): boolean {
    if (!this.isFind) return false;
    if (op === "$slice" && !(Array.isArray(operand) && operand.length > 0 && !isNumber(operand[0]))) {
      place(this.tree, path, slicer(operand));
      return true;
    }
    if (op === "$meta") throw new MongoError("NotImplemented", "$meta is not supported");
    if (op !== "$elemMatch") return false;
    if (path.includes(".")) throw new MongoError(31275, "Cannot use $elemMatch projection on a nested field");
    if (!isDoc(operand)) throw new MongoError(31274, "elemMatch: Invalid argument, object required");
    this.settle("include", path);
    const { node } = compileFilter(new Map([["items", new Map([["$elemMatch", operand]])]]));
    place(this.tree, path, new Change((value) => {
      if (!Array.isArray(value)) return undefined;
      const at = positionOf(node, new Map([["items", value]]), "items");
      return at === undefined ? undefined : [value[at]];
    }));
    return true;
  }

  private positional(path: string): void {
    const array = path.slice(0, -2);
    const filter = this.filter;
    if (!filter) throw new MongoError(51246, "positional projection is not supported here");
    this.settle("include", path);
    place(this.tree, array, new Change((value, root) => {
      if (!Array.isArray(value)) return value;
      const at = positionOf(filter, root, array);
      if (at === undefined) throw new MongoError(51246, "Executor error during find command :: caused by :: positional operator '.$' couldn't find a matching element in the array");
      return [value[at]];
    }));
  }

  read(spec: Doc, prefix = ""): void {
    for (const [name, value] of spec) {
      const path = prefix + name;
      if (this.isFind && path.endsWith(".$")) this.positional(path);
      else if (isDoc(value)) this.readDocument(path, value);
      else if (isNumber(value) || typeof value === "boolean") {
        const keep = isTruthy(value);
        if (path !== "_id") this.settle(keep ? "include" : "exclude", path);
        place(this.tree, path, keep);
      } else this.compute(path, value);
    }
  }

  private readDocument(path: string, value: Doc): void {
    const first = value.keys().next().value;
    if (first === undefined) throw new MongoError(51270, `An empty sub-projection is not a valid value. Found empty object at path ${path}`);
    if (!first.startsWith("$")) this.read(value, `${path}.`);
    else if (!this.special(path, first, value.get(first))) this.compute(path, value);
  }

  private compute(path: string, value: Value): void {
    if (path !== "_id") this.settle("include", path);
    place(this.tree, path, new Computed(this.compiler.compile(value)));
  }
}

/**
 * Compiles the projection of a find (`filter` serves the positional operator) or of `$project`.
 * @throws MongoError with the server's numbers for mixed or colliding paths.
 */
export function compileProjection(spec: Doc, scope: Scope, find?: { filter: Node }): Projection {
  const parser = new Parser(find !== undefined, find?.filter);
  parser.read(spec);
  const { tree, compiler } = parser;
  const mode = parser.mode ?? (tree.get("_id") === true || tree.get("_id") instanceof Computed ? "include" : "exclude");
  if (mode === "include" && !tree.has("_id")) tree.set("_id", true);
  let fields: Set<string> | undefined;
  if (mode === "include" && compiler.fields && ![...spec.keys()].some((path) => path.endsWith(".$"))) fields = new Set([...tree.keys(), ...compiler.fields]);
  return { fields, apply: (root) => shaped(mode, tree, root, root, scope.vars) };
}

/** Compiles `$addFields`: every field is an expression, all others stay. */
export function compileAddFields(spec: Doc, scope: Scope): Projection {
  const compiler = new ExpressionCompiler();
  const tree: Tree = new Map();
  const read = (fields: Doc, prefix: string): void => {
    for (const [name, value] of fields) {
      if (name.startsWith("$")) throw new MongoError(16410, `FieldPath field names may not start with '$'. Consider using $getField or $setField.`);
      const first = isDoc(value) ? value.keys().next().value : undefined;
      if (isDoc(value) && first !== undefined && !first.startsWith("$")) read(value, `${prefix}${name}.`);
      else place(tree, prefix + name, new Computed(compiler.compile(value)));
    }
  };
  read(spec, "");
  return { fields: undefined, apply: (root) => shaped("add", tree, root, root, scope.vars) };
}
