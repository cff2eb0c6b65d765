import { chmodSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { fork } from "node:child_process";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { dice } from "../../helpers/dice.ts";
import { fuzzSearch } from "./fuzzing.ts";
import { launch, makeIndex, MASTER_KEY, removeFolder, startServer, temporaryFolder, type Server } from "./server.ts";

const folders: string[] = [];
const servers: Server[] = [];
function folder(): string {
  folders.push(temporaryFolder());
  return folders.at(-1)!;
}
async function start(data: string): Promise<Server> {
  servers.push(await startServer(data));
  return servers.at(-1)!;
}
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop("SIGKILL");
  folders.splice(0).forEach(removeFolder);
});

test("prints one line, makes a private folder, ends cleanly", async () => {
  const data = join(folder(), "new/data");
  const { child, output, ended, listening } = launch(["--port", "0", "--data", data, "--master-key", MASTER_KEY]);
  const url = await listening;
  expect(output).toEqual({ out: `listening ${url}\n`, err: "" });
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(statSync(data).mode & 0o777).toBe(0o700);
  child.kill("SIGINT");
  expect(await ended).toBe(0);
});

test("runs open without a key, and says so", async () => {
  const { child, output, ended, listening } = launch(["--port", "0", "--data", folder()]);
  const url = await listening;
  expect((await fetch(`${url}/indexes`)).status).toBe(200);
  expect((await fetch(`${url}/keys`)).status).toBe(401);
  expect(output.err).toContain("no master key");
  child.kill("SIGTERM");
  expect(await ended).toBe(0);
});

test("one owner per folder; after SIGKILL the next start works", async () => {
  const data = folder();
  const first = await start(data);
  const second = launch(["--port", "0", "--data", data, "--master-key", MASTER_KEY]);
  expect(await second.ended).toBe(1);
  expect(second.output).toEqual({ out: "", err: `data folder ${data} is in use by another process\n` });
  await first.stop("SIGKILL");
  const third = await start(data);
  expect(await third.client.health()).toEqual({ status: "available" });
});

test("a taken port, an unusable folder, wrong options: one line, exit code 1", async () => {
  const server = await start(folder());
  const file = join(folder(), "file");
  writeFileSync(file, "");
  const closed = join(folder(), "closed");
  mkdirSync(closed);
  chmodSync(closed, 0o500);
  const cases: [string[], RegExp][] = [
    [["--port", new URL(server.url).port, "--data", folder()], /^port \d+ is taken\n$/],
    [["--port", "0", "--data", join(file, "data")], /^data folder .* cannot be used: .*\n$/],
    [["--port", "x", "--data", folder()], /^--port must be .*\n$/],
    [["--port", "0"], /^--data must .*\n$/],
    [["--port", "0", "--data", folder(), "--verbose"], /^Unknown option '--verbose'.*\n$/],
  ];
  if (process.getuid?.() !== 0) cases.push([["--port", "0", "--data", closed], /^data folder .* cannot be used: .*\n$/]);
  await Promise.all(cases.map(async ([args, message]) => {
    const { ended, output } = launch([...args, "--master-key", MASTER_KEY]);
    expect(await ended).toBe(1);
    expect(output.err).toMatch(message);
    expect(output.out).toBe("");
  }));
});

test("a folder of another format is refused", async () => {
  const data = folder();
  await (await start(data)).stop();
  const { default: Database } = await import("libsql");
  const db = new Database(join(data, "search.db"));
  db.exec("PRAGMA user_version = 99");
  db.close();
  const { ended, output } = launch(["--port", "0", "--data", data, "--master-key", MASTER_KEY]);
  expect(await ended).toBe(1);
  expect(output.err).toMatch(/^data folder .* has format 99/);
});

test("ends when the process that started it is gone", async () => {
  const main = join(import.meta.dirname, "../../../engines/search/main.ts");
  const child = fork(main, ["--port", "0", "--data", folder()], { execArgv: ["--import", "tsx"], env: { ...process.env, MEILI_MASTER_KEY: MASTER_KEY }, silent: true });
  await new Promise((resolve) => child.stdout!.once("data", resolve));
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.disconnect();
  expect(await ended).toBe(0);
});

test("a large payload is kept in a file and searches go on while it is indexed", async () => {
  const { client } = await start(folder());
  const index = await makeIndex(client, "large", [{ id: 0, t: "first" }], { filterableAttributes: ["n"] });
  const documents = Array.from({ length: 3000 }, (_, i) => ({ id: i, n: i % 7, t: `document ${i} ${"of some length with words ".repeat(8)}` }));
  const task = await index.addDocuments(documents);
  let slowest = 0;
  for (let status = "enqueued"; status === "enqueued" || status === "processing"; ) {
    const started = performance.now();
    await index.search("length words", { facets: ["n"] });
    slowest = Math.max(slowest, performance.now() - started);
    ({ status } = await client.tasks.getTask(task.taskUid));
  }
  expect((await index.getStats()).numberOfDocuments).toBe(3000);
  expect(slowest).toBeLessThan(500);
});

test("1,000 mutated requests leave the engine alive and its answers valid", async () => {
  const { url, client } = await start(folder());
  const { outcomes, faults } = await fuzzSearch({ url, count: 1_000, dice: dice(8) });
  expect(faults).toEqual([]);
  expect(Object.keys(outcomes)).toEqual(expect.arrayContaining(["200", "202", "400", "404", "405"]));
  expect(await client.health()).toEqual({ status: "available" });
}, 30_000);
