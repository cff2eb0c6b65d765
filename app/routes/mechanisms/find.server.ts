import { LANGUAGE_CODES } from "#app/i18n/languages.ts";
import type { PageTools } from "#app/lib/page-tools.server.ts";
import { countryName } from "#app/lib/reference-data.server.ts";
import { foldLetters } from "#app/search/fold.ts";
import { localize } from "#models/localized.ts";
import { formerNames, type Mechanism, namesOfMechanism } from "#models/mechanism.ts";

const MOST_TYPED = 120;

/** What somebody looks for among the mechanisms; empty where nothing. */
export const typedIn = (request: Request): string => (new URL(request.url).searchParams.get("q") ?? "").trim().slice(0, MOST_TYPED);

/** A mechanism that was looked for, and the former name by which it was found, where that is why. */
export type FoundMechanism = { mechanism: Mechanism; formerly: string | null };

/**
 * The mechanisms with all words of a query in one of their names, in any language: a present or former one, of
 * theirs or of those that they have taken in; or in the name of their country.
 */
export function findMechanisms(tools: PageTools, q: string): FoundMechanism[] {
  const words = foldLetters(q).split(/\s+/).filter(Boolean);
  const has = (name: string): boolean => {
    const folded = foldLetters(name);
    return words.every((word) => folded.includes(word));
  };
  return [...tools.reference.mechanisms.values()].flatMap((mechanism): FoundMechanism[] => {
    const present = LANGUAGE_CODES.flatMap((lang) => [
      mechanism.name?.[lang] ?? "",
      mechanism.shortName?.[lang] ?? "",
      ...(mechanism.aliases[lang] ?? []),
      countryName(tools.reference, mechanism.state, lang),
    ]);
    if (present.some(has)) return [{ mechanism, formerly: null }];
    const formerly = formerlyNamed(tools, mechanism, has);
    return formerly === null ? [] : [{ mechanism, formerly }];
  });
}

/** The former name that is meant, in the reader's language where it was named in several; null where none is. */
function formerlyNamed({ lang, reference }: PageTools, mechanism: Mechanism, has: (name: string) => boolean): string | null {
  const anyOf = (texts: Array<Record<string, string> | null>) => texts.some((text) => Object.values(text ?? {}).some(has));
  for (const { name, shortName } of formerNames(mechanism)) if (anyOf([name, shortName])) return (localize(name, lang) ?? localize(shortName, lang))?.text ?? null;
  for (const one of reference.mechanisms.predecessorsOf(mechanism.id)) {
    const found = LANGUAGE_CODES.flatMap((code) => namesOfMechanism(one, code)).find(has);
    if (found) return localize(one.name, lang)?.text ?? found;
  }
  return null;
}
