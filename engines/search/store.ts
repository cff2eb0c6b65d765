import { mkdirSync } from "node:fs";
import { join } from "node:path";
import Database from "libsql";

export type SqlValue = string | number | bigint | Buffer | null;

const SCHEMA_VERSION = 2;
const SCHEMA = `
  CREATE TABLE catalog (
    id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, primary_key TEXT, created_at TEXT NOT NULL, updated_at TEXT NOT NULL,
    settings TEXT NOT NULL, text_gen INTEGER NOT NULL, column_gen INTEGER NOT NULL, fields TEXT NOT NULL, bytes INTEGER NOT NULL, synonym_gen INTEGER NOT NULL);
  CREATE TABLE folder (created_at TEXT NOT NULL, last_generation INTEGER NOT NULL);
  INSERT INTO folder VALUES (strftime('%Y-%m-%dT%H:%M:%fZ'), 0);
  CREATE TABLE task (
    id INTEGER PRIMARY KEY AUTOINCREMENT, index_uid TEXT, type TEXT NOT NULL, status TEXT NOT NULL, details TEXT NOT NULL,
    error TEXT, enqueued_at TEXT NOT NULL, started_at TEXT, finished_at TEXT, canceled_by INTEGER, metadata TEXT,
    request TEXT, documents TEXT, documents_file TEXT);
  CREATE INDEX task_enqueued ON task (id) WHERE status = 'enqueued';
`;
/** From a format to the next. Synonyms have an index of their own in format 2: it is filled when there is time. */
const MIGRATIONS: Record<number, string> = {
  1: "ALTER TABLE catalog ADD COLUMN synonym_gen INTEGER NOT NULL DEFAULT 0",
};

/** Why a data folder cannot be used; the message is for the person who started the engine. */
export class DataFolderError extends Error {}

/** Takes the folder for this process: a lock of the kernel's, which ends with the process however it ends. Who copies the data needs none. */
function takeLock(folder: string): Database.Database {
  const lock = new Database(join(folder, "owner.lock"));
  try {
    lock.exec("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE");
    return lock;
  } catch (error) {
    lock.close();
    throw error;
  }
}

/**
 * The one connection that writes to the data folder's database. Reads go through `all()` only: a statement that is
 * left unfinished keeps a lock and blocks the next schema change.
 */
export class Store {
  private readonly statements = new Map<string, Database.Statement>();
  private depth = 0;

  private constructor(private readonly db: Database.Database, private readonly lock: Database.Database, readonly folder: string) {}

  static open(folder: string): Store {
    let lock: Database.Database | undefined;
    let db: Database.Database;
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      lock = takeLock(folder);
      db = new Database(join(folder, "search.db"));
      db.exec("PRAGMA page_size = 16384; PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 250; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000; PRAGMA cache_size = -32000; PRAGMA temp_store = MEMORY;");
    } catch (error) {
      lock?.close();
      const busy = /locked|busy/i.test(String(error));
      throw new DataFolderError(
        busy ? `data folder ${folder} is in use by another process` : `data folder ${folder} cannot be used: ${(error as Error).message}`,
      );
    }
    const store = new Store(db, lock, folder);
    let version = store.value<number>("PRAGMA user_version") ?? 0;
    if (version === 0) {
      store.transaction(() => db.exec(`${SCHEMA} PRAGMA user_version = ${SCHEMA_VERSION};`));
      return store;
    }
    for (let step = MIGRATIONS[version]; step !== undefined; step = MIGRATIONS[version]) {
      version += 1;
      store.transaction(() => db.exec(`${step}; PRAGMA user_version = ${version};`));
    }
    if (version !== SCHEMA_VERSION) {
      store.close();
      throw new DataFolderError(
        `data folder ${folder} has format ${version}, this engine reads ${SCHEMA_VERSION}: empty the folder and index again`,
      );
    }
    return store;
  }

  exec(sql: string): void {
    this.db.exec(sql);
  }

  rows<Row extends unknown[] = SqlValue[]>(sql: string, ...params: SqlValue[]): Row[] {
    return this.prepare(sql, true).all(params) as Row[];
  }

  value<T>(sql: string, ...params: SqlValue[]): T | undefined {
    return this.rows(sql, ...params)[0]?.[0] as T | undefined;
  }

  run(sql: string, ...params: SqlValue[]): number {
    return Number(this.prepare(sql, false).run(params).lastInsertRowid);
  }

  /** Nested calls join the outer transaction. */
  transaction<T>(work: () => T): T {
    if (this.depth > 0) return work();
    this.db.exec("BEGIN IMMEDIATE");
    this.depth++;
    try {
      const result = work();
      this.db.exec("COMMIT");
      return result;
    } catch (error) {
      this.db.exec("ROLLBACK");
      throw error;
    } finally {
      this.depth--;
    }
  }

  /** A transaction that a later durable one carries to the disk: for steps that are repeated after a crash. */
  transientTransaction<T>(work: () => T): T {
    this.db.exec("PRAGMA synchronous = NORMAL");
    try {
      return this.transaction(work);
    } finally {
      this.db.exec("PRAGMA synchronous = FULL");
    }
  }

  get createdAt(): string {
    return this.value<string>("SELECT created_at FROM folder")!;
  }

  /** A number for a family of tables, never used before. */
  nextGeneration(): number {
    this.run("UPDATE folder SET last_generation = last_generation + 1");
    return this.value<number>("SELECT last_generation FROM folder")!;
  }

  forget(tableNumber: string): void {
    for (const sql of this.statements.keys()) if (sql.includes(tableNumber)) this.statements.delete(sql);
  }

  close(): void {
    this.rows("PRAGMA wal_checkpoint(TRUNCATE)");
    this.statements.clear();
    this.db.close();
    this.lock.close();
  }

  private prepare(sql: string, raw: boolean): Database.Statement {
    let statement = this.statements.get(sql);
    if (!statement) {
      statement = this.db.prepare(sql);
      if (raw) statement.raw(true);
      this.statements.set(sql, statement);
    }
    return statement;
  }
}
