import { successor, type Terms, termSlug } from "#models/term.ts";
import type { Scheme } from "#models/vocabulary.ts";

import type { Filters } from "./schema.ts";
import type { Facet } from "./settings.ts";

/** Facets whose values are terms, with their vocabularies. */
const SCHEME_OF: Partial<Record<Facet, Scheme>> = { theme: "theme", persons: "persons", capacity: "capacity", sdg: "sdg", mechanismType: "mechanismType", group: "countryGroup" };

/** The filters with the terms that stand today in the place of those that were merged; the very same where none was. */
export function presentFilters(terms: Terms, filters: Filters): Filters {
  const changed = Object.entries(SCHEME_OF).flatMap(([name, scheme]) => {
    const facet = name as Facet;
    const values = filters[facet];
    const present = values && [...new Set(values.map((value) => termSlug(successor(terms, `${scheme}:${value}`))))];
    return present && present.join() !== values.join() ? [[facet, present] as const] : [];
  });
  return changed.length > 0 ? { ...filters, ...Object.fromEntries(changed) } : filters;
}
