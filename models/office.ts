import { dayBefore, FIRST_DAY, LAST_DAY, layersOf, monthsLater, type Stretch } from "./days.ts";
import type { Localized } from "./localized.ts";
import type { Present } from "./mechanism.ts";
import { firstDay, lastDay, type PartialDate } from "./partial-date.ts";
import type { Source } from "./source.ts";

/** Offices that pages of the hub know by name. The network may define any others. */
export const COORDINATOR = "coordinator";
export const COMMITTEE = "executive-committee";

/** A person who holds a seat, or stands in for the one who does. `asOf` is the day for which a source names him. */
export type Holder = {
  id: string;
  name: Localized;
  position: Localized | null;
  asOf: PartialDate;
  /** Not stated: from the beginning of the term, to its end. */
  from: PartialDate;
  to: PartialDate;
  substitute: boolean;
  sources: Source[];
};

/** What stood somewhere before it was corrected, as texts by the names of fields. */
export type Correction = { at: Date; by: string | null; reason: string; before: Record<string, string> };

/** A seat of a State or a mechanism for a while; persons hold it in turn. */
export type Term = {
  id: string;
  state: string;
  mechanism: string | null;
  from: PartialDate;
  /** Not stated: the end is open. The last day belongs to the term. */
  to: PartialDate;
  /** Ended before the day that was first given. */
  endedEarly: boolean;
  decision: string | null;
  holders: Holder[];
  sources: Source[];
  corrections: Correction[];
  /** Recorded by mistake: kept, and counted nowhere. */
  struck: { at: Date; by: string | null; reason: string } | null;
};

/** What the network has laid down for an office; null where it, or the sources, lay down nothing. */
export type Definition = {
  name: Localized;
  order: number;
  seats: number | null;
  /** Ids of `membershipStatus` terms of which the holder has one when a term begins; none: anybody. */
  mayHold: string[];
  termMonths: number | null;
  /** How often a State may be followed by itself. */
  maxRenewals: number | null;
  /** How many substitutes a seat may have at a time. */
  substitutes: number;
  /** The office whose holders sit in this one as such, beside its own seats. */
  exOfficio: string | null;
};

export type Office = Definition & { id: string; terms: Term[]; writes: number };

/** Terms that count, in the order in which they began. */
export function countedTerms({ terms }: Pick<Office, "terms">): Term[] {
  return terms.filter(({ struck }) => !struck).toSorted((a, b) => (spanOf(a).mayBegin < spanOf(b).mayBegin ? -1 : 1));
}

/**
 * The days of a term as far as its dates tell: it covers none before `mayBegin` or after `mayEnd`, and all from `begun`
 * to `sureUntil`. Where these two cross, it is only known to lie somewhere between.
 */
export type Span = { mayBegin: string; begun: string; sureUntil: string; mayEnd: string };

export function spanOf({ from, to }: { from: PartialDate; to: PartialDate }): Span {
  const mayBegin = firstDay(from) ?? FIRST_DAY;
  const mayEnd = lastDay(to) ?? LAST_DAY;
  const begun = lastDay(from) ?? mayEnd;
  const sureUntil = firstDay(to) ?? LAST_DAY;
  return { mayBegin, begun: begun < mayEnd ? begun : mayEnd, sureUntil: sureUntil > mayBegin ? sureUntil : mayBegin, mayEnd };
}

/** The days that a term may cover, and those that it surely covers (none where `from` is after `to`). */
export const outer = ({ mayBegin, mayEnd }: Span): Stretch => ({ from: mayBegin, to: mayEnd });
export const inner = ({ begun, sureUntil }: Span): Stretch => ({ from: begun, to: sureUntil });

export const covers = ({ from, to }: Stretch, day: string): boolean => from <= day && day <= to;

/** The days of a holder: those of his term where nothing else is stated. */
export function spanOfHolder(term: Term, { from, to }: Pick<Holder, "from" | "to">): Span {
  const span = spanOf({ from: from.from ? from : term.from, to: to.from ? to : term.to });
  // Without a date of its own the end is the term's, and so is what is known of it.
  return span;
}

/** The last day of a term: as stated, else as the length of a term has it; null where neither says. */
export function lastDayOf(office: Pick<Office, "termMonths">, term: Term): string | null {
  const span = spanOf(term);
  if (term.to.from) return span.mayEnd;
  return office.termMonths !== null && term.from.from ? dayBefore(monthsLater(span.begun, office.termMonths)) : null;
}

/** The first day on which a term may be over, to be reminded of; null where nothing says when. */
export function expectedEnd(office: Pick<Office, "termMonths">, term: Term): string | null {
  return term.to.from ? spanOf(term).sureUntil : lastDayOf(office, term);
}

/** Who is in office on a day. `sure` is false where the dates leave open whether that day is within. */
export type Seated = { term: Term; office: string; sure: boolean; exOfficio: boolean; holder: Holder | null; substitutes: Holder[] };

/**
 * Who sits in an office on a day: never more than it has seats. Whom the dates leave open comes after those who are
 * sure, the earlier term first; for whom no seat is left is among `unsure`. `empty` counts seats without anybody.
 */
export function seatedOn(office: Office, day: string): { seated: Seated[]; unsure: Seated[]; empty: number } {
  const own = countedTerms(office).filter((term) => covers(outer(spanOf(term)), day));
  const all = own.map((term): Seated => ({
    term,
    office: office.id,
    sure: covers(inner(spanOf(term)), day),
    exOfficio: false,
    ...holdersOn(term, day),
  }));
  const sorted = [...all.filter(({ sure }) => sure), ...all.filter(({ sure }) => !sure)];
  const seats = office.seats ?? sorted.length;
  return { seated: sorted.slice(0, seats), unsure: sorted.slice(seats), empty: Math.max(0, (office.seats ?? Math.min(1, countedTerms(office).length)) - sorted.length) };
}

/** The committee on a day: its own seats, and before them those who sit in it by another office. */
export function committeeOn(offices: Office[], id: string, day: string, present: Present) {
  const office = offices.find((one) => one.id === id);
  if (!office) return { seated: [], unsure: [], empty: 0 };
  const by = offices.find((one) => one.id === office.exOfficio && one.id !== id);
  const chairs = by ? seatedOn(by, day).seated.map((one) => ({ ...one, exOfficio: true })) : [];
  const own = seatedOn(office, day);
  // Whoever sits in it by another office sits in it once.
  const isChair = ({ term }: Seated): boolean => chairs.some((chair) => isSamePlace(chair.term, term, present));
  return { ...own, seated: [...chairs, ...own.seated.filter((one) => !isChair(one))] };
}

export type Place = { state: string; mechanism: string | null };

/** Whether two are the same State; through different mechanisms of it, which have not merged, they are not. */
export function isSamePlace(a: Place, b: Place, present: Present): boolean {
  return a.state === b.state && (a.mechanism === null || b.mechanism === null || present(a.mechanism) === present(b.mechanism));
}

function holdersOn(term: Term, day: string): Pick<Seated, "holder" | "substitutes"> {
  const there = term.holders.filter((holder) => covers(outer(spanOfHolder(term, holder)), day));
  // Of two between whom the dates leave it open, the one who is sure, else the one who was there first.
  const persons = there.filter(({ substitute }) => !substitute);
  const sure = persons.find((holder) => covers(inner(spanOfHolder(term, holder)), day));
  return { holder: sure ?? persons[0] ?? null, substitutes: there.filter(({ substitute }) => substitute) };
}

/** The days since an office was first held on which fewer are known to have held it than it has seats. */
export function holesOf(office: Office, until: string): Array<Stretch & { empty: number }> {
  const terms = countedTerms(office).map((term) => outer(spanOf(term)));
  const begin = terms[0]?.from;
  if (begin === undefined || begin > until) return [];
  const seats = office.seats ?? 1;
  const layers = layersOf(terms, { from: begin, to: until }).map(({ from, to, covered }) => ({ from, to, empty: seats - covered.length }));
  return layers.filter(({ empty }) => empty > 0);
}
