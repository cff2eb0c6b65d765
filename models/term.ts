import type { Localized } from "./localized.ts";
import { ITEM_SCHEMES, type Scheme } from "./vocabulary.ts";

/** A term of a vocabulary. The id `scheme:slug` is stored, a label is shown. */
export type Term = {
  id: string;
  scheme: Scheme;
  labels: Localized;
  /** Languages whose label is official wording; the other labels are the hub's translation. */
  official: string[];
  /** Other names under which the term is looked for, per language. */
  aliases: Record<string, string[]>;
  parent: string | null;
  code: string | null;
  validFrom: string | null;
  validTo: string | null;
  replacedBy: string | null;
  /** Position in its vocabulary. */
  order: number;
};

/** What a coordinator can change of a term. */
export type TermFields = Pick<Term, "labels" | "official" | "aliases" | "parent" | "code" | "validFrom" | "validTo">;

export type Terms = ReadonlyMap<string, Pick<Term, "id" | "scheme" | "parent" | "replacedBy">>;

/** Vocabularies in which a term can be merged into another: whatever carries one of their terms follows. */
export const MERGED_SCHEMES: readonly Scheme[] = [...ITEM_SCHEMES, "mechanismType"];

export const fieldsOfTerm = ({ labels, official, aliases, parent, code, validFrom, validTo }: TermFields): TermFields => ({
  labels, official, aliases, parent, code, validFrom, validTo,
});

/** The term that stands in the place of this one: itself, or the end of the chain of those that replaced it. */
export function successor(terms: Terms, id: string): string {
  const seen = new Set<string>();
  let at = id;
  for (;;) {
    const next = terms.get(at)?.replacedBy;
    if (!next || seen.has(next) || !terms.has(next)) return at;
    seen.add(at);
    at = next;
  }
}

/** The successors of these terms, each once. */
export const successors = (terms: Terms, ids: string[]): string[] => [...new Set(ids.map((id) => successor(terms, id)))];

/** The term above this one, as it stands today. */
export function parentOf(terms: Terms, id: string): string | null {
  const parent = terms.get(id)?.parent;
  return parent && terms.has(parent) ? successor(terms, parent) : null;
}

/** Whether a term is below another, or is that one. */
export function isBelow(terms: Terms, id: string, above: string): boolean {
  const seen = new Set<string>();
  for (let at: string | null = id; at && !seen.has(at); at = parentOf(terms, at)) {
    if (at === above) return true;
    seen.add(at);
  }
  return false;
}

/** Whether following the terms above one another, from any of them, ends. */
export function endsEverywhere(terms: Terms): boolean {
  return [...terms.keys()].every((id) => {
    const seen = new Set<string>();
    for (let at: string | null = successor(terms, id); at; at = parentOf(terms, at)) {
      if (seen.has(at)) return false;
      seen.add(at);
    }
    return true;
  });
}

/** What keeps a term from being merged into another; null where nothing does. */
export function mergeObstacle(terms: Terms, id: string, into: string): "not-found" | "scheme" | "replaced" | "below" | null {
  const [term, target] = [terms.get(id), terms.get(into)];
  if (!term || !target || id === into) return "not-found";
  if (term.scheme !== target.scheme || !MERGED_SCHEMES.includes(term.scheme)) return "scheme";
  if (term.replacedBy || target.replacedBy) return "replaced";
  return isBelow(terms, into, id) ? "below" : null;
}

/** The same in any writing: what tells two names apart is more than spaces and capitals. */
export const sameName = (one: string, other: string): boolean => nameKey(one) === nameKey(other);
const nameKey = (name: string): string => name.normalize("NFKC").replace(/\s+/g, " ").trim().toLowerCase();

/**
 * The aliases of a term that gets other labels: its old ones stay findable, and what is a label now is no alias besides.
 * `aliases` are those that it is to have apart from that.
 */
export function aliasesAfter(before: Localized, labels: Localized, aliases: Record<string, string[]>): Record<string, string[]> {
  const languages = [...new Set([...Object.keys(aliases), ...Object.keys(before)])];
  const kept = languages.map((lang): [string, string[]] => {
    const names: string[] = [];
    for (const name of [...(aliases[lang] ?? []), before[lang] ?? ""]) {
      if (name && !sameName(name, labels[lang] ?? "") && !names.some((other) => sameName(other, name))) names.push(name);
    }
    return [lang, names];
  });
  return Object.fromEntries(kept.filter(([, names]) => names.length > 0));
}

/** Every name under which a term is looked for in a language. */
export function namesOfTerm(term: Pick<Term, "labels" | "aliases" | "code">, lang: string): string[] {
  return [term.labels[lang], term.code, ...(term.aliases[lang] ?? [])].filter((name): name is string => Boolean(name));
}

/** Where a term is in its life on a day (`YYYY-MM-DD`). On the day that it ends, or in the month or year, it is over. */
export function stageOf({ validFrom, validTo, replacedBy }: Pick<Term, "validFrom" | "validTo" | "replacedBy">, day: string): "not-yet" | "in-force" | "over" | "replaced" {
  if (replacedBy) return "replaced";
  if (validTo && validTo <= day.slice(0, validTo.length)) return "over";
  return validFrom && validFrom > day ? "not-yet" : "in-force";
}

/** Whether a term is offered for new texts on a day. */
export const isInForce = (term: Pick<Term, "validFrom" | "validTo" | "replacedBy">, day: string): boolean => stageOf(term, day) === "in-force";

export const termSlug = (id: string): string => id.slice(id.indexOf(":") + 1);

/** A slug for a new term from its name in Latin letters; empty where it has none. */
export function slugFor(name: string): string {
  return name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 60);
}
