import { LANGUAGE_CODES } from "#app/i18n/languages.ts";
import { MAX_QUERY } from "#app/lib/query-limits.ts";
import { MOST_HITS, MOST_PAGES } from "#app/search/schema.ts";

import { FEED_PATHS } from "./openapi-feeds.server.ts";
import { filterParameters } from "./openapi-filters.server.ts";
import { NETWORK_PATHS } from "./openapi-network.server.ts";
import { content, type Example, JSON_TYPE, queryParameter, UNCHANGED, unavailable, VALIDATORS } from "./openapi-parts.server.ts";
import { SCHEMAS } from "./openapi-schemas.server.ts";

const SEARCHES: Example[] = [
  { summary: "Everything, the newest first", request: "/api/v1/search", status: 200 },
  { summary: "A phrase in Spanish, which also finds what is written in Arabic", request: "/api/v1/search?q=trata+de+personas&lang=es", status: 200 },
  { summary: "The same words taken literally", request: "/api/v1/search?q=%22trata+de+personas%22&lang=es", status: 200 },
  { summary: "Records and measures of 2021 and 2022, one per page", request: "/api/v1/search?type=record&type=measure&year=2021&year=2022&limit=1&page=2", status: 200 },
  { summary: "In Arabic", request: "/api/v1/search?q=%D8%A7%D9%84%D8%AA%D9%88%D8%B5%D9%8A%D8%A7%D8%AA&lang=ar", status: 200 },
  { summary: "A wrong value", request: "/api/v1/search?country=Mauritania", status: 400 },
  { summary: "A parameter that does not exist", request: "/api/v1/search?colour=blue", status: 400 },
];

/** The description of the hub's interface for programs, in OpenAPI 3.1, for the hub at `origin`. */
export function describeApi(origin: string) {
  return {
    openapi: "3.1.1",
    info: {
      title: "Knowledge hub of national human rights mechanisms",
      version: "1.0.0",
      summary: "The knowledge pole as data",
      description:
        "What visitors can read, for programs: without a key, for anyone, also from other sites. Answers to GET carry an `ETag`. Requests under `x-examples` work on the founding network.",
      license: { name: "GNU Affero General Public License v3.0 or later", identifier: "AGPL-3.0-or-later" },
    },
    servers: [{ url: origin }],
    security: [],
    tags: [
      { name: "search", description: "Items of the knowledge pole" },
      { name: "network", description: "The network and its national mechanisms" },
      { name: "feeds", description: "What is new, and events, to subscribe to" },
      { name: "formats", description: "Whole results, and references to items" },
      { name: "harvesting", description: "All items for catalogues of others" },
      { name: "health", description: "For those who run a hub" },
    ],
    paths: {
      "/api/v1/search": { get: search() },
      ...NETWORK_PATHS(),
      "/api/v1/openapi.json": { get: description() },
      ...FEED_PATHS(),
      "/healthz": { get: alive() },
      "/readyz": { get: ready() },
    },
    components: { schemas: SCHEMAS },
  };
}

function search() {
  return {
    operationId: "search",
    tags: ["search"],
    summary: "Find items",
    description:
      "Words are searched in titles, summaries, texts, and the names of terms and countries in every language; names of the field's concepts find what is written under their names in other languages. What stands in double quotes is taken literally, in the texts as they are written. Where no item has all words, those with the rarer ones are found. Values of one filter are joined by or, filters by and.",
    parameters: [
      queryParameter("q", "What is looked for; empty for everything, the newest first", { type: "string", maxLength: MAX_QUERY }, "slavery"),
      queryParameter("lang", "The reader's language: labels come in it, and texts where they exist in it", { type: "string", enum: LANGUAGE_CODES, default: "en" }, "ar"),
      queryParameter("limit", "Hits per page", { type: "integer", minimum: 1, maximum: MOST_HITS, default: 20 }, 5),
      queryParameter("page", "Page, from 1", { type: "integer", minimum: 1, maximum: MOST_PAGES, default: 1 }, 2),
      ...filterParameters(),
    ],
    responses: {
      200: { description: "What was found", headers: VALIDATORS, content: content("SearchResult") },
      ...UNCHANGED,
      400: { description: "A parameter is unknown or wrong; `field` names it", content: content("Problem") },
      503: unavailable("The search server or the database does not answer"),
    },
    "x-examples": SEARCHES,
  };
}

function description() {
  return {
    operationId: "describe",
    tags: ["search"],
    summary: "This description",
    responses: { 200: { description: "An OpenAPI document", headers: VALIDATORS, content: { [JSON_TYPE]: { schema: { type: "object" } } } }, ...UNCHANGED },
    "x-examples": [{ summary: "This description", request: "/api/v1/openapi.json", status: 200 }],
  };
}

function alive() {
  return {
    operationId: "alive",
    tags: ["health"],
    summary: "Whether the process answers",
    responses: { 200: { description: "It does", content: content("Alive") } },
    "x-examples": [{ summary: "Alive", request: "/healthz", status: 200 }],
  };
}

function ready() {
  return {
    operationId: "ready",
    tags: ["health"],
    summary: "Whether pages can be answered; without search they can",
    responses: {
      200: { description: "The database answers", content: content("Ready") },
      503: { description: "The database does not answer", content: content("Ready") },
    },
    "x-examples": [{ summary: "Ready", request: "/readyz", status: 200 }],
  };
}
