import { encode } from "../bson/encode.ts";
import type { Doc } from "../bson/types.ts";
import { doc, isDoc } from "../bson/types.ts";
import { MongoError } from "../errors.ts";
import type { Docs, PipelineContext } from "../pipeline/context.ts";
import { outputOf } from "../pipeline/output.ts";
import { pipelineContext } from "../pipeline/run.ts";
import type { Command, Context } from "./context.ts";
import { flag, list, object, optional, required, size } from "./context.ts";
import { Cursor, DEFAULT_BATCH } from "./cursors.ts";
import { explainAggregate } from "./explain.ts";
import { write } from "./modify.ts";

async function* encoded(source: Docs): AsyncGenerator<Buffer[]> {
  for await (const batch of source) yield batch.map(encode);
}

function innerContext(context: Context): PipelineContext {
  const { command } = context;
  const lsid = command.get("lsid");
  return pipelineContext({
    connection: context.engine.store.reader,
    db: context.db,
    scope: context.scope,
    collation: context.collation,
    pulse: context.pulse,
    sessions: isDoc(lsid) ? [doc({ _id: lsid, lastUse: new Date() })] : [],
    hint: command.get("hint"),
  });
}

async function aggregate(context: Context): Promise<Doc> {
  const { command, engine, pulse } = context;
  const pipeline = required(command, "pipeline", list);
  const on = command.get("aggregate");
  const name = typeof on === "string" ? context.target : undefined;
  const inner = innerContext(context);
  if (optional(command, "explain", flag)) return explainAggregate(context, name, pipeline, inner);
  const options = required(command, "cursor", object);
  const namespace = `${context.db}.${name ?? "$cmd.aggregate"}`;
  const output = outputOf(pipeline.at(-1), context.db, inner.scope);
  if (output) {
    const concern = command.get("readConcern");
    if (isDoc(concern) && concern.get("level") === "linearizable") {
      throw new MongoError("InvalidOptions", "$out and $merge cannot be used with a 'linearizable' read concern level");
    }
    const results: Doc[] = [];
    for await (const batch of inner.runOn(name, pipeline.slice(0, -1), inner)) results.push(...batch);
    await write(context, async (connection) => {
      await output(connection, results, pulse);
      return new Map();
    });
    return doc({ cursor: doc({ firstBatch: [], id: 0n, ns: namespace }) });
  }
  const cursor = new Cursor(namespace, encoded(inner.runOn(name, pipeline, inner)), pulse, context.session);
  const batch = optional(options, "batchSize", size) ?? DEFAULT_BATCH;
  for (const field of options.keys()) if (field !== "batchSize") throw new MongoError("FailedToParse", `cursor object can't contain fields other than batchSize`);
  return engine.cursors.first(cursor, batch);
}

export const AGGREGATION: Record<string, Command> = {
  aggregate: {
    fields: ["pipeline", "cursor", "explain", "allowDiskUse", "bypassDocumentValidation", "hint", "collation", "let"],
    run: aggregate,
  },
};
