import { writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

import { ScratchProject } from "../helpers/scratch-project.ts";

const project = new ScratchProject();

beforeAll(() => writeFileSync(project.path("app/stubborn"), ""));
afterEach(() => project.stopAll());
afterAll(() => project.remove());

test("a hub that does not end by itself is killed after a while", async () => {
  const hub = await project.launch();
  await hub.untilPrinted("the hub is ready");
  hub.interrupt();
  expect((await hub.exit).code).toBe(0);
  expect(hub.processes()).toEqual([]);
});

test("a second Ctrl-C kills at once", async () => {
  const hub = await project.launch();
  await hub.untilPrinted("the hub is ready");
  hub.interrupt();
  await sleep(700);
  expect(hub.pid("hub")).toBeDefined();
  hub.interrupt();
  await hub.untilGone(1000);
  expect((await hub.exit).code).toBe(1);
});

test("SIGTERM to npm alone, as a service manager sends it, ends everything", async () => {
  const hub = await project.launch();
  await hub.untilPrinted("the hub is ready");
  process.kill(hub.pid("npm") ?? 0, "SIGTERM");
  expect((await hub.exit).code).toBe(0);
  expect(hub.processes()).toEqual([]);
});
