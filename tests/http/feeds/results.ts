import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";

import { LANGUAGE_CODES } from "#app/i18n/languages.ts";
import { FOUNDING } from "#seed/founding/index.ts";

import { type Ask, reader } from "./asking.ts";
import { BULK, BULK_SIZE, FIXTURES, SECRET } from "./fixtures.ts";

/** Whole results, as tables and as data. */
export function resultSuite(ask: Ask): void {
  const read = reader(ask);
  describe("whole results", () => {
    const rows = (csv: string) => parse(csv, { bom: true, columns: true, record_delimiter: "\r\n" }) as Array<Record<string, string>>;

    test("a table has every item, in the order of the page, in any spreadsheet", async () => {
      const answer = await ask(`/en/search.csv?q=${BULK}`);
      expect([answer.headers.get("Content-Type"), answer.headers.get("Content-Disposition")]).toEqual(["text/csv; charset=utf-8", expect.stringMatching(/^attachment; filename="search-\d{4}-\d\d-\d\d\.csv"$/)]);
      const bytes = Buffer.from(await answer.arrayBuffer());
      expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
      const found = rows(bytes.toString());
      expect(new Set(found.map(({ Identifier }) => Identifier)).size).toBe(BULK_SIZE);
      expect(found.length).toBe(BULK_SIZE);
      const page = (await (await ask(`/api/v1/search?q=${BULK}&limit=100&page=3`)).json()) as { hits: Array<{ id: string }> };
      expect(found.slice(200, 300).map(({ Identifier }) => Identifier)).toEqual(page.hits.map(({ id }) => id));
    });

    test("no cell is a formula, and none says what is not published", async () => {
      const found = rows(await read("/en/search.csv?country=MR"));
      const hostile = found.find(({ Identifier }) => Identifier === FIXTURES.hostile.id);
      expect(hostile?.Title?.startsWith("'=1+1 </title>")).toBe(true);
      expect([hostile?.Date, hostile?.["Country code"], hostile?.Languages]).toEqual(["2024-02-28/2024-02-29", "MR", "en; ar"]);
      for (const row of found) for (const cell of Object.values(row)) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
      for (const lang of LANGUAGE_CODES) for (const form of ["csv", "json"]) expect(await read(`/${lang}/search.${form}?country=MR`)).not.toContain(SECRET);
      expect(Object.keys(rows(await read("/ar/search.csv?country=MR"))[0] ?? {})).toContain("العنوان");
    });

    test("the same as data, with each version; its number stands at its end", async () => {
      const { items, total } = (await (await ask("/fr/search.json?type=record")).json()) as { items: Array<Record<string, unknown> & { versions: unknown[]; id: string }>; total: number };
      const records = FOUNDING.items.filter(({ type }) => type === "record");
      expect([items.length, total]).toEqual([records.length, records.length]);
      for (const item of items) expect(item.versions.length).toBe(records.find(({ id }) => id === item.id)?.versions.length);
      const whole = (await (await ask(`/en/search.json?q=${BULK}`)).json()) as { items: unknown[]; total: number };
      expect([whole.items.length, whole.total]).toEqual([BULK_SIZE, BULK_SIZE]);
      const nothing = (await (await ask("/en/search.json?country=AQ")).json()) as object;
      expect(nothing).toEqual({ items: [], total: 0 });
      const page = await read("/en/search?type=record&sort=date");
      for (const form of ["csv", "json"]) expect(page).toContain(`href="/en/search.${form}?type=record&amp;sort=date"`);
    });
  });
}
