import { expect, test } from "vitest";

import { type AlikeProfile, alikeTo } from "#models/alike.ts";
import { afterCooperationStep, COOPERATION_STATES, isPast } from "#models/cooperation.ts";

const profile = (id: string, rest: Partial<AlikeProfile> = {}): AlikeProfile => ({ id, type: null, capacities: [], groups: [], languages: [], themes: [], ...rest });

const OWN = profile("own", { type: "interministerial", capacities: ["engagement", "coordination"], groups: ["africa", "oif"], languages: ["ar", "fr"], themes: ["torture", "women"] });

test("each suggestion says all that is shared, and nothing else", () => {
  const [first, ...rest] = alikeTo(OWN, [OWN, profile("other", { type: "interministerial", capacities: ["coordination", "consultation"], groups: ["oif"], languages: ["fr", "pt"], themes: ["women", "children"] })]);
  expect(rest).toEqual([]);
  expect(first?.reasons).toEqual([
    { by: "themes", shared: ["women"] },
    { by: "capacities", shared: ["coordination"] },
    { by: "type", shared: ["interministerial"] },
    { by: "groups", shared: ["oif"] },
    { by: "languages", shared: ["fr"] },
  ]);
});

test("what is not stated is not counted against a mechanism, and two of which nothing is stated are not alike", () => {
  const [silent, different] = [profile("silent", { themes: ["torture"] }), profile("different", { themes: ["torture"], type: "ad-hoc", capacities: ["consultation"], languages: ["es"] })];
  expect(new Set(alikeTo(OWN, [silent, different]).map(({ score }) => score)).size).toBe(1);
  expect(alikeTo(profile("own"), [profile("other"), OWN])).toEqual([]);
});

test("whoever shares more comes first; many themes do not drown all the rest", () => {
  const themes = Array.from({ length: 30 }, (_, nth) => `theme-${nth}`);
  const own = { ...OWN, themes };
  const found = alikeTo(own, [profile("many-themes", { themes }), profile("all-else", { ...OWN, id: "all-else", themes: [themes[0] ?? ""] }), profile("b"), profile("a", { languages: ["ar"] }), profile("c", { languages: ["ar"] })]);
  expect(found.map(({ id }) => id)).toEqual(["all-else", "many-themes", "a", "c"]);
});

test("the order of those that are compared changes nothing", () => {
  const others = [profile("x", { groups: ["oif"] }), profile("y", { type: "interministerial" }), profile("z", { languages: ["ar", "fr"] })];
  expect(alikeTo(OWN, others.toReversed())).toEqual(alikeTo(OWN, others));
});

test("offers are agreed, closed and opened again", () => {
  const steps = COOPERATION_STATES.map((state) => [state, ...(["match", "close", "reopen"] as const).map((step) => afterCooperationStep(state, step))]);
  expect(steps).toEqual([
    ["open", "matched", "closed", null],
    ["matched", null, "closed", "open"],
    ["closed", null, null, "open"],
  ]);
  expect([isPast({ until: null }, "2026-01-02"), isPast({ until: "2026-01-02" }, "2026-01-02"), isPast({ until: "2026-01-01" }, "2026-01-02")]).toEqual([false, false, true]);
});
