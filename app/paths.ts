import { isLanguage } from "#app/i18n/languages.ts";
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

/**
 * Whether a text is the address of a page of the hub, as its pages give it: a path that begins with a language. It is
 * read as browsers read it, who take steps back, and a backslash for a slash, and leave out what cannot be seen.
 */
export function isPageOfHub(text: string | null | undefined): text is string {
  if (!text || /^[^/]|[\\\s\p{Cc}]/u.test(text) || !URL.canParse(text, NOWHERE)) return false;
  const { origin, pathname } = new URL(text, NOWHERE);
  return origin === NOWHERE && !pathname.includes("//") && isLanguage(pathname.split("/")[1]) && isLanguage(text.split(/[/?#]/)[1]);
}

const NOWHERE = "http://hub.invalid";

const withQuery = (path: string, query?: URLSearchParams | Record<string, string>): string => {
  const text = query ? new URLSearchParams(query).toString() : "";
  return text ? `${path}?${text}` : path;
};

const leadingTo = (to: string | undefined): string => (to ? `?${new URLSearchParams({ to })}` : "");

/** A path as it may be written down: without the token that a one-time link ends with. */
export function withoutToken(path: string): string {
  return path.replace(/^(\/[^/]+\/(?:set-up|invitation|password|email|application|alerts\/stop)\/).+/, "$1…");
}

/** What stands in an address for the network, where another has a mechanism. */
export const NETWORK = "network";

/** In the place of an owner's id, where an address asks for the people of all owners. */
export const EVERYONE = "all";

/** What stands in an address for a thing that is not there yet. */
export const NEW = "new";

export const paths = {
  home: (lang: string) => `/${lang}`,
  search: (lang: string, query?: URLSearchParams | Record<string, string>) => {
    const text = query ? new URLSearchParams(query).toString() : "";
    return `/${lang}/search${text ? `?${text}` : ""}`;
  },
  /** Everything that a search finds, in another form than a page, with the same query. */
  searchAs: (lang: string, format: "atom" | "ics" | "csv" | "json", query?: URLSearchParams | Record<string, string>) => withQuery(`/${lang}/search.${format}`, query),
  /** Answers for a search box while someone types. */
  suggest: (lang: string, q: string) => `/${lang}/search/suggest?${new URLSearchParams({ q }).toString()}`,
  item: (lang: string, item: { type: ItemType; id: string; title?: string }) =>
    withSlug(`/${lang}/${COLLECTIONS[item.type]}/${item.id}`, item.title),
  /** An item as programs that keep references read it; `version` where it is another than readers of the language get. */
  reference: (lang: string, item: { type: ItemType; id: string }, format: "ris" | "bib" | "json", version?: string) =>
    withQuery(`/${lang}/${COLLECTIONS[item.type]}/${item.id}/cite.${format}`, version ? { version } : undefined),
  mechanisms: (lang: string, group?: string) => `/${lang}/mechanisms${group ? `?group=${group}` : ""}`,
  mechanism: (lang: string, mechanism: { id: string; title?: string }) =>
    withSlug(`/${lang}/mechanisms/${mechanism.id}`, mechanism.title),
  /** With a day (`YYYY-MM-DD`) as the network was on that day. */
  network: (lang: string, on?: string) => `/${lang}/network${on ? `?${new URLSearchParams({ on })}` : ""}`,
  /** The register of decisions; with `query` a part of it. */
  decisions: (lang: string, query?: URLSearchParams | Record<string, string>) => withQuery(`/${lang}/network/decisions`, query),
  decision: (lang: string, id: string) => `/${lang}/network/decisions/${id}`,
  /** The register as data, with the same query as its page. */
  decisionsAs: (lang: string, format: "csv" | "json", query?: URLSearchParams | Record<string, string>) => withQuery(`/${lang}/network/decisions.${format}`, query),
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
  /** Where one signs in; `to` is the address within the hub that it leads on to. */
  signIn: (lang: string, to?: string) => `/${lang}/sign-in${leadingTo(to)}`,
  secondFactor: (lang: string, to?: string) => `/${lang}/sign-in/second-factor${leadingTo(to)}`,
  signOut: (lang: string) => `/${lang}/sign-out`,
  /** Where someone who forgot the password asks for a link, and where that link leads. */
  forgotten: (lang: string) => `/${lang}/password`,
  account: (lang: string) => `/${lang}/account`,
  /** Where a person chooses what the hub tells him by mail. */
  noticeChoices: (lang: string) => `/${lang}/account/notices`,
  /** Where he finds the roles that he is invited to. */
  ownInvitations: (lang: string) => `/${lang}/account#invitations`,
  /** A person's saved searches; the form for one more, with the parameters of the search itself; one of them. */
  savedSearches: (lang: string, query?: Record<string, string>) => withQuery(`/${lang}/account/searches`, query),
  newSavedSearch: (lang: string, query: URLSearchParams) => withQuery(`/${lang}/account/searches/new`, query),
  savedSearch: (lang: string, id: string) => `/${lang}/account/searches/${id}`,
  /** Where the mails about a saved search are stopped; `done` is what the page says has been done. */
  stopAlert: (lang: string, token: string, done?: "resumed") => withQuery(`/${lang}/alerts/stop/${token}`, done ? { done } : undefined),
  /** Where a second factor is set up. */
  enrol: (lang: string, to?: string) => `/${lang}/account/second-factor${leadingTo(to)}`,
  /** The people of a mechanism; of the network with `NETWORK` in its place, of all with `EVERYONE`. */
  people: (lang: string, mechanism?: string, query: Record<string, string> = {}) =>
    `/${lang}/desk/people${mechanism ? `?${new URLSearchParams({ mechanism, ...query })}` : ""}`,
  users: (lang: string, query?: Record<string, string>) => `/${lang}/admin/users${query ? `?${new URLSearchParams(query)}` : ""}`,
  /** With `query` what is asked before it is done, or what the page says has been done. */
  user: (lang: string, id: string, query?: Record<string, string>) => `/${lang}/admin/users/${id}${query ? `?${new URLSearchParams(query)}` : ""}`,
  outbox: (lang: string, query?: Record<string, string>) => `/${lang}/admin/mail${query ? `?${new URLSearchParams(query)}` : ""}`,
  /** The log, and as a table what a filter of it leaves. */
  auditFile: (lang: string, query: Record<string, string>) => `/${lang}/admin/audit.csv?${new URLSearchParams(query)}`,
  audit: (lang: string, query?: Record<string, string>) => `/${lang}/admin/audit${query ? `?${new URLSearchParams(query)}` : ""}`,
  /** What waits for a member, and what belongs to his mechanisms. */
  desk: (lang: string) => `/${lang}/desk`,
  /** With `query` the type and the owner that are chosen at first. */
  newItem: (lang: string, query?: { type: ItemType; mechanism: string }) => `/${lang}/desk/new${query ? `?${new URLSearchParams(query)}` : ""}`,
  /** Where tables of items are brought, one of them, and tables to begin with. */
  tables: (lang: string, query?: Record<string, string>) => withQuery(`/${lang}/desk/import`, query),
  table: (lang: string, id: string, query?: Record<string, string>) => withQuery(`/${lang}/desk/import/${id}`, query),
  tableReport: (lang: string, id: string) => `/${lang}/desk/import/${id}/report.csv`,
  tableTemplate: (lang: string) => `/${lang}/desk/import/template.csv`,
  /** The items of a mechanism; of the network with `NETWORK` in its place. */
  tableOfItems: (lang: string, mechanism: string) => `/${lang}/desk/import/items.csv?${new URLSearchParams({ mechanism })}`,
  /** An item as those see it who work on it. */
  work: (lang: string, id: string) => `/${lang}/desk/items/${id}`,
  edit: (lang: string, id: string, version: string) => `/${lang}/desk/items/${id}/edit/${version}`,
  /** A file as it is; its name is for those who keep it. */
  file: (id: string, name: string) => `/files/${id}/${encodeURIComponent(name)}`,
  /** What was read out of a file, at one of its pages. */
  fileText: (lang: string, id: string, page = 1) => `/${lang}/files/${id}${page > 1 ? `?page=${page}#part-${page}` : ""}`,
  /** A picture of a page of a file. */
  filePreview: (id: string, page: number) => `/files/${id}/preview/${page}`,
  /** The files of a version, for its editor's page. */
  attached: (lang: string, id: string, version: string) => `/${lang}/desk/items/${id}/edit/${version}/files`,
  preview: (lang: string, id: string, version: string) => `/${lang}/desk/items/${id}/preview/${version}`,
  /** Where author and reviewer speak about a version. */
  review: (lang: string, id: string, version: string) => `/${lang}/desk/items/${id}/review/${version}`,
  history: (lang: string, id: string, version: string, query?: Record<string, string>) =>
    `/${lang}/desk/items/${id}/history/${version}${query ? `?${new URLSearchParams(query)}` : ""}`,
  reviews: (lang: string) => `/${lang}/desk/reviews`,
  /** Where coordinators keep the offices of the network and their terms. */
  offices: (lang: string, query?: Record<string, string>) => withQuery(`/${lang}/desk/offices`, query),
  newOffice: (lang: string) => `/${lang}/desk/offices/new`,
  office: (lang: string, id: string, query?: Record<string, string>) => withQuery(`/${lang}/desk/offices/${id}`, query),
  editOffice: (lang: string, id: string) => `/${lang}/desk/offices/${id}/edit`,
  newOfficeTerm: (lang: string, id: string) => `/${lang}/desk/offices/${id}/terms/new`,
  officeTerm: (lang: string, id: string, term: string, query?: Record<string, string>) => withQuery(`/${lang}/desk/offices/${id}/terms/${term}`, query),
  /** Where coordinators record decisions. */
  register: (lang: string, query?: Record<string, string>) => withQuery(`/${lang}/desk/decisions`, query),
  newDecision: (lang: string, query?: Record<string, string>) => withQuery(`/${lang}/desk/decisions/new`, query),
  editDecision: (lang: string, id: string, query?: Record<string, string>) => withQuery(`/${lang}/desk/decisions/${id}/edit`, query),
  /** What is missing in which language, for a mechanism. */
  missing: (lang: string, mechanism?: string) => `/${lang}/desk/languages${mechanism ? `?${new URLSearchParams({ mechanism })}` : ""}`,
  applications: (lang: string) => `/${lang}/desk/applications`,
  applicationOnDesk: (lang: string, id: string, query?: Record<string, string>) => `/${lang}/desk/applications/${id}${query ? `?${new URLSearchParams(query)}` : ""}`,
  /** The letter that came with an application, as a file. */
  letter: (lang: string, application: string) => `/${lang}/desk/applications/${application}/letter`,
  memberships: (lang: string) => `/${lang}/desk/memberships`,
  membership: (lang: string, id: string, query?: Record<string, string>) => `/${lang}/desk/memberships/${id}${query ? `?${new URLSearchParams(query)}` : ""}`,
  /** The mechanisms whose profiles a member keeps, and what he keeps of one: `part` is "facts", "persons" or a language. */
  keptMechanisms: (lang: string) => `/${lang}/desk/mechanism`,
  keptMechanism: (lang: string, id: string, done?: string) => `/${lang}/desk/mechanism/${id}${done ? `?done=${done}` : ""}`,
  keptPart: (lang: string, id: string, part: string, done?: string) => `/${lang}/desk/mechanism/${id}/edit/${part}${done ? `?done=${done}` : ""}`,
  /** Everything that a mechanism has, as one file; and where archives are taken in. */
  mechanismArchive: (lang: string, id: string) => `/${lang}/desk/mechanism/${id}/archive.zip`,
  archives: (lang: string, done?: string) => `/${lang}/admin/archives${done ? `?${new URLSearchParams({ done })}` : ""}`,
  mechanismHistory: (lang: string, id: string, query?: Record<string, string>) => `/${lang}/desk/mechanism/${id}/history${query ? `?${new URLSearchParams(query)}` : ""}`,
  /** The vocabularies, the terms of one, and one term. */
  vocabularies: (lang: string) => `/${lang}/desk/vocabularies`,
  vocabulary: (lang: string, scheme: string) => `/${lang}/desk/vocabularies/${scheme}`,
  term: (lang: string, scheme: string, slug: string, query?: Record<string, string>) => `/${lang}/desk/vocabularies/${scheme}/${slug}${query ? `?${new URLSearchParams(query)}` : ""}`,
  /** One's own comments on an item, and the forms to write, report, answer and take back. */
  comments: (lang: string, item: string, query?: Record<string, string>) => `/${lang}/comments/${item}${query ? `?${new URLSearchParams(query)}` : ""}`,
  /** Comments of readers as their moderators see them. */
  moderation: (lang: string, query?: Record<string, string>) => `/${lang}/desk/comments${query ? `?${new URLSearchParams(query)}` : ""}`,
  partners: (lang: string) => `/${lang}/partners`,
  partner: (lang: string, id: string) => `/${lang}/partners/${id}`,
  /** Partners as those see them who keep them; `NEW` in the place of an id for one that is not there yet. */
  keptPartners: (lang: string, query?: Record<string, string>) => `/${lang}/desk/partners${query ? `?${new URLSearchParams(query)}` : ""}`,
  keptPartner: (lang: string, id: string, query?: Record<string, string>) => `/${lang}/desk/partners/${id}${query ? `?${new URLSearchParams(query)}` : ""}`,
  /** What members offer each other and ask for. */
  cooperation: (lang: string, query?: Record<string, string>) => `/${lang}/desk/cooperation${query ? `?${new URLSearchParams(query)}` : ""}`,
  newCooperation: (lang: string) => `/${lang}/desk/cooperation/new`,
  cooperationOf: (lang: string, id: string, query?: Record<string, string>) => `/${lang}/desk/cooperation/${id}${query ? `?${new URLSearchParams(query)}` : ""}`,
  /** Mechanisms that are like one's own. */
  alike: (lang: string, mechanism?: string) => `/${lang}/desk/cooperation/alike${mechanism ? `?${new URLSearchParams({ mechanism })}` : ""}`,
  /** What waits for the coordinators, and how the network is covered. */
  networkDesk: (lang: string) => `/${lang}/desk/network`,
  /** The plan that the network works by; and where coordinators keep it, its priorities and activities. */
  plan: (lang: string, anchor = "") => `/${lang}/network/plan${anchor && `#${anchor}`}`,
  planDesk: (lang: string, query?: Record<string, string>) => withQuery(`/${lang}/desk/plan`, query),
  planPriority: (lang: string, priority: string, query?: Record<string, string>) => withQuery(`/${lang}/desk/plan/${priority}`, query),
  planActivity: (lang: string, priority: string, activity: string, query?: Record<string, string>) => withQuery(`/${lang}/desk/plan/${priority}/${activity}`, query),
  /** The network's gatherings, for those who prepare them. */
  gatheringsDesk: (lang: string) => `/${lang}/desk/gatherings`,
  readerReports: (lang: string, query?: Record<string, string>) => `/${lang}/desk/network/reports${query ? `?${new URLSearchParams(query)}` : ""}`,
  readerReport: (lang: string, id: string, query?: Record<string, string>) => `/${lang}/desk/network/reports/${id}${query ? `?${new URLSearchParams(query)}` : ""}`,
  coverage: (lang: string, query?: Record<string, string>) => `/${lang}/desk/network/coverage${query ? `?${new URLSearchParams(query)}` : ""}`,
  activity: (lang: string) => `/${lang}/desk/network/activity`,
  /** A table of these figures, for programs that calculate. */
  figures: (lang: string, query: Record<string, string>) => `/${lang}/desk/network/figures.csv?${new URLSearchParams(query)}`,
  /** A mechanism as data. */
  mechanismData: (id: string) => `/api/v1/mechanisms/${id}`,
  /** What the network decides for itself, and the texts of the public pages: of one page, one part in one language. */
  settings: (lang: string, query?: Record<string, string>) => `/${lang}/desk/settings${query ? `?${new URLSearchParams(query)}` : ""}`,
  texts: (lang: string) => `/${lang}/desk/texts`,
  textsOf: (lang: string, page: string, query?: Record<string, string>) => `/${lang}/desk/texts/${page}${query ? `?${new URLSearchParams(query)}` : ""}`,
  /** Where harvesters ask (OAI-PMH). */
  harvest: () => "/oai",
  sitemap: () => "/sitemap.xml",
  sitemapPages: () => "/sitemap/pages.xml",
  /** The items that follow the one with the id `after`; from the first where there is none. */
  sitemapItems: (after: string | null) => `/sitemap/items.xml${after ? `?after=${after}` : ""}`,
  setUp: (lang: string, token: string) => `/${lang}/set-up/${token}`,
  /** The public form for membership. */
  apply: (lang: string, query?: Record<string, string>) => `/${lang}/network/apply${query ? `?${new URLSearchParams(query)}` : ""}`,
  /** The private page of an application behind its token; without one, where a link is asked for again. */
  application: (lang: string, token?: string, query?: Record<string, string>) => `/${lang}/application${token ? `/${token}` : ""}${query ? `?${new URLSearchParams(query)}` : ""}`,
  /** Pages behind a one-time link: their addresses end with its token. */
  invitation: (lang: string, token: string) => `/${lang}/invitation/${token}`,
  resetPassword: (lang: string, token: string) => `/${lang}/password/${token}`,
  confirmEmail: (lang: string, token: string) => `/${lang}/email/${token}`,
};
