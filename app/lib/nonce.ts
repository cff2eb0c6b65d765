import { createContext, useContext } from "react";

/** The nonce of the page under way; known to the server only, as it must be. */
export const NonceContext = createContext<string | undefined>(undefined);

export function useNonce(): string | undefined {
  return useContext(NonceContext);
}
