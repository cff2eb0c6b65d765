import { execFile } from "node:child_process";
import { cpSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, test } from "vitest";

import { ROOT, shellEnvironment } from "../helpers/hub-process.ts";
import { ScratchProject } from "../helpers/scratch-project.ts";

const project = new ScratchProject();
afterAll(() => project.remove());

test("a command works in a project that was never started, and so was never built", async () => {
  cpSync(path.join(ROOT, "engines"), project.path("engines"), { recursive: true });
  for (const name of readdirSync(path.join(ROOT, "node_modules"))) {
    if (name !== "tsx" && !name.startsWith(".")) symlinkSync(path.join(ROOT, "node_modules", name), project.path(`node_modules/${name}`));
  }
  writeFileSync(project.path("app/says.ts"), "console.log(process.env.MONGODB_URL, process.env.MEILI_URL);");
  const { stdout } = await promisify(execFile)(process.execPath, ["--import", "tsx", "engines/run.ts", "app/says.ts"], { cwd: project.root, env: { ...shellEnvironment(), HUB_DATA_DIR: project.path(".data") } });
  expect(stdout).toMatch(/^mongodb:\/\/\S+mongo\.sock\S* http:\/\/127\.0\.0\.1:\d+\n$/);
});
