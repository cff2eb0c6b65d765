import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Index } from "meilisearch";
import { errorCode, makeIndex, removeFolder, startServer, temporaryFolder, type Server } from "./server.ts";

const folder = temporaryFolder();
let server: Server;
let index: Index;

const documents = [
  { id: 1, type: "practice", year: 2020, themes: ["women", "law"], place: { city: "Rabat", code: 10 }, note: null },
  { id: 2, type: "Practice", year: 2021, themes: ["children"], place: { city: "Asunción", code: 20 }, note: "" },
  { id: 3, type: "event", year: 2022, themes: [], place: { city: "Lisboa" }, note: "x" },
  { id: 4, type: "legal document", year: "2023", tags: { a: true } },
  { id: 5, type: "O'Neil \"quoted\"", year: 2020.5, themes: ["women"], date: "2024-05-01" },
];

beforeAll(async () => {
  server = await startServer(folder);
  index = await makeIndex(server.client, "filters", documents, {
    filterableAttributes: ["type", "year", "themes", "place", "note", "tags", "date"],
  });
});
afterAll(async () => {
  await server.stop();
  removeFolder(folder);
});

async function matching(filter: unknown): Promise<unknown[]> {
  const { hits } = await index.search("", { filter: filter as string });
  return hits.map((hit) => hit.id);
}

describe("the filter grammar", () => {
  test.each<[unknown, number[]]>([
    ["type = practice", [1, 2]],
    ["type = 'legal document'", [4]],
    ['type = "O\'Neil \\"quoted\\""', [5]],
    ["type != practice", [3, 4, 5]],
    ["year > 2020", [2, 3, 5]],
    ["year >= 2020 AND year <= 2021", [1, 2, 5]],
    ["year < 2021", [1, 5]],
    ["year 2020 TO 2021", [1, 2, 5]],
    ["year = 2023", [4]],
    ["date > 2024-01-01", [5]],
    ["type IN [event, 'legal document']", [3, 4]],
    ["type IN[event,practice,]", [1, 2, 3]],
    ["type NOT IN [event, practice]", [4, 5]],
    ["NOT type = practice", [3, 4, 5]],
    ["themes = women", [1, 5]],
    ["themes != women", [2, 3, 4]],
    ["themes EXISTS", [1, 2, 3, 5]],
    ["themes NOT EXISTS", [4]],
    ["themes IS EMPTY", [3]],
    ["themes IS NOT EMPTY", [1, 2, 4, 5]],
    ["note IS NULL", [1]],
    ["note IS NOT NULL", [2, 3, 4, 5]],
    ["note IS EMPTY", [2]],
    ["NOT note EXISTS", [4, 5]],
    ["place.city = asunción", [2]],
    ["place.code >= 10", [1, 2]],
    ["place EXISTS", [1, 2, 3]],
    ["tags.a = true", [4]],
    ["type = event OR type = practice AND year = 2020", [1, 3]],
    ["(type = event OR type = practice) AND year = 2020", [1]],
    ["NOT (type = event OR NOT year > 2020)", [2, 5]],
    [["type = practice", "year = 2020"], [1]],
    [[["type = event", "year = 2020"], "NOT themes IS EMPTY"], [1]],
    [[["type = event", "year = 2020"]], [1, 3]],
    ["", [1, 2, 3, 4, 5]],
    [[], [1, 2, 3, 4, 5]],
  ])("%j", async (filter, expected) => {
    expect(await matching(filter)).toEqual(expected);
  });

  test.each(["type =", "type practice", "= practice", "(type = a", "type = a b", "type IN [a", "other = 1", "type = 'a", "a AND", "_geoRadius(1, 2, 3)", "type IS blue", "&", [1], [[["type = a"]]], 7])(
    "refuses %j", async (filter) => {
      expect(await errorCode(matching(filter))).toBe("invalid_search_filter");
    },
  );

  test("refuses by name what is an experiment on the real server, and filters without an end", async () => {
    expect(await errorCode(matching("type CONTAINS a"))).toBe("feature_not_enabled");
    expect(await errorCode(matching("(".repeat(10_000)))).toBe("invalid_search_filter");
    expect(await matching(`${"NOT ".repeat(20_000)}type = event`)).toEqual([3]);
  });

  test("attribute patterns with limited features", async () => {
    const some = await makeIndex(server.client, "patterns", documents, {
      filterableAttributes: [
        { attributePatterns: ["ty*"], features: { facetSearch: false, filter: { equality: true, comparison: false } } },
        "year",
      ],
    });
    expect((await some.search("", { filter: "type = event" })).hits).toHaveLength(1);
    expect(await errorCode(some.search("", { filter: "type > a" }))).toBe("invalid_search_filter");
    expect(await errorCode(some.searchForFacetValues({ facetName: "type" }))).toBe("invalid_facet_search_facet_name");
  });
});

describe("facets", () => {
  let items: Index;
  beforeAll(async () => {
    items = await makeIndex(server.client, "items", [
      { id: 1, item: "a", lang: "ar", type: "practice", year: 2020, text: "rights" },
      { id: 2, item: "a", lang: "fr", type: "practice", year: 2020, text: "rights of all rights" },
      { id: 3, item: "b", lang: "en", type: "Event", year: 2021, text: "rights" },
      { id: 4, item: "b", lang: "es", type: "event", year: 2021, text: "other" },
      { id: 5, lang: "en", type: "event", year: 1999, text: "rights" },
    ], { filterableAttributes: ["type", "year", "lang", "item"], sortableAttributes: ["year"], distinctAttribute: "item" });
  });

  test("are counted after distinct, exactly, and so are the totals", async () => {
    const all = await items.search("", { facets: ["type", "year"] });
    expect(all.facetDistribution).toEqual({ type: { event: 1, Event: 1, practice: 1 }.practice ? { Event: 2, practice: 1 } : {}, year: { 1999: 1, 2020: 1, 2021: 1 } });
    expect(all.facetStats).toEqual({ year: { min: 1999, max: 2021 } });
    expect(all.estimatedTotalHits).toBe(3);
    const some = await items.search("rights", { facets: ["*"], hitsPerPage: 2, page: 2 });
    expect(some).toMatchObject({ totalHits: 3, totalPages: 2, page: 2, hitsPerPage: 2 });
    expect(some.hits).toHaveLength(1);
    expect(some.facetDistribution!.type).toEqual({ Event: 2, practice: 1 });
    expect((await items.search("", { distinct: "type" })).estimatedTotalHits).toBe(2);
    expect(await errorCode(items.search("", { distinct: "text" }))).toBe("invalid_search_distinct");
  });

  test("keep to the limits and orders set, and refuse what is not filterable", async () => {
    await items.updateFaceting({ maxValuesPerFacet: 2, sortFacetValuesBy: { "*": "count" } }).waitTask();
    expect((await items.search("", { facets: ["lang"] })).facetDistribution).toEqual({ lang: { ar: 1, en: 2 } });
    await items.resetFaceting().waitTask();
    expect(await errorCode(items.search("", { facets: ["text"] }))).toBe("invalid_search_facets");
    expect(await errorCode(items.search("", { sort: ["text:asc"] }))).toBe("invalid_search_sort");
    expect(await errorCode(items.search("", { sort: ["year"] }))).toBe("invalid_search_sort");
  });

  test("are searched by their beginning, typos forgiven", async () => {
    expect((await items.searchForFacetValues({ facetName: "type", facetQuery: "prac" })).facetHits).toEqual([{ value: "practice", count: 2 }]);
    expect((await items.searchForFacetValues({ facetName: "type", facetQuery: "practcie", filter: "lang = fr" })).facetHits).toEqual([{ value: "practice", count: 1 }]);
    expect((await items.searchForFacetValues({ facetName: "lang" })).facetHits).toHaveLength(4);
    await items.updateFacetSearch(false).waitTask();
    expect(await errorCode(items.searchForFacetValues({ facetName: "type" }))).toBe("facet_search_disabled");
  });
});
