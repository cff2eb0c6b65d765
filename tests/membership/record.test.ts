import { array, assert as holds, boolean, constantFrom, date, nat, oneof, property, record as fields } from "fast-check";
import { describe, expect, test } from "vitest";

import { isDomainError } from "#models/errors.ts";
import { correctedIds, effectiveHistory, type RecordedStep, statusesAfter, statusBefore, stepOn, withEntry } from "#models/membership.ts";
import { DATE_NOT_STATED, firstDay, partialDate } from "#models/partial-date.ts";
import { SETTINGS } from "#seed/founding/settings.ts";

const TABLE = SETTINGS.statusSteps;
const STATUSES = Object.keys(TABLE).filter(Boolean);

const entryOf = (change: Partial<RecordedStep> & { id: string }): RecordedStep => ({
  status: "membershipStatus:member", date: partialDate("2024-05-09"), decision: null, note: null, sources: [], recordedAt: null, recordedBy: null, corrects: null, struck: false, ...change,
});

/** Dates as sources give them: days, months, years, and none. */
const dates = oneof(
  date({ min: new Date("2020-01-01"), max: new Date("2026-12-31"), noInvalidDate: true }).map((day) => partialDate(day.toISOString().slice(0, 10))),
  date({ min: new Date("2020-01-01"), max: new Date("2026-12-31"), noInvalidDate: true }).map((day) => partialDate(day.toISOString().slice(0, 7))),
  nat(6).map((year) => partialDate(String(2020 + year))),
  constantFrom(DATE_NOT_STATED),
);

/** What coordinators try, one after the other: steps, and corrections of any entry that was ever written down. */
const tries = array(fields({ status: constantFrom(...STATUSES), date: dates, of: nat(), corrects: boolean(), struck: boolean() }), { maxLength: 30 });

/** What is so on a day, worked out by walking over all that was written down. */
function naiveStatus(history: RecordedStep[], day: string): string | null {
  let found: { day: string; place: number; status: string } | null = null;
  for (const [index, entry] of history.entries()) {
    if (entry.struck || history.some(({ corrects }) => corrects === entry.id)) continue;
    let place = index;
    for (let of = entry.corrects; of !== null; ) {
      place = history.findIndex(({ id }) => id === of);
      of = history[place]?.corrects ?? null;
    }
    const begins = firstDay(entry.date) ?? "";
    if (begins > day) continue;
    if (!found || begins > found.day || (begins === found.day && place > found.place)) found = { day: begins, place, status: entry.status };
  }
  return found?.status ?? null;
}

describe("the record of a membership", () => {
  test("only grows, stays in order and within the table, and says what was so on any day", () => {
    holds(
      property(tries, array(date({ min: new Date("2019-06-01"), max: new Date("2027-06-01"), noInvalidDate: true }), { minLength: 1, maxLength: 5 }), (attempts, days) => {
        let history: RecordedStep[] = [];
        for (const [index, { status, date: on, of, corrects, struck }] of attempts.entries()) {
          const target = corrects && history.length > 0 ? (history[of % history.length]?.id ?? null) : null;
          const entry = entryOf({ id: `e${index}`, status, date: on, corrects: target, struck: target !== null && struck });
          const before = history;
          const wasCorrected = target !== null && correctedIds(history).has(target);
          let refused: unknown = null;
          try {
            history = withEntry(history, entry, TABLE);
          } catch (error) {
            refused = error;
          }
          expect(refused === null || isDomainError(refused, wasCorrected ? "moved-on" : "wrong-state")).toBe(true);
          if (refused) continue;
          expect(wasCorrected).toBe(false);
          expect(history).toEqual([...before, entry]);
        }
        const standing = effectiveHistory(history);
        for (const [index, { status }] of standing.entries()) {
          expect(statusesAfter(TABLE, standing[index - 1]?.status ?? null)).toContain(status);
          expect(statusBefore(history, standing[index]?.id ?? "")).toBe(standing[index - 1]?.status ?? null);
        }
        const begins = standing.map((step) => firstDay(step.date) ?? "");
        expect(begins).toEqual(begins.toSorted());
        for (const moment of days) {
          const day = moment.toISOString().slice(0, 10);
          expect(stepOn({ history }, day)?.status ?? null).toBe(naiveStatus(history, day));
        }
      }),
      { numRuns: 300 },
    );
  });

  const founding = entryOf({ id: "s1", status: "membershipStatus:founding-member" });

  test("refuses a step that the table does not know, and says between which", () => {
    const wrong = entryOf({ id: "two", status: "membershipStatus:former", date: partialDate("2025") });
    expect(() => withEntry([founding], wrong, TABLE)).toThrow("membershipStatus:founding-member>membershipStatus:former");
    expect(() => withEntry([], entryOf({ id: "one", status: "membershipStatus:suspended" }), TABLE)).toThrow(">membershipStatus:suspended");
  });

  test("refuses an earlier step that what follows could not follow", () => {
    const earlier = entryOf({ id: "two", status: "membershipStatus:observer", date: partialDate("2023") });
    expect(() => withEntry([founding], earlier, TABLE)).toThrow("membershipStatus:observer>membershipStatus:founding-member");
  });

  test("keeps what stood before a table that has become narrower", () => {
    const suspended = entryOf({ id: "two", status: "membershipStatus:suspended", date: partialDate("2025") });
    const back = entryOf({ id: "three", status: "membershipStatus:founding-member", date: partialDate("2026") });
    const narrow = { "": [], "membershipStatus:suspended": ["membershipStatus:founding-member"] };
    expect(withEntry([founding, suspended], back, narrow)).toHaveLength(3);
  });

  test("a step that was never taken is struck, and can be put back", () => {
    const struck = withEntry([founding], entryOf({ id: "two", corrects: "s1", struck: true }), TABLE);
    expect(stepOn({ history: struck }, "2026-01-01")).toBeNull();
    const back = withEntry(struck, entryOf({ id: "three", corrects: "two", status: "membershipStatus:founding-member", date: partialDate("2024-05") }), TABLE);
    expect(stepOn({ history: back }, "2024-05-01")?.id).toBe("three");
    expect(() => withEntry(back, entryOf({ id: "four", corrects: "s1" }), TABLE)).toThrow("moved-on");
    expect(() => withEntry(back, entryOf({ id: "five", corrects: "none" }), TABLE)).toThrow("not-found");
  });
});
