/**
 * A hub as its users run it: `npm start` in a process of its own, on a data folder of its own.
 *
 *     const hub = await startHub({ dataDir: temporaryFolder() });
 *     await fetch(`${hub.url}/en`);
 *     await hub.stop();
 *
 * Nothing of the caller's environment reaches it but what a shell needs, so that the settings of a
 * developer's machine and of the test runner change nothing.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";

import { type RunningProcess, processesMarked, until } from "./processes.ts";

export const ROOT = path.resolve(import.meta.dirname, "../..");

/** The first start builds, on two slow cores and beside other suites. */
const READY_MS = 180_000;

export interface HubOptions {
  /** The mark by which its processes are found; without engines, too, it must be one of its own. */
  readonly dataDir: string;
  /** Without it, a free port is taken. */
  readonly port?: number;
  /** Settings beside PORT and HUB_DATA_DIR. */
  readonly env?: Readonly<Record<string, string>>;
  /** Another copy of the project; the default is the one of these tests. */
  readonly root?: string;
}

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  /** What the hub's processes have written on stderr, line by line; npm's own lines are left out. */
  readonly stderrLines: string[];
}

/** Who can be killed. "start" is the process that watches over the others. */
export const ROLES = {
  npm: /^npm start/,
  start: /engines\/start\.ts/,
  hub: /app\/server\.js/,
  database: /engines\/mongo\/main\./,
  search: /engines\/search\/main\./,
  seed: /seed\/main\.ts/,
} as const;

export type Role = keyof typeof ROLES;

/** A new folder for one suite, which `removeFolder` of node:fs may delete when no hub runs on it. */
export function temporaryFolder(): string {
  return mkdtempSync(path.join(os.tmpdir(), "hub-test-"));
}

/** A port that is free now, and most likely a moment later. */
export async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as net.AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** One `npm start`, from its first line to its end. `launchHub` does not wait until it is ready. */
export class HubProcess {
  readonly url: string;
  readonly exit: Promise<Exit>;
  readonly #options: HubOptions;
  readonly #npm: ChildProcess;
  #stdout = "";
  #stderr = "";
  #ended = false;

  constructor(options: HubOptions, port: number) {
    this.#options = options;
    this.url = `http://127.0.0.1:${port}`;
    this.#npm = spawn("npm", ["start"], {
      cwd: options.root ?? ROOT,
      env: {
        ...shellEnvironment(),
        PORT: String(port),
        HUB_DATA_DIR: options.dataDir,
        ...options.env,
      },
      // A group of its own, as a shell makes one: Ctrl-C reaches npm and the start, and not the tests.
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#npm.stdout?.setEncoding("utf8").on("data", (text: string) => (this.#stdout += text));
    this.#npm.stderr?.setEncoding("utf8").on("data", (text: string) => (this.#stderr += text));
    this.exit = once(this.#npm, "close").then(([code, signal]) => {
      this.#ended = true;
      return { code, signal, stdout: this.#stdout, stderrLines: this.#stderrLines() };
    });
  }

  /** What it has printed so far. */
  get stdout(): string {
    return this.#stdout;
  }

  get stderr(): string {
    return this.#stderr;
  }

  /** The one-time link to make the first administrator, if this start has printed one. */
  get setUpLink(): string | undefined {
    return /https?:\/\/\S*set-?up\S*/i.exec(this.#stdout)?.[0];
  }

  /** All its living processes, whoever their parent is by now. */
  processes(): RunningProcess[] {
    return processesMarked(`HUB_DATA_DIR=${this.#options.dataDir}`);
  }

  pid(role: Role): number | undefined {
    return this.processes().find(({ command }) => ROLES[role].test(command))?.pid;
  }

  /** Waits until the hub answers with its database. @throws Error with its output where it ends instead. */
  async untilReady(): Promise<void> {
    await until(`the hub on ${this.url}`, READY_MS, async () => {
      if (this.#ended) throw new Error(`The hub ended:\n${this.#stdout}\n${this.#stderr}`);
      return fetch(`${this.url}/readyz`).then(
        (response) => response.ok,
        () => false,
      );
    });
  }

  /** Waits until it has printed `text`. */
  async untilPrinted(text: string): Promise<void> {
    await until(`"${text}" on stdout`, READY_MS, () => {
      if (this.#ended) throw new Error(`The hub ended:\n${this.#stdout}\n${this.#stderr}`);
      return this.#stdout.includes(text);
    });
  }

  /** Kills one process with SIGKILL. @throws Error where there is none of that role. */
  kill(role: Role): void {
    const pid = this.pid(role);
    if (pid === undefined) throw new Error(`No process of the role ${role}`);
    process.kill(pid, "SIGKILL");
  }

  /** Ctrl-C: SIGINT to the whole process group, as a terminal sends it. */
  interrupt(): void {
    if (this.#npm.pid !== undefined) process.kill(-this.#npm.pid, "SIGINT");
  }

  /** Waits until no process is left. @throws Error that names those that are. */
  async untilGone(limitMs: number): Promise<void> {
    await until("the end of all processes", limitMs, () => this.processes().length === 0).catch(
      (error: Error) => {
        const left = this.processes().map(({ pid, command }) => `${pid} ${command}`);
        throw new Error(`${error.message}; left: ${left.join("; ")}`);
      },
    );
  }

  /** Ends it as a user does, and by force what is left after ten seconds. For clean-ups: it never throws. */
  async stop(): Promise<void> {
    try {
      if (!this.#ended) this.interrupt();
      await this.untilGone(10_000);
    } catch {
      for (const { pid } of this.processes()) {
        try {
          process.kill(pid, "SIGKILL");
        } catch {
          // Ended meanwhile.
        }
      }
    }
  }

  #stderrLines(): string[] {
    return this.#stderr.split("\n").filter((line) => line !== "" && !line.startsWith("npm "));
  }
}

/** Calls `npm start` and returns at once. */
export async function launchHub(options: HubOptions): Promise<HubProcess> {
  return new HubProcess(options, options.port ?? (await freePort()));
}

/** Calls `npm start` and waits until the hub answers. */
export async function startHub(options: HubOptions): Promise<HubProcess> {
  const hub = await launchHub(options);
  try {
    await hub.untilReady();
    return hub;
  } catch (error) {
    await hub.stop();
    throw error;
  }
}

export function shellEnvironment(): NodeJS.ProcessEnv {
  const names = ["PATH", "HOME", "USER", "SHELL", "LANG", "TMPDIR"];
  const environment = Object.fromEntries(names.map((name) => [name, process.env[name]]));
  return environment as NodeJS.ProcessEnv;
}
