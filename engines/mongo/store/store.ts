import { accessSync, constants, existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import Database from "libsql";
import { loadCatalog, SCHEMA } from "./catalog.ts";
import { Connection } from "./connection.ts";

interface Job {
  run(connection: Connection): unknown;
  resolve(result: unknown): void;
  reject(thrown: unknown): void;
}

/** A commit waits at most this long for further commands to join it. */
const GROUP_MS = 8;

/** Why the data folder cannot be used, in one line for the person who started the engine. */
export class FolderError extends Error {}

/** Creates a folder and those above it one by one: `recursive` never ends where the file system refuses them. */
function createFolder(folder: string): void {
  if (existsSync(folder)) return;
  createFolder(dirname(folder));
  mkdirSync(folder, { mode: 0o700 });
}

/** Takes the folder for this process: a lock of the kernel's, which ends with the process however it ends. */
function takeLock(folder: string): Database.Database {
  const lock = new Database(join(folder, "owner.lock"));
  try {
    lock.exec("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE");
    return lock;
  } catch (thrown) {
    lock.close();
    if (/locked|busy/i.test(String(thrown))) throw new FolderError(`data folder ${folder} is in use by another process`);
    throw thrown;
  }
}

/**
 * The data folder: one writer, whose commands share commits, and one reader, which sees only what is
 * committed and is never held up by a long write.
 */
export class Store {
  readonly reader: Connection;
  private readonly writer: Connection;
  private readonly lock: Database.Database;
  private queue: Job[] = [];
  private working: Promise<void> | undefined;
  private closed = false;

  constructor(folder: string) {
    try {
      createFolder(folder);
      accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    } catch {
      throw new FolderError(`data folder ${folder} cannot be written to`);
    }
    this.lock = takeLock(folder);
    const path = join(folder, "data.sqlite");
    this.writer = new Connection(path);
    this.writer.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; PRAGMA busy_timeout = 5000");
    this.writer.exec(SCHEMA);
    this.writer.catalog = loadCatalog(this.writer);
    this.reader = new Connection(path);
    this.reader.exec("PRAGMA busy_timeout = 5000; PRAGMA cache_size = -32768; PRAGMA query_only = ON");
    this.reader.catalog = this.writer.catalog;
  }

  /**
   * Runs a command that writes, alone on the writing connection. Resolves once it is on disk;
   * what it throws undoes all it wrote.
   */
  write<T>(run: (connection: Connection) => T | Promise<T>): Promise<T> {
    if (this.closed) return Promise.reject(new Error("the store is closed"));
    return new Promise<T>((resolve, reject) => {
      this.queue.push({ run, resolve: resolve as (result: unknown) => void, reject });
      this.working ??= this.work().finally(() => (this.working = undefined));
    });
  }

  private async work(): Promise<void> {
    while (this.queue.length > 0) {
      // one turn of the event loop lets the commands that have arrived meanwhile join the commit
      await turn();
      await this.commitGroup();
    }
  }

  private async commitGroup(): Promise<void> {
    const { writer } = this;
    const settled: (() => void)[] = [];
    const jobs: Job[] = [];
    const until = performance.now() + GROUP_MS;
    try {
      writer.exec("BEGIN IMMEDIATE");
      while (this.queue.length > 0 && performance.now() < until && !writer.catalogChanged) {
        const job = this.queue.shift()!;
        jobs.push(job);
        settled.push(await this.perform(job));
      }
      writer.exec("COMMIT");
    } catch (thrown) {
      this.abandon();
      // where not even the transaction could be begun, whoever waits is told
      for (const job of jobs.length > 0 ? jobs : this.queue.splice(0)) job.reject(thrown);
      return;
    }
    writer.catalogChanged = false;
    this.reader.catalog = writer.catalog;
    for (const settle of settled) settle();
  }

  /** Runs one command between savepoints; answers how to tell its client, after the commit. */
  private async perform(job: Job): Promise<() => void> {
    const { writer } = this;
    writer.exec("SAVEPOINT command");
    try {
      const result = await job.run(writer);
      writer.exec("RELEASE command");
      return () => job.resolve(result);
    } catch (thrown) {
      writer.exec("ROLLBACK TO command; RELEASE command");
      // what memory holds of the catalog includes what was just undone
      if (writer.catalogChanged) writer.catalog = loadCatalog(writer);
      return () => job.reject(thrown);
    }
  }

  private abandon(): void {
    try {
      this.writer.exec("ROLLBACK");
    } catch {
      // SQLite has rolled back by itself
    }
    this.writer.catalog = loadCatalog(this.writer);
    this.writer.catalogChanged = false;
    this.reader.catalog = this.writer.catalog;
  }

  /** Finishes what is queued and closes the files. */
  async close(): Promise<void> {
    this.closed = true;
    await this.working;
    this.reader.close();
    this.writer.close();
    this.lock.close();
  }
}
