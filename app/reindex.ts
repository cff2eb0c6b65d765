import { env } from "#app/env.server.ts";
import { connectSearch } from "#app/search/client.server.ts";
import { reindex } from "#app/search/reindex.server.ts";
import { connect, disconnect } from "#models/connection.server.ts";

/** `npm run reindex`: builds the search index anew, beside the one that readers use meanwhile. */
try {
  await connect(env().MONGODB_URL);
  connectSearch({ url: env().MEILI_URL, apiKey: env().MEILI_API_KEY, index: env().MEILI_INDEX });
  const count = await reindex();
  process.stdout.write(`The index was built anew from ${count} items\n`);
  await disconnect();
} catch (error) {
  process.stderr.write(`reindex: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
