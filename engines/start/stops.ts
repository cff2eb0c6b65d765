const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** npm passes on a Ctrl-C that the terminal has already sent to all: within this time, it is the same one. */
const SAME_STOP_MS = 500;

const LOOK_AT_PARENT_MS = 1000;

/**
 * Resolves when somebody asks for the end.
 * @param again called when somebody asks once more, being tired of waiting.
 */
export function untilSignalled(again: () => void): Promise<void> {
  return new Promise((resolve) => {
    let first: number | undefined;
    const stop = () => {
      if (first === undefined) {
        first = performance.now();
        resolve();
      } else if (performance.now() - first > SAME_STOP_MS) again();
    };
    for (const signal of SIGNALS) process.on(signal, stop);
  });
}

/**
 * Resolves when the parent has died, if the start belongs to it: npm killed with SIGKILL passes nothing
 * on, and a hub that nobody can stop any more would keep the port and the data folder.
 */
export function untilParentDies(belongs: boolean): Promise<void> {
  if (!belongs) return new Promise(() => {});
  const parent = process.ppid;
  return new Promise((resolve) => {
    setInterval(() => {
      if (process.ppid !== parent) resolve();
    }, LOOK_AT_PARENT_MS);
  });
}
