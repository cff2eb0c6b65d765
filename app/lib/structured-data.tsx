import { createContext, useContext } from "react";

import { useNonce } from "./nonce.ts";

/** The description of the page under way for robots, as JSON; known to the server only. */
export const StructuredDataContext = createContext<string | undefined>(undefined);

/**
 * What the page is about, as JSON-LD. Only robots read it, and they ask for whole pages: in the
 * browser the element keeps what the server wrote, so that nothing of it is sent a second time.
 */
export function StructuredData() {
  const json = useContext(StructuredDataContext) ?? "{}";
  return (
    <script
      type="application/ld+json"
      nonce={useNonce()}
      suppressHydrationWarning
      dangerouslySetInnerHTML={{ __html: json }}
    />
  );
}
