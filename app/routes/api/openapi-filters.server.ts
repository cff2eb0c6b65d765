import { MAX_VALUES, VALUE_PATTERNS } from "#app/search/schema.ts";
import { type Facet, FACET_NAMES } from "#app/search/settings.ts";
import { ITEM_TYPES } from "#models/vocabulary.ts";

/** What each filter of the search is, with a value of the founding network to try. */
const FILTERS: Record<Facet, { description: string; example: string }> = {
  type: { description: "Type of item", example: "record" },
  country: { description: "Country that the item tells of: ISO 3166-1 alpha-2, in capitals", example: "MR" },
  group: { description: "Group of countries, of any scheme", example: "arab-league" },
  theme: { description: "Theme, as in OHCHR's Universal Human Rights Index", example: "trafficking-slavery" },
  persons: { description: "Group of persons concerned", example: "migrants" },
  mechanism: { description: "The national mechanism that answers for the item", example: "morocco" },
  capacity: { description: "Capacity of a mechanism", example: "information-management" },
  mechanismType: { description: "Type of the mechanism that answers for the item", example: "institutionally-separate" },
  sdg: { description: "Sustainable Development Goal, or one of its targets", example: "16" },
  year: { description: "A year that the item's date touches", example: "2022" },
  language: { description: "A language in which the item can be read", example: "fr" },
};

/** The filters of a search as parameters. */
export const filterParameters = () =>
  FACET_NAMES.map((facet) => ({
    name: facet,
    in: "query",
    description: `${FILTERS[facet].description}; may stand several times`,
    schema: { type: "array", items: valueSchema(facet), maxItems: MAX_VALUES, uniqueItems: true },
    style: "form",
    explode: true,
    example: [FILTERS[facet].example],
  }));

function valueSchema(facet: Facet): object {
  return facet === "type" ? { type: "string", enum: ITEM_TYPES } : { type: "string", pattern: VALUE_PATTERNS[facet].source };
}
