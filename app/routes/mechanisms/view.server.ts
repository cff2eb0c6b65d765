import { type Language, LANGUAGE_CODES } from "#app/i18n/languages.ts";
import { type PageTools, pageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import type { Mechanism } from "#models/mechanism.ts";
import type { Office } from "#models/office.server.ts";

/** The address of a mechanism's profile, with its name in the reader's language. */
export function mechanismUrl(tools: PageTools, mechanism: Mechanism): string {
  return paths.mechanism(tools.lang, { id: mechanism.id, title: tools.mechanism(mechanism).text });
}

/** The addresses of a mechanism's profile in all languages, each with the name it has there. */
export async function mechanismAddresses(mechanism: Mechanism): Promise<Record<Language, string>> {
  const readers = await Promise.all(LANGUAGE_CODES.map(pageTools));
  return Object.fromEntries(readers.map((tools) => [tools.lang, mechanismUrl(tools, mechanism)])) as Record<Language, string>;
}

/** Whether a mechanism is a standing one, in words; null where no source says. */
export function standingText({ t }: PageTools, { standing }: Mechanism): string | null {
  if (standing === "in-preparation") return t("profile:inPreparation");
  return standing === null ? null : t(`site:${standing}`);
}

/** From when to when an office is held, in words; most sources fix no end. */
export function termOfOffice(tools: PageTools, { from, to }: Office): string {
  const begin = tools.date(from);
  return to.from
    ? tools.t("network:mechanism.term", { from: begin, to: tools.date(to) })
    : tools.t("network:mechanism.openTerm", { from: begin });
}
