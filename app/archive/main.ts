import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

import { env, SettingError } from "#app/env.server.ts";
import { connect, disconnect } from "#models/connection.server.ts";
import { findMechanism } from "#models/mechanism.server.ts";

import { archiveOf } from "./write.server.ts";

/** `npm run export -- MECHANISM FILE.zip`: writes everything that a mechanism has into one archive. */
try {
  const [mechanism, given, ...more] = process.argv.slice(2);
  if (!mechanism || !given || more.length > 0) throw new Error("name a mechanism and a file: npm run export -- MECHANISM FILE.zip");
  // As seen from where the user is, since npm changes to the project's folder.
  const file = path.resolve(env().INIT_CWD ?? ".", given);
  await connect(env().MONGODB_URL);
  if (!(await findMechanism({ id: mechanism }))) throw new Error(`there is no mechanism "${mechanism}"`);
  // Under its name it is whole, or the one from before.
  const half = `${file}.part`;
  try {
    await pipeline(Readable.from(archiveOf(mechanism), { objectMode: false }), createWriteStream(half, { mode: 0o600 }));
    await rename(half, file);
  } finally {
    await rm(half, { force: true });
  }
  await disconnect();
  process.stdout.write(`${mechanism} is in ${file}\n`);
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(error instanceof SettingError ? `${message}\n` : `export: ${message}\n`);
  process.exit(1);
}
