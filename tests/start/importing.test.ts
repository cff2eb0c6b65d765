import { spawnSync } from "node:child_process";
import path from "node:path";

import { afterAll, expect, test } from "vitest";

import { ROOT, shellEnvironment } from "../helpers/hub-process.ts";
import { Workbench } from "../import/workbench.ts";

const bench = new Workbench();
afterAll(() => bench.remove());

test("on a new data folder an import loads the founding network first, and starts the servers for as long as it takes", () => {
  bench.write("news.txt", "Meeting of focal points in Praia\nThe focal points met on Monday to plan the year.");
  const manifest = bench.write("news.json", JSON.stringify([{ key: "mr-nouakchott-meeting", type: "event", country: "MR", files: [{ path: "news.txt", lang: "en" }] }]));
  const run = () => {
    const env = { ...shellEnvironment(), HUB_DATA_DIR: path.join(bench.folder, "data") };
    const { status, stdout } = spawnSync(process.execPath, ["--import", "tsx", "engines/run.ts", "--founded", "app/import/main.ts", manifest], { cwd: ROOT, env, encoding: "utf8" });
    return { status, stdout };
  };
  expect(run()).toEqual({ status: 0, stdout: expect.stringContaining("0 created, 1 updated") });
  expect(run()).toEqual({ status: 0, stdout: expect.stringContaining("0 updated, 1 unchanged") });
});
