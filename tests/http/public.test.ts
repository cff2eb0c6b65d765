import { afterAll, beforeAll } from "vitest";

import { type HubOnEngines, startHubOnEngines } from "../helpers/hub-on-engines.ts";
import type { HubProcess } from "../helpers/hub-process.ts";
import { calendarSuite } from "./public/calendars.ts";
import { writeFixtures } from "./public/fixtures.ts";
import { headSuite } from "./public/head.ts";
import { itemPageSuite } from "./public/item-pages.ts";
import { sitemapSuite } from "./public/sitemaps.ts";

/**
 * What the public gets beside the words of the pages: heads, calendars, sitemaps. One hub for all of it,
 * on engines that these tests write to as well.
 */
let started: HubOnEngines | undefined;
let hub: HubProcess;

beforeAll(async () => {
  started = await startHubOnEngines({
    founded: true,
    env: { HUB_ORIGIN: "https://hub.example" },
    prepare: writeFixtures,
  });
  hub = started.hub;
}, 300_000);
afterAll(() => started?.stop());

/** Asks the hub, without following where it leads; each time anew, since a check may keep this process busy for long. */
const ask = (address: string, init: RequestInit = {}): Promise<Response> =>
  fetch(hub.url + address.replace("https://hub.example", ""), {
    redirect: "manual",
    ...init,
    headers: { ...(init.headers as Record<string, string>), Connection: "close" },
  });

headSuite(ask);
calendarSuite(ask);
sitemapSuite(ask);
itemPageSuite(ask);
