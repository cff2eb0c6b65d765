import { makeBell } from "./bell.server.ts";
import { logger } from "./logger.server.ts";

const LONGEST_PAUSE_MS = 30_000;

type Rounds = {
  /** One round; it ends early once the signal is aborted. */
  round: (signal: AbortSignal) => Promise<void>;
  everyMs: number;
  /** What is said where a round fails: once per outage, since all that is to be done waits in the database. */
  failed: string;
};

/**
 * Repeats a round of background work until `stop` is called, which waits for the one under way. The first begins at
 * once; `ring` ends the pause before the next, and each failure doubles it.
 */
export function keepRounds({ round, everyMs, failed }: Rounds): { ring: () => void; stop: () => Promise<void> } {
  const ending = new AbortController();
  const { signal } = ending;
  const bell = makeBell(signal);

  const run = async (): Promise<void> => {
    let pause = everyMs;
    while (!signal.aborted) {
      try {
        await round(signal);
        pause = everyMs;
      } catch (error) {
        if (signal.aborted) break;
        if (pause === everyMs) logger.warn({ err: error }, failed);
        pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
      }
      await bell.heard(pause);
    }
  };

  const running = run();
  return {
    ring: bell.ring,
    stop: async () => {
      ending.abort();
      await running;
    },
  };
}

/** Rounds that whoever knows of something to do can have begun at once, wherever in this process they are kept. */
export function wakeableRounds(): { wake: () => void; keep: (rounds: Rounds) => { stop: () => Promise<void> } } {
  const bells = new Set<() => void>();
  return {
    wake: () => {
      for (const ring of bells) ring();
    },
    keep: (rounds) => {
      const { ring, stop } = keepRounds(rounds);
      bells.add(ring);
      return {
        stop: async () => {
          bells.delete(ring);
          await stop();
        },
      };
    },
  };
}
