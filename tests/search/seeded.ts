import { afterAll, beforeAll } from "vitest";

import { connectSearch, indexName } from "#app/search/client.server.ts";
import { removeIndex } from "#app/search/index-setup.server.ts";
import { reindex } from "#app/search/reindex.server.ts";
import { connect, disconnect } from "#models/connection.server.ts";

import { type Servers, startServers } from "../helpers/servers.ts";

/** Both servers for the tests of a file, with the founding network in the database and in the index. */
export function searchTheFoundingNetwork(): void {
  let servers: Servers | undefined;
  beforeAll(async () => {
    servers = await startServers({ founded: true });
    await connect(servers.mongoUrl);
    connectSearch(servers.search);
    await reindex();
  });
  afterAll(async () => {
    await removeIndex(indexName());
    await disconnect();
    await servers?.stop();
  });
}
