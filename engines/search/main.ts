import { parseArgs } from "node:util";
import { setFlagsFromString } from "node:v8";
import type { AddressInfo } from "node:net";
import { Engine } from "./engine.ts";
import { createApi } from "./http.ts";
import { documentRoutes } from "./routes/documents.ts";
import { indexRoutes } from "./routes/indexes.ts";
import { searchRoutes } from "./routes/search.ts";
import { serviceRoutes } from "./routes/service.ts";
import { settingsRoutes } from "./routes/settings.ts";
import { taskRoutes } from "./routes/tasks.ts";
import { DataFolderError } from "./store.ts";

const USAGE = "usage: engine:search --port N --data DIR [--master-key K]";

function stop(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

function readOptions() {
  try {
    const { values } = parseArgs({ options: { port: { type: "string" }, data: { type: "string" }, "master-key": { type: "string" } } });
    if (!/^\d{1,5}$/.test(values.port ?? "") || Number(values.port) > 65_535) throw new Error("--port must be a number from 0 to 65535");
    if (!values.data) throw new Error("--data must name a folder");
    return { port: Number(values.port), data: values.data, masterKey: values["master-key"] || process.env.MEILI_MASTER_KEY || undefined };
  } catch (error) {
    return stop(`${(error as Error).message.split("\n")[0]}; ${USAGE}`);
  }
}

// What is garbage would else be as much as what is needed: an engine shares a small machine with the hub and the database.
setFlagsFromString("--heap-growing-percent=50");
process.umask(0o077);
const options = readOptions();
const engine = await Engine.open(options.data, options.masterKey).catch((error: unknown) => {
  if (error instanceof DataFolderError) return stop(error.message);
  throw error;
});
if (options.masterKey === undefined) process.stderr.write("no master key: every local program may read and write this engine\n");

const routes = [indexRoutes, settingsRoutes, documentRoutes, searchRoutes, taskRoutes, serviceRoutes].flatMap((of) => of(engine));
const server = createApi(routes, engine.access);
server.on("error", (error: NodeJS.ErrnoException) =>
  stop(error.code === "EADDRINUSE" ? `port ${options.port} is taken` : `cannot listen on port ${options.port}: ${error.message}`));
server.listen(options.port, "127.0.0.1", () => {
  process.stdout.write(`listening http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});

let closing = false;
async function close(): Promise<void> {
  if (closing) return;
  closing = true;
  server.close();
  server.closeAllConnections();
  await engine.close();
  process.exit(0);
}
process.on("SIGTERM", () => void close());
process.on("SIGINT", () => void close());
// The parent that started this engine holds the other end; when it dies nobody needs the engine.
if (process.connected) process.on("disconnect", () => process.exit(0));
