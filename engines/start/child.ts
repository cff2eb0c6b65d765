import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";

import { ROOT } from "./settings.ts";

export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface Program {
  /** As a reader knows it: "the hub", "the database". */
  readonly name: string;
  /** The program's file, from the project's folder, and its arguments. */
  readonly file: string;
  readonly args?: readonly string[];
  /** Options of Node itself. */
  readonly node?: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** "inherit": the child writes where the start writes; "pipe": the start reads it. */
  readonly output: "inherit" | "pipe";
}

const WATCHER = path.join(import.meta.dirname, "die-with-parent.js");

/**
 * One child process: in a process group of its own, so that Ctrl-C reaches the start alone and the
 * start ends things in order, and with a channel whose closing tells it that the start is gone.
 */
export class Child {
  readonly name: string;
  readonly process: ChildProcess;
  readonly ended: Promise<Ending>;
  #running = true;

  constructor(program: Program) {
    this.name = program.name;
    this.process = spawn(
      process.execPath,
      [...(program.node ?? []), ...(program.file.endsWith(".ts") ? ["--import", "tsx"] : []), "--import", WATCHER, program.file, ...(program.args ?? [])],
      {
        cwd: ROOT,
        env: program.env,
        detached: true,
        stdio: ["ignore", program.output, program.output, "ipc"],
      },
    );
    this.ended = new Promise((resolve) => {
      this.process.once("error", () => {
        // An error without a process is a failed spawn, and no "exit" will follow.
        if (this.process.pid === undefined) this.#settle({ code: 1, signal: null }, resolve);
      });
      this.process.once("exit", (code, signal) => {
        // At once: once the group is empty, its number may be given to another process.
        this.kill();
        this.#settle({ code, signal }, resolve);
      });
    });
  }

  /** Asks for a clean end, and kills the child with all its descendants when it takes longer than `graceMs`. */
  async end(graceMs: number): Promise<void> {
    if (!this.#running) return;
    this.process.kill("SIGTERM");
    const timer = setTimeout(() => this.kill(), graceMs);
    await this.ended;
    clearTimeout(timer);
  }

  /** Kills the child and all its descendants. */
  kill(): void {
    if (!this.#running || this.process.pid === undefined) return;
    try {
      process.kill(-this.process.pid, "SIGKILL");
    } catch {
      // Nobody is left in the group.
    }
  }

  /**
   * Collects the output of a piped child. Resolves once it has ended and all of it is read, which may
   * be later than the end of the process.
   */
  async output(): Promise<string> {
    const chunks: Buffer[] = [];
    this.process.stdout?.on("data", (chunk: Buffer) => chunks.push(chunk));
    this.process.stderr?.on("data", (chunk: Buffer) => chunks.push(chunk));
    await once(this.process, "close");
    return Buffer.concat(chunks).toString().trim();
  }

  #settle(ending: Ending, resolve: (ending: Ending) => void): void {
    this.#running = false;
    resolve(ending);
  }
}

/** "signal SIGKILL" or "exit code 3". */
export function describeEnding({ code, signal }: Ending): string {
  return signal ? `signal ${signal}` : `exit code ${code}`;
}
