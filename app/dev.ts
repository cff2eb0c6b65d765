/** The hub with the development server: pages are compiled as they are asked for, and again when their files change. */
import path from "node:path";

import type { ServerBuild } from "@remix-run/node";
import { createServer } from "vite";

import type * as Front from "./front.server.ts";

const vite = await createServer({ server: { middlewareMode: true }, root: path.resolve(import.meta.dirname, "..") });
const load = async () => (await vite.ssrLoadModule("virtual:remix/server-build")) as ServerBuild & { entry: { module: typeof Front } };

(await load()).entry.module.serve({ load, middlewares: vite.middlewares });
