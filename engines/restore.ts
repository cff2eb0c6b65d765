/**
 * `npm run restore -- DIR`: brings a copy that `npm run backup` made back into a data folder that has no data, and has every item
 * indexed anew at the next start, since the index is a moment older than the database.
 */
import { cpSync, existsSync, rmSync } from "node:fs";
import path from "node:path";

import { checkFolder as checkDatabase } from "./mongo/copy.ts";
import { checkFolder as checkSearch } from "./search/copy.ts";
import { conduct, done } from "./start/conduct.ts";
import { readCopy } from "./start/copies.ts";
import { beginRestore, endRestore, isHalfRestored, prepareDataFolder } from "./start/folders.ts";
import { markFounded } from "./start/founding.ts";
import { hubEnvironment } from "./start/hub.ts";
import { Refusal } from "./start/refusal.ts";
import { startServers } from "./start/servers.ts";
import { checkNode, readSettings } from "./start/settings.ts";

const PARTS = ["search", "mongo"] as const;
const CHECK = { mongo: checkDatabase, search: checkSearch } as const;

await conduct(async (stage) => {
  checkNode(process.versions.node);
  const [given] = process.argv.slice(2);
  if (given === undefined) throw new Refusal("Name the folder that holds the copy: npm run restore -- DIR.");
  const settings = readSettings(process.env, []);
  const { dataDir, mongodbUrl } = settings;
  if (mongodbUrl !== undefined) throw new Refusal("MONGODB_URL is set: the data belong on that server, and are restored with its own tools (mongorestore).");
  const source = path.resolve(process.env.INIT_CWD ?? process.cwd(), given);
  const { at, parts, founded } = await readCopy(source);
  process.umask(0o077);
  prepareDataFolder(dataDir);
  const taken = PARTS.find((part) => existsSync(path.join(dataDir, part)));
  if (taken && !isHalfRestored(dataDir)) throw new Refusal(`HUB_DATA_DIR: ${dataDir} has data (${taken}), which a copy would replace: stop the hub, move that folder away, or set another one.`);
  beginRestore(dataDir);
  for (const part of PARTS) rmSync(path.join(dataDir, part), { recursive: true, force: true });
  for (const part of parts) {
    cpSync(path.join(source, part), path.join(dataDir, part), { recursive: true });
    CHECK[part](path.join(dataDir, part));
  }
  if (founded) markFounded(dataDir);
  const servers = await startServers(stage, settings, "source");
  const program = await stage.family.start("front", { name: "the marking of what is to be indexed", file: "app/restored.ts", env: hubEnvironment(settings, servers), output: "inherit" });
  const { code } = await program.ended;
  if (code !== 0) return done(code ?? 1);
  endRestore(dataDir);
  process.stdout.write(`Restored to ${dataDir} as of ${at}; the index is brought up to date at the next start\n`);
  return done(0);
});
