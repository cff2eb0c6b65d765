import { logger } from "#app/lib/logger.server.ts";
import { wakeableRounds } from "#app/lib/rounds.server.ts";
import { wakeFiles } from "#app/files/round.server.ts";
import { wakeIndexer } from "#app/search/indexer.server.ts";
import { type ArchiveImport, nextArchive, type Refusal, noteChecked, noteProgress, noteRefusedArchive, noteTaken, settleArchive } from "#models/archive-import.server.ts";
import { layoutOf } from "#models/file-archive.server.ts";
import { type Hold, withLease } from "#models/lease.server.ts";
import { isDatabaseDown } from "#models/mongo-errors.server.ts";

import { ArchiveRefused } from "./format.ts";
import { ARCHIVE_LEASE } from "./lease.ts";
import { contentsOf, fromReader, type Source } from "./read.server.ts";
import { StoredReader } from "./stored-reader.server.ts";
import { planOf, takeArchive } from "./take.server.ts";

const EVERY_MS = 2_000;
/** After how many documents somebody who looks is told how far it has come. */
const TOLD_EVERY = 25;

const rounds = wakeableRounds();

/** Has this process look at once whether an archive waits. */
export const wakeArchives = rounds.wake;

/** Looks archives through and takes them until `stop` is called. A crash anywhere leaves the mark of the archive, and the mark is enough. */
export function startTakingArchives(): { stop: () => Promise<void> } {
  const round = async (signal: AbortSignal): Promise<void> => {
    if (!(await nextArchive())) return;
    await withLease(ARCHIVE_LEASE, async (hold) => {
      for (let next = await nextArchive(); next && !signal.aborted; next = await nextArchive()) {
        await workOn(next, hold, signal);
        await settleArchive(next);
      }
    });
  };
  return rounds.keep({ round, everyMs: EVERY_MS, failed: "archives that were given cannot be read; trying again" });
}

async function workOn(archive: ArchiveImport & { token: string }, { assertHeld }: Hold, signal: AbortSignal): Promise<void> {
  const { id, token, state } = archive;
  if (state !== "waiting" && state !== "taking") return;
  let isLeft = false;
  const step = async (done: number) => {
    isLeft = true;
    signal.throwIfAborted();
    await assertHeld();
    isLeft = false;
    if (done % TOLD_EVERY === 0) await noteProgress({ id, done });
  };
  try {
    const source = await sourceOf(archive);
    const contents = await contentsOf(source);
    if (state === "waiting") return await noteChecked({ id, token, report: await planOf({ source, contents, step }) });
    await noteTaken({ id, token, report: await takeArchive({ source, contents, step }) });
    wakeIndexer();
    wakeFiles();
  } catch (error) {
    // Another process, or the next start, goes on.
    if (isLeft || signal.aborted || isDatabaseDown(error)) throw error;
    await noteRefusedArchive({ id, token, refusal: refusalFor(error, id) });
  }
}

/** What was not foreseen would come again at every round, and keep all others waiting. */
function refusalFor(error: unknown, archive: string): Refusal {
  if (error instanceof ArchiveRefused) return { code: error.code, entry: error.entry, detail: error.detail };
  logger.error({ err: error, archive }, "an archive cannot be read");
  return { code: "failed", entry: null, detail: null };
}

async function sourceOf({ file }: ArchiveImport): Promise<Source> {
  const layout = await layoutOf({ id: file });
  if (!layout) throw new ArchiveRefused("broken");
  return fromReader(() => new StoredReader(layout), layout.size);
}
