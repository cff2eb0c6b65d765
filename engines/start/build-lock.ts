import { mkdirSync, readlinkSync, rmSync, symlinkSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { errorCode } from "./refusal.ts";
import { ROOT } from "./settings.ts";

/** A link that points to its owner's process number: made with its content in one step, or not at all. */
const LOCK = path.join(ROOT, ".cache", "build.lock");

/**
 * Runs `work` while no other start in this folder builds: two builds at once overwrite each other's
 * files. An owner that no longer lives has lost the lock.
 */
export async function withBuildLock(work: () => Promise<void>): Promise<void> {
  mkdirSync(path.dirname(LOCK), { recursive: true });
  while (!take()) {
    if (!ownerLives()) release();
    else await sleep(200);
  }
  process.once("exit", release);
  try {
    await work();
  } finally {
    process.off("exit", release);
    release();
  }
}

function take(): boolean {
  try {
    symlinkSync(String(process.pid), LOCK);
    return true;
  } catch (error) {
    if (errorCode(error) === "EEXIST") return false;
    throw error;
  }
}

function release(): void {
  rmSync(LOCK, { force: true });
}

function ownerLives(): boolean {
  try {
    process.kill(Number(readlinkSync(LOCK)), 0);
    return true;
  } catch (error) {
    return errorCode(error) === "EPERM";
  }
}
