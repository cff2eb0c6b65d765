import { test } from "vitest";
import { readdirSync, readFileSync } from "node:fs";
import { loadSeed } from "#seed/load.ts";
import { startHubOnEngines } from "../helpers/hub-on-engines.ts";
import { Engine } from "../helpers/servers.ts";
import { temporaryFolder, startHub } from "../helpers/hub-process.ts";
import { connect, disconnect } from "#models/connection.server.ts";
import { makeCast } from "../permissions/cast.ts";
import { makeItems } from "../permissions/items.ts";
const cpu = (mark: string) => {
  let out: Record<string, number> = {};
  for (const pid of readdirSync("/proc").filter((n) => /^\d+$/.test(n))) {
    try {
      const env = readFileSync(`/proc/${pid}/environ`, "utf8");
      const cmd = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
      if (!env.includes(mark)) continue;
      const st = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]!.split(" ");
      const name = /npm/.test(cmd) ? "npm" : /start\.ts/.test(cmd) ? "start" : /app\/server/.test(cmd) ? "hub" : /mongo\/main/.test(cmd) ? "mongo" : /search\/main/.test(cmd) ? "search" : cmd.slice(0, 40);
      out[name] = (out[name] ?? 0) + (Number(st[11]) + Number(st[12])) / 100;
    } catch {}
  }
  return out;
};
process.env.SCRATCH_MARK = "zzz";
test("start", async () => {
  const show = (what: string, dataDir = "SCRATCH_MARK=zzz") => console.log(what, (process.cpuUsage().user / 1e6).toFixed(2), (performance.now() / 1000).toFixed(1), JSON.stringify(cpu("SCRATCH_MARK=zzz")), JSON.stringify(cpu(`HUB_DATA_DIR=${dataDir}`)));
  show("begin");
  const on = await startHubOnEngines({ database: "x", prepare: async () => { show("engines"); await loadSeed(); show("seeded"); } });
  show("started", on.dataDir);
  await new Promise((r) => setTimeout(r, 8000));
  show("rested", on.dataDir);
  const cast = await makeCast(on.hub);
  show("cast", on.dataDir);
  await makeItems(cast);
  show("items", on.dataDir);
  await on.stop();
}, 300_000);
