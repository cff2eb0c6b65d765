import { randomUUID } from "node:crypto";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";

import { Refusal, reason } from "./refusal.ts";

/** The address of a socket holds 104 bytes on macOS and 108 on Linux, the closing zero included. */
const SOCKET_PATH_BYTES = 100;

/**
 * Makes sure of the data folder; what it newly creates only its owner may read.
 * @throws Refusal naming HUB_DATA_DIR where nothing can be written there.
 */
export function prepareDataFolder(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    const probe = path.join(dataDir, `.probe-${randomUUID()}`);
    writeFileSync(probe, "", { flag: "wx" });
    rmSync(probe);
  } catch (error) {
    throw new Refusal(`HUB_DATA_DIR: nothing can be written in ${dataDir} (${reason(error)}).`);
  }
}

export interface SocketPlace {
  readonly path: string;
  /** Removes a folder made for this start alone. */
  readonly remove: () => void;
}

/**
 * A place for the database's socket, in a folder that only its owner may enter: inside the data folder,
 * or where that path is too long for a socket, in a fresh temporary folder. A stale socket is the
 * database's to remove: it alone knows, by its lock, that no other one is listening on it.
 */
export function prepareSocketPlace(dataDir: string): SocketPlace {
  const folder = path.join(dataDir, "run");
  const socket = path.join(folder, "mongo.sock");
  if (Buffer.byteLength(socket) <= SOCKET_PATH_BYTES) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chmodSync(folder, 0o700);
    return { path: socket, remove: () => {} };
  }
  const temporary = mkdtempSync(path.join(os.tmpdir(), "hub-"));
  return {
    path: path.join(temporary, "mongo.sock"),
    remove: () => rmSync(temporary, { recursive: true, force: true }),
  };
}
