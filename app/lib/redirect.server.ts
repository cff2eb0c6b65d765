import { redirect } from "@remix-run/node";

/**
 * Leads to the canonical form of an address, to be thrown. Permanent for search engines, but asked for
 * anew each time: titles change, and two kept redirects between two forms would never end.
 */
export function toCanonical(url: string): Response {
  return redirect(url, { status: 301, headers: { "Cache-Control": "no-cache" } });
}
