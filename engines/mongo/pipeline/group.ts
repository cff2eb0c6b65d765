import { Int32 } from "bson";
import { compare } from "../bson/compare.ts";
import type { Doc, Value } from "../bson/types.ts";
import { doc, int, isDoc, isNumber, toDouble } from "../bson/types.ts";
import { MongoError } from "../errors.ts";
import { ExpressionCompiler } from "../expression/compile.ts";
import type { Accumulator } from "../expression/folds.ts";
import { compileAccumulator } from "../expression/folds.ts";
import type { Evaluate, Vars } from "../expression/scope.ts";
import { identity } from "../expression/sets.ts";
import type { PipelineContext, Stage } from "./context.ts";
import { perWhole } from "./context.ts";

/** Above this many groups the server would spill to disk; here it is refused. */
const MAX_GROUPS = 1_000_000;

type Outputs = [name: string, start: () => Accumulator][];

function compileOutputs(fields: Iterable<[string, Value]>, compiler: ExpressionCompiler): Outputs {
  return [...fields].map(([name, spec]) => {
    if (name.includes(".")) throw new MongoError(40235, `The field name '${name}' cannot contain '.'`);
    if (!isDoc(spec)) throw new MongoError(40234, `The field '${name}' must be an accumulator object`);
    if (spec.size !== 1) throw new MongoError(40238, `The field '${name}' must specify one accumulator`);
    const [op, operand] = [...spec][0]!;
    return [name, compileAccumulator(op, operand, compiler)];
  });
}

/** Groups documents by a key and folds each group; groups come in the order of their first document. */
class Groups {
  private readonly groups = new Map<string, { id: Value; folds: Accumulator[] }>();
  private readonly outputs: Outputs;
  private readonly vars: Vars;

  constructor(outputs: Outputs, vars: Vars) {
    this.outputs = outputs;
    this.vars = vars;
  }

  add(id: Value, root: Doc): void {
    const key = id === undefined ? "" : identity(id);
    let group = this.groups.get(key);
    if (!group) {
      if (this.groups.size >= MAX_GROUPS) throw new MongoError("QueryExceededMemoryLimitNoDiskUseAllowed", "$group holds too many groups");
      this.groups.set(key, (group = { id: id ?? null, folds: this.outputs.map(([, start]) => start()) }));
    }
    for (const fold of group.folds) fold.add(root, this.vars);
  }

  done(): Doc[] {
    return [...this.groups.values()].map(({ id, folds }) => {
      const made: Doc = new Map([["_id", id]]);
      folds.forEach((fold, at) => made.set(this.outputs[at]![0], fold.result() ?? null));
      return made;
    });
  }
}

export function group(spec: Value, context: PipelineContext): Stage {
  if (!isDoc(spec)) throw new MongoError(15947, "a group's fields must be specified in an object");
  if (!spec.has("_id")) throw new MongoError(15955, "a group specification must include an _id");
  const compiler = new ExpressionCompiler();
  const id = compiler.compile(spec.get("_id"));
  const outputs = compileOutputs([...spec].filter(([name]) => name !== "_id"), compiler);
  const { vars } = context.scope;
  return perWhole(compiler.fields, context, () => {
    const groups = new Groups(outputs, vars);
    return { add: (root) => groups.add(id(root, vars), root), done: () => groups.done() };
  });
}

export function sortByCount(spec: Value, context: PipelineContext): Stage {
  const counted = group(doc({ _id: spec, count: doc({ $sum: new Int32(1) }) }), context);
  return {
    fields: counted.fields,
    async *run(source) {
      const all: Doc[] = [];
      for await (const batch of counted.run(source)) all.push(...batch);
      yield all.toSorted((a, b) => compare(b.get("count"), a.get("count")));
    },
  };
}

export function count(spec: Value, context: PipelineContext): Stage {
  if (typeof spec !== "string" || spec === "") throw new MongoError(40156, "the count field must be a non-empty string");
  if (spec.startsWith("$") || spec.includes(".")) throw new MongoError(40158, "the count field cannot be a $-prefixed path or contain '.'");
  return perWhole(new Set(), context, () => {
    let total = 0;
    return { add: () => void total++, done: () => (total === 0 ? [] : [new Map([[spec, int(total)]])]) };
  });
}

/** The parts that `$bucket` and `$bucketAuto` have in common. */
function bucketParts(spec: Value, stage: string, compiler: ExpressionCompiler): { by: Evaluate; outputs: Outputs; given: Doc } {
  if (!isDoc(spec)) throw new MongoError(40201, `Argument to ${stage} stage must be an object`);
  if (!spec.has("groupBy")) throw new MongoError(40198, `${stage} requires 'groupBy' and 'boundaries' or 'buckets' to be specified`);
  const by = compiler.compile(spec.get("groupBy"));
  const output = spec.get("output") ?? doc({ count: doc({ $sum: new Int32(1) }) });
  if (!isDoc(output)) throw new MongoError(40196, `The ${stage} 'output' field must be an object`);
  return { by, outputs: compileOutputs(output, compiler), given: spec };
}

export function bucket(spec: Value, context: PipelineContext): Stage {
  const compiler = new ExpressionCompiler();
  const { by, outputs, given } = bucketParts(spec, "$bucket", compiler);
  const bounds = given.get("boundaries");
  if (!Array.isArray(bounds) || bounds.length < 2) throw new MongoError(40192, "The $bucket 'boundaries' field must have at least 2 values");
  for (let at = 1; at < bounds.length; at++) {
    if (compare(bounds[at - 1], bounds[at]) >= 0) throw new MongoError(40194, "The 'boundaries' option to $bucket must be sorted in ascending order");
  }
  const { vars } = context.scope;
  return perWhole(compiler.fields, context, () => {
    const groups = new Groups(outputs, vars);
    const place = (value: Value): Value => {
      if (compare(value, bounds[0]) >= 0) for (let at = 1; at < bounds.length; at++) if (compare(value, bounds[at]) < 0) return bounds[at - 1];
      if (given.has("default")) return given.get("default");
      throw new MongoError(40066, "$switch could not find a matching branch for an input, and no default was specified.");
    };
    return {
      add: (root) => groups.add(place(by(root, vars)), root),
      done: () => groups.done().toSorted((a, b) => compare(a.get("_id"), b.get("_id"))),
    };
  });
}

export function bucketAuto(spec: Value, context: PipelineContext): Stage {
  const compiler = new ExpressionCompiler();
  const { by, outputs, given } = bucketParts(spec, "$bucketAuto", compiler);
  const wanted = given.get("buckets");
  if (!isNumber(wanted) || toDouble(wanted) < 1) throw new MongoError(40243, "The $bucketAuto 'buckets' field must be greater than 0");
  if (given.has("granularity")) throw new MongoError("NotImplemented", "$bucketAuto with granularity is not supported");
  const { vars } = context.scope;
  return perWhole(compiler.fields, context, () => {
    const all: { value: Value; root: Doc }[] = [];
    return {
      add: (root) => void all.push({ value: by(root, vars) ?? null, root }),
      done: () => {
        all.sort((a, b) => compare(a.value, b.value));
        const size = Math.max(1, Math.round(all.length / toDouble(wanted)));
        const made: Doc[] = [];
        for (let start = 0; start < all.length; ) {
          let end = made.length === toDouble(wanted) - 1 ? all.length : Math.min(all.length, start + size);
          while (end < all.length && compare(all[end]!.value, all[end - 1]!.value) === 0) end++;
          const groups = new Groups(outputs, vars);
          for (const { root } of all.slice(start, end)) groups.add(null, root);
          const max = all[end]?.value ?? all[end - 1]!.value;
          made.push(groups.done()[0]!.set("_id", doc({ min: all[start]!.value, max })));
          start = end;
        }
        return made;
      },
    };
  });
}
