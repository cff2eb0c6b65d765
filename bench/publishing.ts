import { execFile } from "node:child_process";
import { promisify } from "node:util";

import { type HubProcess, ROOT } from "../tests/helpers/hub-process.ts";
import type { Publishable } from "./publishable.ts";

const ROUNDS = 7;
const LOOK_EVERY_MS = 20;
const LIMIT_MS = 60_000;

/** Times in milliseconds, one of each round. */
export type Publishing = { toHit: number[]; toAbsence: number[] };

/** Measures how long it takes from a reviewer's click to the first hit, and from a withdrawal to its absence. */
export async function measurePublishing(hub: HubProcess, dataDir: string): Promise<Publishing> {
  const { editor, reviewer, items } = await prepare(dataDir);
  const times: Publishing = { toHit: [], toAbsence: [] };
  for (const { id, word, revision } of items) {
    const send = (path: string, cookie: string, fields: Record<string, string>) =>
      fetch(hub.url + path, { method: "POST", redirect: "manual", headers: { Origin: hub.url, Cookie: cookie }, body: new URLSearchParams({ version: "en", ...fields }) }).then(({ status }) => {
        if (status !== 302) throw new Error(`${path} answered ${status}`);
      });
    const isFound = async () => {
      const answer = await fetch(`${hub.url}/api/v1/search?${new URLSearchParams({ q: word })}`);
      return ((await answer.json()) as { hits: Array<{ id: string }> }).hits.some((hit) => hit.id === id);
    };
    times.toHit.push(await timeUntil(() => send(`/en/desk/items/${id}/review/en`, reviewer, { intent: "approve", seen: String(revision) }), isFound));
    const withdrawal = { intent: "withdraw", seen: String(revision + 1), "reason-withdraw-en": "Measured" };
    times.toAbsence.push(await timeUntil(() => send(`/en/desk/items/${id}`, editor, withdrawal), async () => !(await isFound())));
  }
  return times;
}

/** From the moment in which something is sent, not that of its answer. */
async function timeUntil(send: () => Promise<void>, done: () => Promise<boolean>): Promise<number> {
  const start = performance.now();
  const sent = send();
  while (!(await done())) {
    if (performance.now() - start > LIMIT_MS) throw new Error("not within a minute");
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  const time = performance.now() - start;
  await sent;
  return time;
}

async function prepare(dataDir: string): Promise<Publishable> {
  const { stdout } = await promisify(execFile)(process.execPath, ["--import", "tsx", "engines/run.ts", "bench/publishable.ts", String(ROUNDS)], {
    cwd: ROOT,
    env: { ...process.env, HUB_DATA_DIR: dataDir },
  });
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as Publishable;
}
