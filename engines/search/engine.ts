import { Access } from "./access.ts";
import { Catalog } from "./catalog.ts";
import type { Reply } from "./http.ts";
import { PayloadStore } from "./payload.ts";
import { TaskRunner } from "./runner.ts";
import { Store } from "./store.ts";
import { TaskQueue, type NewTask } from "./tasks.ts";

/** The parts of one engine on one data folder. */
export class Engine {
  readonly catalog: Catalog;
  readonly queue: TaskQueue;
  readonly access: Access;
  readonly payloads: PayloadStore;
  private readonly runner: TaskRunner;

  private constructor(readonly store: Store, masterKey: string | undefined) {
    this.catalog = new Catalog(store);
    this.queue = new TaskQueue(store);
    this.access = new Access(masterKey, store.createdAt);
    this.payloads = new PayloadStore(store.folder);
    this.runner = new TaskRunner(this.catalog, this.queue, this.payloads);
  }

  /** Takes the data folder, clears what a crash left behind and goes on with the queue. */
  static async open(folder: string, masterKey: string | undefined): Promise<Engine> {
    const engine = new Engine(Store.open(folder), masterKey);
    await engine.payloads.sweep(engine.queue.documentFiles());
    engine.runner.kick();
    return engine;
  }

  /** Accepts a task: it is on the disk when this returns, and is carried out in its turn. */
  enqueue(task: NewTask): Reply {
    const { uid, indexUid, status, type, enqueuedAt } = this.queue.enqueue(task);
    this.runner.kick();
    return { status: 202, body: { taskUid: uid, indexUid, status, type, enqueuedAt } };
  }

  async close(): Promise<void> {
    await this.runner.stop();
    this.store.close();
  }
}
