/**
 * The two servers for every suite that needs them: engines of its own or, where MONGODB_URL and MEILI_URL are set, a
 * database and an index of its own on the servers that they name.
 */
import { inject } from "vitest";

import { copyDatabase, databaseUrl, foundedName, newName, removeAll } from "./other-servers.ts";
import { MASTER_KEY, ownEngines } from "./own-engines.ts";

export type Servers = {
  mongoUrl: string;
  meiliUrl: string;
  /** What `connectSearch` takes. */
  search: { url: string; apiKey: string | undefined; index: string };
  /** The settings for a hub, or a command, on these servers. */
  env: Record<string, string>;
  stop: () => Promise<void>;
};

/**
 * Servers with an empty database or, with `founded`, with the founding network; on engines of our own it is indexed
 * as well, on others its items are marked, as after `npm run seed`.
 */
export async function startServers({ founded = false } = {}): Promise<Servers> {
  const others = inject("others");
  if (others) {
    const name = newName(others);
    if (founded) await copyDatabase(others, foundedName(others), name);
    return serversAt({ mongoUrl: databaseUrl(others, name), meiliUrl: others.meiliUrl, meiliKey: others.meiliKey, index: name, stop: () => removeAll(others, name) });
  }
  const { mongoUrl, meiliUrl, stop } = await ownEngines({ founded });
  // What is founded lies in the index of the default name; else it may be any.
  return serversAt({ mongoUrl, meiliUrl, meiliKey: MASTER_KEY, index: founded ? "items" : "hub_test", stop });
}

/** The same servers by the names that each of their users has for them. */
export function serversAt({ mongoUrl, meiliUrl, meiliKey, index, stop }: { mongoUrl: string; meiliUrl: string; meiliKey: string | undefined; index: string; stop: () => Promise<void> }): Servers {
  return {
    mongoUrl,
    meiliUrl,
    search: { url: meiliUrl, apiKey: meiliKey, index },
    env: { MONGODB_URL: mongoUrl, MEILI_URL: meiliUrl, ...(meiliKey ? { MEILI_API_KEY: meiliKey } : {}), MEILI_INDEX: index },
    stop,
  };
}
