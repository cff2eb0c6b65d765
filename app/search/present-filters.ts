import type { MechanismDirectory } from "#app/lib/mechanism-directory.ts";
import { successor, type Terms, termSlug } from "#models/term.ts";
import type { Scheme } from "#models/vocabulary.ts";

import type { Filters } from "./schema.ts";
import type { Facet } from "./settings.ts";

/** Facets whose values are terms, with their vocabularies. */
const SCHEME_OF: Partial<Record<Facet, Scheme>> = { theme: "theme", persons: "persons", capacity: "capacity", sdg: "sdg", mechanismType: "mechanismType", group: "countryGroup" };

/** The filters with the terms and mechanisms that stand today in the place of those that were merged; the very same where none was. */
export function presentFilters({ terms, mechanisms }: { terms: Terms; mechanisms: MechanismDirectory }, filters: Filters): Filters {
  const presentOf = (facet: Facet, value: string): string => {
    const scheme = SCHEME_OF[facet];
    if (scheme) return termSlug(successor(terms, `${scheme}:${value}`));
    return facet === "mechanism" ? (mechanisms.get(value)?.id ?? value) : value;
  };
  const changed = (Object.entries(filters) as Array<[Facet, string[] | undefined]>).flatMap(([facet, values]) => {
    const present = values && [...new Set(values.map((value) => presentOf(facet, value)))];
    return present && present.join() !== values.join() ? [[facet, present] as const] : [];
  });
  return changed.length > 0 ? { ...filters, ...Object.fromEntries(changed) } : filters;
}
