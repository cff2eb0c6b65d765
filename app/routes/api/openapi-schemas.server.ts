import { LANGUAGE_CODES } from "#app/i18n/languages.ts";
import { FACET_NAMES } from "#app/search/settings.ts";
import { DATE_PRECISIONS, ITEM_SCHEMES, ITEM_TYPES } from "#models/vocabulary.ts";

import { NETWORK_SCHEMAS } from "./openapi-network-schemas.server.ts";
import { count, exactly, language, text } from "./openapi-parts.server.ts";

/** The forms of what the interface for programs answers. */
export const SCHEMAS = {
  SearchResult: exactly({
    total: { ...count, description: "How many items were found, exactly" },
    hits: { type: "array", items: { $ref: "#/components/schemas/Hit" } },
    facets: {
      ...exactly(Object.fromEntries(FACET_NAMES.map((facet) => [facet, { type: "array", items: { $ref: "#/components/schemas/FacetValue" } }]))),
      description: "What was found, counted by each facet; a facet in use is counted as if it were not, so that its other values can be added",
    },
  }),
  Hit: exactly({
    id: text("Stable id of the item"),
    type: { type: "string", enum: ITEM_TYPES },
    url: { type: "string", format: "uri", description: "The item's page in the reader's language" },
    language: { ...language, description: "Language of `title` and `excerpt`" },
    languages: { type: "array", items: language, minItems: 1, description: "Languages in which the item can be read" },
    country: { type: ["string", "null"], pattern: "^[A-Z]{2}$", description: "ISO 3166-1 alpha-2; null for the network's own" },
    title: text("Title"),
    excerpt: text("Plain text: where the query was found, or else the summary"),
  }),
  FacetValue: exactly({
    value: text("To filter by"),
    label: text(`The name, in the language of \`lang\` (${LANGUAGE_CODES.join(", ")})`),
    count,
  }),
  SearchFile: exactly({
    items: { type: "array", items: { $ref: "#/components/schemas/WholeItem" } },
    total: { ...count, description: "How many items stand before it; an answer without it was cut off" },
  }),
  WholeItem: exactly({
    id: text("Stable id of the item"),
    type: { type: "string", enum: ITEM_TYPES },
    url: { type: "string", format: "uri", description: "The item's page in the reader's language" },
    country: { oneOf: [{ $ref: "#/components/schemas/Labelled" }, { type: "null" }], description: "By ISO 3166-1 alpha-2; null for the network's own" },
    mechanism: { oneOf: [{ $ref: "#/components/schemas/Labelled" }, { type: "null" }], description: "The mechanism that answers for it" },
    date: exactly({ precision: { type: "string", enum: DATE_PRECISIONS }, from: { type: ["string", "null"] }, to: { type: ["string", "null"] } }),
    terms: { type: "array", items: exactly({ scheme: { type: "string", enum: ITEM_SCHEMES }, id: text("Id of the term in its scheme"), label: text("Its name") }) },
    originalLanguage: language,
    versions: {
      type: "array",
      minItems: 1,
      items: exactly({
        language,
        title: text("Title"),
        summary: { type: ["string", "null"] },
        place: { type: ["string", "null"], description: "Where it was" },
        published: { type: "string", format: "date-time" },
        machineTranslated: { type: "boolean", description: "Made by a machine, and not checked by a person" },
        behindOriginal: { type: "boolean", description: "The original has changed since" },
        files: {
          type: "array",
          items: exactly({ name: text("Name of the file"), title: { type: ["string", "null"] }, language, type: text("Media type"), size: { ...count, description: "In bytes" }, url: { type: "string", format: "uri" } }),
        },
        url: { type: "string", format: "uri" },
      }),
    },
  }),
  Labelled: exactly({ id: text("Id"), label: text("The name, in the reader's language") }),
  Problem: exactly({
    code: { type: "string", enum: ["unknown-parameter", "invalid-value", "not-found", "search-unavailable", "database-unavailable"] },
    field: { type: ["string", "null"], description: "The parameter that is wrong; null where none is" },
    message: text("What is wrong, in English, for those who write programs"),
  }),
  ...NETWORK_SCHEMAS,
  Alive: exactly({ alive: { const: true } }),
  Ready: exactly({ database: { type: "boolean" }, search: { type: "boolean" } }),
};
