import { describe, expect, test } from "vitest";

import { DATE_NOT_STATED, partialDate } from "#models/partial-date.ts";
import { type PlanActivity, progressOf, withActivity, withoutActivity, withPriority } from "#models/plan.ts";
import { PLAN } from "#seed/founding/plan.ts";

const activity = (id: string, value: NonNullable<PlanActivity["state"]>["value"] | null = null): PlanActivity => ({
  id, title: { en: id }, state: value && { value, asOf: partialDate("2026") }, due: DATE_NOT_STATED, lead: null, items: [],
});

describe("a plan", () => {
  test("as founded has the priorities that the sources name, and says of the others that they are not stated", () => {
    expect(PLAN.priorities.map(({ title }) => title?.en ?? null)).toEqual(["Widen the membership", "Communicate through the digital platform", "Support the establishment of mechanisms", null, null]);
    expect(PLAN.priorities.flatMap(({ results, activities }) => [...results, ...activities])).toEqual([]);
  });

  test("has come as far as its activities are carried out; what goes on counts, what was given up does not", () => {
    expect(progressOf([])).toEqual({ all: 0, done: 0, states: {} });
    expect(progressOf([activity("a", "implemented"), activity("b", "continuous"), activity("c", "discontinued"), activity("d")])).toEqual({
      all: 4, done: 2, states: { implemented: 1, continuous: 1, discontinued: 1, "not-stated": 1 },
    });
  });

  test("keeps the order of its activities when one is changed, and puts a new one last", () => {
    const [first] = PLAN.priorities;
    if (!first) throw new Error("a priority was expected");
    const two = withActivity(withActivity(first, activity("a")), activity("b"));
    const changed = withActivity(two, activity("a", "in-progress"));
    expect(changed.activities.map(({ id, state }) => [id, state?.value])).toEqual([["a", "in-progress"], ["b", undefined]]);
    expect(withoutActivity(changed, "a").activities.map(({ id }) => id)).toEqual(["b"]);
    expect(withPriority(PLAN, changed).priorities.map(({ activities }) => activities.length)).toEqual([2, 0, 0, 0, 0]);
  });
});
