import { today } from "#app/lib/dates.ts";
import type { PageTools } from "#app/lib/page-tools.server.ts";
import { absolute } from "#app/lib/structured-data.server.ts";
import { paths } from "#app/paths.ts";
import { type PublishedItem, type PublishedVersion, versionFor } from "#models/item.ts";
import type { PartialDate } from "#models/partial-date.ts";
import { ITEM_SCHEMES, type ItemType } from "#models/vocabulary.ts";

import { authorOf } from "./author.server.ts";
import { placeOf } from "./place.server.ts";

/** A date of CSL-JSON: one, or two for a span; each a year, with month and day as far as they are stated. */
export type CslDate = { "date-parts": number[][] };

/** An item in CSL-JSON (Citation Style Language 1.0.2), as far as the hub has something to say of it. */
export type Csl = {
  id: string;
  type: "webpage" | "document" | "event" | "report";
  title: string;
  author?: Array<{ literal: string }>;
  /** When it is of, as its source states it; absent where none does. */
  issued?: CslDate;
  "event-date"?: CslDate;
  "event-place"?: string;
  /** Since when this version is on the hub. */
  "available-date": CslDate;
  accessed: CslDate;
  genre: string;
  publisher: string;
  "container-title": string;
  language: string;
  abstract?: string;
  keyword?: string;
  URL: string;
};

const CSL_TYPES = { practice: "webpage", document: "document", event: "event", record: "report", measure: "document" } as const satisfies Record<ItemType, Csl["type"]>;

/**
 * How this version is referred to by readers of the tools' language. The address is the short one, which lasts whatever
 * the title becomes and is the same in every script; it leads to this very version.
 */
export function cslOf(tools: PageTools, item: PublishedItem, version: PublishedVersion): Csl {
  const { t, lang } = tools;
  const author = authorOf(tools, item);
  const stated = dateOf(item.date);
  const place = item.type === "event" ? placeOf(item, version, lang) : null;
  const { title, summary } = version.content;
  const keywords = keywordsOf(tools, item);
  return {
    id: `${item.type}-${item.id}`,
    type: CSL_TYPES[item.type],
    title,
    ...(author ? { author: [{ literal: author.text }] } : {}),
    ...(stated ? { issued: stated } : {}),
    ...(stated && item.type === "event" ? { "event-date": stated } : {}),
    ...(place ? { "event-place": place.text } : {}),
    "available-date": dayOf(version.at.slice(0, 10)),
    accessed: dayOf(today()),
    genre: t(`items:type.${item.type}`),
    publisher: t("site:name"),
    "container-title": t("site:name"),
    language: version.lang,
    ...(summary ? { abstract: summary } : {}),
    ...(keywords.length > 0 ? { keyword: keywords.join(", ") } : {}),
    URL: absolute(shortPath(lang, item, version)),
  };
}

/** The names of the terms that an item carries, each once: of kinds of documents, the genre tells. */
export function keywordsOf(tools: PageTools, { terms }: Pick<PublishedItem, "terms">): string[] {
  const labels = ITEM_SCHEMES.flatMap((scheme) => (scheme === "documentKind" ? [] : tools.terms(terms, scheme).map(({ label }) => label)));
  return [...new Set(labels)];
}

/** The short address of this very version for readers of a language. */
export const shortPath = (lang: string, item: PublishedItem, version: PublishedVersion): string =>
  paths.item(lang, { type: item.type, id: item.id }) + (version === versionFor(item, lang) ? "" : `?version=${version.lang}`);

const dayOf = (day: string): CslDate => ({ "date-parts": [day.split("-").map(Number)] });

function dateOf({ from, to }: PartialDate): CslDate | null {
  if (!from) return null;
  return { "date-parts": [from, ...(to && to !== from ? [to] : [])].map((date) => date.split("-").map(Number)) };
}

/** A date of CSL-JSON as a partial date: what is cited is written from it. */
export function partialDateOf({ "date-parts": parts }: CslDate): PartialDate {
  const [from = "", to = null] = parts.map((numbers) => numbers.map((number, index) => String(number).padStart(index === 0 ? 4 : 2, "0")).join("-"));
  return { precision: from.length === 10 ? "exact" : from.length === 7 ? "month" : "year", from, to };
}
