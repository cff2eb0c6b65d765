import { dayBefore } from "./days.ts";
import { DomainError } from "./errors.ts";
import type { Correction, Definition, Holder, Office, Term } from "./office.ts";
import { examine, newlyBroken, type Places } from "./office-rules.ts";
import { DATE_NOT_STATED, firstDay, lastDay, type PartialDate, partialDate } from "./partial-date.ts";

/** What a step changes in an office: what was there in, what is to be there out. Rules are looked at afterwards. */
export type Change = (office: Office) => Office;

/** Who corrects what, when and why. */
export type Corrected = Pick<Correction, "at" | "by" | "reason">;

export type NewTerm = Omit<Term, "endedEarly" | "holders" | "corrections" | "struck">;
export type NewHolder = Holder;

/** The most that one document should have to carry. */
const TERMS = 1_000;
const HOLDERS = 100;

/**
 * The office after a step.
 * @throws DomainError `against-rules`, with the rule as its message and the field that breaks it; what change throws.
 */
export function taken(office: Office, change: Change, places: Places): Office {
  const next = change(office);
  if (next.terms.length > TERMS || next.terms.some(({ holders }) => holders.length > HOLDERS)) throw new DomainError("too-long");
  // Doubts do not matter here, and today to nothing else.
  const [first] = newlyBroken(examine(office, places, ""), examine(next, places, ""));
  if (first) throw new DomainError("against-rules", { field: first.field, message: first.kind });
  return next;
}

/**
 * The office under another definition. What is laid down now does not judge earlier terms, but for the number of seats.
 * @throws DomainError `against-rules` at `seats`, where more were held at a time.
 */
export function defined(office: Office, definition: Definition, places: Places): Office {
  const next = { ...office, ...definition };
  const isCrowded = newlyBroken(examine(office, places, ""), examine(next, places, "")).some(({ kind }) => kind === "taken");
  if (isCrowded) throw new DomainError("against-rules", { field: "seats", message: "taken" });
  return next;
}

const withTerm = (id: string, change: (term: Term) => Term): Change => (office) => {
  if (!office.terms.some((term) => term.id === id)) throw new DomainError("not-found");
  return { ...office, terms: office.terms.map((term) => (term.id === id ? change(term) : term)) };
};

/** The last day that somebody holds what another holds from a date on: the day before; as vague as the date. */
export function upTo(date: PartialDate): PartialDate {
  const day = date.precision === "exact" ? firstDay(date) : null;
  return day ? partialDate(dayBefore(day)) : date;
}

/** Terms begin; those in `ending` end with the day before. One step, so that no seat is held twice in between. */
export const begin = (terms: NewTerm[], ending: string[] = []): Change => (office) => {
  const [first] = terms;
  const ended = first ? ending.reduce((now, id) => end(id, upTo(first.from))(now), office) : office;
  const fresh = terms.filter(({ id }) => !office.terms.some((term) => term.id === id));
  return { ...ended, terms: [...ended.terms, ...fresh.map((term): Term => ({ ...term, endedEarly: false, holders: [], corrections: [], struck: null }))] };
};

/** A term ends; its persons end with it. @throws DomainError `wrong-state` where it is struck. */
export function end(id: string, to: PartialDate): Change {
  return withTerm(id, (term) => {
    if (term.struck) throw new DomainError("wrong-state");
    const last = lastDay(to) ?? "";
    const isEarlier = term.to.from !== null && (firstDay(term.to) ?? "") > last;
    const holders = term.holders.map((holder) => (holder.to.from && (firstDay(holder.to) ?? "") > last ? { ...holder, to } : holder));
    return { ...term, to, endedEarly: term.endedEarly || isEarlier, holders };
  });
}

/** Facts of a term are put right; what stood there stays with it. */
export function correct(id: string, facts: Partial<Pick<Term, "state" | "mechanism" | "from" | "to" | "decision" | "sources">>, by: Corrected): Change {
  return withTerm(id, (term) => {
    const next = { ...term, ...facts };
    const before = differences(term, next, ["state", "mechanism", "from", "to", "decision"]);
    return { ...next, endedEarly: before.to === undefined ? term.endedEarly : false, corrections: noted(term, before, by) };
  });
}

/** A term was recorded by mistake: it is kept, and counts no more. */
export const strike = (id: string, struck: Corrected): Change => withTerm(id, (term) => ({ ...term, struck }));
export const restore = (id: string): Change => withTerm(id, (term) => ({ ...term, struck: null }));

/** A person takes the seat, or stands in. Whoever held it without an end holds it up to the day before. */
export function putIn(id: string, holder: NewHolder): Change {
  return withTerm(id, (term) => {
    const isFollowed = (one: Holder): boolean => !holder.substitute && !one.substitute && !one.to.from && holder.from.from !== null;
    const before = term.holders.map((one) => (isFollowed(one) ? { ...one, to: upTo(holder.from) } : one));
    return { ...term, holders: [...before.filter((one) => one.id !== holder.id), holder] };
  });
}

const withHolder = (id: string, holder: string, change: (holder: Holder, term: Term) => { holder: Holder | null; term?: Partial<Term> }): Change =>
  withTerm(id, (term) => {
    const found = term.holders.find((one) => one.id === holder);
    if (!found) throw new DomainError("not-found");
    const next = change(found, term);
    return { ...term, ...next.term, holders: term.holders.flatMap((one) => (one === found ? (next.holder ?? []) : one)) };
  });

/** A person leaves; the State keeps the seat. */
export const endHolder = (id: string, holder: string, to: PartialDate): Change => withHolder(id, holder, (found) => ({ holder: { ...found, to } }));

export function correctHolder(id: string, holder: string, facts: Partial<Omit<Holder, "id">>, by: Corrected): Change {
  return withHolder(id, holder, (found, term) => {
    const next = { ...found, ...facts };
    return { holder: next, term: { corrections: noted(term, differences(found, next, ["name", "position", "asOf", "from", "to", "substitute"]), by) } };
  });
}

/** A person was recorded by mistake; the name stays among what was corrected. */
export function removeHolder(id: string, holder: string, by: Corrected): Change {
  return withHolder(id, holder, (found, term) => ({ holder: null, term: { corrections: noted(term, differences(found, EMPTY, ["name", "position", "asOf", "from", "to"]), by) } }));
}

const EMPTY = { name: {}, position: null, asOf: DATE_NOT_STATED, from: DATE_NOT_STATED, to: DATE_NOT_STATED };

function noted({ corrections }: Term, before: Record<string, string>, by: Corrected): Correction[] {
  return Object.keys(before).length > 0 ? [...corrections, { ...by, before }] : corrections;
}

/** What stood in the fields that differ, as texts: dates as far as they were stated, texts in their first language. */
function differences<T extends object>(before: T, after: { [key in keyof T]?: unknown }, fields: Array<keyof T & string>): Record<string, string> {
  const told = (value: unknown): string => {
    if (value === null || value === undefined) return "";
    if (typeof value !== "object") return String(value);
    if ("precision" in value) return String((value as PartialDate).from ?? "");
    return Object.values(value).join(" / ");
  };
  return Object.fromEntries(fields.filter((field) => told(before[field]) !== told(after[field])).map((field) => [field, told(before[field])]));
}
