import { wakeableRounds } from "#app/lib/rounds.server.ts";
import { wakeIndexer } from "#app/search/indexer.server.ts";
import { indexFileWork, nextFileWork, settleFile } from "#models/file-work.server.ts";
import { withLease } from "#models/lease.server.ts";

import { forgetFolders } from "./own-folder.server.ts";
import { readFileOf } from "./read-file.server.ts";

/**
 * Held by the one process that reads files, one at a time: what one takes, several would take several times. Short, since an author
 * waits for a dead holder's to run out; where one is lost too early, a file is read twice to the same end.
 */
const FILES_LEASE = { name: "files", ms: 10_000 };

const EVERY_MS = 1_000;

const rounds = wakeableRounds();

/** Has this process look at once what is to be read. */
export const wakeFiles = rounds.wake;

/** Reads files that were attached until `stop` is called. A crash anywhere leaves the mark of the file, and the mark is enough. */
export function startReadingFiles(): { stop: () => Promise<void> } {
  let isIndexed = false;
  const round = async (signal: AbortSignal): Promise<void> => {
    if (!isIndexed) await Promise.all([indexFileWork(), forgetFolders()]);
    isIndexed = true;
    if (!(await nextFileWork())) return;
    await withLease(FILES_LEASE, async ({ assertHeld }) => {
      for (let next = await nextFileWork(); next && !signal.aborted; next = await nextFileWork()) {
        await assertHeld();
        if (next.file.check.state === "waiting") await readFileOf(next.file, signal);
        await settleFile({ id: next.file.id, token: next.token });
        wakeIndexer();
      }
    });
  };
  return rounds.keep({ round, everyMs: EVERY_MS, failed: "files that were attached cannot be read; trying again" });
}
