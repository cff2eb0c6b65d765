import mongoose from "mongoose";
import { afterAll, beforeAll, expect, test } from "vitest";

import { connect, databaseAnswers, disconnect, renewWhenSilent } from "#models/connection.server.ts";
import { isDatabaseDown } from "#models/mongo-errors.server.ts";
import { StateModel } from "#models/state.server.ts";

import { type Servers, startServers } from "../helpers/servers.ts";

let given: Servers;

beforeAll(async () => {
  given = await startServers();
  await connect(given.mongoUrl);
});
afterAll(async () => {
  await disconnect();
  await given?.stop();
});

type Server = {
  monitor: Record<"close" | "connect" | "reset" | "requestCheck", () => void>;
  description: { hostAddress: unknown; constructor: new (address: unknown) => unknown };
  emit: (event: "descriptionReceived", description: unknown) => void;
};
type Monitored = { topology?: { s: { servers: Map<string, Server> } } };

test("a client that no longer notices its database is replaced", async () => {
  // What becomes of a driver whose heartbeat waits on a broken connection: it holds the server for lost, and looks no more.
  const { topology } = mongoose.connection.getClient() as unknown as Monitored;
  const servers = [...(topology?.s.servers.values() ?? [])];
  expect(servers).not.toEqual([]);
  for (const server of servers) {
    server.monitor.close();
    Object.assign(server.monitor, { connect: () => {}, reset: () => {}, requestCheck: () => {} });
    server.emit("descriptionReceived", new server.description.constructor(server.description.hostAddress));
  }
  for (let nth = 0; nth < 2; nth += 1) expect(await databaseAnswers()).toBe(false);

  const stop = renewWhenSilent(given.mongoUrl, { ms: 500, everyMs: 100 });
  await expect.poll(databaseAnswers, { timeout: 20_000 }).toBe(true);
  expect(await StateModel.countDocuments()).toBe(0);
  // And leaves alone what answers.
  const client = mongoose.connection.getClient();
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  stop();
  expect(mongoose.connection.getClient()).toBe(client);
});

test.each([
  Object.assign(new Error("write EPIPE"), { code: "EPIPE", syscall: "write" }),
  Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" }),
  new Error("wrapped", { cause: Object.assign(new Error("gone"), { name: "MongoNetworkError" }) }),
  Object.assign(new Error("stepped down"), { name: "MongoServerError", code: 10107 }),
])("$message means that no database answers", (error) => {
  expect(isDatabaseDown(error)).toBe(true);
});

test.each([new TypeError("x is not a function"), Object.assign(new Error("twice"), { name: "MongoServerError", code: 11000 }), { code: "EPIPE" }, null])(
  "%s does not",
  (error) => {
    expect(isDatabaseDown(error)).toBe(false);
  },
);
