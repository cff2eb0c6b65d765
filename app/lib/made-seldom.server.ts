/** What is made is kept for so many times as long as it took to make. */
const SHARE = 20;

/**
 * Gives what `make` gave, and has it made anew so seldom that making takes a small share of the time: what is
 * quickly made is as good as new, what is dear may be some seconds old. What fails is not kept.
 */
export function madeSeldom<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  let until = Infinity;
  return () => {
    const now = performance.now();
    if (!made || now > until) {
      until = Infinity;
      made = make();
      made.then(
        () => (until = performance.now() + SHARE * (performance.now() - now)),
        () => (made = undefined),
      );
    }
    return made;
  };
}
