import { HISTORY_KINDS, STANDINGS } from "#models/mechanism.ts";
import { DATE_PRECISIONS } from "#models/vocabulary.ts";

import { count, exactly, language, text } from "./openapi-parts.server.ts";

const refer = (schema: string) => ({ $ref: `#/components/schemas/${schema}` });
const orNull = (schema: object) => ({ anyOf: [schema, { type: "null" }] });
const listOf = (schema: object, description?: string) => ({ type: "array", items: schema, ...(description ? { description } : {}) });
const textOrNull = (description: string) => ({ type: ["string", "null"], description });
const country = { type: "string", pattern: "^[A-Z]{2}$", description: "ISO 3166-1 alpha-2" };
const flag = (description: string) => ({ type: "boolean", description });

const ROW = {
  id: text("Stable id of the mechanism"),
  url: { type: "string", format: "uri", description: "The page of its profile" },
  country,
  name: orNull(refer("Texts")),
  shortName: orNull(refer("Texts")),
  type: orNull(refer("Term")),
  standing: { anyOf: [{ type: "string", enum: STANDINGS }, { type: "null" }], description: "Whether it is a standing mechanism; null where nobody states it" },
  membership: { ...orNull(exactly({ status: refer("Term"), since: orNull(refer("Date")) })), description: "What it is to the network now; null where no source states it" },
};

const step = exactly({ status: refer("Term"), date: refer("Date"), decision: textOrNull("Id of the decision behind it"), note: orNull(refer("Texts")), sources: listOf(refer("Source")) });
const holder = exactly({ name: refer("Texts"), position: orNull(refer("Texts")), asOf: { ...orNull(refer("Date")), description: "The day for which a source names the person" }, sources: listOf(refer("Source")) });

/** The forms of mechanisms and of the network. */
export const NETWORK_SCHEMAS = {
  Texts: { type: "object", description: "A text by its languages: in all that there are, or with `lang` in that one, else in the nearest to it", additionalProperties: { type: "string" } },
  Term: exactly({ id: text("Id of the term within its vocabulary"), label: text("Its name, in the language of `lang`, else in English") }),
  Date: exactly({
    precision: { type: "string", enum: DATE_PRECISIONS, description: "How much of the date its source states" },
    from: textOrNull("YYYY-MM-DD, YYYY-MM or YYYY, after the precision"),
    to: textOrNull("The end, where it is a span"),
  }),
  Source: exactly({ title: refer("Texts"), language, asOf: textOrNull("The day, month or year that the source speaks of") }),
  MechanismList: exactly({ total: { ...count, description: "How many there are, exactly" }, mechanisms: listOf(exactly(ROW)) }),
  Mechanism: exactly({
    ...ROW,
    officialLanguages: listOf(language, "Languages in which the name is official; in the others it is the hub's translation"),
    formerNames: listOf(exactly({ name: orNull(refer("Texts")), shortName: orNull(refer("Texts")), until: orNull(refer("Date")) }), "Names that it had before, the last one first"),
    summary: orNull(refer("Texts")),
    institutionalSetUpAndMandate: orNull(refer("Texts")),
    composition: orNull(refer("Texts")),
    article33: { ...orNull(refer("Texts")), description: "Focal points under article 33 of the Convention on the Rights of Persons with Disabilities" },
    secretariat: orNull(refer("Texts")),
    legalBasis: orNull(refer("Texts")),
    ministry: { ...orNull(refer("Texts")), description: "The ministry or body that it belongs to" },
    capacities: listOf(exactly({ id: text("Id of the term"), label: text("Its name"), shown: flag("Whether there is evidence for it"), evidence: orNull(refer("Texts")) }), "OHCHR's four capacities"),
    dimensions: listOf(exactly({ id: text("Id of the term"), label: text("Its name"), text: orNull(refer("Texts")) }), "The dimensions of the Marrakech Guidance Framework"),
    contact: { ...orNull(exactly({ address: textOrNull("Postal address"), telephone: textOrNull("Telephone"), email: textOrNull("Address of the institution, of no person"), website: textOrNull("Website") })), description: "How the institution is reached" },
    established: orNull(refer("Date")),
    dissolved: { ...orNull(refer("Date")), description: "Null while the mechanism is there" },
    history: listOf(refer("Event"), "What happened to it, and to the mechanisms that have merged into it"),
    memberships: listOf(exactly({ country, mechanism: textOrNull("Id of the mechanism through which the State belongs"), history: listOf(step) })),
    confirmedAt: textOrNull("The day on which the mechanism last confirmed its profile"),
    sources: listOf(refer("Source")),
  }),
  Event: exactly({
    mechanism: text("Id of the mechanism to which it happened"),
    kind: { type: "string", enum: HISTORY_KINDS },
    date: refer("Date"),
    legalBasis: orNull(refer("Texts")),
    note: orNull(refer("Texts")),
    formerName: { ...orNull(refer("Texts")), description: "The name until then, where it changed" },
    ministry: { ...orNull(refer("Texts")), description: "Where it belonged from then on, where that changed" },
    into: textOrNull("Id of the mechanism into which it merged"),
    decision: textOrNull("Id of the decision behind it"),
    sources: listOf(refer("Source")),
  }),
  Network: exactly({
    name: text("The network"),
    url: { type: "string", format: "uri" },
    on: { type: "string", format: "date", description: "The day for which all this holds" },
    objectives: listOf(refer("Term")),
    offices: listOf(exactly({ id: text("Id of the office, such as coordinator or executive-committee"), name: refer("Texts"), seats: { type: ["integer", "null"] }, terms: listOf(refer("Seat"), "Who sits in it on the day") })),
    members: listOf(exactly({ country, mechanism: textOrNull("Id of the mechanism"), url: { type: ["string", "null"], format: "uri" }, status: refer("Term"), since: orNull(refer("Date")), decision: textOrNull("Id of the decision behind it") })),
    gatherings: listOf(exactly({ id: text("Id of the event"), title: text("Title"), language, date: refer("Date"), country: orNull(country), url: { type: "string", format: "uri" } })),
    decisions: listOf(exactly({ id: text("Stable id"), number: textOrNull("The reference by which it is cited"), kind: refer("Term"), title: refer("Texts"), date: refer("Date"), gathering: textOrNull("Id of the event at which it was taken"), url: { type: "string", format: "uri" }, sources: listOf(refer("Source")) })),
  }),
  Seat: exactly({
    country,
    mechanism: textOrNull("Id of the mechanism"),
    from: refer("Date"),
    to: refer("Date"),
    sure: flag("False where the dates that are stated leave open whether the term covers the day"),
    exOfficio: textOrNull("Id of the other office by which it sits here"),
    holder: orNull(holder),
    substitutes: listOf(holder),
    decision: textOrNull("Id of the decision that filled the seat"),
    sources: listOf(refer("Source")),
  }),
};
