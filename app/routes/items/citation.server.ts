import { formatDay, today } from "#app/lib/dates.ts";
import type { PageTools } from "#app/lib/page-tools.server.ts";
import { absolute } from "#app/lib/structured-data.server.ts";
import { paths } from "#app/paths.ts";
import { type PublishedItem, type PublishedVersion, versionFor } from "#models/item.ts";

/**
 * How to cite this version: in the reader's language, with the date that its source states and the day on
 * which the page was asked for. The address is the short one, which lasts whatever the title becomes and is
 * the same in every script; it leads to this very version. It stands apart so that it can be a link; before,
 * address and after are one text. Before it, each piece that is in another language says in which.
 */
export function citationOf(tools: PageTools, item: PublishedItem, version: PublishedVersion) {
  const { t, lang } = tools;
  const mechanism = item.mechanism ? tools.reference.mechanisms.get(item.mechanism) : undefined;
  const isNetworks = item.country === null || ("gathering" in item.details && item.details.gathering);
  const author = mechanism ? tools.mechanism(mechanism) : isNetworks ? { text: t("items:network"), lang } : null;
  const query = version === versionFor(item, lang) ? "" : `?version=${version.lang}`;
  const path = paths.item(lang, { type: item.type, id: item.id }) + query;
  const [before = "", after = ""] = t("items:cite.text", {
    author: author ? `${AUTHOR}. ` : "",
    title: TITLE,
    type: t(`items:type.${item.type}`),
    date: item.date.from ? tools.date(item.date) : t("items:cite.noDate"),
    hub: t("site:name"),
    published: formatDay(version.at, lang),
    today: formatDay(today(), lang),
    url: MARK,
  }).split(MARK);
  const named: Record<string, { text: string; lang: string } | null> = {
    [AUTHOR]: author,
    [TITLE]: { text: version.content.title, lang: version.lang },
  };
  const pieces = before.split(PARTS).filter(Boolean).map((piece) => {
    const name = named[piece];
    return { text: name?.text ?? piece, lang: name && name.lang !== lang ? name.lang : null };
  });
  return { before: pieces, path, address: absolute(path), after };
}

/** What stands for the names and the address while the sentence is made; no text holds these characters. */
const [MARK, AUTHOR, TITLE] = ["\uE000", "\uE001", "\uE002"] as const;
const PARTS = /([\uE001\uE002])/;
