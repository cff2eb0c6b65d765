import { referenceData } from "#app/lib/reference-data.server.ts";
import { followRenaming, noteRenaming } from "#models/renaming.server.ts";

/** So that the next page has the offices as they are now. */
export async function afterChange(): Promise<void> {
  await referenceData({ fresh: true });
}

/** Does what changes the names of office-holders: every document of the index that names one carries them. */
export async function renaming(change: () => Promise<void>): Promise<void> {
  await noteRenaming();
  try {
    await change();
  } finally {
    await followRenaming();
  }
}
