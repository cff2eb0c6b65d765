import { setImmediate as yieldToReaders } from "node:timers/promises";
import type { Catalog } from "./catalog.ts";
import { ApiError } from "./errors.ts";
import { parseFilter, type FilterInput } from "./filter-parser.ts";
import { selectDocuments } from "./filter.ts";
import type { PayloadStore } from "./payload.ts";
import { documentKey, inferPrimaryKey } from "./primary-key.ts";
import type { Entry, SearchIndex } from "./search-index.ts";
import { updateSettings, type SettingsUpdate } from "./settings.ts";
import type { Task, TaskQueue } from "./tasks.ts";

/** How long one batch may hold the process, and how many documents it may hold. */
const BATCH_MS = 15;
const BATCH_DOCUMENTS = 20;

interface Outcome {
  details: Record<string, unknown>;
  /** The last writes, made in the transaction that ends the task. Needed where a repetition would differ. */
  apply?: () => void;
}

/** Carries out the queue, one task after the other, in batches that let searches through. */
export class TaskRunner {
  private running: Promise<void> | undefined;
  private stopped = false;
  /** Tables may be there that no index owns: after a start, a rebuild, a deletion. */
  private untidy = true;

  constructor(private readonly catalog: Catalog, private readonly queue: TaskQueue, private readonly payloads: PayloadStore) {}

  kick(): void {
    if (this.stopped || this.running) return;
    this.running = this.drain()
      .catch((error: unknown) => {
        if (!(error instanceof Stopped)) log("the queue stands still until the next task", error);
      })
      .finally(() => {
        this.running = undefined;
      });
  }

  /** Waits for the current task to reach a point where it may be left, then stops. */
  async stop(): Promise<void> {
    this.stopped = true;
    await this.running;
  }

  /** Lets waiting requests in. Throws where the process is about to end. */
  private readonly pause = async (): Promise<void> => {
    await yieldToReaders();
    if (this.stopped) throw new Stopped();
  };

  private async drain(): Promise<void> {
    for (;;) {
      await this.pause();
      const task = this.queue.begin();
      if (!task) {
        if (!this.untidy) return;
        this.untidy = this.catalog.sweepStep() || (await this.catalog.fillSynonyms(this.pause));
        continue;
      }
      const { file } = this.queue.documents(task.uid);
      let applying = false;
      try {
        const { details, apply } = await this.carryOut(task);
        applying = true;
        this.queue.finish(Object.assign(task.details, details), null, apply);
      } catch (error) {
        if (error instanceof Stopped) throw error;
        if (applying) this.catalog.reload();
        if (!(error instanceof ApiError)) log(`task ${task.uid} failed`, error);
        const told = error instanceof ApiError ? error : new ApiError("internal", `An internal error occurred: ${(error as Error).message}`);
        this.queue.finish(failureDetails(task), told.toJSON());
      }
      if (file) await this.payloads.discard(file);
      this.untidy ||= task.type === "settingsUpdate" || task.type === "indexDeletion";
    }
  }

  private async carryOut(task: Task): Promise<Outcome> {
    const { catalog, queue } = this;
    const uid = task.indexUid ?? "";
    const request = () => queue.request<never>(task.uid);
    switch (task.type) {
      case "indexCreation":
        return { details: {}, apply: () => void catalog.create(uid, (task.details.primaryKey as string | null) ?? null) };
      case "indexUpdate":
        return { details: {}, apply: () => this.updateIndex(catalog.get(uid), request()) };
      case "indexDeletion": {
        const deletedDocuments = catalog.get(uid).documentCount;
        return { details: { deletedDocuments }, apply: () => catalog.delete(uid) };
      }
      case "indexSwap":
        return { details: {}, apply: () => this.swap(request()) };
      case "settingsUpdate":
        return this.updateSettings(uid, request());
      case "documentAdditionOrUpdate":
        return this.addDocuments(task);
      case "documentDeletion":
        return this.deleteDocuments(catalog.get(uid), request());
    }
  }

  private updateIndex(index: SearchIndex, { primaryKey, uid }: { primaryKey?: string; uid?: string }): void {
    if (primaryKey !== undefined && primaryKey !== index.row.primaryKey && index.documentCount > 0) {
      throw new ApiError("index_primary_key_already_exists", `Index \`${index.row.uid}\`: Index already has a primary key: \`${index.row.primaryKey}\`.`);
    }
    if (uid !== undefined && this.catalog.find(uid)) throw new ApiError("index_already_exists", `Index \`${uid}\` already exists.`);
    this.catalog.touch(index, { ...(primaryKey === undefined ? {} : { primaryKey }), ...(uid === undefined ? {} : { uid }) });
  }

  private swap(swaps: { indexes: [string, string]; rename?: boolean }[]): void {
    const missing = [...new Set(swaps.flatMap(({ indexes, rename }) => (rename ? [indexes[0]] : indexes)))].filter((uid) => !this.catalog.find(uid));
    if (missing.length > 0) {
      throw new ApiError("index_not_found", `${missing.length > 1 ? "Indexes" : "Index"} ${missing.map((uid) => `\`${uid}\``).join(", ")} not found.`);
    }
    for (const { indexes: [left, right], rename } of swaps) {
      if (rename) this.updateIndex(this.catalog.get(left), { uid: right });
      else this.catalog.swap(left, right);
    }
  }

  private async updateSettings(uid: string, update: SettingsUpdate): Promise<Outcome> {
    const index = this.ensureIndex(uid, null);
    const settings = updateSettings(index.row.settings, update);
    return { details: {}, apply: await this.catalog.prepareSettings(index, settings, this.pause) };
  }

  private ensureIndex(uid: string, primaryKey: string | null): SearchIndex {
    return this.catalog.find(uid) ?? this.catalog.create(uid, primaryKey);
  }

  private async addDocuments(task: Task): Promise<Outcome> {
    const options = this.queue.request<{ primaryKey: string | null; merge: boolean; skipCreation: boolean }>(task.uid);
    const payload = this.queue.documents(task.uid);
    const existing = this.catalog.find(task.indexUid!);
    let primaryKey = existing?.row.primaryKey ?? options.primaryKey;
    if (existing?.row.primaryKey && options.primaryKey && existing.row.primaryKey !== options.primaryKey) {
      throw new ApiError("index_primary_key_already_exists", `Index \`${task.indexUid}\`: Index already has a primary key: \`${existing.row.primaryKey}\`.`);
    }
    // First a look at all of them: one document without a usable key fails the task as a whole.
    await this.inSlices(this.payloads.documents(payload), (documents) => {
      for (const document of documents) documentKey(document, (primaryKey ??= inferPrimaryKey(document)));
    });
    const index = this.ensureIndex(task.indexUid!, primaryKey);
    while (index.readOn()) await this.pause();
    let indexedDocuments = 0;
    await this.inSlices(this.payloads.documents(payload), (documents) => {
      const entries = documents.map((document): Entry => ({ key: documentKey(document, primaryKey!), document }));
      index.put(entries, options);
      indexedDocuments += entries.length;
    }, 1);
    return { details: { indexedDocuments }, apply: () => this.catalog.touch(index, { primaryKey }) };
  }

  private async deleteDocuments(index: SearchIndex, request: { ids?: string[]; filter?: FilterInput; all?: true }): Promise<Outcome> {
    const filter = request.filter === undefined ? undefined : parseFilter(request.filter, "invalid_document_filter");
    const ids = request.ids
      ? [...index.idsOf(request.ids).values()]
      : Array.from(selectDocuments(index, filter, "invalid_document_filter").toArray());
    while (index.readOn()) await this.pause();
    await this.inSlices(ids, (slice) => index.remove(slice));
    return { details: { deletedDocuments: ids.length }, apply: () => this.catalog.touch(index) };
  }

  /** Hands over items in slices that grow or shrink to fill `BATCH_MS`, letting readers in between. */
  private async inSlices<T>(items: Iterable<T> | AsyncIterable<T>, work: (slice: T[]) => void, first = BATCH_DOCUMENTS): Promise<void> {
    let size = first;
    let slice: T[] = [];
    const flush = async () => {
      await this.pause();
      const start = performance.now();
      if (slice.length > 0) work(slice);
      const spent = performance.now() - start;
      size = Math.max(1, Math.min(BATCH_DOCUMENTS, spent > BATCH_MS ? size >> 1 : spent < BATCH_MS / 2 ? size + Math.max(1, size >> 2) : size));
      slice = [];
    };
    for await (const item of items) {
      slice.push(item);
      if (slice.length >= size) await flush();
    }
    await flush();
  }
}

/** The process is about to end: the task stays enqueued and is carried out again after the next start. */
class Stopped extends Error {}

function log(what: string, error: unknown): void {
  process.stderr.write(`${what}: ${(error as Error).stack}\n`);
}

function failureDetails(task: Task): Record<string, unknown> {
  if (task.type === "documentAdditionOrUpdate") return { ...task.details, indexedDocuments: 0 };
  if (task.type === "documentDeletion" || task.type === "indexDeletion") return { ...task.details, deletedDocuments: 0 };
  return task.details;
}
