import { type Child, type Ending, describeEnding } from "./child.ts";
import type { Family } from "./family.ts";
import { HubRefused, Refusal } from "./refusal.ts";
import type { Settings } from "./settings.ts";

/** The URLs of the two servers, embedded or set, and the key of the second. */
export interface Servers {
  readonly mongodbUrl: string;
  readonly meiliUrl: string;
  readonly meiliKey: string | undefined;
}

/** The environment of the hub and of the seed. */
export function hubEnvironment(settings: Settings, servers: Servers): NodeJS.ProcessEnv {
  return {
    ...settings.inherited,
    NODE_ENV: settings.dev ? "development" : "production",
    PORT: String(settings.port),
    HOST: settings.host,
    HUB_DATA_DIR: settings.dataDir,
    MONGODB_URL: servers.mongodbUrl,
    MEILI_URL: servers.meiliUrl,
    ...(servers.meiliKey === undefined ? {} : { MEILI_API_KEY: servers.meiliKey }),
  };
}

/**
 * The hub needs some 100 MB for itself. Without a limit, Node lets garbage grow with the size of the
 * machine, to several times of that; with this one it collects earlier. In MiB.
 */
const HEAP_LIMIT = 256;

/**
 * Starts the hub and waits until it listens. It prints its address and the set-up link itself. There is
 * no time limit here: the hub has its own for servers that do not answer.
 * @throws HubRefused, or Refusal where it ends without having said why.
 */
export async function startHub(family: Family, settings: Settings, env: NodeJS.ProcessEnv) {
  const child = await family.start("front", {
    name: "the hub",
    file: settings.dev ? "app/dev.ts" : "app/server.js",
    // The development server holds the whole build in memory.
    node: settings.dev ? [] : [`--max-old-space-size=${HEAP_LIMIT}`],
    env,
    output: "inherit",
  });
  await Promise.race([ready(child), child.ended.then(explain)]);
  family.keep(child);
}

function ready(child: Child): Promise<void> {
  return new Promise((resolve) => {
    child.process.on("message", (message: { ready?: unknown } | null) => {
      if (message?.ready === true) resolve();
    });
  });
}

function explain(ending: Ending): never {
  if (ending.code !== null && ending.code !== 0) throw new HubRefused();
  throw new Refusal(`The hub ended before it was ready (${describeEnding(ending)}).`);
}
