import { dayBefore, FIRST_DAY, LAST_DAY, layersOf, meet, monthsLater, type Stretch, dayAfter } from "./days.ts";
import type { Present } from "./mechanism.ts";
import { type Holder, holesOf, inner, isSamePlace, type Office, outer, type Place, spanOf, spanOfHolder, type Term, countedTerms } from "./office.ts";
import { firstDay, lastDay, type PartialDate } from "./partial-date.ts";

/** What the network's own rules for an office, and the calendar, do not allow. A step that would bring it about is refused. */
export const RULES = [
  /** More at a time than there are seats. */
  "taken",
  /** One State or mechanism twice at a time. */
  "twice",
  /** Its status in the network is none of those that may hold the office. */
  "may-not-hold",
  "too-long",
  "too-often",
  /** It ends before it begins. */
  "order",
  /** A term has a beginning. */
  "no-beginning",
  /** A person's days are not within the term. */
  "outside",
  /** Two persons hold one seat at a time. */
  "two-holders",
  "too-many-substitutes",
] as const;
export type Rule = (typeof RULES)[number];

/** What is shown, since nobody can say that it is wrong. */
export const DOUBTS = [
  /** As far as the dates tell, more than there are seats might have held it. */
  "may-be-taken",
  "may-be-twice",
  "status-unsure",
  /** It had the status when its term began, and lost it since. */
  "status-lost",
  /** Its end is not stated, and by the length of a term it is over. */
  "overdue",
  "may-be-two-holders",
] as const;
export type Doubt = (typeof DOUBTS)[number];

/** Something about a term: a rule that it breaks, or a doubt. `others` are ids of further terms that it is about. */
export type Finding<Kind> = { kind: Kind; term: string; holder?: string; others: string[]; field: string };
export type Findings = { broken: Array<Finding<Rule>>; doubts: Array<Finding<Doubt>> };

/** The statuses that a State or mechanism has had in the network, the oldest first; empty where it never had one. */
export type StatusesOf = (place: Place) => Array<{ status: string; date: PartialDate }>;

/** What the rules ask of States and mechanisms. */
export type Places = { statusesOf: StatusesOf; present: Present };

/** All that breaks a rule, or is doubtful, in an office. `today` matters to doubts alone. */
export function examine(office: Office, places: Places, today: string): Findings {
  const terms = countedTerms(office);
  const found: Findings = { broken: [], doubts: [] };
  const breaks = (kind: Rule, term: Term, field: string, more: { holder?: string; others?: string[] } = {}) => found.broken.push({ kind, term: term.id, field, others: [], ...more });
  const doubts = (kind: Doubt, term: Term, field: string, more: { holder?: string; others?: string[] } = {}) => found.doubts.push({ kind, term: term.id, field, others: [], ...more });
  crowds(office, terms, breaks, doubts);
  twins(terms, places, breaks, doubts);
  for (const term of terms) {
    ofTerm(office, term, { terms, today, ...places }, breaks, doubts);
    ofHolders(office, term, breaks, doubts);
  }
  return found;
}

type Say<Kind> = (kind: Kind, term: Term, field: string, more?: { holder?: string; others?: string[] }) => unknown;

/** More than there are seats: surely, or as far as the dates tell. */
function crowds({ seats }: Office, terms: Term[], breaks: Say<Rule>, doubts: Say<Doubt>): void {
  if (seats === null) return;
  const crowded = (span: (term: Term) => Stretch) => layersOf(terms.map((term) => ({ ...span(term), term }))).filter(({ covered }) => covered.length > seats).map(({ covered }) => covered.map(({ term }) => term));
  const sure = new Set<string>();
  for (const group of crowded((term) => inner(spanOf(term)))) said(group, breaks, "taken", sure);
  // A term that lies somewhere in a stretch on all of whose days every seat is taken has no place there.
  for (const term of terms) {
    const { begun, sureUntil } = spanOf(term);
    if (begun <= sureUntil) continue;
    const others = terms.filter((one) => one !== term).map((one) => ({ ...inner(spanOf(one)), term: one }));
    const layers = layersOf(others, { from: sureUntil, to: begun });
    if (layers.every(({ covered }) => covered.length >= seats)) said([...(layers[0]?.covered.map((one) => one.term) ?? []), term], breaks, "taken", sure);
  }
  const maybe = new Set<string>();
  for (const group of crowded((term) => outer(spanOf(term)))) if (!sure.has(nameOf(group))) said(group, doubts, "may-be-taken", maybe);
}

const nameOf = (group: Term[]): string => group.map(({ id }) => id).toSorted().join();

/** Says something of a group of terms once, at the one that began last. */
function said<Kind>(group: Term[], say: Say<Kind>, kind: Kind, once: Set<string>): void {
  const last = group.at(-1);
  if (!last || once.has(nameOf(group))) return;
  once.add(nameOf(group));
  say(kind, last, "from", { others: group.slice(0, -1).map(({ id }) => id) });
}

function twins(terms: Term[], { present }: Places, breaks: Say<Rule>, doubts: Say<Doubt>): void {
  for (const [index, term] of terms.entries()) {
    for (const other of terms.slice(0, index).filter((one) => isSamePlace(one, term, present))) {
      const [a, b] = [spanOf(other), spanOf(term)];
      if (isSurelyMet(a, b)) breaks("twice", term, "place", { others: [other.id] });
      else if (meet(outer(a), outer(b))) doubts("may-be-twice", term, "place", { others: [other.id] });
    }
  }
}

type Days = ReturnType<typeof spanOf>;
/** Whether two meet on some day whatever their dates turn out to be: neither can have been over before the other began. */
const isSurelyMet = (a: Days, b: Days): boolean => a.sureUntil >= b.begun && b.sureUntil >= a.begun;

type Around = Places & { terms: Term[]; today: string };

function ofTerm(office: Office, term: Term, around: Around, breaks: Say<Rule>, doubts: Say<Doubt>): void {
  const { terms, today } = around;
  const span = spanOf(term);
  if (!term.from.from) breaks("no-beginning", term, "from");
  if (span.mayEnd < span.mayBegin) breaks("order", term, "to");
  if (office.termMonths !== null && term.from.from) {
    const due = dayBefore(monthsLater(span.begun, office.termMonths));
    if (term.to.from ? span.sureUntil > due : false) breaks("too-long", term, "to");
    if (!term.to.from && due < today) doubts("overdue", term, "to");
  }
  if (office.maxRenewals !== null && renewalsOf(terms, term, around.present) > office.maxRenewals) breaks("too-often", term, "place");
  ofStatus(office, term, around, breaks, doubts);
}

/** How many terms of the same State or mechanism this one follows without a pause, as far as the dates tell. */
export function renewalsOf(terms: Term[], term: Term, present: Present): number {
  const { mayBegin } = spanOf(term);
  const before = terms.find((one) => one !== term && isSamePlace(one, term, present) && spanOf(one).mayBegin < mayBegin && dayAfter(spanOf(one).mayEnd) >= mayBegin);
  return before ? 1 + renewalsOf(terms.filter((one) => one !== term), before, present) : 0;
}

function ofStatus({ mayHold }: Office, term: Term, { statusesOf, today }: Around, breaks: Say<Rule>, doubts: Say<Doubt>): void {
  if (mayHold.length === 0) return;
  const span = spanOf(term);
  const steps = statusesOf(term).map(({ status, date }) => ({ status, from: firstDay(date) ?? FIRST_DAY, sure: lastDay(date) ?? LAST_DAY }));
  const may = (status: string): boolean => mayHold.includes(status);
  const atFirst = steps.filter(({ sure }) => sure <= span.mayBegin).at(-1)?.status ?? "";
  const possible = [atFirst, ...steps.filter(({ from, sure }) => sure > span.mayBegin && from <= span.begun).map(({ status }) => status)];
  if (!possible.some(may)) return void breaks("may-not-hold", term, "place");
  if (!possible.every(may)) doubts("status-unsure", term, "place");
  const until = span.mayEnd < today ? span.mayEnd : today;
  if (steps.some(({ status, from }) => from > span.begun && from <= until && !may(status))) doubts("status-lost", term, "place");
}

function ofHolders({ substitutes }: Office, term: Term, breaks: Say<Rule>, doubts: Say<Doubt>): void {
  const days = outer(spanOf(term));
  const all = term.holders.map((holder) => ({ holder, span: spanOfHolder(term, holder) }));
  for (const { holder, span } of all) {
    if (span.mayEnd < span.mayBegin) breaks("order", term, "to", { holder: holder.id });
    else if (isOutside(days, holder)) breaks("outside", term, "from", { holder: holder.id });
  }
  const persons = all.filter(({ holder }) => !holder.substitute);
  for (const [index, one] of persons.entries()) {
    for (const other of persons.slice(0, index)) {
      if (isSurelyMet(one.span, other.span)) breaks("two-holders", term, "from", { holder: one.holder.id });
      else if (meet(outer(one.span), outer(other.span))) doubts("may-be-two-holders", term, "from", { holder: one.holder.id });
    }
  }
  const standIns = all.filter(({ holder }) => holder.substitute).map(({ holder, span }) => ({ ...inner(span), holder }));
  const crowd = layersOf(standIns).find(({ covered }) => covered.length > substitutes);
  if (crowd) breaks("too-many-substitutes", term, "substitute", { holder: crowd.covered.at(-1)?.holder.id ?? "" });
}

/** Whether a date of a person surely is on none of these days. */
function isOutside(days: Stretch, { from, to }: Holder): boolean {
  const misses = (date: PartialDate): boolean => (lastDay(date) ?? LAST_DAY) < days.from || (firstDay(date) ?? FIRST_DAY) > days.to;
  return misses(from) || misses(to);
}

/** What of all that is to be looked at on a day: terms that are over may have been those of two mechanisms that have merged since. */
export function toLookAt(office: Office, places: Places, today: string): Findings {
  const { broken, doubts } = examine(office, places, today);
  const isOver = (id: string): boolean => office.terms.some((term) => term.id === id && spanOf(term).mayEnd < today);
  return { broken: broken.filter(({ kind, term, others }) => kind !== "twice" || ![term, ...others].some(isOver)), doubts };
}

/** What breaks a rule after a step and did not before: rules that came later judge nothing that was there. */
export function newlyBroken(before: Findings, after: Findings): Array<Finding<Rule>> {
  const names = new Set(before.broken.map(nameOfFinding));
  return after.broken.filter((finding) => !names.has(nameOfFinding(finding)));
}

const nameOfFinding = ({ kind, term, holder = "", others }: Finding<Rule>): string => [kind, ...[term, ...others].toSorted(), holder].join(" ");

/** Seats that nobody holds on a day; null where somebody holds each, or the office was never held before. */
export function emptyOn(office: Office, day: string): { since: string; empty: number } | null {
  const last = holesOf(office, day).at(-1);
  return last && last.to >= day ? { since: last.from, empty: last.empty } : null;
}
