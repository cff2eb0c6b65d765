import { formatDay, today } from "#app/lib/dates.ts";
import type { PageTools } from "#app/lib/page-tools.server.ts";
import { absolute } from "#app/lib/structured-data.server.ts";
import { paths } from "#app/paths.ts";
import { type PublishedItem, type PublishedVersion, versionFor } from "#models/item.ts";

/**
 * How to cite this version: in the reader's language, with the canonical address and the day on which
 * the page was asked for. The address is readable in every script (`encodeURI` gives it as it is asked
 * for), and stands apart so that it can be a link; before, address and after are one text.
 */
export function citationOf(tools: PageTools, item: PublishedItem, version: PublishedVersion) {
  const { t, lang } = tools;
  const mechanism = item.mechanism ? tools.reference.mechanisms.get(item.mechanism) : undefined;
  const isNetworks = item.country === null || ("gathering" in item.details && item.details.gathering);
  const author = mechanism ? tools.mechanism(mechanism).text : isNetworks ? t("items:network") : null;
  const url = absolute(paths.item(lang, { ...item, title: versionFor(item, lang).content.title }));
  const [before = "", after = ""] = t("items:cite.text", {
    author: author ? `${author}. ` : "",
    title: version.content.title,
    type: t(`items:type.${item.type}`),
    hub: t("site:name"),
    published: formatDay(version.at, lang),
    today: formatDay(today(), lang),
    url: MARK,
  }).split(MARK);
  return { before, address: decodeURI(url), after };
}

/** Stands for the address while the sentence is made; no title holds it. */
const MARK = "\u0000";
