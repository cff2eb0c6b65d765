import { ApiError, type ErrorBody } from "./errors.ts";
import type { SqlValue, Store } from "./store.ts";

export type TaskStatus = "enqueued" | "processing" | "succeeded" | "failed" | "canceled";
export type TaskType =
  | "documentAdditionOrUpdate" | "documentDeletion" | "settingsUpdate" | "indexCreation"
  | "indexUpdate" | "indexDeletion" | "indexSwap";

export const TASK_TYPES: readonly TaskType[] = [
  "documentAdditionOrUpdate", "documentDeletion", "settingsUpdate", "indexCreation",
  "indexUpdate", "indexDeletion", "indexSwap",
];
export const TASK_STATUSES: readonly TaskStatus[] = ["enqueued", "processing", "succeeded", "failed", "canceled"];

export interface Task {
  uid: number;
  batchUid: number | null;
  indexUid: string | null;
  status: TaskStatus;
  type: TaskType;
  canceledBy: number | null;
  details: Record<string, unknown>;
  error: ErrorBody | null;
  duration: string | null;
  enqueuedAt: string;
  startedAt: string | null;
  finishedAt: string | null;
  customMetadata?: string;
}

export interface NewTask {
  type: TaskType;
  indexUid: string | null;
  details: Record<string, unknown>;
  /** What the task is to do, beyond what `details` shows. */
  request?: unknown;
  documents?: { text?: string; file?: string };
  metadata?: string | undefined;
}

/** Query parameters of the task routes, checked. `undefined` filters nothing. */
export interface TaskFilter {
  uids?: number[];
  types?: string[];
  statuses?: string[];
  indexUids?: string[];
  canceledBy?: number[];
  times: { column: string; operator: "<" | ">"; at: string }[];
}

const KEPT_TASKS = 100_000;
const COLUMNS = "id, index_uid, type, status, details, error, enqueued_at, started_at, finished_at, canceled_by, metadata";

/** The queue of writes. A task is on the disk before it is acknowledged, and keeps its place across restarts. */
export class TaskQueue {
  private current: { uid: number; startedAt: string } | undefined;

  constructor(private readonly store: Store) {}

  enqueue(task: NewTask): Task {
    const id = this.store.run(
      "INSERT INTO task (index_uid, type, status, details, enqueued_at, metadata, request, documents, documents_file) VALUES (?, ?, 'enqueued', ?, ?, ?, ?, ?, ?)",
      task.indexUid, task.type, JSON.stringify(task.details), new Date().toISOString(), task.metadata ?? null,
      JSON.stringify(task.request ?? null), task.documents?.text ?? null, task.documents?.file ?? null,
    );
    return this.get(id - 1);
  }

  get(uid: number): Task {
    const [row] = this.store.rows(`SELECT ${COLUMNS} FROM task WHERE id = ?`, uid + 1);
    if (!row) throw new ApiError("task_not_found", `Task \`${uid}\` not found.`);
    return this.toTask(row);
  }

  request<T>(uid: number): T {
    return JSON.parse(this.store.value<string>("SELECT request FROM task WHERE id = ?", uid + 1) ?? "null") as T;
  }

  documents(uid: number): { text: string | null; file: string | null } {
    const [row] = this.store.rows<[string | null, string | null]>("SELECT documents, documents_file FROM task WHERE id = ?", uid + 1);
    return { text: row?.[0] ?? null, file: row?.[1] ?? null };
  }

  documentFiles(): Set<string> {
    return new Set(this.store.rows<[string]>("SELECT documents_file FROM task WHERE documents_file IS NOT NULL").map(([file]) => file));
  }

  /** The oldest enqueued task, now processing. */
  begin(): Task | undefined {
    const id = this.store.value<number>("SELECT min(id) FROM task WHERE status = 'enqueued'");
    if (id === undefined || id === null) return undefined;
    this.current = { uid: id - 1, startedAt: new Date().toISOString() };
    return this.get(id - 1);
  }

  /** Ends the current task, with its last writes in the same transaction. Durable when it returns. */
  finish(details: Record<string, unknown>, error: ErrorBody | null, apply?: () => void): void {
    const { uid, startedAt } = this.current!;
    this.store.transaction(() => {
      apply?.();
      this.store.run(
        "UPDATE task SET status = ?, details = ?, error = ?, started_at = ?, finished_at = ?, request = NULL, documents = NULL, documents_file = NULL WHERE id = ?",
        error ? "failed" : "succeeded", JSON.stringify(details), error && JSON.stringify(error), startedAt, new Date().toISOString(), uid + 1,
      );
      if (uid % 1000 === 0) this.store.run("DELETE FROM task WHERE id < ? AND status NOT IN ('enqueued')", uid - KEPT_TASKS);
    });
    this.current = undefined;
  }

  list(filter: TaskFilter, page: { limit: number; from: number | null; reverse: boolean }) {
    const [where, params] = this.condition(filter);
    const total = this.store.value<number>(`SELECT count(*) FROM task WHERE ${where}`, ...params) ?? 0;
    const start = page.from === null ? "1" : page.reverse ? `id >= ${page.from + 1}` : `id <= ${page.from + 1}`;
    const rows = this.store.rows(
      `SELECT ${COLUMNS} FROM task WHERE ${where} AND ${start} ORDER BY id ${page.reverse ? "ASC" : "DESC"} LIMIT ${page.limit + 1}`, ...params,
    );
    const tasks = rows.map((row) => this.toTask(row));
    const next = tasks.length > page.limit ? tasks.pop()!.uid : null;
    return { results: tasks, total, limit: page.limit, from: tasks[0]?.uid ?? null, next };
  }

  isProcessing(indexUid: string): boolean {
    return this.current !== undefined && this.get(this.current.uid).indexUid === indexUid;
  }

  private condition(filter: TaskFilter): [string, SqlValue[]] {
    const params: SqlValue[] = [];
    const parts = ["1"];
    const within = (column: string, values: readonly SqlValue[] | undefined) => {
      if (!values) return;
      parts.push(`${column} IN (SELECT value FROM json_each(?))`);
      params.push(JSON.stringify(values));
    };
    within("id", filter.uids?.map((uid) => uid + 1));
    within("type", filter.types);
    within("index_uid", filter.indexUids);
    within("canceled_by", filter.canceledBy);
    const running = (this.current?.uid ?? -2) + 1;
    within(`CASE WHEN id = ${running} THEN 'processing' ELSE status END`, filter.statuses);
    for (const { column, operator, at } of filter.times) {
      parts.push(`${column} ${operator} ?`);
      params.push(at);
    }
    return [parts.join(" AND "), params];
  }

  private toTask(row: unknown[]): Task {
    const [id, indexUid, type, status, details, error, enqueuedAt, startedAt, finishedAt, canceledBy, metadata] = row as
      [number, string | null, TaskType, TaskStatus, string, string | null, string, string | null, string | null, number | null, string | null];
    const uid = id - 1;
    const running = this.current?.uid === uid;
    const started = running ? this.current!.startedAt : startedAt;
    return {
      uid,
      batchUid: started === null ? null : uid,
      indexUid,
      status: running ? "processing" : status,
      type,
      canceledBy,
      details: JSON.parse(details) as Record<string, unknown>,
      error: error === null ? null : (JSON.parse(error) as ErrorBody),
      duration: started && finishedAt ? `PT${(Date.parse(finishedAt) - Date.parse(started)) / 1000}S` : null,
      enqueuedAt,
      startedAt: started,
      finishedAt,
      ...(metadata === null ? {} : { customMetadata: metadata }),
    };
  }
}
