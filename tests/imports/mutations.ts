import { readFileSync, rmSync } from "node:fs";

import mongoose from "mongoose";

import { connect, disconnect } from "#models/connection.server.ts";
import { ItemModel } from "#models/item.server.ts";
import { TableImportModel } from "#models/table-import.server.ts";
import { TableRowModel } from "#models/table-row.server.ts";

import { runningServers } from "../../engines/start/servers.ts";
import { startHub, temporaryFolder } from "../helpers/hub-process.ts";
import { makePerson } from "../helpers/people.ts";
import { bring } from "./bringing.ts";
import { mutantTable } from "./mutants.ts";

/** Tables on their way at a time. */
const LANES = 4;

/** What a process has taken of the memory at most, and takes now, in MB. */
function memoryOf(pid: number): { most: number; now: number } {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const mb = (name: string) => Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024);
  return { most: mb("VmHWM"), now: mb("VmRSS") };
}

/** `npm run fuzz:imports -- COUNT SEED`: damaged tables to a hub as its users run it; what became of them, and what they left. */
const [count = 20_000, seed = 1] = process.argv.slice(2).map(Number);
const dataDir = temporaryFolder();
const hub = await startHub({ dataDir });
try {
  const servers = await runningServers(dataDir);
  if (!servers) throw new Error("the hub's own servers are not running");
  await connect(servers.mongodbUrl);
  const person = await makePerson(hub, { grants: [{ role: "contributor", mechanism: "morocco" }] });
  const [pid, items] = [hub.pid("hub") ?? 0, await ItemModel.countDocuments()];
  const answers: Record<string, number> = {};
  const wrong: number[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let index = next++; index < count; index = next++) {
      const { status } = await bring(hub, person, mutantTable(seed, index), { lang: "fr" }).catch(() => ({ status: 0 }));
      answers[status] = (answers[status] ?? 0) + 1;
      if (![302, 400, 413, 415].includes(status)) wrong.push(index);
      if (index % 1_000 === 0) process.stderr.write(`${index} ${JSON.stringify(memoryOf(pid))}\n`);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  const tables = (await TableImportModel.find({}, { _id: 1 }).lean()).map(({ _id }) => String(_id));
  const left = {
    itemsMore: (await ItemModel.countDocuments()) - items,
    tables: tables.length,
    halfRead: await TableImportModel.countDocuments({ state: "reading" }),
    rowsOfNothing: await TableRowModel.countDocuments({ table: { $nin: tables } }),
    files: await mongoose.connection.collection("uploads.files").countDocuments(),
    parts: await mongoose.connection.collection("uploads.chunks").countDocuments(),
  };
  process.stdout.write(`${JSON.stringify({ seed, count, answers, wrong: wrong.slice(0, 20), left, alive: hub.pid("hub") === pid, memoryMb: memoryOf(pid) }, null, 2)}\n`);
} finally {
  await disconnect();
  await hub.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
