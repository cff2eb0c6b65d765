import { FALLBACK_LANGUAGE, isLanguage } from "#app/i18n/languages.ts";
import { FEED_TYPE } from "#app/lib/page-meta.ts";
import type { PageTools } from "#app/lib/page-tools.server.ts";
import { absolute } from "#app/lib/structured-data.server.ts";
import { type XmlElement, xmlDocument, xmlElement } from "#app/lib/xml.ts";
import { paths } from "#app/paths.ts";
import { itemAddresses, titled } from "#app/routes/items/addresses.ts";
import { authorOf } from "#app/routes/items/author.server.ts";
import { type ListedItem, versionFor } from "#models/item.ts";
import { ITEM_SCHEMES } from "#models/vocabulary.ts";

export const ATOM = `${FEED_TYPE}; charset=utf-8`;

/** A feed has to say when it was updated also while it is empty (RFC 4287, 4.1.1). */
const NEVER = "1970-01-01T00:00:00.000Z";

/** `path` is the feed's own, which is its name as well; `page` that of what it follows. */
export type FeedOf = { title: string; path: string; page: string };

/**
 * Items as an Atom feed (RFC 4287), in the language of its reader. An item has one id in every feed and language, and
 * counts as updated when the version that is told of is published anew.
 */
export function feedOf(tools: PageTools, items: ListedItem[], { title, path, page }: FeedOf): string {
  const entries = items.map((item) => entryOf(tools, item));
  const updated = entries.map(({ at }) => at).toSorted().at(-1) ?? NEVER;
  return xmlDocument(
    xmlElement("feed", { xmlns: "http://www.w3.org/2005/Atom", "xml:lang": tools.lang }, [
      xmlElement("id", {}, absolute(path)),
      xmlElement("title", {}, title),
      xmlElement("updated", {}, updated),
      xmlElement("link", { rel: "self", type: FEED_TYPE, href: absolute(path) }),
      xmlElement("link", { rel: "alternate", type: "text/html", hreflang: tools.lang, href: absolute(page) }),
      author(tools.t("site:name"), tools.lang),
      ...entries.map(({ element }) => element),
    ]),
  );
}

function entryOf(tools: PageTools, item: ListedItem): { at: string; element: XmlElement } {
  const version = versionFor(item, tools.lang);
  const { title, summary } = version.content;
  const by = authorOf(tools, item);
  const addresses = itemAddresses(titled(item));
  const others = item.versions.flatMap(({ lang }) => (isLanguage(lang) && lang !== tools.lang ? [lang] : []));
  const children = [
    // The short address lasts whatever the title becomes; in one language, so that it is the same in every feed.
    xmlElement("id", {}, absolute(paths.item(FALLBACK_LANGUAGE, { type: item.type, id: item.id }))),
    xmlElement("title", {}, title),
    xmlElement("updated", {}, version.at),
    ...(by ? [author(by.text, by.lang)] : []),
    ...[tools.lang, ...others].map((lang) => xmlElement("link", { rel: "alternate", type: "text/html", hreflang: lang, href: absolute(addresses[lang]) })),
    ...(version.content.files ?? []).map((file) => xmlElement("link", { rel: "enclosure", type: file.type, length: String(file.size), title: file.title ?? file.name, hreflang: file.lang, href: absolute(paths.file(file.id, file.name)) })),
    xmlElement("category", { term: item.type, scheme: absolute("/#type"), label: tools.t(`items:type.${item.type}`) }),
    ...ITEM_SCHEMES.flatMap((scheme) => tools.terms(item.terms, scheme).map(({ value, label }) => xmlElement("category", { term: value, scheme: absolute(`/#${scheme}`), label }))),
    ...(summary ? [xmlElement("summary", {}, summary)] : []),
  ];
  return { at: version.at, element: xmlElement("entry", { "xml:lang": version.lang }, children) };
}

const author = (name: string, lang: string): XmlElement => xmlElement("author", { "xml:lang": lang }, [xmlElement("name", {}, name)]);
