import { env } from "#app/env.server.ts";
import { connect, disconnect } from "#models/connection.server.ts";
import { markForIndex } from "#models/item-queries.server.ts";

/** After `npm run restore`: the index of a copy is a moment older than its database, and so every item is indexed once more. */
try {
  await connect(env().MONGODB_URL);
  await markForIndex();
  await disconnect();
} catch (error) {
  process.stderr.write(`restore: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
