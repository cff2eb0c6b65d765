import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";

import { writeReadableStreamToWritable } from "@remix-run/node";
import compression from "compression";
import express from "express";
import { afterAll, beforeAll, expect, test } from "vitest";

import { type Drained, noteDrain } from "#app/lib/drain.ts";
import { streamed } from "#app/lib/streamed.server.ts";

import { type HubOnEngines, startHubOnEngines } from "../helpers/hub-on-engines.ts";
import { until } from "../helpers/processes.ts";
import { feedSuite } from "./feeds/feeds.ts";
import { BULK, BULK_SIZE, writeFixtures } from "./feeds/fixtures.ts";
import { harvestSuite } from "./feeds/harvest.ts";
import { referenceSuite } from "./feeds/references.ts";
import { resultSuite } from "./feeds/results.ts";

/**
 * What is subscribed to, taken along and harvested, each read by a program that is not ours. One hub for all of it, on
 * engines that these tests write to as well.
 */
let started: HubOnEngines | undefined;
let url: string;

const ask = (address: string, init: RequestInit = {}): Promise<Response> => fetch(url + address.replace("https://hub.example", ""), { redirect: "manual", ...init });

beforeAll(async () => {
  started = await startHubOnEngines({ founded: true, env: { HUB_ORIGIN: "https://hub.example" }, prepare: writeFixtures });
  url = started.hub.url;
  const total = async () => ((await (await ask(`/api/v1/search?q=${BULK}&limit=1`)).json()) as { total: number }).total;
  await until("everything is found", 120_000, async () => (await total()) === BULK_SIZE);
}, 300_000);
afterAll(() => started?.stop());

feedSuite(ask);
resultSuite(ask);
referenceSuite(ask);
harvestSuite(ask);

test.each([["as it is", "identity"], ["compressed", "gzip"]])("a long answer is made no faster than it is read, %s", async (_, encoding) => {
  let made = 0;
  let ended = false;
  async function* parts(): AsyncGenerator<string> {
    try {
      // What does not get smaller by compressing.
      for (; made < 3_000; made += 1) yield Array.from({ length: 2_000 }, () => Math.random().toString(36)).join("");
    } finally {
      ended = true;
    }
  }
  const app = express().use(compression(), noteDrain, (_request, response) => {
    const { body } = streamed(new Request("http://hub/"), parts(), { headers: {}, drained: response.locals.drained as Drained });
    response.type("text/plain");
    if (body) void writeReadableStreamToWritable(body, response);
  });
  const server = app.listen(0, "127.0.0.1");
  await once(server, "listening");
  const sent = http.get({ port: (server.address() as AddressInfo).port, headers: { "Accept-Encoding": encoding } });
  const [answer] = (await once(sent, "response")) as [http.IncomingMessage];
  let before = -1;
  await until("nothing more is made", 30_000, () => before === (before = made));
  expect(made).toBeLessThan(1_000);
  answer.resume();
  await until("it goes on", 30_000, () => made > before);
  answer.destroy();
  await until("it ends with its reader", 30_000, () => ended);
  expect(made).toBeLessThan(3_000);
  server.closeAllConnections();
  server.close();
});
