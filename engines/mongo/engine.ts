import type { Doc } from "./bson/types.ts";
import { Cursors } from "./commands/cursors.ts";
import { Expiry } from "./store/expiry.ts";
import { Store } from "./store/store.ts";

/** How a client reaches the engine: `host:port`, or the percent-encoded path of a socket. */
export type Address = string;

/** A fail point set by a test, for commands by name. */
export interface FailPoint {
  times: number;
  data: Doc;
}

/** What all connections share. */
export class Engine {
  readonly store: Store;
  readonly cursors = new Cursors();
  readonly started = new Date();
  address: Address = "";
  failPoint: FailPoint | undefined;
  connections = 0;
  readonly expiry: Expiry;
  private readonly logLine: (line: string) => void;

  constructor(folder: string, log: (line: string) => void) {
    this.store = new Store(folder);
    this.logLine = log;
    this.expiry = new Expiry(this.store, (thrown) => this.log(`expiry failed: ${String(thrown)}`));
  }

  log(line: string): void {
    this.logLine(line);
  }

  async close(): Promise<void> {
    this.expiry.stop();
    this.cursors.close();
    await this.store.close();
  }
}
