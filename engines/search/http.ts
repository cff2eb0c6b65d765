import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Access, Permission } from "./access.ts";
import { ApiError } from "./errors.ts";
import { MAX_DEPTH, MAX_JSON_BYTES, tooLarge } from "./payload.ts";

export interface Request {
  /** The variable parts of the path. */
  path: Record<string, string>;
  query: URLSearchParams;
  /** The body as JSON; refused where it is none. */
  json: () => Promise<unknown>;
  raw: IncomingMessage;
}

export interface Reply {
  status?: number;
  body?: unknown;
}

export type Handler = (request: Request) => Reply | Promise<Reply>;

/** Method, path with `:names`, what the request's key must permit, and what answers. */
export type Route = [method: string, path: string, permission: Permission, handler: Handler];

export function createApi(routes: readonly Route[], access: Access): Server {
  const table = routes.map(([method, path, permission, handler]) => ({ method, permission, handler, parts: path.split("/").slice(1) }));

  async function answer(raw: IncomingMessage): Promise<Reply> {
    const [pathname = "/", search = ""] = (raw.url ?? "/").split(/\?(.*)/s, 2);
    const parts = pathname.replace(/(?<=.)\/$/, "").split("/").slice(1).map(decodePart);
    const onPath = table.filter((route) => matches(route.parts, parts));
    const route = onPath.find(({ method }) => method === raw.method);
    if (!route) {
      const what = `\`${raw.method} ${pathname}\``;
      if (onPath.length > 0) throw new ApiError("method_not_allowed", `The method of ${what} is not allowed.`);
      throw new ApiError("not_found", `The route ${what} does not exist in this embedded engine.`);
    }
    access.check(raw.headers.authorization, route.permission);
    const path = Object.fromEntries(route.parts.flatMap((part, i) => (part.startsWith(":") ? [[part.slice(1), parts[i]!]] : [])));
    return route.handler({ path, query: new URLSearchParams(search), raw, json: () => readJson(raw) });
  }

  const server = createServer((raw, response) => {
    answer(raw).then(
      ({ status = 200, body }) => send(response, status, body),
      (error: unknown) => {
        if (response.headersSent || response.destroyed) return response.destroy();
        const told = error instanceof ApiError ? error : internal(error, raw);
        if (!raw.complete) response.setHeader("connection", "close");
        return send(response, told.status, told);
      },
    );
  });
  server.keepAliveTimeout = 60_000;
  return server;
}

function internal(error: unknown, raw: IncomingMessage): ApiError {
  process.stderr.write(`${raw.method} ${raw.url} failed: ${(error as Error).stack}\n`);
  return new ApiError("internal", "An internal error has occurred.");
}

function matches(pattern: readonly string[], parts: readonly string[]): boolean {
  return pattern.length === parts.length && pattern.every((part, i) => part.startsWith(":") ? parts[i] !== "" : part === parts[i]);
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function send(response: ServerResponse, status: number, body: unknown): void {
  if (body === undefined) {
    response.writeHead(status).end();
    return;
  }
  const bytes = Buffer.from(JSON.stringify(body));
  response.writeHead(status, { "content-type": "application/json", "content-length": bytes.length }).end(bytes);
}

/** Bodies are JSON; other media types of the real server are refused. */
export function checkContentType(raw: IncomingMessage): void {
  const given = raw.headers["content-type"]?.split(";")[0]?.trim().toLowerCase();
  const hint = "Accepted values for the Content-Type header are: `application/json`";
  if (given === undefined) throw new ApiError("missing_content_type", `A Content-Type header is missing. ${hint}`);
  if (given !== "application/json") throw new ApiError("invalid_content_type", `The Content-Type \`${given}\` is invalid. ${hint}`);
}

async function readJson(raw: IncomingMessage): Promise<unknown> {
  checkContentType(raw);
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of raw as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_JSON_BYTES) throw tooLarge(MAX_JSON_BYTES);
    chunks.push(chunk);
  }
  if (bytes === 0) throw new ApiError("missing_payload", "A json payload is missing.");
  try {
    return parseShallow(Buffer.concat(chunks).toString("utf8"));
  } catch (error) {
    throw new ApiError("malformed_payload", `The json payload provided is malformed. \`${(error as Error).message}\`.`);
  }
}

/** JSON, unless it is nested deeper than a reader of its values could follow. */
function parseShallow(text: string): unknown {
  let depth = 0;
  for (const [mark] of text.matchAll(/"(?:[^"\\]+|\\.)*"?|[[\]{}]/gs)) {
    if (mark === "[" || mark === "{") depth++;
    else if (mark === "]" || mark === "}") depth--;
    if (depth > MAX_DEPTH) throw new Error("recursion limit exceeded");
  }
  return JSON.parse(text) as unknown;
}
