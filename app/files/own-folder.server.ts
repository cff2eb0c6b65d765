import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import os from "node:os";
import path from "node:path";

const PREFIX = "hub-file-";
/** Far longer than any job takes: what is older was left by a hub that was killed. */
const OLD_MS = 3_600_000;

/** Works in a folder of its own, which is gone afterwards. */
export async function inOwnFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(os.tmpdir(), PREFIX));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Removes folders that a crash has left. */
export async function forgetFolders(): Promise<void> {
  for (const name of await readdir(os.tmpdir())) {
    if (!name.startsWith(PREFIX)) continue;
    const folder = path.join(os.tmpdir(), name);
    // Another's, or gone meanwhile.
    const found = await stat(folder).catch(() => null);
    if (found && Date.now() - found.mtimeMs > OLD_MS) await rm(folder, { recursive: true, force: true }).catch(() => {});
  }
}
