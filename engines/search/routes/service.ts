import type { Engine } from "../engine.ts";
import type { Route } from "../http.ts";
import { numberOf } from "./parameters.ts";

/** The server version whose API this engine follows. */
const VERSION = { commitSha: "embedded", commitDate: "unknown", pkgVersion: "1.43.0" };

export function serviceRoutes({ keys }: Engine): Route[] {
  return [
    ["GET", "/health", null, () => ({ body: { status: "available" } })],
    ["GET", "/version", "version", () => ({ body: VERSION })],
    ["GET", "/keys", "keys.get", ({ query }) => {
      const offset = numberOf(query, "offset", "invalid_api_key_offset", 0);
      const limit = numberOf(query, "limit", "invalid_api_key_limit", 20);
      const all = keys.list();
      return { body: { results: all.slice(offset, offset + limit), offset, limit, total: all.length } };
    }],
    ["POST", "/keys", "keys.create", async ({ json }) => ({ status: 201, body: keys.create(await json()) })],
    ["GET", "/keys/:key", "keys.get", ({ path }) => ({ body: keys.get(path.key!) })],
    ["PATCH", "/keys/:key", "keys.update", async ({ path, json }) => ({ body: keys.update(path.key!, await json()) })],
    ["DELETE", "/keys/:key", "keys.delete", ({ path }) => {
      keys.delete(path.key!);
      return { status: 204 };
    }],
  ];
}
