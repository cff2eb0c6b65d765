import { once } from "node:events";
import { existsSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import Database from "libsql";
import mongoose from "mongoose";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { launch, MongoClient, outcome, ready, temporaryFolder } from "./engine.ts";

const folder = temporaryFolder();
const children = new Set<ReturnType<typeof launch>>();
const start = (...args: Parameters<typeof launch>): ReturnType<typeof launch> => {
  const child = launch(...args);
  children.add(child);
  return child;
};
afterEach(() => {
  for (const child of children) if (child.exitCode === null) child.kill("SIGKILL");
  children.clear();
});
afterAll(() => folder.remove());

const data = (name: string): string => join(folder.path, name);

describe("options", () => {
  test.each([[[]], [["--port", "x", "--data", "d"]], [["--port", "1"]], [["--data", "d"]], [["--port", "1", "--socket", "s", "--data", "d"]], [["--other"]]])("%j prints the usage", async (args) => {
    const { code, out, err } = await outcome(start(args as string[]));
    expect({ code, out, err }).toEqual({ code: 1, out: "", err: "usage: engine:mongo (--port N | --socket PATH) --data DIR\n" });
  });
  test("a taken port is one clear line", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as { port: number };
    const { code, err } = await outcome(start(["--port", String(port), "--data", data("port")]));
    server.close();
    expect({ code, err }).toEqual({ code: 1, err: `port ${port} is already in use\n` });
  });
  test("a folder that cannot be written to is one clear line", async () => {
    const { code, err } = await outcome(start(["--port", "0", "--data", "/proc/nowhere"]));
    expect(code).toBe(1);
    expect(err).toBe("data folder /proc/nowhere cannot be written to\n");
  });
});

describe("ownership", () => {
  test("a folder has one owner; when it is killed, the next start has it", async () => {
    const args = ["--port", "0", "--data", data("owned")];
    const first = start(args);
    const url = await ready(first);
    expect(url).toMatch(/^mongodb:\/\/127\.0\.0\.1:\d+\/$/);
    expect(statSync(data("owned")).mode & 0o777).toBe(0o700);
    const second = await outcome(start(args));
    expect({ code: second.code, err: second.err }).toEqual({ code: 1, err: `data folder ${data("owned")} is in use by another process\n` });
    const client = await new MongoClient(url).connect();
    await client.db("d").collection("c").insertOne({ kept: true });
    await client.close();
    first.kill("SIGKILL");
    await once(first, "exit");
    const third = start(args);
    const again = await new MongoClient(await ready(third)).connect();
    expect(await again.db("d").collection("c").countDocuments({ kept: true })).toBe(1);
    await again.close();
    third.kill("SIGTERM");
    const [code] = await once(third, "exit");
    expect(code).toBe(0);
  });
});

test("a folder of another format is refused with what to do, and left as it is", async () => {
  const args = ["--port", "0", "--data", data("format")];
  const first = start(args);
  await ready(first);
  first.kill("SIGTERM");
  await once(first, "exit");
  const database = new Database(join(data("format"), "data.sqlite"));
  database.exec("UPDATE meta SET value = 2 WHERE name = 'format'");
  database.close();
  const { code, err } = await outcome(start(args));
  expect({ code, err }).toEqual({ code: 1, err: `data folder ${data("format")} cannot be opened: it has format 2, and this program reads format 1: start the version that wrote it, or name another folder\n` });
});

describe("a socket file", () => {
  test("is for its owner only, serves mongoose, and is gone afterwards", async () => {
    const path = data("Engine.sock");
    const child = start(["--socket", path, "--data", data("socket")]);
    const url = await ready(child);
    expect(url).toBe(`mongodb://${encodeURIComponent(path)}/`);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const connection = await mongoose.createConnection(`${url}hub`, { directConnection: true, serverSelectionTimeoutMS: 3000 }).asPromise();
    const Person = connection.model("Person", new mongoose.Schema({ name: { type: String, unique: true } }));
    await Person.init();
    await Person.create({ name: "Salma" });
    await expect(Person.create({ name: "Salma" })).rejects.toMatchObject({ code: 11000, keyValue: { name: "Salma" } });
    expect(await Person.findOne({ name: /^sal/i }).lean()).toMatchObject({ name: "Salma" });
    await connection.close();
    child.kill("SIGINT");
    const [code] = await once(child, "exit");
    expect(code).toBe(0);
    expect(existsSync(path)).toBe(false);
  });
});

test("an engine does not outlive the process that started it", async () => {
  const child = start(["--port", "0", "--data", data("parent")], ["ignore", "pipe", "pipe", "ipc"]);
  await ready(child);
  child.disconnect();
  const [code] = await once(child, "exit");
  expect(code).toBe(0);
});
