import type { PageTools } from "#app/lib/page-tools.server.ts";
import type { Facet } from "#app/search/settings.ts";
import { ITEM_TYPES } from "#models/vocabulary.ts";

/** The name of a facet's value for the reader. */
export function labelFacet(tools: PageTools, facet: Facet, value: string): string {
  switch (facet) {
    case "type": {
      const type = ITEM_TYPES.find((candidate) => candidate === value);
      return type ? tools.t(`items:types.${type}`) : value;
    }
    case "country":
      return tools.country(value);
    case "group":
      return tools.term(`countryGroup:${value}`);
    case "mechanism":
      return tools.mechanismById(value);
    case "language":
      return tools.language(value);
    case "year":
      return value;
    case "sdg":
      return `${value} · ${tools.term(`sdg:${value}`)}`;
    default:
      return tools.term(`${facet}:${value}`);
  }
}
