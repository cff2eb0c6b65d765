import { describe, expect, inject, test } from "vitest";

import { idForKey } from "#models/ids.server.ts";

import { PROBES } from "./probes.ts";

type Answer = {
  total: number;
  hits: Array<{ id: string; type: string; url: string; language: string; languages: string[]; country: string | null; title: string; excerpt: string }>;
  facets: Record<string, Array<{ value: string; label: string; count: number }>>;
};

const hubUrl = inject("hubUrl");

async function ask(parameters: Record<string, string> | string): Promise<Answer> {
  const response = await fetch(`${hubUrl}/api/v1/search?${new URLSearchParams(parameters)}`);
  expect(response.status).toBe(200);
  return (await response.json()) as Answer;
}

describe("what visitors type finds what they mean", () => {
  test.each(PROBES)("$lang: $q", async ({ lang, q, key, within }) => {
    const { hits } = await ask({ q, lang });
    const found = hits.slice(0, within).map((hit) => hit.id);
    expect(found, hits.map((hit) => `${hit.type}: ${hit.title}`).join("\n")).toContain(idForKey(key));
  });
});

describe("the search as data", () => {
  test("answers by the contract", async () => {
    const { total, hits, facets } = await ask({ q: "Mauritanie", lang: "fr", limit: "5" });
    expect(total).toBeGreaterThanOrEqual(6);
    expect(hits).toHaveLength(5);
    for (const hit of hits) {
      expect(hit.url).toMatch(new RegExp(`/fr/(practices|documents|events|records|measures)/${hit.id}/`));
      expect(hit.languages).toContain(hit.language);
      expect(hit.excerpt).not.toMatch(/[<>]/);
      expect(hit.title).not.toBe("");
      expect(hit.country === null || /^[A-Z]{2}$/.test(hit.country)).toBe(true);
    }
    expect(Object.keys(facets)).toEqual(
      ["type", "country", "group", "theme", "persons", "mechanism", "capacity", "mechanismType", "sdg", "year", "language"],
    );
    expect(facets.country).toContainEqual({ value: "MR", label: "Mauritanie", count: expect.any(Number) as number });
  });

  test("a hit's address is a page, and the item stands in the language that the hit says", async () => {
    const { hits } = await ask({ q: "traite des personnes Nouakchott", lang: "fr" });
    const meeting = hits.find((hit) => hit.id === idForKey("mr-nouakchott-meeting"));
    expect(meeting?.languages.toSorted()).toEqual(["ar", "fr"]);
    expect(meeting?.language).toBe("fr");
    const page = await fetch(new URL(new URL(meeting?.url ?? "").pathname, hubUrl), { redirect: "manual" });
    expect(page.status).toBe(200);
  });

  test("values of one filter are joined by or, filters by and; counts are exact", async () => {
    const records = await ask({ type: "record" });
    expect(records.total).toBe(3);
    const both = await ask("type=record&type=measure");
    expect(both.total).toBe(4);
    const year = await ask("type=record&type=measure&year=2022");
    expect(year.total).toBe(1);
    // A filter in use offers its other values too.
    expect(records.facets.type?.find(({ value }) => value === "measure")?.count).toBe(1);
    const everything = await ask({});
    for (const { value, count } of everything.facets.country ?? []) {
      expect((await ask({ country: value })).total, value).toBe(count);
    }
    for (const { value, count } of everything.facets.theme ?? []) {
      expect((await ask({ theme: value })).total, value).toBe(count);
    }
  });

  test("a chosen value that no item has stays among the values, whatever its name", async () => {
    for (const theme of ["nowhere", "constructor", "__proto__"]) {
      const { facets } = await ask({ theme });
      expect(facets.theme?.find(({ value }) => value === theme)?.count, theme).toBe(0);
    }
  });

  test("pages follow each other without gap or repetition", async () => {
    const { total } = await ask({});
    const seen: string[] = [];
    for (let page = 1; seen.length < total && page <= total; page += 1) {
      seen.push(...(await ask({ limit: "4", page: String(page) })).hits.map((hit) => hit.id));
    }
    expect(new Set(seen).size).toBe(total);
    expect(seen).toHaveLength(total);
  });

  test.each([
    ["limit=0", "limit"],
    ["limit=101", "limit"],
    ["page=0", "page"],
    ["page=x", "page"],
    ["limit=0x10", "limit"],
    ["lang=de", "lang"],
    ["lang=en&lang=fr", "lang"],
    ["type=novel", "type"],
    ["country=Mauritania", "country"],
    ["year=22", "year"],
    ["theme=%3Cscript%3E", "theme"],
    ["colour=blue", "colour"],
    [`q=${"x".repeat(501)}`, "q"],
  ])("a wrong parameter is refused by name: %s", async (parameters, field) => {
    const response = await fetch(`${hubUrl}/api/v1/search?${parameters}`);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      code: expect.any(String) as string,
      field,
      message: expect.stringContaining(field) as string,
    });
  });

  test("what no one wrote finds nothing, and quotes are taken literally", async () => {
    expect((await ask({ q: "zzqqxxyy" })).total).toBe(0);
    expect((await ask({ q: '"points focaux qui n\'existent pas"' })).total).toBe(0);
  });

  test("the characters of a filter's language do no harm in a value or a query", async () => {
    for (const q of ['" OR type = "x', "\\", "((", "-", '"', "a AND b"]) await ask({ q });
  });
});
