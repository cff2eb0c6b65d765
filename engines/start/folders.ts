import { createHash, randomUUID } from "node:crypto";
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  rmdirSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";

import { Refusal, errorCode, reason } from "./refusal.ts";

/** The address of a socket holds 104 bytes on macOS and 108 on Linux, the closing zero included. */
const SOCKET_PATH_BYTES = 100;

const SOCKET = "mongo.sock";

/**
 * Makes sure of the data folder; what it newly creates only its owner may read.
 * @throws Refusal naming HUB_DATA_DIR where nothing can be written there.
 */
export function prepareDataFolder(dataDir: string): void {
  try {
    makeFolder(dataDir);
    const probe = path.join(dataDir, `.probe-${randomUUID()}`);
    writeFileSync(probe, "", { flag: "wx" });
    rmSync(probe);
  } catch (error) {
    throw new Refusal(`HUB_DATA_DIR: nothing can be written in ${dataDir} (${reason(error)}).`);
  }
}

/** Makes a folder and its parents, one by one: `recursive` never returns where a system refuses as /proc does. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(path.dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (errorCode(error) !== "EEXIST") throw error;
  }
}

/** Stands in a data folder while a copy is brought back into it. */
const RESTORING = "restoring";

export const isHalfRestored = (dataDir: string): boolean => existsSync(path.join(dataDir, RESTORING));

/** @throws Refusal where a restore was cut off: the data are not whole. */
export function refuseHalfRestored(dataDir: string): void {
  if (isHalfRestored(dataDir)) throw new Refusal(`HUB_DATA_DIR: a restore into ${dataDir} was cut off: run it again.`);
}

export function beginRestore(dataDir: string): void {
  writeFileSync(path.join(dataDir, RESTORING), "", { flush: true });
}

export function endRestore(dataDir: string): void {
  rmSync(path.join(dataDir, RESTORING));
}

export interface SocketPlace {
  readonly path: string;
  /** Removes a temporary folder that no socket is left in. */
  readonly remove: () => void;
}

/**
 * A place for the database's socket, in a folder that only its owner may enter: inside the data folder,
 * or where that path does not suit a socket, in the system's temporary folder. A stale socket is the
 * database's to remove: it alone knows, by its lock, that no other one is listening on it.
 */
export function prepareSocketPlace(dataDir: string): SocketPlace {
  const folder = path.join(dataDir, "run");
  // The driver reads a percent sign in a path as the beginning of an escape.
  if (Buffer.byteLength(path.join(folder, SOCKET)) <= SOCKET_PATH_BYTES && !folder.includes("%")) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chmodSync(folder, 0o700);
    return { path: path.join(folder, SOCKET), remove: () => {} };
  }
  const temporary = temporaryFolderOf(dataDir);
  return { path: path.join(temporary, SOCKET), remove: () => removeEmpty(temporary) };
}

/** The same for each start on a data folder, so that a start that is killed leaves no litter behind. */
function temporaryFolderOf(dataDir: string): string {
  const digest = createHash("sha256").update(dataDir).digest("hex").slice(0, 16);
  const folder = path.join(os.tmpdir(), `hub-${digest}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const found = lstatSync(folder);
  const isOurs = found.uid === process.getuid?.() && (found.mode & 0o777) === 0o700;
  if (found.isDirectory() && isOurs) return folder;
  // Everybody may write there: somebody else was first to take the name.
  return mkdtempSync(path.join(os.tmpdir(), "hub-"));
}

/** A second start on the same data folder, which is refused, must not take away the first one's socket. */
function removeEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // In use, or gone.
  }
}
