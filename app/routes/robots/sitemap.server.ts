import { type Language, LANGUAGE_CODES } from "#app/i18n/languages.ts";
import { defaultPath } from "#app/lib/page-meta.ts";
import { absolute } from "#app/lib/structured-data.server.ts";
import { xmlText } from "#app/lib/xml.ts";

/** Items per part of the sitemap: with five languages 2,500 addresses, each with its alternates. */
export const PART = 500;

export const XML = "application/xml; charset=utf-8";

const located = (path: string): string => xmlText(absolute(path));

/** One page in all languages: an address for each, each naming all. */
export type Entry = { addresses: Record<Language, string>; at?: Date };

/** A part of the sitemap. */
export function urlSet(entries: Entry[]): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ...entries.flatMap(({ addresses, at }) => {
      const links = [...LANGUAGE_CODES.map((lang) => [lang, addresses[lang]] as const), ["x-default", defaultPath(addresses)] as const]
        .map(([lang, path]) => `<xhtml:link rel="alternate" hreflang="${lang}" href="${located(path)}"/>`)
        .join("");
      const written = at ? `<lastmod>${at.toISOString()}</lastmod>` : "";
      return LANGUAGE_CODES.map((lang) => `<url><loc>${located(addresses[lang])}</loc>${written}${links}</url>`);
    }),
    "</urlset>",
    "",
  ].join("\n");
}

/** The list of the parts. */
export function sitemapIndex(parts: Array<{ path: string; at?: Date }>): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ...parts.map(({ path, at }) => `<sitemap><loc>${located(path)}</loc>${at ? `<lastmod>${at.toISOString()}</lastmod>` : ""}</sitemap>`),
    "</sitemapindex>",
    "",
  ].join("\n");
}

/** A page whose address differs in its language alone. */
export function pageIn(path: (lang: string) => string): Entry {
  const own = LANGUAGE_CODES.map((lang) => [lang, path(lang)] as const);
  return { addresses: Object.fromEntries(own) as Record<Language, string> };
}
