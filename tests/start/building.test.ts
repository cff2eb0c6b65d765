import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";

import { afterAll, afterEach, expect, test } from "vitest";

import { until } from "../helpers/processes.ts";
import { SCRATCH_HUB, ScratchProject } from "../helpers/scratch-project.ts";

const project = new ScratchProject();

afterEach(() => project.stopAll());
afterAll(() => project.remove());

function countBuilds(): number {
  return readFileSync(project.path("builds.log"), "utf8").trim().split("\n").length;
}

function hasStamp(): boolean {
  return existsSync(project.path("build/.inputs"));
}

test("builds once, and again when the content of a file has changed", async () => {
  const first = await project.launch();
  await first.untilPrinted("the hub is ready");
  expect(first.stdout).toContain("Building the hub (first start only)…");
  await first.stop();

  writeFileSync(project.path("app/server.js"), SCRATCH_HUB); // the same content at another time
  const second = await project.launch();
  await second.untilPrinted("the hub is ready");
  expect(second.stdout).not.toContain("Building");
  expect(countBuilds()).toBe(1);
  await second.stop();

  writeFileSync(project.path("models/new.ts"), "export {};\n");
  const third = await project.launch();
  await third.untilPrinted("the hub is ready");
  expect(third.stdout).toContain("Building the hub (its files have changed)…");
  expect(countBuilds()).toBe(2);
});

test("shows the output of a build that fails, and builds again at the next start", async () => {
  writeFileSync(project.path("app/broken"), "");
  const { code, stderrLines } = await (await project.launch()).exit;
  expect(code).toBe(1);
  expect(stderrLines).toEqual([
    "app/broken: cannot be built",
    "The hub could not be built (exit code 1).",
  ]);
  expect(hasStamp()).toBe(false);

  rmSync(project.path("app/broken"));
  const mended = await project.launch();
  await mended.untilPrinted("the hub is ready");
  expect(mended.stdout).toContain("Building");
});

test.each(["start", "npm"] as const)(
  "leaves no process and no finished build when %s is killed while it builds",
  async (role) => {
    writeFileSync(project.path("app/slow"), role);
    const builds = countBuilds();
    const killed = await project.launch();
    await until("the beginning of the build", 20_000, () => countBuilds() > builds);
    killed.kill(role);
    await killed.untilGone(5000);
    expect(hasStamp()).toBe(false);

    rmSync(project.path("app/slow"));
    const next = await project.launch();
    await next.untilPrinted("the hub is ready");
  },
);

test("a second start in the same folder waits for the build of the first", async () => {
  writeFileSync(project.path("models/other.ts"), "export {};\n");
  const builds = countBuilds();
  const both = await Promise.all([project.launch(), project.launch()]);
  await Promise.all(both.map((one) => one.untilPrinted("the hub is ready")));
  expect(countBuilds()).toBe(builds + 1);
});
