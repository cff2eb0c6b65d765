import { LANGUAGE_CODES } from "#app/i18n/languages.ts";
import { MAX_QUERY } from "#app/lib/query-limits.ts";

import { filterParameters } from "./openapi-filters.server.ts";
import { content, type Example, JSON_TYPE, queryParameter, UNCHANGED, unavailable, VALIDATORS } from "./openapi-parts.server.ts";

const inLanguage = (example: string) => ({ name: "lang", in: "path", required: true, description: "Language of the answer", schema: { type: "string", enum: LANGUAGE_CODES }, example });

const AS_TEXT = { schema: { type: "string" } };
const STRANGE_LANGUAGE = { 404: { description: "There is no such language" } };

/** What a search is asked by, the same as its page. */
const asked = () => [
  inLanguage("fr"),
  queryParameter("q", "What is looked for; empty for everything", { type: "string", maxLength: MAX_QUERY }, "slavery"),
  ...filterParameters(),
];
const ordered = () => [...asked(), queryParameter("sort", "The order of the items; without a query the newest always come first", { type: "string", enum: ["relevance", "date"], default: "relevance" }, "date")];

const REFUSALS = {
  400: { description: "A parameter is unknown or wrong; `field` names it", content: content("Problem") },
  ...STRANGE_LANGUAGE,
  503: unavailable("The search server or the database does not answer"),
};

/** A search in another form than a page or an answer of some hits. */
const whole = (operationId: string, summary: string, { parameters, type, schema, examples, isKept = true }: { parameters: object[]; type: string; schema: object; examples: Example[]; isKept?: boolean }) => ({
  get: {
    operationId,
    tags: [isKept ? "feeds" : "formats"],
    summary,
    parameters,
    responses: { 200: { description: "What was found", ...(isKept ? { headers: VALIDATORS } : {}), content: { [type]: schema } }, ...(isKept ? UNCHANGED : {}), ...REFUSALS },
    "x-examples": examples,
  },
});

/** The gathering of Asunción, which the founding network has. */
const ITEM = "/en/events/z78vzrx6gdp8";

const reference = (operationId: string, name: string, extension: string, type: string, schema: object) => ({
  get: {
    operationId,
    tags: ["formats"],
    summary: `An item as a reference in ${name}`,
    parameters: [
      inLanguage("en"),
      { name: "collection", in: "path", required: true, description: "The kind of item, as in the address of its page", schema: { type: "string", enum: ["practices", "documents", "events", "records", "measures"] }, example: "events" },
      { name: "id", in: "path", required: true, description: "Stable id of the item", schema: { type: "string" }, example: ITEM.split("/").at(-1) },
    ],
    responses: { 200: { description: "The reference, named by the item's title", headers: VALIDATORS, content: { [type]: schema } }, ...UNCHANGED, 404: { description: "There is no such item, or no such language" } },
    "x-examples": [
      { summary: "A gathering", request: `${ITEM}/cite.${extension}`, status: 200 },
      { summary: "An item that is not there", request: `/en/events/none/cite.${extension}`, status: 404 },
    ],
  },
});

/** What can be subscribed to, taken along and harvested. */
export const FEED_PATHS = () => ({
  "/{lang}/search.atom": whole("feed", "What a search finds as an Atom feed (RFC 4287): the fifty that were published last", {
    parameters: asked(),
    type: "application/atom+xml",
    schema: AS_TEXT,
    examples: [
      { summary: "Everything new, in French", request: "/fr/search.atom", status: 200 },
      { summary: "A country and a theme, in Arabic", request: "/ar/search.atom?country=MR&theme=trafficking-slavery", status: 200 },
      { summary: "A wrong value", request: "/en/search.atom?country=Mauritania", status: 400 },
      { summary: "In a language that the hub does not have", request: "/de/search.atom", status: 404 },
    ],
  }),
  "/{lang}/search.ics": whole("searchCalendar", "The events with an exact date among what a search finds, as a calendar (RFC 5545)", {
    parameters: asked(),
    type: "text/calendar",
    schema: AS_TEXT,
    examples: [{ summary: "The events of Morocco's mechanism, in Spanish", request: "/es/search.ics?mechanism=morocco", status: 200 }],
  }),
  "/{lang}/search.csv": whole("searchTable", "Everything that a search finds as a table (RFC 4180), to its end", {
    parameters: ordered(),
    type: "text/csv",
    schema: AS_TEXT,
    examples: [{ summary: "Records, in Portuguese", request: "/pt/search.csv?type=record", status: 200 }],
    isKept: false,
  }),
  "/{lang}/search.json": whole("searchFile", "Everything that a search finds as JSON, to its end", {
    parameters: ordered(),
    type: JSON_TYPE,
    schema: { schema: { $ref: "#/components/schemas/SearchFile" } },
    examples: [{ summary: "Everything, the newest first", request: "/en/search.json", status: 200 }],
    isKept: false,
  }),
  "/{lang}/{collection}/{id}/cite.ris": reference("referenceRis", "RIS", "ris", "application/x-research-info-systems", AS_TEXT),
  "/{lang}/{collection}/{id}/cite.bib": reference("referenceBibtex", "BibTeX", "bib", "application/x-bibtex", AS_TEXT),
  "/{lang}/{collection}/{id}/cite.json": reference("referenceCsl", "CSL-JSON (Citation Style Language 1.0.2)", "json", "application/vnd.citationstyles.csl+json", { schema: { type: "array", items: { type: "object" } } }),
  "/{lang}/events.ics": { get: calendar() },
  "/oai": { get: harvest() },
});

function calendar() {
  return {
    operationId: "calendar",
    tags: ["feeds"],
    summary: "All events with an exact date, as one calendar (RFC 5545)",
    parameters: [inLanguage("fr")],
    responses: { 200: { description: "The calendar", headers: VALIDATORS, content: { "text/calendar": AS_TEXT } }, ...UNCHANGED, ...STRANGE_LANGUAGE },
    "x-examples": [
      { summary: "In French", request: "/fr/events.ics", status: 200 },
      { summary: "In a language that the hub does not have", request: "/de/events.ics", status: 404 },
    ],
  };
}

function harvest() {
  const given = (name: string, description: string, example: string) => queryParameter(name, description, { type: "string" }, example);
  return {
    operationId: "harvest",
    tags: ["harvesting"],
    summary: "All items for harvesters (OAI-PMH 2.0), in Dublin Core",
    description: "A record has title and description in every published language, each with `xml:lang`. What is taken back stays in the lists with the mark `deleted`. The same by POST.",
    parameters: [
      given("verb", "Identify, ListMetadataFormats, ListSets, ListIdentifiers, ListRecords or GetRecord", "Identify"),
      given("metadataPrefix", "The format: `oai_dc`", "oai_dc"),
      given("identifier", "The identifier of a record", "oai:hub.example:z78vzrx6gdp8"),
      given("from", "The first day or second in which records changed", "2026-01-01"),
      given("until", "The last day or second in which records changed", "2026-12-31T23:59:59Z"),
      given("set", "`type.`, `mechanism.` or `theme.`, and the id of one", "type.practice"),
      given("resumptionToken", "Where to go on, as the answer before this one has it", "none"),
    ],
    responses: { 200: { description: "The answer; what is wrong with a request is told in it", content: { "text/xml": AS_TEXT } }, 503: { description: "The database does not answer" } },
    "x-examples": [
      { summary: "All records", request: "/oai?verb=ListRecords&metadataPrefix=oai_dc", status: 200 },
      { summary: "No request", request: "/oai?verb=None", status: 200 },
    ],
  };
}
