import { Validator } from "@seriousme/openapi-schema-validator";
import { beforeAll, describe, expect, inject, test } from "vitest";

import { answerChecker, type Description, describedApi, type Operation } from "../helpers/described-api.ts";

const hubUrl = inject("hubUrl");

let description: Description;
let problemsOf: ReturnType<typeof answerChecker>;
beforeAll(async () => {
  description = await describedApi(hubUrl);
  problemsOf = answerChecker(description);
});

const operations = (): Array<[string, Operation]> => Object.entries(description.paths).map(([path, { get }]) => [path, get]);

/** Asks the hub and compares its answer with the description. */
async function ask(operation: Operation, address: string): Promise<{ status: number; body: unknown; problems: string[] }> {
  const response = await fetch(hubUrl + address);
  const type = response.headers.get("Content-Type") ?? "";
  const text = await response.text();
  const body: unknown = type.includes("json") ? JSON.parse(text) : text;
  return { status: response.status, body, problems: problemsOf(operation, response.status, type, body).map((problem) => `${address}: ${problem}`) };
}

/** Parameters beyond their limits, by their names. */
const beyondOf = (name: string, schema: Record<string, unknown>): string | undefined =>
  ({ limit: String(Number(schema.maximum) + 1), page: String(Number(schema.maximum) + 1), q: "x".repeat(Number(schema.maxLength) + 1), on: "2025-02-31", country: "xx", lang: "xx" })[name];

describe("the description of the interface for programs", () => {
  test("is a valid OpenAPI 3.1 document", async () => {
    const result = await new Validator().validate(structuredClone(description) as never);
    expect(result.errors).toBeUndefined();
    expect(result.valid).toBe(true);
    expect(description.openapi).toMatch(/^3\.1\./);
    expect(URL.canParse(description.servers[0]?.url ?? "")).toBe(true);
  });

  test("has examples that the hub answers as described", async () => {
    let count = 0;
    for (const [path, operation] of operations()) {
      expect(operation["x-examples"].length, path).toBeGreaterThan(0);
      for (const { request, status, summary } of operation["x-examples"]) {
        const answer = await ask(operation, request);
        expect(answer.status, summary).toBe(status);
        expect(answer.problems, summary).toEqual([]);
        count += 1;
      }
    }
    expect(count).toBeGreaterThanOrEqual(11);
  });

  test("has an example of every parameter, which works, and limits that the hub keeps", async () => {
    for (const [path, operation] of operations().filter(([, { parameters = [] }]) => parameters.some((parameter) => parameter.in === "query"))) {
      const address = path.replace("{id}", "morocco").replace("{lang}", "fr");
      for (const { name, schema, example } of (operation.parameters ?? []).filter((parameter) => parameter.in === "query")) {
        const value = String(Array.isArray(example) ? example[0] : example);
        const { status, problems } = await ask(operation, `${address}?${new URLSearchParams({ [name]: value })}`);
        expect([path, name, status, problems]).toEqual([path, name, 200, []]);
        const beyond = beyondOf(name, schema);
        if (beyond === undefined) continue;
        const refused = await ask(operation, `${address}?${new URLSearchParams({ [name]: beyond })}`);
        expect([refused.status, refused.problems, refused.body]).toEqual([400, [], expect.objectContaining({ field: name })]);
      }
    }
  });

  test("names every parameter that the search knows, and no other", async () => {
    const search = description.paths["/api/v1/search"]?.get;
    expect(search?.parameters?.map(({ name }) => name)).toEqual(
      ["q", "lang", "limit", "page", "type", "country", "group", "theme", "persons", "mechanism", "capacity", "mechanismType", "sdg", "year", "language"],
    );
    // What the page alone knows is no part of the contract.
    for (const parameter of ["sort=date", "show=theme"]) {
      expect((await fetch(`${hubUrl}/api/v1/search?${parameter}`)).status, parameter).toBe(400);
    }
  });
});

test.each(["/api/v1/openapi.json", "/api/v1/search?q=slavery&lang=fr", "/api/v1/mechanisms", "/api/v1/mechanisms/morocco?lang=pt", "/api/v1/network?on=2025-07-01", "/fr/events.ics", "/ar/search.atom?country=MR", "/en/search.ics?mechanism=morocco"])("%s is not sent again to who has it", async (address) => {
  const first = await fetch(hubUrl + address);
  const tag = first.headers.get("ETag") ?? "";
  expect(tag).toMatch(/^W\/".+"$/);
  const again = await fetch(hubUrl + address, { headers: { "If-None-Match": tag } });
  expect([again.status, await again.text(), again.headers.get("ETag")]).toEqual([304, "", tag]);
  const other = await fetch(hubUrl + address, { headers: { "If-None-Match": '"another"' } });
  expect(other.status).toBe(200);
  if (!address.startsWith("/api/")) return;
  for (const response of [first, again]) expect(response.headers.get("Access-Control-Allow-Origin")).toBe("*");
  expect(first.headers.get("Access-Control-Expose-Headers")).toContain("ETag");
});
