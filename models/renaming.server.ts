import { randomUUID } from "node:crypto";

import { markForIndex } from "./item-queries.server.ts";
import { readMarker, removeMarker, writeMarker } from "./marker.server.ts";

/** Stands while names that items carry in the index have changed, and the items are not yet marked for it. */
const RENAMING = "renaming";

/** Before the write that changes a name. */
export async function noteRenaming(): Promise<void> {
  await writeMarker(RENAMING, randomUUID());
}

/** After that write, and by the hub's round for what a crash has left. A renaming noted meanwhile stays noted. */
export async function followRenaming(): Promise<void> {
  const noted = await readMarker(RENAMING);
  if (noted === null) return;
  await markForIndex();
  await removeMarker(RENAMING, noted);
}
