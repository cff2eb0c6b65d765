import type { PageTools } from "#app/lib/page-tools.server.ts";
import type { Member } from "#models/actor.ts";
import { openItems } from "#models/item-tables.server.ts";
import { beginLook, finishLook, forgetTable, NO_ROWS } from "#models/table-import.server.ts";
import { keepRows } from "#models/table-row.server.ts";

import { addressRows } from "./addressing.server.ts";
import { headed } from "./headings.ts";
import { planRow, type Planning } from "./plan-row.server.ts";
import { readTable } from "./read-table.server.ts";
import { tableWords } from "./words.server.ts";

/** Rows that are looked at with their items in memory. */
const AT_ONCE = 20;

type Looking = { actor: Member; tools: PageTools; mechanism: string | null; name: string; bytes: AsyncIterable<Uint8Array> };

let before: Promise<unknown> = Promise.resolve();

/**
 * Looks at a table, one after the other in this process, whose memory holds one: reads it to its end and keeps what each row
 * would do. Nothing is written to any item. Returns the id under which it is kept.
 * @throws Unreadable
 */
export function lookAtTable(looking: Looking): Promise<string> {
  const look = before.then(() => lookNow(looking));
  before = look.catch(() => undefined);
  return look;
}

async function lookNow({ actor, tools, mechanism, name, bytes }: Looking): Promise<string> {
  const words = await tableWords(tools);
  const known = headed(await readTable(bytes), words);
  const rows = await addressRows(known, { actor, mechanism, words });
  const { id, until } = await beginLook({ by: actor.id, mechanism, name });
  try {
    const counts = { ...NO_ROWS };
    const country = mechanism ? (tools.reference.mechanisms.get(mechanism)?.state ?? null) : null;
    const planning: Planning = { table: id, headed: known, words, mechanism, country, planned: new Map() };
    for (let at = 0; at < rows.length; at += AT_ONCE) {
      const some = rows.slice(at, at + AT_ONCE);
      const items = await openItems({ actor, ids: [...new Set(some.flatMap(({ item }) => item?.id ?? []))] });
      const planned = some.map((row, index) => {
        // Of an original no more is kept than its translations need, which follow it.
        if (rows[at + index - 1]?.target !== row.target) planning.planned.clear();
        return planRow(row, items.get(row.item?.id ?? ""), planning);
      });
      for (const { kind } of planned) counts[kind] += 1;
      await keepRows(planned, until);
    }
    await finishLook({ id, by: actor.id, counts, ignored: known.ignored.slice(0, 30), columns: [...known.places.keys()] });
    return id;
  } catch (error) {
    await forgetTable(id);
    throw error;
  }
}
