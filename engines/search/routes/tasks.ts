import type { Engine } from "../engine.ts";
import { ApiError } from "../errors.ts";
import type { Route } from "../http.ts";
import { TASK_STATUSES, TASK_TYPES, type TaskFilter } from "../tasks.ts";
import { listOf, numberOf } from "./parameters.ts";

const TIMES = ["EnqueuedAt", "StartedAt", "FinishedAt"];

function filterOf(query: URLSearchParams): TaskFilter {
  const filter: TaskFilter = { times: [] };
  const numbers = (name: string, code: string) =>
    listOf(query, name)?.map((text) => {
      if (!/^\d+$/.test(text)) throw new ApiError(code, `Invalid value in parameter \`${name}\`: could not parse \`${text}\` as a positive integer`);
      return Number(text);
    });
  const choices = (name: string, known: readonly string[], code: string) => {
    const list = listOf(query, name);
    const unknown = list?.find((each) => !known.includes(each));
    if (unknown !== undefined) {
      throw new ApiError(code, `Invalid value in parameter \`${name}\`: \`${unknown}\` is not valid. Available values are ${known.map((each) => `\`${each}\``).join(", ")}.`);
    }
    return list;
  };
  // A task is its own batch here, so both filters mean the same numbers.
  const uids = numbers("uids", "invalid_task_uids") ?? numbers("batchUids", "invalid_batch_uids");
  const types = choices("types", TASK_TYPES, "invalid_task_types");
  const statuses = choices("statuses", TASK_STATUSES, "invalid_task_statuses");
  const indexUids = listOf(query, "indexUids");
  const canceledBy = numbers("canceledBy", "invalid_task_canceled_by");
  for (const time of TIMES) {
    for (const [word, operator] of [["before", "<"], ["after", ">"]] as const) {
      const text = query.get(`${word}${time}`);
      if (text === null || text === "*") continue;
      const at = Date.parse(text);
      const column = time.replace("At", "_at").toLowerCase();
      if (Number.isNaN(at)) throw new ApiError(`invalid_task_${word}_${column}`, `Invalid value in parameter \`${word}${time}\`: \`${text}\` is an invalid date-time.`);
      filter.times.push({ column, operator, at: new Date(at).toISOString() });
    }
  }
  return { ...filter, ...(uids && { uids }), ...(types && { types }), ...(statuses && { statuses }), ...(indexUids && { indexUids }), ...(canceledBy && { canceledBy }) };
}

export function taskRoutes(engine: Engine): Route[] {
  const { queue } = engine;
  return [
    ["GET", "/tasks", "all", ({ query }) => {
      const from = query.get("from");
      const limit = numberOf(query, "limit", "invalid_task_limit", 20);
      const page = { limit, from: from === null || from === "null" ? null : numberOf(query, "from", "invalid_task_from", 0), reverse: query.get("reverse") === "true" };
      return { body: queue.list(filterOf(query), page) };
    }],
    ["GET", "/tasks/:task", "all", ({ path }) => {
      if (!/^\d{1,15}$/.test(path.task!)) throw new ApiError("invalid_task_uids", `Task uid \`${path.task}\` is invalid: could not parse it as a positive integer`);
      return { body: queue.get(Number(path.task)) };
    }],
  ];
}
