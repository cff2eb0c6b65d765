import { describe, expect, test } from "vitest";

import { csvOf } from "#app/lib/csv.ts";
import { addItem, type CountedItem, emptyCensus, monthsUntil } from "#models/census.ts";

const version = (lang: string, more: Partial<CountedItem["versions"][number]> = {}): CountedItem["versions"][number] => ({
  lang, state: "published", follows: 1, published: { at: new Date("2026-03-10T00:00:00Z"), revision: 1 }, ...more,
});
const item = (more: Partial<CountedItem> = {}): CountedItem => ({ country: "MR", mechanism: "mauritania", terms: ["theme:a"], originalLanguage: "ar", versions: [version("ar")], ...more });
const theme = (id: string, parent: string | null = null) => [id, { id, scheme: "theme" as const, parent, replacedBy: null }] as const;
const TERMS = new Map([theme("theme:head"), theme("theme:a", "theme:head"), theme("theme:b", "theme:head"), theme("theme:empty")]);
const censusOf = (...items: CountedItem[]) => {
  const census = emptyCensus();
  for (const one of items) addItem(census, one, TERMS);
  return census;
};

describe("the census", () => {
  test("counts published items by country, term and language, each once", () => {
    const census = censusOf(item({ terms: ["theme:a", "theme:a", "sdg:5"], versions: [version("ar"), version("fr")] }), item({ country: null, mechanism: null }));
    expect(census.all).toEqual({ items: 2, languages: { ar: 2, fr: 1 } });
    expect(census.countries.get("MR")).toEqual({ items: 1, languages: { ar: 1, fr: 1 } });
    expect(census.countries.get("")?.items).toBe(1);
    expect(census.terms.get("theme:a")).toEqual({ items: 2, languages: { ar: 2, fr: 1 } });
    expect(census.spread).toEqual({ 1: 1, 2: 1 });
  });

  test("counts what is published on a narrower theme for the broader one as well, each item once", () => {
    const census = censusOf(item({ terms: ["theme:a", "theme:b"] }), item({ terms: ["theme:b", "theme:head"] }));
    expect(["theme:a", "theme:b", "theme:head", "theme:empty"].map((id) => census.terms.get(id)?.items)).toEqual([1, 2, 2, undefined]);
  });

  test("counts what nobody reads for its mechanism alone", () => {
    const census = censusOf(item({ versions: [version("ar", { state: "draft", published: null })] }), item({ archived: { at: new Date() }, versions: [version("ar", { state: "archived" })] }));
    expect(census.all.items).toBe(0);
    expect(census.terms.size).toBe(0);
    expect(census.mechanisms.get("mauritania")).toMatchObject({ items: 2, published: 0, states: { draft: 1, archived: 1, published: 0 }, months: {} });
  });

  test("counts an item once in each state of its texts, and each text in the month of its publication", () => {
    const later = { at: new Date("2026-04-01T00:00:00Z"), revision: 2 };
    const census = censusOf(item({ versions: [version("ar", { state: "in-review", published: later }), version("fr"), version("en", { state: "draft", published: null, editedAt: new Date("2026-05-01T00:00:00Z") }), version("es", { state: "draft", published: null })] }));
    const doing = census.mechanisms.get("mauritania");
    expect(doing?.states).toMatchObject({ "in-review": 1, published: 1, draft: 1 });
    expect(doing?.months).toEqual({ "2026-03": 1, "2026-04": 1 });
    expect(doing?.lastChange).toEqual(new Date("2026-05-01T00:00:00Z"));
    // The original was published anew after the French was written.
    expect(census.behind).toEqual({ fr: 1 });
  });

  test("knows the months of a year, over its turn", () => {
    expect(monthsUntil("2026-02-28", 4)).toEqual(["2025-11", "2025-12", "2026-01", "2026-02"]);
  });
});

test("a table for programs keeps commas, quotes and lines, and begins no formula", () => {
  expect(csvOf([["a,b", 'say "x"', null, 3], ["=SUM(A1)", "two\nlines", "-1", -1]])).toBe('\uFEFF"a,b","say ""x""",,3\r\n\'=SUM(A1),"two\nlines",\'-1,-1\r\n');
});
