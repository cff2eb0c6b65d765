import type { PageTools } from "#app/lib/page-tools.server.ts";
import { foldLetters, wordsOf } from "#app/search/fold.ts";
import type { Decision } from "#models/decision.ts";
import { firstDay, yearsOf } from "#models/partial-date.ts";

/** Which decisions are asked for; what an address asks for beside these is left out. */
export type Wanted = { q: string; kind: string; year: string; gathering: string; office: string };
export const FILTERS = ["q", "kind", "year", "gathering", "office"] as const;

const MOST = 200;

export function readWanted(query: URLSearchParams): Wanted {
  return Object.fromEntries(FILTERS.map((name) => [name, (query.get(name) ?? "").trim().slice(0, MOST)])) as Wanted;
}

/** The same as an address has it, without what is empty. */
export const queryOf = (wanted: Wanted, page = 1): Record<string, string> => ({
  ...Object.fromEntries(Object.entries(wanted).filter(([, value]) => value)),
  ...(page > 1 ? { page: String(page) } : {}),
});

const folded = (text: string): string[] => wordsOf(text).map(foldLetters);

/** The decisions that are wanted, in the order in which they were given: words are looked for at the beginnings of words, in titles of every language and in numbers. */
export function wantedOf(decisions: Decision[], { q, kind, year, gathering, office }: Wanted, { reference }: PageTools): Decision[] {
  const asked = folded(q);
  return decisions.filter((decision) => {
    if (kind && decision.kind !== kind && reference.terms.get(decision.kind)?.parent !== kind) return false;
    if (year && !yearsOf(decision.date).includes(Number(year))) return false;
    if (gathering && decision.gathering !== gathering) return false;
    if (office && decision.election?.office !== office) return false;
    if (asked.length === 0) return true;
    if (decision.number && decision.number === q) return true;
    const words = [...Object.values(decision.title), decision.number ?? ""].flatMap(folded);
    return asked.every((word) => words.some((one) => one.startsWith(word)));
  });
}

/** The years in which something was decided, the newest first. */
export function yearsIn(decisions: Decision[]): string[] {
  return [...new Set(decisions.flatMap(({ date }) => yearsOf(date).map(String)))].toSorted().toReversed();
}

/** The newest first, those without a date last; of one day by number, then by id. */
export function inOrder(decisions: Decision[]): Decision[] {
  const day = ({ date }: Decision): string => firstDay(date) ?? "";
  const numeric = new Intl.Collator("en", { numeric: true });
  return decisions.toSorted((a, b) => (day(a) === day(b) ? numeric.compare(b.number ?? "", a.number ?? "") || numeric.compare(a.id, b.id) : day(a) < day(b) ? 1 : -1));
}
