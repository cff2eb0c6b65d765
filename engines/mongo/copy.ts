import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import Database from "libsql";

const FILE = "data.sqlite";

/**
 * Copies the data of a folder as they are at one moment, also while an engine works on them, which goes on meanwhile.
 * @throws Error where there are none, or where the copy is not sound.
 */
export function copyFolder(from: string, to: string): void {
  if (!existsSync(join(from, FILE))) throw new Error(`there is no database in ${from}`);
  mkdirSync(to, { recursive: true, mode: 0o700 });
  const source = new Database(join(from, FILE));
  try {
    source.exec("PRAGMA busy_timeout = 30000");
    source.prepare("VACUUM INTO ?").run([join(to, FILE)]);
  } finally {
    source.close();
  }
  checkFolder(to);
}

/** @throws Error where the data of a folder that no engine works on are damaged. */
export function checkFolder(folder: string): void {
  const database = new Database(join(folder, FILE));
  try {
    const [said] = database.prepare("PRAGMA quick_check").raw(true).all([]) as string[][];
    if (said?.[0] !== "ok") throw new Error(`the copy of the database is damaged: ${said?.[0] ?? ""}`);
  } finally {
    database.close();
  }
}
