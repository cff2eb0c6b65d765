import type { Doc, Value } from "../bson/types.ts";
import { doc, int } from "../bson/types.ts";
import { MongoError } from "../errors.ts";
import type { PipelineContext } from "../pipeline/context.ts";
import { headOf, pipelineContext } from "../pipeline/run.ts";
import { compileStage } from "../pipeline/stages.ts";
import { compileFilter } from "../query/filter.ts";
import { compileSort } from "../query/sort.ts";
import type { Collection } from "../store/collection.ts";
import type { Effort, Query } from "../store/find.ts";
import { find } from "../store/find.ts";
import type { IndexAccess, Plan } from "../store/planner.ts";
import type { Command } from "./context.ts";
import { Context, list, number, object, optional, required, text } from "./context.ts";
import { readFind } from "./find.ts";

const scanOf = ({ index, reverse, ranges }: IndexAccess): Doc =>
  doc({
    stage: "IXSCAN",
    keyPattern: index.key,
    indexName: index.name,
    isMultiKey: index.multikey !== 0,
    isUnique: index.unique,
    isSparse: index.sparse,
    isPartial: index.partial !== undefined,
    direction: reverse ? "backward" : "forward",
    ranges: int(ranges.length),
  });

/** The plan as nested stages, named as the server names them. */
function stagesOf(plan: Plan, query: Query, filter: Doc): Doc {
  const scans = plan.accesses.map(scanOf);
  let stage: Doc;
  if (scans.length === 0) stage = doc({ stage: "COLLSCAN", filter, direction: plan.backwards ? "backward" : "forward" });
  else stage = doc({ stage: "FETCH", filter, inputStage: scans.length === 1 ? scans[0] : doc({ stage: "OR", inputStages: scans }) });
  if (query.sort && !plan.sorted) {
    const pattern = new Map(query.sort.fields.map((field): [string, Value] => [field.path, int(field.descending ? -1 : 1)]));
    stage = doc({ stage: "SORT", sortPattern: pattern, inputStage: stage });
  }
  if (query.skip) stage = doc({ stage: "SKIP", skipAmount: int(query.skip), inputStage: stage });
  if (query.limit !== undefined) stage = doc({ stage: "LIMIT", limitAmount: int(query.limit), inputStage: stage });
  return stage;
}

/** Runs a query for its plan and, if asked to, for its effort. */
async function explained(context: Context, collection: Collection | undefined, query: Query, filter: Doc, executes: boolean): Promise<Doc> {
  const planner = doc({ namespace: context.namespace, parsedQuery: filter, rejectedPlans: [] });
  if (!collection) return doc({ queryPlanner: planner.set("winningPlan", doc({ stage: "EOF" })) });
  const started = performance.now();
  const { plan, effort, batches } = find(context.engine.store.reader, collection, query, context.pulse);
  const stages = stagesOf(plan, query, filter);
  planner.set("winningPlan", stages);
  const reply = doc({ queryPlanner: planner });
  if (!executes) return reply;
  let returned = 0;
  for await (const batch of batches) returned += batch.length;
  return reply.set("executionStats", statistics(effort, returned, performance.now() - started, stages));
}

function statistics(effort: Effort, returned: number, millis: number, stages: Doc): Doc {
  return doc({
    executionSuccess: true,
    nReturned: int(returned),
    executionTimeMillis: int(Math.round(millis)),
    totalKeysExamined: int(effort.keys),
    totalDocsExamined: int(effort.docs),
    executionStages: stages,
  });
}

export async function explainAggregate(context: Context, name: string | undefined, pipeline: Value[], inner: PipelineContext, executes = false): Promise<Doc> {
  const { query, rest, filter } = headOf(pipeline, inner);
  for (const stage of rest) compileStage(stage, inner);
  const collection = name === undefined ? undefined : context.engine.store.reader.catalog.get(`${context.db}.${name}`);
  const cursor = await explained(context, collection, { ...query, fields: new Set() }, filter, executes);
  return rest.length === 0 ? cursor : doc({ stages: [doc({ $cursor: cursor }), ...rest] });
}

/** The query of a command other than find, as far as its plan goes. */
function queryOf(context: Context, source: Doc, name: string, single: boolean): { query: Query; filter: Doc } {
  const { scope, collation } = context;
  const filter = optional(source, name, object) ?? new Map();
  const sort = optional(source, "sort", object);
  return {
    filter,
    query: {
      filter: compileFilter(filter, { scope, collation }), collation, hint: source.get("hint"), fields: new Set(),
      sort: sort && sort.size > 0 ? compileSort(sort, collation) : undefined,
      limit: single ? 1 : undefined,
    },
  };
}

async function explain(context: Context): Promise<Doc> {
  const command = required(context.command, "explain", object);
  const verbosity = optional(context.command, "verbosity", text) ?? "allPlansExecution";
  const name = command.keys().next().value ?? "";
  const inner = new Context(context.engine, name, command, context.db, context.caller);
  const executes = verbosity !== "queryPlanner";
  const collection = typeof command.get(name) === "string" ? context.engine.store.reader.catalog.get(inner.namespace) : undefined;
  const run = ({ query, filter }: { query: Query; filter: Doc }): Promise<Doc> => explained(inner, collection, query, filter, executes);
  switch (name) {
    case "find":
      return run({ query: readFind(inner).query, filter: optional(command, "filter", object) ?? new Map() });
    case "count":
    case "distinct":
      return run(queryOf(inner, command, "query", false));
    case "findAndModify":
      return run(queryOf(inner, command, "query", true));
    case "update": {
      const [statement] = required(command, "updates", list).map((value) => object(value, "updates"));
      return run(queryOf(inner, statement ?? new Map(), "q", statement?.get("multi") !== true));
    }
    case "delete": {
      const [statement] = required(command, "deletes", list).map((value) => object(value, "deletes"));
      return run(queryOf(inner, statement ?? new Map(), "q", statement !== undefined && optional(statement, "limit", number) === 1));
    }
    case "aggregate":
      return explainAggregate(inner, collection?.name, required(command, "pipeline", list), pipelineParts(inner), executes);
    default:
      throw new MongoError("CommandNotFound", `Explain failed due to unknown command: ${name}`);
  }
}

const pipelineParts = (context: Context): PipelineContext => pipelineContext({
  connection: context.engine.store.reader, db: context.db, scope: context.scope, collation: context.collation,
  pulse: context.pulse, sessions: [], hint: context.command.get("hint"),
});

export const EXPLAIN: Record<string, Command> = { explain: { fields: ["verbosity"], run: explain } };
