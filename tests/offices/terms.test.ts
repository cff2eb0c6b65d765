import * as fc from "fast-check";
import { expect, test } from "vitest";

import { dayAfter, monthsLater } from "#models/days.ts";
import { type Present, presentIn } from "#models/mechanism.ts";
import { committeeOn, countedTerms, holesOf, type Holder, type Office, seatedOn, spanOf, type Term } from "#models/office.ts";
import { examine, newlyBroken, type Places, renewalsOf, toLookAt } from "#models/office-rules.ts";
import { begin, type Change, correct, correctHolder, defined, end, endHolder, putIn, removeHolder, restore, strike, taken } from "#models/office-steps.ts";
import { DATE_NOT_STATED, type PartialDate, partialDate } from "#models/partial-date.ts";

const MEMBER = "membershipStatus:member";
const unmerged: Present = (id) => id;
const member: Places = { statusesOf: () => [{ status: MEMBER, date: partialDate("2020-01-01") }], present: unmerged };
const nobody: Places = { statusesOf: () => [], present: unmerged };
const by = { at: new Date(0), by: "someone", reason: "a slip" };

const office = (more: Partial<Office> = {}): Office => ({ id: "coordinator", name: { en: "Coordinator" }, order: 1, seats: 1, mayHold: [], termMonths: null, maxRenewals: null, substitutes: 0, exOfficio: null, terms: [], writes: 0, ...more });
const day = (text: string | null): PartialDate => (text === null ? DATE_NOT_STATED : partialDate(text));
const term = (id: string, state: string, from: string, to: string | null = null) => ({ id, state, mechanism: null, from: day(from), to: day(to), decision: null, sources: [] });
const holder = (id: string, from: string | null = null, to: string | null = null, substitute = false): Holder => ({ id, name: { en: id }, position: null, asOf: day("2024"), from: day(from), to: day(to), substitute, sources: [] });

const step = (from: Office, change: Change, places: Places = member) => taken(from, change, places);
const after = (...changes: Change[]) => changes.reduce((now, change) => step(now, change), office());
const refusal = (of: () => unknown) => {
  try {
    of();
  } catch (error) {
    return { code: (error as { code: string }).code, rule: (error as Error).message, field: (error as { field?: string }).field };
  }
  return null;
};
const names = (seats: { term: Term }[]) => seats.map(({ term: { state } }) => state);

test("a seat that is held is refused, and free from the day after its last", () => {
  const held = after(begin([term("a", "MA", "2024-05-09", "2026-05-08")]));
  expect(refusal(() => step(held, begin([term("b", "PT", "2026-05-08")])))).toEqual({ code: "against-rules", rule: "taken", field: "from" });
  const next = step(held, begin([term("b", "PT", "2026-05-09")]));
  expect([names(seatedOn(next, "2026-05-08").seated), names(seatedOn(next, "2026-05-09").seated)]).toEqual([["MA"], ["PT"]]);
});

test("whoever is in office without an end ends with the day before in the same step", () => {
  const held = after(begin([term("a", "MA", "2024-05-09")]), begin([term("b", "PT", "2026-01-27")], ["a"]));
  expect(held.terms.map(({ to }) => to.from)).toEqual(["2026-01-26", null]);
  expect(names(seatedOn(held, "2026-01-27").seated)).toEqual(["PT"]);
});

test("dates that are not known to the day are shown as doubtful, and still no two sit on one day", () => {
  const held = after(begin([term("a", "MA", "2024", "2026")]), begin([term("b", "PT", "2026")]));
  expect(examine(held, member, "2027-01-01").doubts.map(({ kind }) => kind)).toContain("may-be-taken");
  const inBetween = seatedOn(held, "2026-06-15");
  expect([names(inBetween.seated), names(inBetween.unsure), inBetween.seated[0]?.sure]).toEqual([["MA"], ["PT"], false]);
  expect(refusal(() => step(held, begin([term("c", "PY", "2025-03")])))?.rule).toBe("taken");
});

test("what is somewhere in a year of which every day is taken is refused", () => {
  const held = after(begin([term("a", "MA", "2025-12-01", "2027-01-31")]));
  expect(refusal(() => step(held, begin([term("b", "PT", "2026", "2026")])))?.rule).toBe("taken");
});

test("a State does not hold an office twice at a time, its mechanism included", () => {
  const committee = taken(office({ seats: null }), begin([term("a", "MA", "2024-05-09")]), member);
  expect(refusal(() => step(committee, begin([{ ...term("b", "MA", "2025-01-01"), mechanism: "morocco" }])))?.rule).toBe("twice");
});

test("who may hold it, for how long and how often is what the network lays down", () => {
  const strict = office({ mayHold: [MEMBER], termMonths: 24, maxRenewals: 1 });
  expect(refusal(() => step(strict, begin([term("a", "MA", "2024-05-09", "2026-05-08")]), nobody))).toMatchObject({ rule: "may-not-hold", field: "place" });
  expect(refusal(() => step(strict, begin([term("a", "MA", "2019-05-09", "2020-05-08")])))?.rule).toBe("may-not-hold");
  expect(refusal(() => step(strict, begin([term("a", "MA", "2024-05-09", "2026-05-09")])))).toMatchObject({ rule: "too-long", field: "to" });
  const twice = [term("a", "MA", "2024-05-09", "2026-05-08"), term("b", "MA", "2026-05-09", "2028-05-08")].reduce((now, one) => step(now, begin([one])), strict);
  expect(refusal(() => step(twice, begin([term("c", "MA", "2028-05-09", "2030-05-08")])))?.rule).toBe("too-often");
  expect(renewalsOf(countedTerms(step(twice, begin([term("c", "MA", "2029-05-09", "2030-05-08")]))), twice.terms[1] as Term, unmerged)).toBe(1);
  // An end that is not stated is shown once the time is over.
  const open = step(strict, begin([term("a", "MA", "2024-05-09")]));
  expect(examine(open, member, "2026-05-08").doubts).toEqual([]);
  expect(examine(open, member, "2026-05-09").doubts.map(({ kind }) => kind)).toEqual(["overdue"]);
});

test("a status that is lost in the term, or not known to the day, is shown", () => {
  const strict = office({ mayHold: [MEMBER] });
  const statuses: Places = { ...member, statusesOf: () => [{ status: MEMBER, date: partialDate("2024") }, { status: "membershipStatus:suspended", date: partialDate("2025-03") }] };
  const held = taken(strict, begin([term("a", "MA", "2024-05-09")]), statuses);
  expect(examine(held, statuses, "2025-02-28").doubts.map(({ kind }) => kind)).toEqual(["status-unsure"]);
  expect(examine(held, statuses, "2025-03-01").doubts.map(({ kind }) => kind)).toEqual(["status-unsure", "status-lost"]);
});

test("persons follow each other within a term, and substitutes are as many as are laid down", () => {
  const held = after(begin([term("a", "MA", "2024-05-09", "2026-05-08")]), putIn("a", holder("first")), putIn("a", holder("second", "2025-02-01")));
  expect(held.terms[0]?.holders.map(({ id, to }) => [id, to.from])).toEqual([["first", "2025-01-31"], ["second", null]]);
  const on = (text: string) => seatedOn(held, text).seated[0]?.holder?.id;
  expect([on("2025-01-31"), on("2025-02-01"), on("2026-05-09")]).toEqual(["first", "second", undefined]);
  expect(refusal(() => step(held, putIn("a", holder("third"))))).toMatchObject({ rule: "two-holders" });
  expect(refusal(() => step(held, putIn("a", holder("third", "2026-06-01"))))?.rule).toBe("outside");
  expect(refusal(() => step(held, putIn("a", holder("stand-in", null, null, true))))).toMatchObject({ rule: "too-many-substitutes", field: "substitute" });
  const ended = step(step(held, endHolder("a", "second", day("2025-12-31"))), end("a", day("2025-06-30")));
  expect(ended.terms[0]).toMatchObject({ endedEarly: true, to: { from: "2025-06-30" } });
  expect(ended.terms[0]?.holders[1]?.to.from).toBe("2025-06-30");
});

test("what is corrected stays to be read, and what was struck counts nowhere", () => {
  const held = after(begin([term("a", "MA", "2024-05-08")]), putIn("a", holder("first")));
  const corrected = step(step(held, correct("a", { from: day("2024-05-09") }, by)), correctHolder("a", "first", { name: { en: "The first" } }, by));
  expect(corrected.terms[0]?.corrections.map(({ before, reason }) => [before, reason])).toEqual([[{ from: "2024-05-08" }, "a slip"], [{ name: "first" }, "a slip"]]);
  expect(step(corrected, removeHolder("a", "first", by)).terms[0]?.corrections.at(-1)?.before).toMatchObject({ name: "The first" });
  const struck = step(held, strike("a", by));
  expect([countedTerms(struck), seatedOn(struck, "2025-01-01").seated]).toEqual([[], []]);
  const other = step(struck, begin([term("b", "PT", "2024-06-01")]));
  expect(refusal(() => step(other, restore("a")))?.rule).toBe("taken");
});

test("rules that come later judge no earlier term, but for the seats", () => {
  const two = step(step(office({ seats: 2 }), begin([term("a", "MA", "2020-01-01", "2025-01-01")])), begin([term("b", "PT", "2020-01-01")]));
  const strict = defined(two, { ...two, termMonths: 12, mayHold: ["membershipStatus:none"] }, member);
  expect(step(strict, end("b", day("2020-06-30")), nobody).terms[1]?.to.from).toBe("2020-06-30");
  expect(refusal(() => defined(two, { ...two, seats: 1 }, member))).toMatchObject({ field: "seats" });
});

test("the committee on a day has the coordinator first, once, and its holes are told", () => {
  const coordinator = after(begin([term("a", "MA", "2024-05-09", "2026-05-08")]), begin([term("b", "PT", "2026-07-01")]));
  const committee = step(office({ id: "committee", seats: 2, exOfficio: "coordinator" }), begin([term("c", "PT", "2024-05-09"), term("d", "PY", "2024-05-09", "2025-12-31")]));
  const on = (text: string) => committeeOn([coordinator, committee], "committee", text, unmerged).seated.map(({ term: { state }, exOfficio }) => `${state}${exOfficio ? "*" : ""}`);
  expect([on("2024-05-08"), on("2024-05-09"), on("2026-01-01"), on("2026-07-01")]).toEqual([[], ["MA*", "PT", "PY"], ["MA*", "PT"], ["PT*"]]);
  expect(holesOf(coordinator, "2026-12-31")).toEqual([{ from: "2026-05-09", to: "2026-06-30", empty: 1 }]);
  expect(holesOf(committee, "2026-12-31")).toEqual([{ from: "2026-01-01", to: "2026-12-31", empty: 1 }]);
});

test("mechanisms that have merged are one to the rules, and two again where that is undone", () => {
  const merged: Places = { ...member, present: presentIn([{ id: "first", successor: "second" }, { id: "second", successor: null }]) };
  const seat = (id: string, mechanism: string, from: string, to: string | null = null) => ({ ...term(id, "PT", from, to), mechanism });
  const committee = office({ id: "committee", seats: null, maxRenewals: 0, exOfficio: "coordinator" });
  const held = step(committee, begin([seat("a", "first", "2024-01-01", "2025-12-31")]));
  expect(refusal(() => step(held, begin([seat("b", "second", "2025-06-01")]), merged))).toMatchObject({ rule: "twice", field: "place" });
  expect(refusal(() => step(held, begin([seat("b", "second", "2026-01-01")]), merged))?.rule).toBe("too-often");
  // Both had a seat before they merged: that is shown while it lasts, and keeps nobody from ending one of them.
  const both = step(held, begin([seat("b", "second", "2025-06-01")]));
  const conflicts = (places: Places, today: string) => toLookAt(both, places, today).broken.filter(({ kind }) => kind === "twice").map(({ others }) => others);
  expect([conflicts(merged, "2025-12-31"), conflicts(merged, "2026-01-01"), conflicts(member, "2025-12-31")]).toEqual([[["a"]], [], []]);
  expect(step(both, end("a", day("2025-07-01")), merged).terms[0]?.endedEarly).toBe(true);
  const coordinator = step(office(), begin([seat("c", "second", "2025-01-01")]));
  const on = (present: Present) => committeeOn([coordinator, held], "committee", "2025-03-01", present).seated.map(({ term: { id } }) => id);
  expect([on(merged.present), on(unmerged)]).toEqual([["c"], ["c", "a"]]);
});

test("months are counted on the calendar", () => {
  expect([monthsLater("2024-05-09", 24), monthsLater("2024-01-31", 1), monthsLater("2024-12-31", 2), monthsLater("2024-02-29", 12)]).toEqual(["2026-05-09", "2024-02-29", "2025-02-28", "2025-02-28"]);
});

// Some forty days, as dates of every precision: small enough to be looked at one by one.
const DAYS = Array.from({ length: 40 }, (_, index) => index).reduce<string[]>((days) => [...days, days.length === 0 ? "2024-12-15" : dayAfter(days.at(-1) ?? "")], []);
const anyDate = fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...DAYS) }, { weight: 1, arbitrary: fc.constantFrom("2024-11", "2024-12", "2025-01", "2025-02") });
const anyEnd = fc.oneof({ weight: 4, arbitrary: anyDate }, { weight: 1, arbitrary: fc.constant(null) });
const which = fc.nat(5);
const anyStep = fc.oneof(
  fc.record({ kind: fc.constant("begin" as const), state: fc.constantFrom("MA", "PT", "PY"), from: anyDate, to: anyEnd, ending: fc.option(which) }),
  fc.record({ kind: fc.constant("end" as const), which, to: anyDate }),
  fc.record({ kind: fc.constant("correct" as const), which, from: anyDate, to: anyEnd }),
  fc.record({ kind: fc.constant("strike" as const), which }),
  fc.record({ kind: fc.constant("restore" as const), which }),
);
type AnyStep = typeof anyStep extends fc.Arbitrary<infer T> ? T : never;

function changeOf(given: AnyStep, now: Office, number: number): Change {
  const id = (index: number) => now.terms[index]?.id ?? "none";
  switch (given.kind) {
    case "begin":
      return begin([term(`t${number}`, given.state, given.from, given.to)], given.ending === null || !now.terms[given.ending] ? [] : [id(given.ending)]);
    case "end":
      return end(id(given.which), day(given.to));
    case "correct":
      return correct(id(given.which), { from: day(given.from), to: day(given.to) }, by);
    case "strike":
      return strike(id(given.which), by);
    case "restore":
      return restore(id(given.which));
  }
}

/** By every day that its dates may mean: whether a term surely, or perhaps, covers a day. */
function naively({ from, to }: Pick<Term, "from" | "to">, on: string): "surely" | "perhaps" | "no" {
  const all = (date: PartialDate) => (date.from === null ? ["9999-12-31"] : DAYS_AROUND.filter((one) => one.startsWith(date.from ?? "")));
  const begins = all(from).filter((first) => all(to).some((last) => first <= last));
  const ends = all(to).filter((last) => all(from).some((first) => first <= last));
  if (begins.every((first) => first <= on) && ends.every((last) => on <= last)) return "surely";
  return begins.some((first) => first <= on) && ends.some((last) => on <= last) ? "perhaps" : "no";
}
const DAYS_AROUND = (() => {
  const days = ["2024-11-01"];
  while ((days.at(-1) ?? "") < "2025-02-28") days.push(dayAfter(days.at(-1) ?? ""));
  return days;
})();

test("no order of steps yields two coordinators on one day, nor one whom a look at each day would not find", () => {
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 14 }), (steps) => {
      let now = office();
      for (const [number, given] of steps.entries()) {
        try {
          now = taken(now, changeOf(given, now, number), member);
        } catch (error) {
          // A step that is refused leaves everything as it was.
          if (!["against-rules", "not-found", "wrong-state"].includes((error as { code?: string }).code ?? "")) throw error;
        }
        const counted = countedTerms(now);
        for (const on of DAYS) {
          const told = counted.map((one) => ({ id: one.id, is: naively(one, on) }));
          const { seated, unsure } = seatedOn(now, on);
          expect(told.filter(({ is }) => is === "surely").length).toBeLessThanOrEqual(1);
          expect(seated.length).toBeLessThanOrEqual(1);
          expect([...seated, ...unsure].map(({ term: { id } }) => id).toSorted()).toEqual(told.filter(({ is }) => is !== "no").map(({ id }) => id).toSorted());
          expect(seated.filter(({ sure }) => sure).map(({ term: { id } }) => id)).toEqual(told.filter(({ is }) => is === "surely").map(({ id }) => id));
        }
      }
    }),
    { numRuns: 60 },
  );
});

// Two mechanisms of one State, their State without either, and another State; mergers come and go between the steps.
const PLACES = [{ state: "PT", mechanism: "first" }, { state: "PT", mechanism: "second" }, { state: "PT", mechanism: null }, { state: "MA", mechanism: "other" }];
const anyTurn = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("step" as const), seat: fc.constantFrom("coordinator", "committee"), place: fc.constantFrom(...PLACES), step: anyStep }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("merger" as const), merged: fc.boolean() }) },
);

test("nor do mergers: one mechanism holds nothing twice but where two held it, which is then shown, and is two again when they are", () => {
  fc.assert(
    fc.property(fc.array(anyTurn, { maxLength: 16 }), (turns) => {
      const offices = { coordinator: office(), committee: office({ id: "committee", seats: null, exOfficio: "coordinator" }) };
      const merged: Present = presentIn([{ id: "first", successor: "second" }, { id: "second", successor: null }, { id: "other", successor: null }]);
      let places = member;
      for (const [number, turn] of turns.entries()) {
        if (turn.kind === "merger") {
          places = { ...member, present: turn.merged ? merged : unmerged };
          continue;
        }
        const now: Office = offices[turn.seat as keyof typeof offices];
        const change = changeOf(turn.step, now, number);
        try {
          // Where a term begins, it is for one of the places.
          const next = taken(now, (before) => ({ ...change(before), terms: change(before).terms.map((one) => (one.id === `t${number}` ? { ...one, ...turn.place } : one)) }), places);
          expect(newlyBroken(examine(now, places, ""), examine(next, places, ""))).toEqual([]);
          offices[turn.seat as keyof typeof offices] = next;
        } catch (error) {
          if (!["against-rules", "not-found", "wrong-state"].includes((error as { code?: string }).code ?? "")) throw error;
        }
      }
      const named = ({ state, mechanism }: Term, { present }: Places) => `${state} ${present(mechanism)}`;
      for (const view of [places, { ...member, present: merged }, member]) {
        const shown = examine(offices.committee, view, "").broken.filter(({ kind }) => kind === "twice").map(({ term: id, others }) => [id, ...others].toSorted().join());
        for (const on of DAYS) {
          expect(seatedOn(offices.coordinator, on).seated.length).toBeLessThanOrEqual(1);
          const sure = countedTerms(offices.committee).filter((one) => naively(one, on) === "surely");
          const twice = sure.flatMap((one, index) => sure.slice(0, index).filter((other) => named(one, view) === named(other, view)).map((other) => [one.id, other.id].toSorted().join()));
          expect(twice.filter((pair) => !shown.includes(pair))).toEqual([]);
          const sits = committeeOn([offices.coordinator, offices.committee], "committee", on, view.present).seated;
          const chair = sits.find(({ exOfficio }) => exOfficio);
          expect(sits.filter((one) => chair && one !== chair && named(one.term, view) === named(chair.term, view))).toEqual([]);
        }
      }
      // What stands was written as it was: nothing of a merger is in it.
      expect(examine(offices.committee, member, "").broken.filter(({ kind }) => kind === "twice").length).toBeLessThanOrEqual(examine(offices.committee, { ...member, present: merged }, "").broken.filter(({ kind }) => kind === "twice").length);
    }),
    { numRuns: 60 },
  );
});

test("the days of a term never contradict themselves", () => {
  fc.assert(
    fc.property(anyDate, anyEnd, (from, to) => {
      const span = spanOf({ from: day(from), to: day(to) });
      fc.pre(span.mayBegin <= span.mayEnd);
      expect(span.begun >= span.mayBegin && span.begun <= span.mayEnd).toBe(true);
      expect(span.sureUntil >= span.mayBegin && span.sureUntil <= span.mayEnd).toBe(true);
    }),
  );
});
