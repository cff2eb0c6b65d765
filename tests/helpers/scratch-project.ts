import { cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";

import { type HubProcess, ROOT, launchHub, temporaryFolder } from "./hub-process.ts";

/**
 * A builder and a hub of a few lines, which do what files of the project tell them:
 * `app/broken`: the build fails; `app/slow`: it takes minutes; `app/stubborn`: the hub ignores SIGTERM.
 */
const BUILDER = `
  const fs = require("node:fs");
  fs.appendFileSync("builds.log", "build\\n");
  if (fs.existsSync("app/broken")) { console.error("app/broken: cannot be built"); process.exit(1); }
  setTimeout(() => {
    fs.mkdirSync("build/client", { recursive: true });
    fs.mkdirSync("build/server", { recursive: true });
    fs.writeFileSync("build/server/index.js", "");
  }, fs.existsSync("app/slow") ? 600_000 : 100);
`;

export const SCRATCH_HUB = `
  import { existsSync } from "node:fs";
  import http from "node:http";
  const { PORT, HOST } = process.env;
  process.on("SIGTERM", () => existsSync("app/stubborn") || process.exit(0));
  http.createServer((_, response) => response.end()).listen(Number(PORT), HOST, () => {
    console.log("the hub is ready");
    process.send?.({ ready: true });
  });
`;

/** The real start in a project of its own, for what would disturb the suites that run meanwhile. */
export class ScratchProject {
  readonly root = temporaryFolder();
  readonly #hubs: HubProcess[] = [];

  constructor() {
    for (const name of ["engines/start.ts", "engines/start", "package.json"]) {
      cpSync(path.join(ROOT, name), this.path(name), { recursive: true });
    }
    for (const name of ["app", "models", "node_modules/.bin"]) {
      mkdirSync(this.path(name), { recursive: true });
    }
    symlinkSync(path.join(ROOT, "node_modules/tsx"), this.path("node_modules/tsx"));
    writeFileSync(this.path("node_modules/.bin/remix"), BUILDER);
    writeFileSync(this.path("app/server.js"), SCRATCH_HUB);
  }

  path(name: string): string {
    return path.join(this.root, name);
  }

  /** Calls `npm start` with both servers set, so that no engine is started; nothing here calls them. */
  async launch(): Promise<HubProcess> {
    const hub = await launchHub({
      root: this.root,
      dataDir: this.path("data"),
      env: { MONGODB_URL: "mongodb://127.0.0.1:1/hub", MEILI_URL: "http://127.0.0.1:1" },
    });
    this.#hubs.push(hub);
    return hub;
  }

  async stopAll(): Promise<void> {
    await Promise.all(this.#hubs.splice(0).map((hub) => hub.stop()));
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
