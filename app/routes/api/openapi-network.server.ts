import { LANGUAGE_CODES } from "#app/i18n/languages.ts";
import { MOST_HITS, MOST_PAGES } from "#app/search/schema.ts";

import { content, type Example, queryParameter, UNCHANGED, unavailable, VALIDATORS } from "./openapi-parts.server.ts";
import { MOST_VALUES, PATTERNS } from "./parameters.ts";

const LANG = queryParameter("lang", "The language of names and texts; without it texts come in all their languages, and labels in English", { type: "string", enum: LANGUAGE_CODES }, "fr");

const filter = (name: string, description: string, pattern: RegExp, example: string) => ({
  name,
  in: "query",
  description: `${description}; may stand several times`,
  schema: { type: "array", items: { type: "string", pattern: pattern.source }, maxItems: MOST_VALUES, uniqueItems: true },
  style: "form",
  explode: true,
  example: [example],
});

const REFUSED = { 400: { description: "A parameter is unknown or wrong; `field` names it", content: content("Problem") } };
const DOWN = { 503: unavailable("The database does not answer") };

const found = (description: string, schema: string) => ({ 200: { description, headers: VALIDATORS, content: content(schema) }, ...UNCHANGED, ...REFUSED, ...DOWN });

function mechanisms() {
  const examples: Example[] = [
    { summary: "All mechanisms", request: "/api/v1/mechanisms", status: 200 },
    { summary: "The founding members among those of two countries, in French", request: "/api/v1/mechanisms?country=PT&country=MA&status=founding-member&lang=fr", status: 200 },
    { summary: "A wrong country", request: "/api/v1/mechanisms?country=Portugal", status: 400 },
    { summary: "A parameter that does not exist", request: "/api/v1/mechanisms?colour=blue", status: 400 },
  ];
  return {
    operationId: "mechanisms",
    tags: ["network"],
    summary: "List national mechanisms",
    description: "By country, each with what it is to the network. What no source states is null. Values of one filter are joined by or, filters by and.",
    parameters: [
      filter("country", "The State: ISO 3166-1 alpha-2, in capitals", PATTERNS.country.form, "PT"),
      filter("status", "Membership status: the id of a term", PATTERNS.id.form, "founding-member"),
      filter("type", "Type of mechanism: the id of a term", PATTERNS.id.form, "interministerial"),
      LANG,
      queryParameter("limit", "Mechanisms per page", { type: "integer", minimum: 1, maximum: MOST_HITS, default: 20 }, 2),
      queryParameter("page", "Page, from 1", { type: "integer", minimum: 1, maximum: MOST_PAGES, default: 1 }, 2),
    ],
    responses: found("The mechanisms", "MechanismList"),
    "x-examples": examples,
  };
}

function mechanism() {
  const examples: Example[] = [
    { summary: "One mechanism in all languages", request: "/api/v1/mechanisms/morocco", status: 200 },
    { summary: "The same in Arabic", request: "/api/v1/mechanisms/morocco?lang=ar", status: 200 },
    { summary: "One that does not exist", request: "/api/v1/mechanisms/atlantis", status: 404 },
    { summary: "In a language that the hub does not have", request: "/api/v1/mechanisms/morocco?lang=de", status: 400 },
  ];
  return {
    operationId: "mechanism",
    tags: ["network"],
    summary: "One national mechanism with its profile",
    description: "Under the headings of the country pages of OHCHR's hub of mechanisms, with the four capacities, its history and its membership. It names no person.",
    parameters: [{ name: "id", in: "path", required: true, description: "Id of the mechanism; ids stay the same when it is renamed or merges", schema: { type: "string" }, example: "morocco" }, LANG],
    responses: {
      ...found("The mechanism", "Mechanism"),
      301: { description: "It has merged into another, to which `Location` leads", headers: { Location: { description: "Where its successor is", schema: { type: "string" } } } },
      404: { description: "There is no such mechanism", content: content("Problem") },
    },
    "x-examples": examples,
  };
}

function network() {
  const examples: Example[] = [
    { summary: "The network today", request: "/api/v1/network", status: 200 },
    { summary: "As it was on a day, in Spanish", request: "/api/v1/network?on=2024-06-01&lang=es", status: 200 },
    { summary: "What is no day", request: "/api/v1/network?on=2024-02-31", status: 400 },
  ];
  return {
    operationId: "network",
    tags: ["network"],
    summary: "The network: objectives, offices, members, gatherings and decisions",
    description: "As of a day: who held which office and who was a member then, and what had taken place by then as far as dates are stated.",
    parameters: [queryParameter("on", "The day, as YYYY-MM-DD; today where it is not given", { type: "string", format: "date" }, "2025-07-01"), LANG],
    responses: found("The network", "Network"),
    "x-examples": examples,
  };
}

/** What the interface for programs tells of the network and its mechanisms. */
export const NETWORK_PATHS = () => ({
  "/api/v1/mechanisms": { get: mechanisms() },
  "/api/v1/mechanisms/{id}": { get: mechanism() },
  "/api/v1/network": { get: network() },
});
