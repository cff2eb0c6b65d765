import type { Doc, Value } from "../bson/types.ts";
import { isDoc, typeName } from "../bson/types.ts";
import { MongoError } from "../errors.ts";
import { ExpressionCompiler } from "../expression/compile.ts";
import type { Scope } from "../expression/scope.ts";
import type { Projection } from "../query/projection.ts";
import { compileAddFields, compileProjection } from "../query/projection.ts";

function unset(spec: Value, scope: Scope): Projection {
  const paths = Array.isArray(spec) ? spec : [spec];
  if (paths.length === 0) throw new MongoError(31119, "$unset specification must be a string or an array with at least one field");
  const fields: Doc = new Map();
  for (const path of paths) {
    if (typeof path !== "string") throw new MongoError(31120, "$unset specification must be a string or an array containing only string values");
    fields.set(path, false);
  }
  return compileProjection(fields, scope);
}

function replaceRoot(expression: Value, scope: Scope): Projection {
  const compiler = new ExpressionCompiler();
  const evaluate = compiler.compile(expression);
  return {
    fields: compiler.fields,
    apply: (root) => {
      const made = evaluate(root, scope.vars);
      if (!isDoc(made)) throw new MongoError(40228, `'newRoot' expression must evaluate to an object, but resulting value was of type: ${typeName(made)}`);
      return made;
    },
  };
}

/** A stage that makes one document of one document; undefined when the stage is of another kind. */
export function reshape(name: string, spec: Value, scope: Scope): Projection | undefined {
  switch (name) {
    case "$project":
      if (!isDoc(spec)) throw new MongoError(15969, "$project specification must be an object");
      if (spec.size === 0) throw new MongoError(51272, "Invalid $project :: caused by :: projection specification must have at least one field");
      return compileProjection(spec, scope);
    case "$set":
    case "$addFields":
      if (!isDoc(spec)) throw new MongoError(40272, `${name} specification stage must be an object, got ${typeName(spec)}`);
      return compileAddFields(spec, scope);
    case "$unset":
      return unset(spec, scope);
    case "$replaceRoot": {
      if (!isDoc(spec) || !spec.has("newRoot")) throw new MongoError(40229, "expected an object with a newRoot field as specification for $replaceRoot stage");
      return replaceRoot(spec.get("newRoot"), scope);
    }
    case "$replaceWith":
      return replaceRoot(spec, scope);
    default:
      return undefined;
  }
}
