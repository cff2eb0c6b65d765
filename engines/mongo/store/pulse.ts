import { setImmediate as turn } from "node:timers/promises";
import { MongoError } from "../errors.ts";

const SLICE_MS = 4;

/** Lets long work breathe: others run in between, and it ends when its time is up or its client has gone. */
export class Pulse {
  private until = performance.now() + SLICE_MS;
  private deadline = Infinity;
  private isGone: () => boolean = () => false;

  constructor(maxTimeMS = 0, isGone: () => boolean = () => false) {
    this.restart(maxTimeMS, isGone);
  }

  /** Begins anew for the next command on the same cursor. */
  restart(maxTimeMS: number, isGone: () => boolean): void {
    this.until = performance.now() + SLICE_MS;
    this.isGone = isGone;
    this.deadline = maxTimeMS > 0 ? performance.now() + maxTimeMS : Infinity;
    this.isGone = isGone;
  }

  /** Whether it is time to `rest`. */
  get isDue(): boolean {
    return performance.now() >= this.until;
  }

  /** @throws MongoError MaxTimeMSExpired or ClientDisconnect. */
  async rest(): Promise<void> {
    await turn();
    const now = performance.now();
    if (now >= this.deadline) throw new MongoError("MaxTimeMSExpired", "operation exceeded time limit");
    if (this.isGone()) throw new MongoError("ClientDisconnect", "operation was interrupted because a client disconnected");
    this.until = now + SLICE_MS;
  }
}
