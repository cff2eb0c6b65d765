import { describe, expect, test } from "vitest";

import { checkAcceptance, gate } from "#models/acceptance.ts";
import { partialDate } from "#models/partial-date.ts";

import { fixtureFacts, practice } from "./texts.ts";

const TODAY = "2026-06-01";
const checked = (over: Partial<Parameters<typeof checkAcceptance>[0]> = {}) =>
  checkAcceptance({ type: "practice", content: practice(), facts: fixtureFacts(), today: TODAY, ...over });
const open = (criteria: ReturnType<typeof checked>) => criteria.filter(({ met }) => !met).map(({ id }) => id);

describe("acceptance criteria of a practice", () => {
  test("a whole practice meets them all", () => expect(open(checked())).toEqual([]));
  test("an empty one is kept from review by its title, summary, core and theme, and by nothing else", () => {
    const criteria = checked({ content: practice({ title: " ", summary: "", sections: [] }), facts: fixtureFacts({ terms: [] }) });
    expect(gate(criteria).map(({ id }) => id)).toEqual(["title", "summary", "core", "theme"]);
    expect(criteria.find(({ id }) => id === "core")).toMatchObject({ field: "s.objectives.text", count: 3 });
  });
  test("a part that does not apply counts as answered, also of the core", () => {
    const content = practice({ sections: practice().sections.filter(({ group }) => group !== "results" && group !== "resources") });
    expect(open(checked({ content }))).toEqual(["core", "sections"]);
    expect(open(checked({ content, facts: fixtureFacts({ details: { notApplicable: ["results", "resources"] } }) }))).toEqual([]);
  });
  test("planned is not implemented", () => {
    expect(gate(checked({ facts: fixtureFacts({ date: partialDate("2026-07") }) })).map(({ id }) => id)).toEqual(["implemented"]);
    expect(open(checked({ facts: fixtureFacts({ date: partialDate("2026-06-01") }) }))).toEqual([]);
  });
  test("without a date nobody can say that it is", () => {
    const criteria = checked({ facts: fixtureFacts({ date: { precision: "not-stated", from: null, to: null } }) });
    expect(gate(criteria).map(({ id }) => id)).toEqual(["date"]);
    expect(criteria.some(({ id }) => id === "implemented")).toBe(false);
  });
  test("a figure has to say what it counts, and should say where it is stated", () => {
    const facts = fixtureFacts({ figures: [{ id: "a", section: null, value: 3, unit: null, approximate: false }] });
    expect(open(checked({ facts }))).toEqual(["figureSources", "figureLabels"]);
    expect(gate(checked({ facts })).map(({ id, field }) => [id, field])).toEqual([["figureLabels", "f.a.label"]]);
  });
  test("long sentences are counted in any script", () => {
    const long = `${"كلمة ".repeat(40)}. ${"كلمة ".repeat(35)}.`;
    expect(checked({ content: practice({ summary: long, sections: [] }) }).find(({ id }) => id === "plain")).toMatchObject({ met: false, count: 2 });
  });
});

test("a text of the greatest length is measured, too", () => {
  const sections = Array.from({ length: 12 }, (_, index) => ({ id: `p${index}`, group: "objectives", heading: null, text: "mot ".repeat(4_900) }));
  expect(checked({ content: practice({ sections }) }).find(({ id }) => id === "plain")).toMatchObject({ met: false });
});

test("rows of dots, as tables of contents have them, hold nothing up", () => {
  const sections = Array.from({ length: 9 }, (_, index) => ({ id: `p${index}`, group: "objectives", heading: null, text: `${".".repeat(19_900)}7` }));
  const began = performance.now();
  checked({ content: practice({ sections }) });
  expect(performance.now() - began).toBeLessThan(2_000);
});

describe("other texts", () => {
  test("a translation is measured by its original, and not by facts", () => {
    const original = practice();
    const content = practice({ sections: practice().sections.slice(1) });
    const criteria = checked({ content, original, facts: fixtureFacts({ terms: [] }) });
    expect(open(criteria)).toEqual(["translated"]);
    expect(gate(criteria)).toEqual([]);
  });
  test("a record needs its year and an entry, an event its date", () => {
    const empty = { ...practice(), sections: [] };
    const facts = fixtureFacts({ date: { precision: "not-stated", from: null, to: null }, details: {} });
    expect(gate(checked({ type: "record", content: empty, facts })).map(({ id }) => id)).toEqual(["text", "date"]);
    expect(gate(checked({ type: "event", content: empty, facts })).map(({ id }) => id)).toEqual(["date"]);
  });
});
