import type { Doc, Value } from "../bson/types.ts";
import { doc, isDoc } from "../bson/types.ts";
import { MongoError } from "../errors.ts";
import { compileFilter } from "../query/filter.ts";
import { compileSort } from "../query/sort.ts";
import type { Query } from "../store/find.ts";
import { find } from "../store/find.ts";
import type { Docs, PipelineContext } from "./context.ts";
import { literalDocuments } from "./join.ts";
import { amount, compileStage } from "./stages.ts";

async function* inBatches(batches: Doc[][]): AsyncGenerator<Doc[]> {
  yield* batches;
}

/** Runs stages over documents. All stages are compiled, and so checked, before the first document moves. */
function runPipeline(source: Doc[][], stages: Value[], context: PipelineContext): AsyncGenerator<Doc[]> {
  return stages.map((stage) => compileStage(stage, context)).reduce<Docs>((docs, stage) => stage.run(docs), inBatches(source)) as AsyncGenerator<Doc[]>;
}

const nameOf = (stage: Value): string => (isDoc(stage) && stage.size === 1 ? stage.keys().next().value! : "");

/** Splits off the first stages that a query can do: matches, one sort, a skip and a limit. */
export function headOf(stages: Value[], context: PipelineContext): { query: Query; rest: Value[]; filter: Doc } {
  const matches: Value[] = [];
  const rest = [...stages];
  const take = (name: string): Value => (nameOf(rest[0]!) === name ? (rest.shift() as Doc).get(name) : undefined);
  for (let spec = take("$match"); spec !== undefined; spec = take("$match")) {
    if (!isDoc(spec)) throw new MongoError(15959, "the match filter must be an expression in an object");
    matches.push(spec);
  }
  const filter = matches.length === 1 ? (matches[0] as Doc) : matches.length === 0 ? new Map() : doc({ $and: matches });
  const query: Query = { filter: compileFilter(filter, context), collation: context.collation, hint: context.hint, fields: undefined };
  const order = take("$sort");
  if (order !== undefined) {
    if (!isDoc(order)) throw new MongoError(15973, "the $sort key specification must be an object");
    if (order.size === 0) throw new MongoError(15976, "$sort stage must have at least one sort key");
    query.sort = compileSort(order, context.collation);
  }
  const skipped = take("$skip");
  if (skipped !== undefined) query.skip = amount(skipped, "$skip", 0);
  const most = take("$limit");
  if (most !== undefined) query.limit = amount(most, "$limit", 1);
  return { query, rest, filter };
}

/** Runs a pipeline on a collection of the context's database; without a name, on what its first stage makes. */
function runOn(name: string | undefined, stages: Value[], context: PipelineContext): AsyncGenerator<Doc[]> {
  const first = nameOf(stages[0]!);
  if (first === "$documents") return runPipeline([literalDocuments((stages[0] as Doc).get(first), context)], stages.slice(1), context);
  if (first === "$listLocalSessions") return runPipeline([context.sessions], stages.slice(1), context);
  if (name === undefined) {
    if (first === "$currentOp") return runPipeline([], stages, context);
    throw new MongoError(73, "{aggregate: 1} is not valid for this pipeline: it needs a collection");
  }
  const collection = context.connection.catalog.get(`${context.db}.${name}`);
  if (!collection) {
    // the stages are checked all the same
    return runPipeline([], stages, context);
  }
  const { query, rest } = headOf(stages, context);
  const compiled = rest.map((stage) => compileStage(stage, context));
  query.fields = compiled[0]?.fields;
  query.countsOnly = query.fields?.size === 0;
  const { batches } = find(context.connection, collection, query, context.pulse);
  return compiled.reduce<Docs>((docs, stage) => stage.run(docs), documentsOf(batches)) as AsyncGenerator<Doc[]>;
}

async function* documentsOf(found: AsyncIterable<{ doc: Doc }[]>): AsyncGenerator<Doc[]> {
  for await (const batch of found) yield batch.map((one) => one.doc);
}

/** What the pipelines of one command run with. */
export const pipelineContext = (parts: Omit<PipelineContext, "run" | "runOn">): PipelineContext => ({ ...parts, run: runPipeline, runOn });
