import { equal } from "../bson/compare.ts";
import type { Doc, Value } from "../bson/types.ts";
import { clone, isDoc, newObjectId } from "../bson/types.ts";
import { MongoError } from "../errors.ts";
import type { Scope } from "../expression/scope.ts";
import { reshape } from "../pipeline/reshape.ts";
import type { Filter } from "../query/filter.ts";
import type { Node } from "../query/node.ts";
import { Modification } from "./modify.ts";
import { changeAt } from "./place.ts";

/** An update of any of the three kinds: operators, a whole document, or a pipeline. */
export interface Update {
  isReplacement: boolean;
  /** The document as the update leaves it; the one given is not changed. */
  apply(before: Doc, filter: Node | undefined): Doc;
  /** The document that an upsert inserts where nothing matched. */
  insert(filter: Filter): Doc;
}

const PIPELINE_STAGES = ["$set", "$addFields", "$unset", "$project", "$replaceRoot", "$replaceWith"];

/** The fields that the equalities of a filter give to an upserted document. */
function seedOf(node: Node, seed: Doc): Doc {
  if (node.kind === "and" || (node.kind === "or" && node.children.length === 1)) node.children.forEach((child) => seedOf(child, seed));
  else if (node.kind === "leaf" && node.op === "$eq") {
    changeAt(seed, node.parts, (value) => {
      if (value !== undefined && !equal(value, node.operand)) throw new MongoError(54, `cannot infer query fields to set, path '${node.path}' is matched twice`);
      return clone(node.operand);
    }, true);
  }
  return seed;
}

/** Puts `_id` first, making one up if there is none. */
export function withId(source: Doc): Doc {
  if (source.keys().next().value === "_id") return source;
  const id = source.get("_id");
  const made: Doc = new Map([["_id", id === undefined ? newObjectId() : id]]);
  for (const [name, value] of source) if (name !== "_id") made.set(name, value);
  return made;
}

function keepId(before: Doc, after: Doc, isReplacement: boolean): Doc {
  const id = before.get("_id");
  if (id === undefined) return withId(after);
  if (!after.has("_id") && isReplacement) return new Map([["_id", id], ...after]);
  if (!equal(id, after.get("_id"))) {
    const how = isReplacement ? "After applying the update, the (immutable) field '_id' was found to have been altered" : "Performing an update on the path '_id' would modify the immutable field '_id'";
    throw new MongoError("ImmutableField", how);
  }
  return withId(after);
}

function compilePipeline(stages: Value[], scope: Scope): (source: Doc) => Doc {
  const run = stages.map((stage) => {
    const [name, spec] = isDoc(stage) && stage.size === 1 ? [...stage][0]! : [undefined, undefined];
    if (name === undefined) throw new MongoError(40323, "A pipeline stage specification object must contain exactly one field.");
    if (!PIPELINE_STAGES.includes(name)) throw new MongoError("InvalidOptions", `${name} is not allowed to be used within an update`);
    return reshape(name, spec, scope)!;
  });
  return (source) => run.reduce((at, step) => step.apply(at), source);
}

/**
 * Compiles the `u` of an update statement.
 * @throws MongoError FailedToParse, and the server's codes for operators with wrong operands.
 */
export function compileUpdate(update: Value, arrayFilters: Value[], scope: Scope): Update {
  if (Array.isArray(update)) {
    if (arrayFilters.length > 0) throw new MongoError("FailedToParse", "arrayFilters may not be specified for pipeline-syle updates");
    const run = compilePipeline(update, scope);
    return {
      isReplacement: false,
      apply: (before) => keepId(before, run(before), true),
      insert: (filter) => {
        const seed = seedOf(filter.node, new Map());
        return keepId(seed, run(seed), true);
      },
    };
  }
  if (!isDoc(update)) throw new MongoError("FailedToParse", "Update argument must be either an object or an array");
  const first = update.keys().next().value;
  if (first?.startsWith("$")) {
    const modification = new Modification(update, arrayFilters);
    const modify = (before: Doc, filter: Node | undefined, inserting: boolean): Doc => {
      const after = clone(before) as Doc;
      modification.apply(after, filter, inserting);
      return keepId(before, after, false);
    };
    return {
      isReplacement: false,
      apply: (before, filter) => modify(before, filter, false),
      insert: (filter) => modify(seedOf(filter.node, new Map()), undefined, true),
    };
  }
  for (const name of update.keys()) {
    if (name.startsWith("$")) throw new MongoError("DollarPrefixedFieldName", `The dollar ($) prefixed field '${name}' in '${name}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`);
  }
  if (arrayFilters.length > 0) throw new MongoError("FailedToParse", "Cannot specify arrayFilters when not updating with operators");
  return {
    isReplacement: true,
    apply: (before) => keepId(before, update, true),
    insert: (filter) => {
      const seed = seedOf(filter.node, new Map());
      return keepId(seed.has("_id") ? new Map([["_id", seed.get("_id")]]) : new Map(), update, true);
    },
  };
}
