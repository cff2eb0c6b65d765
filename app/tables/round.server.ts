import { logger } from "#app/lib/logger.server.ts";
import { referenceData } from "#app/lib/reference-data.server.ts";
import { wakeableRounds } from "#app/lib/rounds.server.ts";
import { followUp } from "#app/notices/follow-up.server.ts";
import type { Member } from "#models/actor.ts";
import { isDomainError } from "#models/errors.ts";
import { undoRow, writeRow } from "#models/item-from-table.server.ts";
import { type Hold, withLease } from "#models/lease.server.ts";
import { isDatabaseDown } from "#models/mongo-errors.server.ts";
import { LEFT_CODES, type LeftCode, type TableRow } from "#models/table-import.ts";
import { endTableWork, nextTableWork, type TableWork } from "#models/table-import.server.ts";
import { rowsToUndo, rowsToWrite, settleRow } from "#models/table-row.server.ts";
import { toMember, usersById } from "#models/user.server.ts";

/**
 * Held by the one process that writes tables. Short, since whoever waits for a table waits for a dead holder's to run out; every row
 * can be written again to the same end.
 */
const TABLES_LEASE = { name: "tables", ms: 10_000 };

const EVERY_MS = 1_000;
const AT_ONCE = 20;

const rounds = wakeableRounds();

/** Has this process look at once which table is to be written. */
export const wakeTables = rounds.wake;

/** Writes tables, and takes them back, until `stop` is called. A crash anywhere leaves what waits in the database, row by row. */
export function startWritingTables(): { stop: () => Promise<void> } {
  const round = async (signal: AbortSignal): Promise<void> => {
    if (!(await nextTableWork())) return;
    await withLease(TABLES_LEASE, async (hold) => {
      for (let work = await nextTableWork(); work && !signal.aborted; work = await nextTableWork()) await workOff(work, hold, signal);
    });
  };
  return rounds.keep({ round, everyMs: EVERY_MS, failed: "tables cannot be written; trying again" });
}

async function workOff(work: TableWork, { assertHeld }: Hold, signal: AbortSignal): Promise<void> {
  const isUndo = work.state === "undoing";
  const next = () => (isUndo ? rowsToUndo : rowsToWrite)(work.id, AT_ONCE);
  const [reference, actor] = await Promise.all([referenceData(), whoAsked(work)]);
  const country = work.mechanism ? (reference.mechanisms.get(work.mechanism)?.state ?? null) : null;
  const doer = { by: work.by, address: work.address };
  for (let rows = await next(); rows.length > 0; rows = await next()) {
    for (const row of rows) {
      if (signal.aborted) return;
      await assertHeld();
      // What follows from the row's own writing comes before the item may go.
      if (isUndo) await followUp({ id: row.item ?? "" });
      const outcome = await outcomeOf(row, () => (isUndo ? undoRow({ actor, doer, row }) : writeRow({ actor, doer, row, mechanism: work.mechanism, country })));
      await settleRow(row, isUndo ? { undone: outcome } : { outcome });
      await followUp({ id: row.item ?? "" });
    }
  }
  await endTableWork(work);
}

/** Whoever asked for it, as he is now: what he may no longer do is not done in his name. */
async function whoAsked({ by }: TableWork): Promise<Member> {
  const user = (await usersById([by])).get(by);
  const member: Member = user ? toMember(user) : { kind: "member", id: by, name: "", grants: [] };
  return user?.suspended ? { ...member, grants: [] } : member;
}

async function outcomeOf({ table, number }: TableRow, work: () => Promise<void>): Promise<"done" | LeftCode> {
  try {
    await work();
    return "done";
  } catch (error) {
    if (isDomainError(error)) return LEFT_CODES.find((code) => code === error.code) ?? "wrong-state";
    // A row that cannot be written, for whatever reason, keeps no other waiting; where the database itself is away, all of them wait.
    if (isDatabaseDown(error)) throw error;
    logger.warn({ err: error, table, row: number }, "a row of a table does not fit");
    return "wrong-state";
  }
}
