import { logger } from "#app/lib/logger.server.ts";
import { followUp } from "#app/notices/follow-up.server.ts";
import { wakeIndexer } from "#app/search/indexer.server.ts";

/** Writes at once what follows from a step of an item, and has readers find it, or find it no more. */
export async function afterStep(id: string): Promise<void> {
  wakeIndexer();
  // The step itself is taken, and its form must not say otherwise. What cannot be written now the round writes.
  await followUp({ id }).catch((error: unknown) => logger.warn({ err: error, item: id }, "what follows from a step could not be written at once"));
}
