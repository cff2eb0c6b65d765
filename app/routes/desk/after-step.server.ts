import { followUp } from "#app/notices/follow-up.server.ts";
import { wakeIndexer } from "#app/search/indexer.server.ts";

/** Writes at once what follows from a step of an item, and has readers find it, or find it no more. */
export async function afterStep(id: string): Promise<void> {
  wakeIndexer();
  await followUp({ id });
}
