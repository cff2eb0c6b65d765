import type { Proved } from "#app/auth/guards.server.ts";
import type { Version, WorkItem } from "#models/item.ts";
import { findReviewed } from "#models/item-reviewed.server.ts";

/**
 * The item of a page of the desk, as this person may work on it.
 * @throws a 404 response where there is none, or none that he may know of.
 */
export async function openItem({ actor }: Pick<Proved, "actor">, id = ""): Promise<WorkItem> {
  const item = await findReviewed({ actor, id });
  if (!item) throw new Response(null, { status: 404 });
  return item;
}

/** @throws a 404 response where there is no such version, or none that he may know of. */
export async function openItemVersion(proved: Pick<Proved, "actor">, { id, version: lang }: { id?: string | undefined; version?: string | undefined }): Promise<{ item: WorkItem; version: Version }> {
  const item = await openItem(proved, id);
  const version = item.versions.find((one) => one.lang === lang);
  if (!version) throw new Response(null, { status: 404 });
  return { item, version };
}
