/**
 * Fills the hub's database with generated items in five languages: the load that `npm run bench -- --items N`
 * measures under. The same number gives the same items; a second run adds none.
 *
 *     node --import tsx engines/run.ts bench/generate.ts 20000
 */
import { env } from "#app/env.server.ts";
import { connect, disconnect } from "#models/connection.server.ts";
import { ItemModel, pendingMark } from "#models/item.server.ts";
import { listStates } from "#models/state.server.ts";
import { listTerms } from "#models/term.server.ts";

import { generate, generatedId } from "./generated.ts";

const BATCH = 500;

async function fill(count: number): Promise<number> {
  const [terms, states] = await Promise.all([listTerms(), listStates()]);
  const countries = states.map((state) => state.id);
  let added = 0;
  for (let start = 0; start < count; start += BATCH) {
    const numbers = Array.from({ length: Math.min(BATCH, count - start) }, (_, index) => start + index + 1);
    const ids = numbers.map((nth) => generatedId(nth));
    const present = new Set((await ItemModel.find({ _id: { $in: ids } }, { _id: 1 }).lean()).map(({ _id }) => _id));
    const items = numbers.filter((nth) => !present.has(generatedId(nth))).map((nth) => generate(nth, terms, countries));
    const documents = items.map(({ id, ...item }) => ({ _id: id, ...item, ...pendingMark(), createdAt: new Date(), updatedAt: new Date() }));
    // Past mongoose, which would spend most of the time on forms that these items have by their making.
    if (documents.length > 0) await ItemModel.collection.insertMany(documents as never);
    added += documents.length;
  }
  return added;
}

await connect(env().MONGODB_URL);
const added = await fill(Number(process.argv[2] ?? 20_000));
await disconnect();
process.stdout.write(`${added} items generated\n`);
