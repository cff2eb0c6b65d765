import type { Collation } from "../bson/collation.ts";
import type { Doc, Value } from "../bson/types.ts";
import type { Scope } from "../expression/scope.ts";
import type { Connection } from "../store/connection.ts";
import type { Pulse } from "../store/pulse.ts";

/** What a pipeline runs with. */
export interface PipelineContext {
  connection: Connection;
  db: string;
  scope: Scope;
  collation: Collation | undefined;
  pulse: Pulse;
  /** Documents of `$listLocalSessions`. */
  sessions: Doc[];
  hint?: Value;
  /** Runs an inner pipeline, over documents or on a collection. */
  run: InnerPipeline<Doc[][]>;
  runOn: InnerPipeline<string | undefined>;
}

type InnerPipeline<Source> = (source: Source, stages: Value[], context: PipelineContext) => AsyncGenerator<Doc[]>;

export type Docs = AsyncIterable<Doc[]>;

/** One step of a pipeline. */
export interface Stage {
  /** Top-level fields it reads; undefined for all. */
  fields: Set<string> | undefined;
  run(source: Docs): AsyncGenerator<Doc[]>;
}

/** A stage that turns each batch into another. */
export function perBatch(fields: Set<string> | undefined, run: (batch: Doc[]) => Doc[]): Stage {
  return {
    fields,
    async *run(source) {
      for await (const batch of source) {
        const made = run(batch);
        if (made.length > 0) yield made;
      }
    },
  };
}

/** A stage that sees all documents before it answers. */
export function perWhole(fields: Set<string> | undefined, context: PipelineContext, start: () => { add(root: Doc): void; done(): Doc[] }): Stage {
  return {
    fields,
    async *run(source) {
      const state = start();
      for await (const batch of source) {
        for (const root of batch) {
          state.add(root);
          if (context.pulse.isDue) await context.pulse.rest();
        }
      }
      const made = state.done();
      for (let at = 0; at < made.length; at += 256) yield made.slice(at, at + 256);
    },
  };
}
