import { Child, type Ending, type Program, describeEnding } from "./child.ts";

/** How long a member may take for a clean end, in milliseconds, before it is killed. */
export interface Grace {
  readonly front: number;
  readonly engines: number;
}

/** Somebody asked for the end: whoever is in the middle of a write finishes it. */
export const UNHURRIED: Grace = { front: 3000, engines: 3000 };

/** A process is lost: all others are gone within five seconds, the second it may take to notice included. */
export const HURRIED: Grace = { front: 2000, engines: 1000 };

/**
 * All processes of the start. They end in order, those that use the engines (the "front": the hub, the
 * founding, the build) before the engines; none is started once the end has begun; and the unasked end
 * of one that is to stay is reported as `lost`.
 */
export class Family {
  /** Resolves with a sentence when a process ends that was to stay. */
  readonly lost: Promise<string>;
  readonly #front: Child[] = [];
  readonly #engines: Child[] = [];
  #ending = false;
  #reportLost!: (sentence: string) => void;

  constructor() {
    this.lost = new Promise((resolve) => {
      this.#reportLost = resolve;
    });
  }

  /** Starts a process; while the family is ending, it waits for ever instead: nothing may follow any more. */
  async start(place: "front" | "engines", program: Program): Promise<Child> {
    if (this.#ending) return new Promise<never>(() => {});
    const child = new Child(program);
    (place === "front" ? this.#front : this.#engines).push(child);
    return child;
  }

  /** From now on the child's end, if nobody asked for it, is the end of all. */
  keep(child: Child): void {
    void child.ended.then((ending: Ending) => {
      if (this.#ending) return;
      const name = child.name.charAt(0).toUpperCase() + child.name.slice(1);
      this.#reportLost(`${name} ended unexpectedly (${describeEnding(ending)}); the hub is stopped.`);
    });
  }

  async end(grace: Grace): Promise<void> {
    this.#ending = true;
    await Promise.all(this.#front.map((child) => child.end(grace.front)));
    await Promise.all(this.#engines.map((child) => child.end(grace.engines)));
  }

  killAll(): void {
    this.#ending = true;
    for (const child of [...this.#front, ...this.#engines]) child.kill();
  }
}
