import { chmodSync, rmSync } from "node:fs";
import type { Socket } from "node:net";
import { createServer } from "node:net";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { Engine } from "./engine.ts";
import { FolderError } from "./store/store.ts";
import { serve } from "./wire/client.ts";

const USAGE = "usage: engine:mongo (--port N | --socket PATH) --data DIR";

function fail(line: string): never {
  process.stderr.write(`${line}\n`);
  process.exit(1);
}

interface Options {
  port: number | undefined;
  socket: string | undefined;
  data: string;
}

function readOptions(): Options {
  let values: { port?: string; socket?: string; data?: string } = {};
  try {
    const type = "string" as const;
    ({ values } = parseArgs({ options: { port: { type }, socket: { type }, data: { type } } }));
  } catch {
    fail(USAGE);
  }
  const { port, socket, data } = values;
  const isPort = port !== undefined && /^\d{1,5}$/.test(port) && Number(port) < 65536;
  if (!data || (port === undefined) === (socket === undefined) || (port !== undefined && !isPort) || socket === "") fail(USAGE);
  return { port: port === undefined ? undefined : Number(port), socket: socket && resolve(socket), data: resolve(data) };
}

function openEngine(data: string): Engine {
  try {
    return new Engine(data, (line) => process.stderr.write(`${line}\n`));
  } catch (thrown) {
    if (thrown instanceof FolderError) fail(thrown.message);
    fail(`data folder ${data} cannot be opened: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
  }
}

const options = readOptions();
const engine = openEngine(options.data);
const sockets = new Set<Socket>();
const server = createServer((socket) => {
  sockets.add(socket);
  engine.connections++;
  socket.on("close", () => {
    sockets.delete(socket);
    engine.connections--;
  });
  serve(socket, engine);
});

server.maxConnections = 1000;

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  server.close();
  for (const socket of sockets) socket.destroy();
  await engine.close();
  if (options.socket) rmSync(options.socket, { force: true });
  process.exit(0);
}

server.on("error", (error: NodeJS.ErrnoException) => {
  const where = options.socket ? `socket ${options.socket}` : `port ${options.port}`;
  fail(error.code === "EADDRINUSE" ? `${where} is already in use` : `${where} cannot be listened on: ${error.message}`);
});
process.on("SIGTERM", () => void stop());
process.on("SIGINT", () => void stop());
// started by another program: it must not outlive that program
if (process.connected) process.on("disconnect", () => process.exit(0));

function announce(address: string): void {
  engine.address = address;
  process.stdout.write(`listening mongodb://${address}/\n`);
}

if (options.socket) {
  const path = options.socket;
  // whoever owns the data folder owns its socket: what is left there is of a process that died
  rmSync(path, { force: true });
  const mask = process.umask(0o177);
  server.listen(path, () => {
    process.umask(mask);
    chmodSync(path, 0o600);
    announce(encodeURIComponent(path));
  });
} else {
  server.listen(options.port, "127.0.0.1", () => {
    const bound = server.address();
    announce(`127.0.0.1:${typeof bound === "object" && bound ? bound.port : options.port}`);
  });
}
