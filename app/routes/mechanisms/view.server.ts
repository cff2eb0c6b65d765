import { type Language, LANGUAGE_CODES } from "#app/i18n/languages.ts";
import { type PageTools, pageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import type { Mechanism } from "#models/mechanism.ts";
import type { Term } from "#models/office.ts";

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
export function standingText({ t }: PageTools, { standing }: Pick<Mechanism, "standing">): string | null {
  if (standing === "in-preparation") return t("profile:inPreparation");
  return standing === null ? null : t(`site:${standing}`);
}

/** On which days of a term a person held the seat, in words; null where these are those of the term. */
export function daysOfHolder(tools: PageTools, { from, to }: Pick<Term, "from" | "to">): string | null {
  if (from.from) return termOfOffice(tools, { from, to });
  return to.from ? tools.t("offices:until", { date: tools.date(to) }) : null;
}

/** From when to when an office is held, in words; most sources fix no end. */
export function termOfOffice(tools: PageTools, { from, to }: Pick<Term, "from" | "to">): string {
  const begin = tools.date(from);
  return to.from
    ? tools.t("network:mechanism.term", { from: begin, to: tools.date(to) })
    : tools.t("network:mechanism.openTerm", { from: begin });
}
