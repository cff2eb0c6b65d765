import { existsSync, mkdirSync, rmSync } from "node:fs";
import { copyFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import Database from "libsql";

const FILE = "search.db";
const PAYLOADS = "payloads";
/** How often a copy is made anew because a task ended between its documents and the queue. */
const TRIES = 20;

/**
 * Copies the data of a folder as they are at one moment, with the documents of the tasks that wait, also while an engine works on
 * them, which goes on meanwhile.
 * @throws Error where there are none, or where the copy is not sound.
 */
export async function copyFolder(from: string, to: string): Promise<void> {
  if (!existsSync(join(from, FILE))) throw new Error(`there is no search index in ${from}`);
  mkdirSync(join(to, PAYLOADS), { recursive: true, mode: 0o700 });
  const source = new Database(join(from, FILE));
  try {
    source.exec("PRAGMA busy_timeout = 30000");
    for (let left = TRIES; ; left -= 1) {
      // What a task of the copy needs was there before, or has come since; one that ended in between takes its documents along.
      await copyPayloads(from, to);
      source.prepare("VACUUM INTO ?").run([join(to, FILE)]);
      await copyPayloads(from, to);
      if (missingIn(to).length === 0) break;
      if (left === 0) throw new Error("the search engine does not stand still for long enough");
      rmSync(join(to, FILE));
    }
  } finally {
    source.close();
  }
  checkFolder(to);
}

async function copyPayloads(from: string, to: string): Promise<void> {
  for (const name of await readdir(join(from, PAYLOADS)).catch(() => [] as string[])) {
    // One whose task has ended meanwhile is gone.
    await copyFile(join(from, PAYLOADS, name), join(to, PAYLOADS, name)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "ENOENT") throw error;
    });
  }
}

/** The documents that tasks refer to and that are not there. */
function missingIn(folder: string): string[] {
  return asked<string>(folder, "SELECT documents_file FROM task WHERE documents_file IS NOT NULL").filter((name) => !existsSync(join(folder, PAYLOADS, name)));
}

/** @throws Error where the data of a folder that no engine works on are damaged. */
export function checkFolder(folder: string): void {
  const [said] = asked<string>(folder, "PRAGMA quick_check");
  if (said !== "ok") throw new Error(`the copy of the search index is damaged: ${said ?? ""}`);
  const [lost] = missingIn(folder);
  if (lost !== undefined) throw new Error(`the copy of the search index lacks ${lost}`);
}

/** The first column of what a query finds. */
function asked<T>(folder: string, sql: string): T[] {
  const database = new Database(join(folder, FILE));
  try {
    return (database.prepare(sql).raw(true).all([]) as T[][]).map(([value]) => value!);
  } finally {
    database.close();
  }
}
