import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

import { afterAll, describe, expect, test } from "vitest";

import { freePort, launchHub, startHub, temporaryFolder } from "../helpers/hub-process.ts";

const folder = temporaryFolder();

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a start with these settings, on a data folder of its own, says before it ends, which must be with exit code 1. */
async function refusal(env: Record<string, string>): Promise<string[]> {
  const hub = await launchHub({ dataDir: mkdtempSync(path.join(folder, "data-")), env });
  const { code, stderrLines } = await hub.exit;
  await hub.untilGone(1000);
  expect(code).toBe(1);
  return stderrLines;
}

// Beside each other: the last of them waits for a database for as long as a start does.
describe.concurrent("a start that cannot go on says in one line which setting is to be changed", () => {
  test.each<Record<string, string>>([
    { PORT: "99999" },
    { PORT: "http" },
    { HOST: "203.0.113.1" },
    { HUB_ORIGIN: "hub.example.org" },
    { HUB_ORIGIN: "https://hub.example.org/en" },
    { MONGODB_URL: "localhost:27017" },
    { MEILI_URL: "localhost:7700" },
  ])("a wrong value: %o", async (env) => {
    const [name] = Object.keys(env);
    expect(await refusal(env)).toEqual([expect.stringMatching(new RegExp(`^${name}: `))]);
  });

  test("a data folder in which nothing can be written", async () => {
    // A folder below a file: rights would not keep out the superuser, as whom containers run tests.
    const file = path.join(folder, "file");
    writeFileSync(file, "");
    const lines = await refusal({ HUB_DATA_DIR: path.join(file, "data") });
    expect(lines).toEqual([expect.stringMatching(/^HUB_DATA_DIR: nothing can be written in .*file/)]);
  });

  test.runIf(existsSync("/proc"))("a data folder where the system answers that its parent is not there", async () => {
    const lines = await refusal({ HUB_DATA_DIR: "/proc/hub" });
    expect(lines).toEqual([expect.stringMatching(/^HUB_DATA_DIR: nothing can be written in \/proc\/hub/)]);
  });

  test("a setting of the hub that is wrong at the first start, when the founding meets it first", async () => {
    const lines = await refusal({ TRUST_PROXY: "yes" });
    expect(lines).toEqual([expect.stringMatching(/^TRUST_PROXY: /)]);
  });

  test("a database that does not answer", { timeout: 240_000 }, async () => {
    const lines = await refusal({
      MONGODB_URL: `mongodb://127.0.0.1:${await freePort()}/hub`,
    });
    expect(lines).toEqual([expect.stringMatching(/^MONGODB_URL: /)]);
  });
});

test("a data folder whose path has spaces and a percent sign is one like any other", async () => {
  const hub = await startHub({ dataDir: path.join(folder, "a folder 100%25 ours") });
  expect(await (await fetch(`${hub.url}/readyz`)).json()).toEqual({ database: true, search: true });
  await hub.stop();
});
