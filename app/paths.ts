import type { ItemType } from "#models/vocabulary.ts";

/** Typed builders for every URL of the hub: the only place that spells one. */

const COLLECTIONS = {
  practice: "practices",
  document: "documents",
  event: "events",
  record: "records",
  measure: "measures",
} as const satisfies Record<ItemType, string>;

/** The item type whose pages live under `/{lang}/{collection}`, or null. */
export function typeOfCollection(collection: string | undefined): ItemType | null {
  const found = Object.entries(COLLECTIONS).find(([, path]) => path === collection);
  return found ? (found[0] as ItemType) : null;
}

/**
 * A readable tail for a URL, in any script: letters and digits of the title, joined by hyphens,
 * at most 80 characters. Empty where the title has none.
 */
export function slugOf(title: string): string {
  const words = title
    .normalize("NFKC")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[^\p{L}\p{N}]+/gu, "-");
  // By whole characters: half of one cannot stand in a URL.
  return [...words].slice(0, 80).join("").replace(/^-+|-+$/g, "");
}

const withSlug = (path: string, title: string | undefined): string => {
  const slug = title ? slugOf(title) : "";
  return slug ? `${path}/${encodeURIComponent(slug)}` : path;
};

/** The same path in another language: its first segment is the language. */
export function inLanguage(path: string, lang: string): string {
  return path.replace(/^\/[^/?]*/, `/${lang}`);
}

/** Whether a text is the address of a page of the hub, as its pages give it: a path that begins with a language. */
export function isPageOfHub(text: string | null): text is string {
  return /^\/[a-z]{2}(?:[/?#][^\\]*)?$/.test(text ?? "");
}

/** A path as it may be written down: without the token that a one-time link ends with. */
export function withoutToken(path: string): string {
  return path.replace(/^(\/[^/]+\/(?:set-up|invitation|password|email)\/).+/, "$1…");
}

export const paths = {
  home: (lang: string) => `/${lang}`,
  search: (lang: string, query?: URLSearchParams | Record<string, string>) => {
    const text = query ? new URLSearchParams(query).toString() : "";
    return `/${lang}/search${text ? `?${text}` : ""}`;
  },
  /** Answers for a search box while someone types. */
  suggest: (lang: string, q: string) => `/${lang}/search/suggest?${new URLSearchParams({ q }).toString()}`,
  item: (lang: string, item: { type: ItemType; id: string; title?: string }) =>
    withSlug(`/${lang}/${COLLECTIONS[item.type]}/${item.id}`, item.title),
  mechanisms: (lang: string, group?: string) => `/${lang}/mechanisms${group ? `?group=${group}` : ""}`,
  mechanism: (lang: string, mechanism: { id: string; title?: string }) =>
    withSlug(`/${lang}/mechanisms/${mechanism.id}`, mechanism.title),
  network: (lang: string) => `/${lang}/network`,
  events: (lang: string, year?: string, page = 1) =>
    `/${lang}/events${year ? `?year=${year}${page > 1 ? `&page=${page}` : ""}` : ""}`,
  /** The calendar of all events, and that of one; apart from their pages, so that programs can ask for them. */
  calendar: (lang: string) => `/${lang}/events.ics`,
  eventCalendar: (lang: string, id: string) => `/${lang}/events/${id}/event.ics`,
  about: (lang: string, topic = "about") => `/${lang}/about${topic === "about" ? "" : `/${topic}`}`,
  /** The form for an error report; `page` is the address that it is about. */
  report: (lang: string, page?: string) => `/${lang}/report${page ? `?${new URLSearchParams({ page })}` : ""}`,
  /** The same form, for a message to the coordinators. */
  message: (lang: string, page: string) => `/${lang}/report?${new URLSearchParams({ kind: "message", page })}`,
  /** What became of a report; `page` is where its sender came from. */
  reportReceived: (lang: string, number: string, page: string) =>
    `/${lang}/report/${number}${page ? `?${new URLSearchParams({ page })}` : ""}`,
  signIn: (lang: string) => `/${lang}/sign-in`,
  sitemap: () => "/sitemap.xml",
  sitemapPages: () => "/sitemap/pages.xml",
  /** The items that follow the one with the id `after`; from the first where there is none. */
  sitemapItems: (after: string | null) => `/sitemap/items.xml${after ? `?after=${after}` : ""}`,
  setUp: (lang: string, token: string) => `/${lang}/set-up/${token}`,
  /** Pages behind a one-time link: their addresses end with its token. */
  invitation: (lang: string, token: string) => `/${lang}/invitation/${token}`,
  resetPassword: (lang: string, token: string) => `/${lang}/password/${token}`,
  confirmEmail: (lang: string, token: string) => `/${lang}/email/${token}`,
};
