import { randomBytes } from "node:crypto";
import type { Server, ServerResponse } from "node:http";
import path from "node:path";

import { createRequestHandler, type RequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import compression from "compression";
import express from "express";
import helmet from "helmet";
import sirv from "sirv";

import { env, SettingError } from "#app/env.server.ts";
import { type Drained, noteDrain } from "#app/lib/drain.ts";
import { guardedBuild } from "#app/lib/guarded-build.server.ts";
import { nearRoutes } from "#app/lib/near-routes.server.ts";
import { isOwnForm, ownHosts } from "#app/lib/own-form.ts";
import { paths } from "#app/paths.ts";
import { createSetUpToken } from "#models/invitation.server.ts";

import { type LoadContext, openHub } from "./hub.server.ts";

/** Where the pages come from: a finished build with its folder of files for browsers, or the development server. */
export type Pages = { build: ServerBuild; files: string } | { load: () => Promise<ServerBuild>; middlewares: express.RequestHandler };

/** Ends the process with one line that says what is wrong. */
function fail(message: string): never {
  process.stderr.write(`${message.replaceAll("\n", " ")}\n`);
  process.exit(1);
}

/** Runs the hub in this process until a signal. What keeps it from starting is said in one line, and ends it with 1. */
export function serve(pages: Pages): void {
  open(pages).catch((error: unknown) => {
    const message = error instanceof Error ? error.message : String(error);
    fail(error instanceof SettingError ? message : `the hub cannot start: ${message}`);
  });
}

async function open(pages: Pages): Promise<void> {
  const { HOST, PORT, HUB_ORIGIN, TRUST_PROXY, NODE_ENV } = env();
  const hub = await openHub();

  const app = express();
  app.disable("x-powered-by");
  app.set("trust proxy", TRUST_PROXY);
  app.set("query parser", false);
  app.use((_request, response, next) => {
    response.locals.nonce = randomBytes(16).toString("base64");
    next();
  });
  app.use(securityHeaders({ https: HUB_ORIGIN.startsWith("https:"), development: "load" in pages }));
  app.use("/files", sandboxed);
  app.use(refuseStrange);
  app.use(noteOrigin);
  app.use(compression());
  app.use(noteDrain);
  if ("load" in pages) app.use(pages.middlewares);
  else serveFiles(app, pages.files);
  const handler = (build: ServerBuild | (() => Promise<ServerBuild>)) => createRequestHandler({ build, mode: NODE_ENV, getLoadContext: contextOf });
  app.all("*", "load" in pages ? handler(async () => guardedBuild(await pages.load())) : byNearRoutes(guardedBuild(pages.build), handler));

  const server = app.listen(PORT, HOST);
  server.once("error", (error: NodeJS.ErrnoException) =>
    fail(`${error.code === "EADDRINUSE" ? "PORT" : "HOST"}: cannot listen on ${HOST}:${PORT} (${error.code ?? error.message})`),
  );
  server.once("listening", () => {
    // Not before the hub listens: a start that fails must not use up the one link.
    createSetUpToken().then((token) => announce(server, token), (error: unknown) => fail(String(error)));
  });
  endWith(server, hub.close);
}

function contextOf(request: express.Request, response: express.Response): LoadContext {
  return {
    nonce: String(response.locals.nonce),
    address: request.ip ?? "",
    ownForm: response.locals.ownForm === true,
    drained: response.locals.drained as Drained,
  };
}

/** Has each request handled with no more routes than those that its address may lead to. */
function byNearRoutes(build: ServerBuild, handler: (build: ServerBuild) => RequestHandler): RequestHandler {
  const near = nearRoutes(build);
  // There are no more parts than names of segments in the URL map.
  const handlers = new Map<string, RequestHandler>();
  return (request, response, next) => {
    const { name, part } = near(request.path);
    let own = handlers.get(name);
    if (!own) handlers.set(name, (own = handler(part())));
    return own(request, response, next);
  };
}

const HOUR = 3_600;
const YEAR = 31_536_000;

/** The files of the build. Those under `assets` have a hash in their names, and never change. */
function serveFiles(app: express.Express, folder: string): void {
  const notFound = (_request: unknown, response: ServerResponse): void => void response.writeHead(404).end();
  const assets = sirv(path.join(folder, "assets"), { brotli: true, immutable: true, maxAge: YEAR, onNoMatch: notFound });
  app.use("/assets", readOnly(assets, notFound));
  app.use(readOnly(sirv(folder, { maxAge: HOUR, extensions: [] }), (_request, _response, next) => next()));
}

/** Files are read whole, as they are small: of the parts that a request may ask for, most are none. */
function readOnly(files: express.RequestHandler, otherwise: express.RequestHandler): express.RequestHandler {
  return (request, response, next) => {
    if (request.method === "POST") return otherwise(request, response, next);
    const { range } = request.headers;
    delete request.headers.range;
    return files(request, response, (error?: unknown) => {
      // What is no file of the build may have parts.
      if (range !== undefined) request.headers.range = range;
      next(error);
    });
  };
}

function securityHeaders({ https, development }: { https: boolean; development: boolean }): express.RequestHandler {
  const nonce = (_request: unknown, response: unknown): string =>
    `'nonce-${String((response as express.Response).locals.nonce)}'`;
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'", nonce],
        // The development server puts its styles into the page; the built hub has none there.
        styleSrc: development ? ["'self'", "'unsafe-inline'"] : ["'self'"],
        imgSrc: ["'self'", "data:"],
        connectSrc: development ? ["'self'", "ws:"] : ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: https ? { maxAge: 31_536_000 } : false,
    referrerPolicy: { policy: "strict-origin-when-cross-origin" },
    crossOriginEmbedderPolicy: false,
  });
}

/**
 * What members have sent is no page of the hub, whatever is in it: it runs nothing and reaches nothing. Of PDFs no more is said
 * than that, since browsers' own viewers, which run apart from the hub, do not open in a sandbox.
 */
const sandboxed: express.RequestHandler = (request, response, next) => {
  const isPdf = /\.pdf$/i.test(request.path);
  response.set("Content-Security-Policy", isPdf ? "script-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'" : "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox");
  next();
};

const METHODS = new Set(["GET", "HEAD", "POST"]);
/** Longer than the longest search, in any script, with all its filters. */
const LONGEST_ADDRESS = 8_192;

/** Turns away what no browser sends: other methods, a host or an address that is none, the data requests of old clients. */
const refuseStrange: express.RequestHandler = (request, response, next) => {
  const host = request.headers.host ?? "";
  if (!/^[\w.:[\]-]+$/.test(host) || !URL.canParse(`http://${host}`)) return void response.status(400).end();
  if (!METHODS.has(request.method)) return void response.status(405).set("Allow", [...METHODS].join(", ")).end();
  if (!request.url.startsWith("/")) return void response.status(400).end();
  if (request.url.length > LONGEST_ADDRESS) return void response.status(414).end();
  request.url = mended(request.url);
  if (new URLSearchParams(request.url.split("?").slice(1).join("?")).has("_data")) return void response.status(404).end();
  next();
};

/** An address whose escapes mean nothing, as links come out of some mail programs, means them as they are written. */
function mended(url: string): string {
  const [path = "", ...query] = url.split("?");
  try {
    decodeURIComponent(path);
    return url;
  } catch {
    return [path.replaceAll("%", "%25"), ...query].join("?");
  }
}

/** Remix has a test of its own, which knows of no proxy that changes the host, and answers 500. */
const noteOrigin: express.RequestHandler = (request, response, next) => {
  response.locals.ownForm = isOwnForm(request.headers, ownHosts(request.headers.host ?? "", env().HUB_ORIGIN));
  delete request.headers.origin;
  next();
};

function announce(server: Server, setUpToken: string | null): void {
  const address = server.address();
  const { HUB_ORIGIN, PORT } = env();
  // With port 0 the system chose one, and the origin that the settings gave cannot know it.
  const port = typeof address === "object" && address ? address.port : PORT;
  const origin = PORT === 0 ? `http://localhost:${port}` : HUB_ORIGIN;
  process.stdout.write(`\nThe hub is open at ${origin}\n`);
  if (setUpToken) process.stdout.write(`Set up the first administrator (one-time link): ${origin}${paths.setUp("en", setUpToken)}\n`);
  process.stdout.write("\n");
  process.send?.({ ready: true, url: origin });
}

/** Ends in order on a signal, or when the process that started the hub is gone. */
function endWith(server: Server, close: () => Promise<void>): void {
  let ending = false;
  const end = () => {
    if (ending) return;
    ending = true;
    server.close(() => void close().finally(() => process.exit(0)));
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 1_500).unref();
    setTimeout(() => process.exit(0), 4_000).unref();
  };
  process.once("SIGTERM", end);
  process.once("SIGINT", end);
  process.once("disconnect", () => process.exit(1));
}
