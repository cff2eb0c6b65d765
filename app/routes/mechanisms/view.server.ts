import { type Language, LANGUAGE_CODES } from "#app/i18n/languages.ts";
import { type PageTools, pageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import type { Mechanism } from "#models/mechanism.server.ts";

/** The address of a mechanism's profile, with its name in the reader's language. */
export function mechanismUrl(tools: PageTools, mechanism: Mechanism): string {
  return paths.mechanism(tools.lang, { id: mechanism.id, title: tools.mechanism(mechanism).text });
}

/** The addresses of a mechanism's profile in all languages, each with the name it has there. */
export async function mechanismAddresses(mechanism: Mechanism): Promise<Record<Language, string>> {
  const readers = await Promise.all(LANGUAGE_CODES.map(pageTools));
  return Object.fromEntries(readers.map((tools) => [tools.lang, mechanismUrl(tools, mechanism)])) as Record<Language, string>;
}
