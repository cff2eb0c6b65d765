import type { Engine } from "../engine.ts";
import type { Route } from "../http.ts";
import { numberOf } from "./parameters.ts";

/** The server version whose API this engine follows. */
const VERSION = { commitSha: "embedded", commitDate: "unknown", pkgVersion: "1.43.0" };

export function serviceRoutes({ access }: Engine): Route[] {
  return [
    ["GET", "/health", "none", () => ({ body: { status: "available" } })],
    ["GET", "/version", "all", () => ({ body: VERSION })],
    ["GET", "/keys", "keys", ({ query }) => {
      const offset = numberOf(query, "offset", "invalid_api_key_offset", 0);
      const limit = numberOf(query, "limit", "invalid_api_key_limit", 20);
      return { body: { results: access.keys.slice(offset, offset + limit), offset, limit, total: access.keys.length } };
    }],
    ["GET", "/keys/:key", "keys", ({ path }) => ({ body: access.get(path.key!) })],
  ];
}
