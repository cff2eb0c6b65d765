/** A pause that ends early when the bell rings, also where it rang before the pause began. */
export function makeBell(signal: AbortSignal): { ring: () => void; heard: (ms: number) => Promise<void> } {
  let rung = false;
  let listener: (() => void) | undefined;
  const ring = (): void => {
    rung = true;
    listener?.();
  };
  signal.addEventListener("abort", ring);
  return {
    ring,
    heard: (ms) =>
      new Promise((resolve) => {
        const timer = setTimeout(done, ms);
        function done(): void {
          clearTimeout(timer);
          listener = undefined;
          rung = false;
          resolve();
        }
        listener = done;
        if (rung) done();
      }),
  };
}
