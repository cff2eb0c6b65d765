import { parentOf, successors, type Terms } from "./term.ts";
import type { VersionState } from "./vocabulary.ts";

/** What of an item is counted; as the database has it, without its texts. */
export type CountedItem = {
  country: string | null;
  mechanism: string | null;
  terms: string[];
  originalLanguage: string;
  archived?: object | null;
  versions: Array<{ lang: string; state: VersionState; follows: number; editedAt?: Date | null; published?: { at: Date; revision: number } | null }>;
};

/** How many published items there are, in all and by language. */
export type Tally = { items: number; languages: Record<string, number> };

/** What a mechanism does: items by the states in which their texts are, and publications by month (`YYYY-MM`). */
export type Doing = { items: number; published: number; states: Record<VersionState, number>; months: Record<string, number>; lastChange: Date | null };

/** Everything that coverage and activity are made of, counted in one pass over the items. */
export type Census = {
  all: Tally;
  /** Published translations whose original has moved on, by language. */
  behind: Record<string, number>;
  /** Published items by how many of their languages there are. */
  spread: Record<number, number>;
  /** By ISO code, by term with those below it, and by the id of a mechanism; "" stands for the network's own. */
  countries: Map<string, Tally>;
  terms: Map<string, Tally>;
  mechanisms: Map<string, Doing>;
};

export function emptyCensus(): Census {
  return { all: { items: 0, languages: {} }, behind: {}, spread: {}, countries: new Map(), terms: new Map(), mechanisms: new Map() };
}

const NOTHING_DONE = { draft: 0, "in-review": 0, "changes-requested": 0, published: 0, withdrawn: 0, archived: 0 } satisfies Record<VersionState, number>;

/** The terms of an item with all above them, each once: what a term has is also its broader term's. */
function withBroader(terms: Terms, ids: string[]): Set<string> {
  const found = new Set<string>();
  for (const id of successors(terms, ids)) for (let at: string | null = id; at && !found.has(at); at = parentOf(terms, at)) found.add(at);
  return found;
}

/** Adds an item to the figures, by the terms that there are. An archived item is one of its mechanism's, and no reader's. */
export function addItem(census: Census, item: CountedItem, terms: Terms): void {
  const published = item.archived ? [] : item.versions.filter((version) => version.published);
  const languages = published.map(({ lang }) => lang);
  if (languages.length > 0) {
    for (const tally of [census.all, inMap(census.countries, item.country ?? ""), ...[...withBroader(terms, item.terms)].map((term) => inMap(census.terms, term))]) {
      tally.items += 1;
      for (const lang of languages) increase(tally.languages, lang);
    }
    increase(census.spread, languages.length);
    const moved = item.versions.find(({ lang }) => lang === item.originalLanguage)?.published?.revision ?? 0;
    for (const { lang, follows } of published) if (lang !== item.originalLanguage && follows < moved) increase(census.behind, lang);
  }
  const doing = doingOf(census, item.mechanism);
  doing.items += 1;
  if (languages.length > 0) doing.published += 1;
  // An item counts once in each state that any of its texts is in.
  for (const state of new Set(item.archived ? (["archived"] as const) : item.versions.map((version) => version.state))) doing.states[state] += 1;
  for (const { published: text } of published) if (text) increase(doing.months, text.at.toISOString().slice(0, 7));
  // When somebody wrote or published; the hub's own writes, of an update say, are nobody's activity.
  for (const { editedAt, published: text } of item.versions) {
    for (const at of [editedAt, text?.at]) if (at && (!doing.lastChange || at > doing.lastChange)) doing.lastChange = at;
  }
}

function inMap(map: Map<string, Tally>, key: string): Tally {
  let tally = map.get(key);
  if (!tally) map.set(key, (tally = { items: 0, languages: {} }));
  return tally;
}

function doingOf({ mechanisms }: Census, mechanism: string | null): Doing {
  let doing = mechanisms.get(mechanism ?? "");
  if (!doing) mechanisms.set(mechanism ?? "", (doing = nothingDone()));
  return doing;
}

export function nothingDone(): Doing {
  return { items: 0, published: 0, states: { ...NOTHING_DONE }, months: {}, lastChange: null };
}

function increase(counts: Record<string | number, number>, key: string | number): void {
  counts[key] = (counts[key] ?? 0) + 1;
}

/** The months up to that of a day, `count` of them, the oldest first, as `YYYY-MM`. */
export function monthsUntil(day: string, count: number): string[] {
  const [year = 0, month = 1] = day.split("-").map(Number);
  return Array.from({ length: count }, (_, back) => new Date(Date.UTC(year, month - count + back, 1)).toISOString().slice(0, 7));
}
