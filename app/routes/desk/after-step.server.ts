import { followSteps } from "#models/item-follow-up.server.ts";

/** Writes at once what follows from a step of an item. */
export async function afterStep(id: string): Promise<void> {
  await followSteps({ id, told: async () => {} });
}
