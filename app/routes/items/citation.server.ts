import { formatPartialDate } from "#app/lib/dates.ts";
import type { PageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import { type PublishedItem, type PublishedVersion, versionFor } from "#models/item.ts";

import { authorOf } from "./author.server.ts";
import { type CslDate, cslOf, partialDateOf, shortPath } from "./csl.server.ts";

/**
 * How to cite this version: in the reader's language, with the date that its source states and the day on
 * which the page was asked for, all from what reference managers are given. The address stands apart so that it can be a
 * link; before, address and after are one text. Before it, each piece that is in another language says in which.
 */
export function citationOf(tools: PageTools, item: PublishedItem, version: PublishedVersion) {
  const { t, lang } = tools;
  const csl = cslOf(tools, item, version);
  const [author] = csl.author ?? [];
  const written = (date: CslDate | undefined) => (date && formatPartialDate(partialDateOf(date), lang)) ?? t("items:cite.noDate");
  const [before = "", after = ""] = t("items:cite.text", {
    author: author ? `${AUTHOR}. ` : "",
    title: TITLE,
    type: csl.genre,
    date: written(csl.issued),
    hub: csl["container-title"],
    published: written(csl["available-date"]),
    today: written(csl.accessed),
    url: MARK,
  }).split(MARK);
  const named: Record<string, { text: string; lang: string } | null> = {
    [AUTHOR]: author ? { text: author.literal, lang: authorOf(tools, item)?.lang ?? lang } : null,
    [TITLE]: { text: csl.title, lang: csl.language },
  };
  const pieces = before.split(PARTS).filter(Boolean).map((piece) => {
    const name = named[piece];
    return { text: name?.text ?? piece, lang: name && name.lang !== lang ? name.lang : null };
  });
  const chosen = version === versionFor(item, lang) ? undefined : version.lang;
  const files = FORMATS.map(({ format, name }) => ({ name, url: paths.reference(lang, item, format, chosen) }));
  return { before: pieces, path: shortPath(lang, item, version), address: csl.URL, after, files };
}

/** Names that no language translates. */
const FORMATS = [{ format: "ris", name: "RIS" }, { format: "bib", name: "BibTeX" }, { format: "json", name: "CSL-JSON" }] as const;

/** What stands for the names and the address while the sentence is made; no text holds these characters. */
const [MARK, AUTHOR, TITLE] = ["\uE000", "\uE001", "\uE002"] as const;
const PARTS = /([\uE001\uE002])/;
