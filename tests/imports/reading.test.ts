import { expect, test } from "vitest";

import { csvLine, textOfCell } from "#app/lib/csv.ts";
import { readParts, withParts, writeParts } from "#app/routes/desk/import/parts.ts";
import { readTable } from "#app/routes/desk/import/read-table.server.ts";
import { type Table, Unreadable } from "#app/routes/desk/import/table.ts";
import { LIMITS } from "#models/vocabulary.ts";

async function* parts(bytes: Uint8Array, size = 7): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const read = (content: string | Buffer): Promise<Table> => readTable(parts(Buffer.from(content as string)));
const refusal = (content: string | Buffer): Promise<string> =>
  read(content).then(
    () => "read",
    (error: unknown) => (error instanceof Unreadable ? `${error.code} ${error.detail}`.trim() : String(error)),
  );

const WORDS = [["key", "title"], ["a;1", "Première, \"ligne\"\nsuite"], ["b", "تجربة"]];
const asCsv = (separator: string, end = "\r\n") => WORDS.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(separator)).join(end);

test.each([
  ["commas", asCsv(",")],
  ["semicolons, as French and Arabic spreadsheets write", asCsv(";", "\n")],
  ["tabs", asCsv("\t")],
  ["a mark of UTF-8", `\uFEFF${asCsv(";")}`],
  ["UTF-16", Buffer.from(`\uFEFF${asCsv("\t")}`, "utf16le")],
  ["UTF-16, the other end first", Buffer.from(`\uFEFF${asCsv(";")}`, "utf16le").swap16()],
  ["JSON", JSON.stringify(WORDS.slice(1).map(([key, title]) => ({ key, title })))],
])("a table is read the same with %s", async (_, content) => {
  const { headings, rows } = await read(content);
  expect([headings, ...rows.map(({ cells }) => cells)]).toEqual(WORDS);
});

test("rows are counted as spreadsheets count them", async () => {
  const { rows } = await read("key,title\r\n\r\na,One\r\n,,\r\nb,\"two\nlines\"\r\nc\r\n");
  expect(rows.map(({ number, cells }) => [number, cells[0]])).toEqual([[3, "a"], [5, "b"], [6, "c"]]);
});

test("what cannot be read is refused with its reason", async () => {
  expect(await refusal(Buffer.from("key;titre\r\na;Pr\xe9vention", "latin1"))).toBe("encoding");
  expect(await refusal(Buffer.from("key,title\na,b", "utf16le"))).toBe("encoding");
  expect(await refusal("  \r\n ")).toBe("empty");
  expect(await refusal("key,title\n")).toBe("empty");
  expect(await refusal("key,title\na,\"b\nc,d")).toMatch(/^quotes \d$/);
  expect(await refusal(`key\n${"a\n".repeat(5_001)}`)).toBe("rows");
  expect(await refusal(`key\n${",".repeat(200)}`)).toBe("columns 2");
  expect(await refusal("[{]")).toBe("json");
  expect(await refusal('{"key": 1}')).toBe("json-list");
  expect(await refusal('[{"key": {"a": 1}}]')).toBe("json-values 1");
  expect(await refusal(`[${"[".repeat(100_000)}`)).toBe("json-values");
});

test("a cell that looks like a formula comes back as it was", async () => {
  for (const text of ["=1+1", "'=1+1", "''=x", "-", "@name", "'quoted'", "plain"]) {
    const line = csvLine([text, "x"]);
    const { rows } = await read(`a,b\r\n${line}`);
    expect(rows[0]?.cells[0]).toBe(text);
  }
  expect(textOfCell("'it")).toBe("'it");
});

test("parts of a text come back as they were, and keep their ids", () => {
  const clean = { plain: (text: string) => text.trim(), rich: (text: string) => text.trim() };
  const fields = { s: "text-7 text\ntext-2 text\nagenda-1 agenda", "s.text-7.heading": "", "s.text-7.text": "One\n=== no heading", "s.text-2.heading": "Two", "s.text-2.text": "Words", "s.text-2.breaksOff": "on" };
  const cell = writeParts(fields, "text", { one: false });
  expect(cell).toBe("One\n\\=== no heading\n=== Two\nWords");
  expect(withParts(fields, "text", readParts(cell, fields, "text", { one: false }, clean))).toEqual(fields);
  const more = withParts(fields, "text", readParts("Only\n=== Second\nx\n=== Third\ny", fields, "text", { one: false }, clean));
  expect(more.s).toBe("text-7 text\ntext-2 text\ntext-1 text\nagenda-1 agenda");
  expect(more).toMatchObject({ "s.text-7.text": "Only", "s.text-2.heading": "Second", "s.text-1.text": "y" });
  expect(more["s.text-2.breaksOff"]).toBeUndefined();
});

test("a cell that begins parts without end, or one heading, is read no further than parts go", () => {
  const clean = { plain: (text: string) => text.trim(), rich: (text: string) => text.trim() };
  const begun = Date.now();
  expect(readParts("===\n".repeat(100_000), {}, "text", { one: false }, clean)).toHaveLength(LIMITS.sections + 1);
  const spaces = " ".repeat(400_000);
  expect(readParts(`===${spaces}a\u2028b`, {}, "text", { one: false }, clean)).toEqual([{ heading: "a b", text: "" }]);
  expect(Date.now() - begun).toBeLessThan(2_000);
});
