import { BSONRegExp } from "bson";
import type { Collation } from "../bson/collation.ts";
import type { Doc, Value } from "../bson/types.ts";
import { isDoc, isTruthy } from "../bson/types.ts";
import { MongoError } from "../errors.ts";
import type { Scope } from "../expression/scope.ts";
import { compileExpression } from "../expression/compile.ts";
import type { Branch, Leaf, Node } from "./node.ts";
import { headOf, someAt } from "./path.ts";
import type { Predicate } from "./predicates.ts";
import { predicateFor } from "./predicates.ts";

/** What a filter needs besides its document. */
export interface FilterContext {
  collation?: Collation | undefined;
  scope?: Scope | undefined;
}

/** A filter ready to run. `fields` names the top-level fields it reads; without it, it may read any. */
export interface Filter {
  node: Node;
  fields: Set<string> | undefined;
  test(root: Doc): boolean;
}

function testLeaf(leaf: Leaf, value: Value): boolean {
  if (leaf.test(value)) return true;
  return leaf.opens && Array.isArray(value) && value.some(leaf.test);
}

/** Whether a document satisfies a condition. */
export function holds(node: Node, root: Doc): boolean {
  switch (node.kind) {
    case "leaf":
      if (node.parts.length === 1) return testLeaf(node, root.get(node.path));
      return someAt(root, node.parts, 0, (value) => testLeaf(node, value));
    case "and":
      return node.children.every((child) => holds(child, root));
    case "or":
      return node.children.some((child) => holds(child, root));
    case "nor":
      return !node.children.some((child) => holds(child, root));
    case "expr":
      return node.test(root);
  }
}

/** Whether one array element, not opened further, satisfies conditions that have no path. */
function holdsFor(node: Node, item: Value): boolean {
  if (node.kind === "leaf") return node.test(item);
  if (node.kind === "expr") return false;
  if (node.kind === "and") return node.children.every((child) => holdsFor(child, item));
  return node.children.some((child) => holdsFor(child, item)) === (node.kind === "or");
}

const not = (child: Node): Branch => ({ kind: "nor", children: [child] });
const all = (children: Node[]): Node => (children.length === 1 ? children[0]! : { kind: "and", children });

/** Whether a document is a list of operators rather than a value to compare with. */
export function isOperators(value: Value): value is Doc {
  if (!isDoc(value) || value.size === 0) return false;
  const first = value.keys().next().value!;
  return first.startsWith("$") && !["$ref", "$id", "$db"].includes(first);
}

class Parser {
  private readonly context: FilterContext;
  fields: Set<string> | undefined = new Set();

  constructor(context: FilterContext) {
    this.context = context;
  }

  private leaf(path: string, op: string, operand: Value, made: Predicate): Leaf {
    return { kind: "leaf", path, parts: path.split("."), op, operand, opens: made.opens ?? true, test: made.test, inner: made.inner };
  }

  private predicate(op: string, operand: Value, siblings: Doc): Predicate {
    if (op === "$elemMatch") return this.elemMatch(operand);
    if (op === "$all") return this.allOf(operand);
    return predicateFor(op, operand, siblings, this.context.collation);
  }

  private elemMatch(operand: Value): Predicate {
    if (!isDoc(operand)) throw new MongoError("BadValue", "$elemMatch needs an Object");
    const fields = this.fields;
    let made: Predicate;
    const first = operand.keys().next().value;
    if (isOperators(operand) && !["$and", "$or", "$nor", "$expr"].includes(first!)) {
      const items = this.operators("", operand);
      made = { opens: false, test: (value) => Array.isArray(value) && value.some((item) => holdsFor(items, item)) };
    } else {
      const inner = this.filter(operand);
      const matches = (item: Value): boolean => {
        if (item instanceof Map) return holds(inner, item);
        return Array.isArray(item) && holds(inner, new Map(item.map((part, index) => [String(index), part])));
      };
      made = { opens: false, inner, test: (value) => Array.isArray(value) && value.some(matches) };
    }
    this.fields = fields;
    return made;
  }

  private allOf(operand: Value): Predicate {
    if (!Array.isArray(operand)) throw new MongoError("BadValue", "$all needs an array");
    const each = operand.map((item): Predicate => {
      if (isDoc(item) && item.has("$elemMatch")) return this.elemMatch(item.get("$elemMatch"));
      if (isOperators(item)) throw new MongoError("BadValue", "no $ expressions in $all");
      return predicateFor(item instanceof BSONRegExp ? "$regex" : "$eq", item, new Map(), this.context.collation);
    });
    const one = ({ test, opens }: Predicate, value: Value): boolean => test(value) || (opens !== false && Array.isArray(value) && value.some(test));
    return { opens: false, test: (value) => each.length > 0 && each.every((made) => one(made, value)) };
  }

  /** Conditions of `{ path: { $op: … } }`, all of which must hold. */
  private operators(path: string, operators: Doc): Node {
    const nodes: Node[] = [];
    for (const [op, operand] of operators) {
      if (op === "$options") {
        if (!operators.has("$regex")) throw new MongoError("BadValue", "$options needs a $regex");
        continue;
      }
      if (op === "$exists" && !isTruthy(operand)) nodes.push(not(this.leaf(path, op, true, this.predicate(op, true, operators))));
      else if (op === "$not") nodes.push(not(this.negated(path, operand)));
      else if (op === "$ne" || op === "$nin") {
        if (op === "$ne" && operand instanceof BSONRegExp) throw new MongoError("BadValue", "Can't have regex as arg to $ne.");
        const positive = op === "$ne" ? "$eq" : "$in";
        nodes.push(not(this.leaf(path, positive, operand, this.predicate(positive, operand, operators))));
      } else if (op === "$all" && Array.isArray(operand) && operand.length > 0 && !operand.some((item) => isDoc(item) && item.has("$elemMatch"))) {
        // each element of $all is a condition of its own, which an index can serve
        this.allOf(operand);
        nodes.push(...operand.map((item) => this.equality(path, item)));
      } else nodes.push(this.leaf(path, op, operand, this.predicate(op, operand, operators)));
    }
    return all(nodes);
  }

  private negated(path: string, operand: Value): Node {
    if (operand instanceof BSONRegExp) return this.equality(path, operand);
    if (!isDoc(operand)) throw new MongoError("BadValue", "$not needs a regex or a document");
    if (operand.size === 0) throw new MongoError("BadValue", "$not cannot be empty");
      if (!isOperators(operand)) throw new MongoError("BadValue", `unknown operator: ${(operand as Doc).keys().next().value}`);
    return this.operators(path, operand);
  }

  private equality(path: string, value: Value): Node {
    const op = value instanceof BSONRegExp ? "$regex" : "$eq";
    return this.leaf(path, op, value, this.predicate(op, value, new Map()));
  }

  private branches(op: string, operand: Value): Node[] {
    if (!Array.isArray(operand)) throw new MongoError("BadValue", `${op} must be an array`);
    if (operand.length === 0) throw new MongoError("BadValue", "$and/$or/$nor must be a nonempty array");
    return operand.map((item) => {
      if (!isDoc(item)) throw new MongoError("BadValue", "$or/$and/$nor entries need to be full objects");
      return this.filter(item);
    });
  }

  private topLevel(op: string, operand: Value): Node | undefined {
    switch (op) {
      case "$and":
        return { kind: "and", children: this.branches(op, operand) };
      case "$or":
        return { kind: "or", children: this.branches(op, operand) };
      case "$nor":
        return { kind: "nor", children: this.branches(op, operand) };
      case "$comment":
        return undefined;
      case "$alwaysTrue":
        return undefined;
      case "$alwaysFalse":
        return { kind: "nor", children: [{ kind: "and", children: [] }] };
      case "$expr": {
        this.fields = undefined;
        const evaluate = compileExpression(operand, this.context.scope);
        return { kind: "expr", test: (root) => isTruthy(evaluate(root)) };
      }
      case "$where":
        throw new MongoError("BadValue", "no globalScriptEngine in $where parsing");
      case "$text":
        throw new MongoError("IndexNotFound", "text index required for $text query");
      case "$jsonSchema":
        throw new MongoError("NotImplemented", "$jsonSchema is not supported");
      default:
        throw new MongoError(
          "BadValue",
          `unknown top level operator: ${op}. If you have a field name that starts with a '$' symbol, consider using $getField or $setField.`,
        );
    }
  }

  filter(source: Doc): Node {
    const nodes: Node[] = [];
    for (const [path, condition] of source) {
      if (path.startsWith("$") && !["$ref", "$id", "$db"].includes(path)) {
        const node = this.topLevel(path, condition);
        if (node) nodes.push(node);
        continue;
      }
      this.fields?.add(headOf(path));
      nodes.push(isOperators(condition) ? this.operators(path, condition) : this.equality(path, condition));
    }
    return all(nodes);
  }
}

/**
 * Compiles a query filter.
 * @throws MongoError BadValue, with the server's words, for an operator it does not know or a wrong operand.
 */
export function compileFilter(source: Doc, context: FilterContext = {}): Filter {
  const parser = new Parser(context);
  const node = parser.filter(source);
  return { node, fields: parser.fields, test: (root) => holds(node, root) };
}
