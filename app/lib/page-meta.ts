import type { MetaDescriptor } from "@remix-run/node";

import { FALLBACK_LANGUAGE, isLanguage, type Language, LANGUAGE_CODES } from "#app/i18n/languages.ts";
import { inLanguage, paths } from "#app/paths.ts";

/** What the head of a page says, made by its loader in the reader's language with `PageTools.meta`. */
export type PageMeta = {
  title: string;
  description?: string;
  /** The page's canonical path; where it is absent, the path at which it was asked for. */
  canonical?: string;
  /** Canonical paths in other languages, where they differ from this one in more than the language. */
  alternates?: Partial<Record<Language, string>>;
  /** What Open Graph calls it; a website where absent. */
  kind?: "article";
  /** True where robots should not keep the page: results of a query, forms, one-time links. */
  unlisted?: boolean;
  /** What can be subscribed to that has what the page has. */
  feed?: { title: string; path: string };
};

/** What a loader may say of its page's head beside title and description. */
export type HeadOptions = Pick<PageMeta, "canonical" | "kind" | "unlisted" | "feed"> & {
  /** The page's path in every language, where these differ in more than the language. */
  addresses?: Record<Language, string>;
};

/** The head as it is sent: of addresses only those that do not follow from the canonical one. */
export function headOf({ addresses: own, ...head }: HeadOptions, lang: Language): Omit<PageMeta, "title"> {
  if (!own) return head;
  const canonical = own[lang];
  const differing = Object.entries(own).filter(([code, path]) => path !== inLanguage(canonical, code));
  return { ...head, canonical, ...(differing.length > 0 ? { alternates: Object.fromEntries(differing) } : {}) };
}

/** What the frame of all pages (its loader) knows of the hub itself. */
export type Frame = { origin: string; name: string; shortName: string };

const DESCRIPTION = 300;

/** The type of feeds (RFC 4287, 7). */
export const FEED_TYPE = "application/atom+xml";

/** The picture that a shared link shows; drawn once, in `public/`. */
export const SHARE_IMAGE = { path: "/share.png", width: 1200, height: 630 };

/** The languages as Open Graph's own list of locales has them. */
const OPEN_GRAPH_LOCALES: Record<Language, string> = { ar: "ar_AR", en: "en_GB", fr: "fr_FR", es: "es_ES", pt: "pt_PT" };

type Match = { id: string; data: unknown };
type MetaArguments = { data?: unknown; params: { lang?: string }; location: { pathname: string }; matches: readonly unknown[] };

/**
 * The meta function of every page: title, description, canonical address, the same page in the
 * other languages, and Open Graph. A page whose loader says nothing of itself gets what follows from
 * its path; one whose loader failed gets nothing, and the frame says what happened.
 */
export function pageMeta({ data, params, location, matches }: MetaArguments): MetaDescriptor[] {
  const frame = (matches as Match[]).find(({ id }) => id === "routes/site/layout")?.data as Frame | undefined;
  const { meta } = (data ?? {}) as { meta?: PageMeta };
  if (!data || !frame || !isLanguage(params.lang)) return meta ? [{ title: meta.title }] : [];
  return headTags(meta ?? { title: frame.shortName }, { frame, lang: params.lang, pathname: location.pathname });
}

/** The tags for a page at `pathname`, in the order in which robots and people like to read them. */
export function headTags(
  meta: PageMeta,
  { frame, lang, pathname }: { frame: Frame; lang: Language; pathname: string },
): MetaDescriptor[] {
  const description = meta.description?.slice(0, DESCRIPTION);
  const suffix = ` · ${frame.shortName}`;
  const canonical = frame.origin + (meta.canonical ?? pathname);
  return [
    { title: meta.title },
    ...(description ? [{ name: "description", content: description }] : []),
    ...(meta.unlisted ? [{ name: "robots", content: "noindex" }] : addresses(meta, frame, meta.canonical ?? pathname, lang)),
    ...(meta.feed ? [{ tagName: "link", rel: "alternate", type: FEED_TYPE, title: meta.feed.title, href: frame.origin + meta.feed.path }] : []),
    { property: "og:title", content: meta.title.endsWith(suffix) ? meta.title.slice(0, -suffix.length) : meta.title },
    ...(description ? [{ property: "og:description", content: description }] : []),
    { property: "og:type", content: meta.kind ?? "website" },
    ...(meta.unlisted ? [] : [{ property: "og:url", content: canonical }]),
    { property: "og:site_name", content: frame.name },
    { property: "og:locale", content: OPEN_GRAPH_LOCALES[lang] },
    ...LANGUAGE_CODES.filter((code) => code !== lang).map((code) => ({
      property: "og:locale:alternate",
      content: OPEN_GRAPH_LOCALES[code],
    })),
    { property: "og:image", content: frame.origin + SHARE_IMAGE.path },
    { property: "og:image:width", content: String(SHARE_IMAGE.width) },
    { property: "og:image:height", content: String(SHARE_IMAGE.height) },
    { property: "og:image:alt", content: frame.name },
    { name: "twitter:card", content: "summary_large_image" },
  ];
}

/** The canonical address, and the page's own in every language; each names all, itself included. */
function addresses(meta: PageMeta, { origin }: Frame, canonical: string, lang: Language): MetaDescriptor[] {
  const own: Record<string, string> = { ...languageVersions(canonical, meta.alternates), [lang]: canonical };
  return [
    { tagName: "link", rel: "canonical", href: origin + canonical },
    ...LANGUAGE_CODES.map((code) => ({ tagName: "link", rel: "alternate", hrefLang: code, href: origin + own[code] })),
    { tagName: "link", rel: "alternate", hrefLang: "x-default", href: origin + defaultPath(own) },
  ];
}

/** The path of a page in every language: as given, else the same path in that language. */
export function languageVersions(path: string, given: Partial<Record<Language, string>> = {}): Record<Language, string> {
  const own = LANGUAGE_CODES.map((code) => [code, given[code] ?? inLanguage(path, code)] as const);
  return Object.fromEntries(own) as Record<Language, string>;
}

/** Where a reader goes of whom nothing is known: at the entrance he is asked, elsewhere he gets the fallback. */
export function defaultPath(own: Record<string, string>): string {
  const path = own[FALLBACK_LANGUAGE] ?? "/";
  return path === paths.home(FALLBACK_LANGUAGE) ? "/" : path;
}
