import type { FilePage } from "#models/file.server.ts";
import { checkedFiles, pagesOf } from "#models/file-work.server.ts";
import type { PublishedItem } from "#models/item.ts";

/** What was read out of files, by their ids. */
export type ReadFiles = Map<string, FilePage[]>;

/** What was read out of the files of an item that readers have. */
export async function readFilesOf({ versions }: PublishedItem): Promise<ReadFiles> {
  const ids = versions.flatMap(({ content }) => (content.files ?? []).map(({ id }) => id));
  const read: ReadFiles = new Map();
  for (const [id, { check }] of await checkedFiles(ids)) if (check.state === "ready" && check.pages > 0) read.set(id, await pagesOf({ id }));
  return read;
}
