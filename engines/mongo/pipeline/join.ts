import type { Doc, Value } from "../bson/types.ts";
import { doc, isDoc } from "../bson/types.ts";
import { MongoError } from "../errors.ts";
import { constantValue, ExpressionCompiler } from "../expression/compile.ts";
import { checkVariable, withVars } from "../expression/scope.ts";
import { fieldAt } from "../query/path.ts";
import { changeAt } from "../update/place.ts";
import type { Docs, PipelineContext, Stage } from "./context.ts";

async function collect(source: Docs): Promise<Doc[]> {
  const all: Doc[] = [];
  for await (const batch of source) all.push(...batch);
  return all;
}

function textField(spec: Doc, name: string): string | undefined {
  const value = spec.get(name);
  if (value !== undefined && typeof value !== "string") throw new MongoError("FailedToParse", `$lookup argument '${name}' must be a string`);
  return value;
}

export function lookup(spec: Value, context: PipelineContext): Stage {
  if (!isDoc(spec)) throw new MongoError("FailedToParse", "the $lookup specification must be an Object");
  for (const name of spec.keys()) {
    if (!["from", "localField", "foreignField", "as", "let", "pipeline"].includes(name)) throw new MongoError("FailedToParse", `unknown argument to $lookup: ${name}`);
  }
  const [from, local, foreign, as] = ["from", "localField", "foreignField", "as"].map((name) => textField(spec, name));
  const pipeline = spec.get("pipeline") ?? [];
  const bindings = spec.get("let") ?? new Map();
  if (as === undefined) throw new MongoError("FailedToParse", "must specify 'as' field for a $lookup");
  if (!Array.isArray(pipeline) || !isDoc(bindings)) throw new MongoError("FailedToParse", "$lookup needs 'pipeline' to be an array and 'let' an object");
  if (from === undefined && !(isDoc(pipeline[0]) && pipeline[0].has("$documents"))) throw new MongoError("FailedToParse", "must specify 'from' field for a $lookup");
  if ((local === undefined) !== (foreign === undefined)) throw new MongoError("FailedToParse", "$lookup requires both or neither of 'localField' and 'foreignField' to be specified");
  if (local === undefined && !spec.has("pipeline")) throw new MongoError("FailedToParse", "$lookup requires either 'pipeline' or both 'localField' and 'foreignField' to be specified");
  const compiler = new ExpressionCompiler();
  const variables = [...bindings].map(([name, value]) => {
    checkVariable(name);
    return [name, compiler.compile(value)] as const;
  });
  const { vars } = context.scope;
  const joined = async (root: Doc): Promise<Doc[]> => {
    const inner = { ...context, hint: undefined, scope: { vars: withVars(vars, variables.map(([name, evaluate]) => [name, evaluate(root, vars)])) } };
    const stages = [...pipeline];
    if (local !== undefined) {
      const value = fieldAt(root, local.split("."));
      const condition = Array.isArray(value) ? doc({ $in: value }) : doc({ $eq: value ?? null });
      stages.unshift(doc({ $match: new Map([[foreign!, condition]]) }));
    }
    return collect(context.runOn(from, stages, inner));
  };
  return {
    fields: undefined,
    async *run(source) {
      for await (const batch of source) {
        const made: Doc[] = [];
        for (const root of batch) {
          const found = await joined(root);
          const copy = new Map(root);
          changeAt(copy, as.split("."), () => found, true);
          made.push(copy);
          if (context.pulse.isDue) await context.pulse.rest();
        }
        yield made;
      }
    },
  };
}

export function unionWith(spec: Value, context: PipelineContext): Stage {
  const name = isDoc(spec) ? spec.get("coll") : spec;
  const pipeline = isDoc(spec) ? (spec.get("pipeline") ?? []) : [];
  if (typeof name !== "string" || !Array.isArray(pipeline)) throw new MongoError("FailedToParse", "the $unionWith stage needs the name of a collection");
  return {
    fields: undefined,
    async *run(source) {
      yield* source;
      yield* context.runOn(name, pipeline, { ...context, hint: undefined });
    },
  };
}

const NOT_IN_FACET = ["$out", "$merge", "$facet", "$documents", "$geoNear"];

export function facet(spec: Value, context: PipelineContext): Stage {
  if (!isDoc(spec) || spec.size === 0) throw new MongoError(40169, "the $facet specification must be a non-empty object");
  for (const [name, stages] of spec) {
    if (!Array.isArray(stages)) throw new MongoError(40170, `arguments to $facet must be arrays, ${name} is not`);
    for (const stage of stages) {
      const first = isDoc(stage) ? stage.keys().next().value : undefined;
      if (first && NOT_IN_FACET.includes(first)) throw new MongoError(40600, `${first} is not allowed to be used within a $facet stage`);
    }
  }
  return {
    fields: undefined,
    async *run(source) {
      const all = await collect(source);
      const made: Doc = new Map();
      for (const [name, stages] of spec) {
        made.set(name, await collect(context.run([all], stages as Value[], context)));
      }
      yield [made];
    },
  };
}

/** Documents given in the pipeline itself. */
export function literalDocuments(spec: Value, context: PipelineContext): Doc[] {
  const made = constantValue(spec, context.scope);
  if (!Array.isArray(made) || !made.every(isDoc)) throw new MongoError(5858203, "an array of documents is expected in $documents");
  return made;
}
