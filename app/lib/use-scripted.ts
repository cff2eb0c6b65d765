import { useSyncExternalStore } from "react";

const never = () => () => {};

/** True once the page has come alive: what works with JavaScript alone is shown from then on. */
export function useScripted(): boolean {
  return useSyncExternalStore(never, () => true, () => false);
}
