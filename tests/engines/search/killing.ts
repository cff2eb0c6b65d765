import { setTimeout as sleep } from "node:timers/promises";

import type { Index, Meilisearch } from "meilisearch";

import type { Dice } from "../../helpers/dice.ts";
import type { Killed } from "../mongo/killing.ts";
import { removeFolder, startServer, temporaryFolder } from "./server.ts";

const WRITERS = 3;
/** A new index after so many rounds, so that looking it through stays quick. */
const ROUNDS_OF_AN_INDEX = 20;
/** Beyond what a task holds in itself: its documents are kept in a file. */
const MANY = 600;
const PATIENCE_MS = 60_000;

type Doc = { id: number; t: string; round: number; filler?: string };
/** What is known of a document: its text, that it is gone, or, while a task about it was not acknowledged, either of two. */
type State = string | null;
export type Known = { certain: Map<number, State>; /** Tasks under way when the engine died: all of what they were to do is done, or nothing. */ open: Array<Map<number, State>>; lastTask: number };

export const unknown = (): Known => ({ certain: new Map(), open: [], lastTask: -1 });

const textOf = (round: number, writer: number, n: number): string => `round${round} text of writer ${writer} number ${n}`;

/** Adds, changes and removes documents of its own until the engine dies. */
export async function writeOn(index: Index<Doc>, writer: number, round: number, known: Known, { roll }: Pick<Dice, "roll">): Promise<void> {
  let next = (round * WRITERS + writer) * 1_000_000;
  let lately: number[] = [];
  for (let n = 0; ; n++) {
    const kind = lately.length === 0 ? 0 : roll(6);
    const ids = kind < 4 ? Array.from({ length: n % 5 === 4 ? MANY : 3 }, () => next++) : lately;
    const says = kind === 5 ? null : textOf(round, writer, n);
    const change = new Map(ids.map((id): [number, State] => [id, says]));
    try {
      const task =
        says === null
          ? await index.deleteDocuments(ids)
          : await index.addDocuments(ids.map((id) => ({ id, t: says, round, filler: "many words ".repeat(20) })));
      for (const [id, state] of change) known.certain.set(id, state);
      known.lastTask = Math.max(known.lastTask, task.taskUid);
      lately = kind === 5 ? [] : ids;
    } catch {
      known.open.push(change);
      return;
    }
  }
}

/** Changes settings, which are built anew beside the writers' tasks. */
async function setOn(index: Index<Doc>, known: Known): Promise<void> {
  for (let n = 0; ; n++) {
    try {
      const task = await index.updateSettings({ filterableAttributes: n % 2 === 0 ? ["round"] : ["round", "id"], synonyms: { everything: ["text of writer", `word${n}`] } });
      known.lastTask = Math.max(known.lastTask, task.taskUid);
      await index.tasks.waitForTask(task.taskUid, { timeout: PATIENCE_MS });
    } catch {
      return;
    }
  }
}

/** What is not as it was acknowledged, each in a line, once all tasks are done; `isAll`: there is nothing else. */
export async function faults(client: Meilisearch, uid: string, known: Known, { isAll = true } = {}): Promise<string[]> {
  const found: string[] = [];
  if (known.lastTask >= 0) await client.tasks.waitForTask(known.lastTask, { timeout: PATIENCE_MS });
  for (;;) {
    const { results } = await client.tasks.getTasks({ statuses: ["enqueued", "processing"], limit: 1 });
    if (results.length === 0) break;
    await client.tasks.waitForTask(results[0]!.uid, { timeout: PATIENCE_MS });
  }
  const { results: failed } = await client.tasks.getTasks({ statuses: ["failed"] });
  found.push(...failed.map((task) => `task ${task.uid} failed: ${task.error?.message ?? ""}`));
  const index = client.index<Doc>(uid);
  const stored = new Map((await index.getDocuments({ limit: 1_000_000, fields: ["id", "t", "round"] })).results.map((doc) => [doc.id, doc]));
  const isSo = ([id, state]: [number, State]) => (stored.get(id)?.t ?? null) === state;
  for (const change of known.open) {
    const before = new Map([...change.keys()].map((id): [number, State] => [id, known.certain.get(id) ?? null]));
    const [isDone, isNot] = [[...change].every(isSo), [...before].every(isSo)];
    if (!isDone && !isNot) found.push(`half done: a task on ${[...change.keys()][0]}`);
    if (isDone) for (const [id, state] of change) known.certain.set(id, state);
  }
  known.open = [];
  found.push(...[...known.certain].filter((one) => !isSo(one)).map(([id, state]) => `document ${id} ${state === null ? "is back" : "is lost or older"}`));
  const beside = [...stored.keys()].filter((id) => known.certain.get(id) === undefined);
  if (isAll && beside.length > 0) found.push(`${beside.length} documents that nobody wrote`);
  // Words, synonyms, columns and documents tell the same.
  const counts = new Map<number, number>();
  for (const { round } of stored.values()) counts.set(round, (counts.get(round) ?? 0) + 1);
  const told = async (q: string, filter?: string) => (await index.search(q, { facets: ["round"], limit: 0, ...(filter ? { filter } : {}) })).facetDistribution?.round ?? {};
  const all = await told("");
  const byName = (await index.getSynonyms()).everything ? await told("everything") : all;
  for (const [round, count] of counts) {
    const tells = [all, await told(`"round${round} text"`), byName, await told("", `round = ${round}`)].map((facet) => facet[round] ?? 0);
    if (tells.some((one) => one !== count)) found.push(`of ${count} documents of round ${round}, facet, words, synonyms and filter tell ${tells.join(", ")}`);
  }
  return found;
}

/** Kills the search engine with SIGKILL at random moments under concurrent writes, and looks after each restart for what it acknowledged. */
export async function killSearch({ kills, roll, program }: { kills: number; program?: string } & Pick<Dice, "roll">): Promise<Killed> {
  const folder = temporaryFolder();
  const found: string[] = [];
  let acknowledged = 0;
  let known = unknown();
  let server = await startServer(folder, program);
  try {
    for (let round = 0; round < kills; round++) {
      const uid = `soak${Math.floor(round / ROUNDS_OF_AN_INDEX)}`;
      const { client } = server;
      if (round % ROUNDS_OF_AN_INDEX === 0) {
        acknowledged += known.certain.size;
        known = unknown();
        await client.createIndex(uid, { primaryKey: "id" }).waitTask();
        await client.index(uid).updateSettings({ filterableAttributes: ["round"] }).waitTask();
        if (round > 0) await client.deleteIndex(`soak${Math.floor(round / ROUNDS_OF_AN_INDEX) - 1}`).waitTask();
      }
      const index = client.index<Doc>(uid);
      const writers = [...Array.from({ length: WRITERS }, (_, writer) => writeOn(index, writer, round, known, { roll })), ...(round % 3 === 0 ? [setOn(index, known)] : [])];
      await sleep(20 + roll(400));
      await server.stop("SIGKILL");
      await Promise.all(writers);
      server = await startServer(folder, program);
      found.push(...(await faults(server.client, uid, known)).map((fault) => `round ${round}: ${fault}`));
    }
    return { kills, acknowledged: acknowledged + known.certain.size, faults: found };
  } finally {
    await server.stop("SIGKILL");
    removeFolder(folder);
  }
}
