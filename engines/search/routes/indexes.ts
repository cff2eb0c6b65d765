import { isObject } from "../document.ts";
import type { Engine } from "../engine.ts";
import { ApiError } from "../errors.ts";
import type { Route } from "../http.ts";
import type { SearchIndex } from "../search-index.ts";
import { indexUid, numberOf } from "./parameters.ts";

function describe({ row: { uid, createdAt, updatedAt, primaryKey } }: SearchIndex) {
  return { uid, createdAt, updatedAt, primaryKey };
}

function members(body: unknown, known: readonly string[]): Record<string, unknown> {
  if (!isObject(body)) throw new ApiError("bad_request", "Invalid value type: expected an object");
  const unknown = Object.keys(body).find((name) => !known.includes(name));
  if (unknown === "createdAt" || unknown === "updatedAt") throw new ApiError(`immutable_index_${unknown === "createdAt" ? "created" : "updated"}_at`, `Immutable field \`${unknown}\``);
  if (unknown !== undefined) throw new ApiError("bad_request", `Unknown field \`${unknown}\`: expected one of ${known.map((name) => `\`${name}\``).join(", ")}`);
  return body;
}

function primaryKeyOf(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value !== "string") throw new ApiError("invalid_index_primary_key", "Invalid value type at `.primaryKey`: expected a string");
  return value;
}

export function indexRoutes(engine: Engine): Route[] {
  const { catalog, queue, store } = engine;

  const statsOf = (index: SearchIndex) => {
    const { uid, fields, bytes: size } = index.row;
    const numberOfDocuments = index.documentCount;
    return {
      numberOfDocuments, rawDocumentDbSize: size, avgDocumentSize: numberOfDocuments === 0 ? 0 : Math.round(size / numberOfDocuments),
      isIndexing: queue.isProcessing(uid), numberOfEmbeddings: 0, numberOfEmbeddedDocuments: 0, fieldDistribution: fields,
    };
  };
  const databaseSize = () =>
    (store.value<number>("PRAGMA page_count") ?? 0) * (store.value<number>("PRAGMA page_size") ?? 0);

  return [
    ["GET", "/indexes", "all", ({ query }) => {
      const offset = numberOf(query, "offset", "invalid_index_offset", 0);
      const limit = numberOf(query, "limit", "invalid_index_limit", 20);
      const all = catalog.list();
      return { body: { results: all.slice(offset, offset + limit).map(describe), offset, limit, total: all.length } };
    }],
    ["POST", "/indexes", "all", async ({ json }) => {
      const body = members(await json(), ["uid", "primaryKey"]);
      if (body.uid === undefined) throw new ApiError("missing_index_uid", "Missing field `uid`");
      const uid = indexUid(body.uid);
      return engine.enqueue({ type: "indexCreation", indexUid: uid, details: { primaryKey: primaryKeyOf(body.primaryKey) } });
    }],
    ["GET", "/indexes/:uid", "all", ({ path }) => ({ body: describe(catalog.get(path.uid!)) })],
    ["PATCH", "/indexes/:uid", "all", async ({ path, json }) => {
      const body = members(await json(), ["uid", "primaryKey"]);
      const change = {
        ...(body.primaryKey === undefined || body.primaryKey === null ? {} : { primaryKey: primaryKeyOf(body.primaryKey) }),
        ...(body.uid === undefined || body.uid === null ? {} : { uid: indexUid(body.uid) }),
      };
      return engine.enqueue({ type: "indexUpdate", indexUid: indexUid(path.uid), details: { primaryKey: primaryKeyOf(body.primaryKey) }, request: change });
    }],
    ["DELETE", "/indexes/:uid", "all", ({ path }) =>
      engine.enqueue({ type: "indexDeletion", indexUid: indexUid(path.uid), details: { deletedDocuments: null } })],
    ["POST", "/swap-indexes", "all", async ({ json }) => {
      const body = await json();
      if (!Array.isArray(body)) throw new ApiError("bad_request", "Invalid value type: expected an array");
      const seen = new Set<string>();
      const swaps = body.map((entry: unknown) => {
        const swap = members(entry, ["indexes", "rename"]);
        if (swap.indexes === undefined) throw new ApiError("missing_swap_indexes", "Missing field `indexes`");
        if (!Array.isArray(swap.indexes) || swap.indexes.length !== 2) {
          throw new ApiError("invalid_swap_indexes", "Two indexes must be given for each swap.");
        }
        for (const uid of swap.indexes as unknown[]) {
          if (seen.has(indexUid(uid, "invalid_swap_indexes"))) throw new ApiError("invalid_swap_duplicate_index_found", `Indexes must be declared only once during a swap. \`${String(uid)}\` was specified several times.`);
          seen.add(uid as string);
        }
        return { indexes: swap.indexes as [string, string], rename: swap.rename === true };
      });
      return engine.enqueue({ type: "indexSwap", indexUid: null, details: { swaps }, request: swaps });
    }],
    ["GET", "/indexes/:uid/stats", "all", ({ path }) => ({ body: statsOf(catalog.get(path.uid!)) })],
    ["GET", "/stats", "all", () => {
      const indexes = catalog.list();
      const lastUpdate = indexes.map(({ row }) => row.updatedAt).toSorted().at(-1) ?? null;
      return {
        body: {
          databaseSize: databaseSize(), usedDatabaseSize: databaseSize(), lastUpdate,
          indexes: Object.fromEntries(indexes.map((index) => [index.row.uid, statsOf(index)])),
        },
      };
    }],
  ];
}
