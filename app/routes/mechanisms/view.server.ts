import type { PageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import type { Mechanism } from "#models/mechanism.server.ts";

/** The address of a mechanism's profile, with its name in the reader's language. */
export function mechanismUrl(tools: PageTools, mechanism: Mechanism): string {
  return paths.mechanism(tools.lang, { id: mechanism.id, title: tools.mechanism(mechanism).text });
}
