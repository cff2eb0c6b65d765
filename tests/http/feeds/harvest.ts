import { describe, expect, test } from "vitest";

import { newId } from "#models/ids.server.ts";
import { FOUNDING } from "#seed/founding/index.ts";

import { until } from "../../helpers/processes.ts";
import type { Ask } from "./asking.ts";
import { BULK_SIZE, FIXTURES, publish, SECRET, withdraw } from "./fixtures.ts";
import { faultsOf, type Node, parsed, texts } from "./xml.ts";

const name = (id: string) => `oai:hub.example:${id}`;
/** What founding network and fixtures have that is published, and what has been taken back before these tests. */
const PUBLISHED = [...FOUNDING.items, FIXTURES.hostile, FIXTURES.half].map(({ id }) => name(id));
const LEFT = name(FIXTURES.leaving.id);

/** The harvesters' door, asked as harvesters do, each answer held against our grammar of the protocol by libxml2. */
export function harvestSuite(ask: Ask): void {
  const answerTo = async (query: Record<string, string> | string): Promise<string> => {
    const text = String(new URLSearchParams(query));
    const answer = await ask(`/oai?${text}`);
    expect([answer.status, answer.headers.get("Content-Type")], text).toEqual([200, "text/xml; charset=utf-8"]);
    const xml = await answer.text();
    expect(xml).not.toContain(SECRET);
    return xml;
  };
  const rootOf = (xml: string) => parsed(xml)["OAI-PMH"]?.[0] as Node;
  const harvest = async (query: Record<string, string> | string): Promise<Node> => {
    const xml = await answerTo(query);
    expect(await faultsOf("oai", xml), String(new URLSearchParams(query))).toEqual([]);
    return rootOf(xml);
  };

  const listOf = (answer: Node, verb: string): Node | undefined => answer[verb]?.[0];
  const headersOf = (answer: Node): Node[] => listOf(answer, "ListIdentifiers")?.header ?? (listOf(answer, "ListRecords")?.record ?? []).map(({ header }) => header?.[0] as Node);
  const tokenOf = (answer: Node): string => texts(listOf(answer, "ListIdentifiers") ?? listOf(answer, "ListRecords"), "resumptionToken")[0] ?? "";
  const namesOf = (headers: Node[]) => headers.map((header) => texts(header, "identifier")[0] ?? "");
  const only = async (query: Record<string, string>) => namesOf(headersOf(await harvest({ verb: "ListIdentifiers", metadataPrefix: "oai_dc", ...query }))).toSorted();
  const recordOf = async (identifier: string): Promise<Node | undefined> => listOf(await harvest({ verb: "GetRecord", metadataPrefix: "oai_dc", identifier }), "GetRecord")?.record?.[0];
  const codeOf = (answer: Node) => String(answer.error?.[0]?.["@code"] ?? "none");

  /** All parts of a list, with what is done after the first of them. */
  async function walk(verb: "ListIdentifiers" | "ListRecords", afterFirst: () => Promise<void> = async () => {}): Promise<Node[]> {
    const answers = [await answerTo({ verb, metadataPrefix: "oai_dc" })];
    await afterFirst();
    const tokenOfLast = () => tokenOf(rootOf(answers.at(-1) ?? ""));
    for (let token = tokenOfLast(); token; token = tokenOfLast()) answers.push(await answerTo({ verb, resumptionToken: token }));
    expect(await faultsOf("oai", ...answers)).toEqual([]);
    return answers.map(rootOf);
  }

  describe("harvesting", () => {
    test("the hub says what it is, in which format it answers, and which sets there are", async () => {
      const self = listOf(await harvest({ verb: "Identify" }), "Identify");
      expect(["baseURL", "protocolVersion", "deletedRecord", "granularity"].map((field) => texts(self, field)[0])).toEqual(["https://hub.example/oai", "2.0", "persistent", "YYYY-MM-DDThh:mm:ssZ"]);
      const [format] = listOf(await harvest({ verb: "ListMetadataFormats", identifier: PUBLISHED[0] ?? "" }), "ListMetadataFormats")?.metadataFormat ?? [];
      expect(texts(format, "metadataPrefix")).toEqual(["oai_dc"]);
      const sets = (listOf(await harvest({ verb: "ListSets" }), "ListSets")?.set ?? []).map((set) => texts(set, "setSpec")[0]);
      expect(sets).toEqual(expect.arrayContaining(["type.practice", "mechanism.morocco", "theme.trafficking-slavery"]));
    });

    test("a harvest has everything once, and of what was taken back the mark", async () => {
      const [identifiers, records] = [await walk("ListIdentifiers"), await walk("ListRecords")];
      const headers = records.flatMap(headersOf);
      expect(namesOf(identifiers.flatMap(headersOf))).toEqual(namesOf(headers));
      expect(headers.length).toBe(PUBLISHED.length + BULK_SIZE + 1);
      expect(namesOf(headers)).toEqual(expect.arrayContaining([...PUBLISHED, LEFT]));
      expect(new Set(namesOf(headers)).size).toBe(headers.length);
      expect(headers.filter((header) => header["@status"] === ("deleted" as unknown)).map((header) => texts(header, "identifier")[0])).toEqual([LEFT]);
      const stamps = headers.map((header) => texts(header, "datestamp")[0] ?? "");
      expect(stamps).toEqual(stamps.toSorted());
    });

    test("a record says what it is in every published language, and in no other", async () => {
      const key = "gathering-asuncion-2024";
      const item = FOUNDING.items.find((candidate) => candidate.key === key);
      const core = (await recordOf(name(item?.id ?? "")))?.metadata?.[0]?.["oai_dc:dc"]?.[0];
      const inLanguages = (element: string) => (core?.[`dc:${element}`] ?? []).map((node) => [node["@xml:lang"], texts(core, `dc:${element}`)[core?.[`dc:${element}`]?.indexOf(node as never) ?? 0]] as [unknown, string]);
      expect(inLanguages("title")).toEqual(item?.versions.map(({ lang, published }) => [lang, published?.content.title]));
      expect(inLanguages("description").map(([lang]) => lang)).toEqual(item?.versions.map(({ lang }) => lang));
      expect(texts(core, "dc:language")).toEqual(item?.versions.map(({ lang }) => lang));
      expect([texts(core, "dc:date"), texts(core, "dc:type")[0]]).toEqual([["2024-05-08/2024-05-09"], "Event"]);
      for (const address of texts(core, "dc:identifier")) expect((await ask(address)).status).toBe(301);
      const half = (await recordOf(name(FIXTURES.half.id)))?.metadata?.[0]?.["oai_dc:dc"]?.[0];
      expect(texts(half, "dc:language")).toEqual(["en"]);
      expect(half?.["dc:subject"]?.map((node) => node["@xml:lang"] as unknown)).toEqual(["en", "en"]);
    });

    test("what changes while a harvest is under way is not lost: it comes at its end", async () => {
      const added = { ...FIXTURES.half, id: newId(), key: null };
      const changed = async () => {
        await withdraw(FIXTURES.hostile, "ar");
        await publish([added]);
        await until("both are told of", 30_000, async () => (await harvest({ verb: "GetRecord", metadataPrefix: "oai_dc", identifier: name(added.id) })).error === undefined);
        await until("the change is told of", 30_000, async () => !JSON.stringify(await recordOf(name(FIXTURES.hostile.id))).includes("عنوان"));
      };
      const answers = await walk("ListRecords", changed);
      const found = answers.flatMap(headersOf);
      for (const identifier of [...PUBLISHED, LEFT, name(added.id)]) expect(namesOf(found)).toContain(identifier);
      const last = (listOf(answers.at(-1) as Node, "ListRecords")?.record ?? []).slice(-2).map((record) => texts(record.header?.[0], "identifier")[0]);
      expect(last.toSorted()).toEqual([name(added.id), name(FIXTURES.hostile.id)].toSorted());
      await withdraw(added, "en");
      // Gone at once; the moment of it is noted when the index has followed.
      expect((await recordOf(name(added.id)))?.header?.[0]?.["@status"]).toBe("deleted");
      expect((await recordOf(name(added.id)))?.metadata).toBeUndefined();
    });

    test("a part can be harvested: a set, and what has changed since a moment", async () => {
      const of = (isIn: (item: (typeof FOUNDING.items)[number]) => boolean) => FOUNDING.items.filter(isIn).map(({ id }) => name(id));
      expect(await only({ set: "type.record" })).toEqual(of(({ type }) => type === "record").toSorted());
      expect(await only({ set: "mechanism.morocco" })).toEqual(of(({ mechanism }) => mechanism === "morocco").toSorted());
      expect(await only({ set: "theme.trafficking-slavery" })).toEqual(expect.arrayContaining(of(({ terms }) => terms.includes("theme:trafficking-slavery"))));
      // What has left a set by being taken back is told of in it.
      expect(await only({ set: "mechanism.portugal" })).toContain(LEFT);
      const stamp = texts((await recordOf(LEFT))?.header?.[0], "datestamp")[0] ?? "";
      expect(await only({ from: stamp, until: stamp })).toContain(LEFT);
      expect(await only({ set: "mechanism.portugal", from: stamp.slice(0, 10) })).toContain(LEFT);
      const later = `${new Date(Date.parse(stamp) + 1_000).toISOString().slice(0, 19)}Z`;
      expect(await only({ set: "mechanism.portugal", from: later }).catch(() => [])).not.toContain(LEFT);
      expect(await only({ set: "mechanism.portugal", until: `${new Date(Date.parse(stamp) - 1_000).toISOString().slice(0, 19)}Z` })).not.toContain(LEFT);
    });

    const LIST = { verb: "ListRecords", metadataPrefix: "oai_dc" };
    test.each<[code: string, query: Record<string, string> | string]>([
      ["badVerb", ""],
      ["badVerb", "verb=Identify&verb=Identify"],
      ["badVerb", { verb: "listRecords" }],
      ["badArgument", { verb: "Identify", set: "type.record" }],
      ["badArgument", { verb: "ListRecords" }],
      ["badArgument", { verb: "GetRecord", metadataPrefix: "oai_dc" }],
      ["badArgument", "verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=oai_dc"],
      ["badArgument", { ...LIST, resumptionToken: "x" }],
      ["badArgument", { ...LIST, set: "type record" }],
      ["badArgument", { ...LIST, metadataPrefix: "" }],
      ["badArgument", { ...LIST, from: "2024-02-30" }],
      ["badArgument", { ...LIST, from: "2024-02-28T10:00Z" }],
      ["badArgument", { ...LIST, from: "2024-02-28T10:00:00.5Z" }],
      ["badArgument", { ...LIST, from: "2024-02-28", until: "2024-02-28T10:00:00Z" }],
      ["badArgument", { ...LIST, from: "2025-01-02", until: "2025-01-01" }],
      ["cannotDisseminateFormat", { verb: "ListIdentifiers", metadataPrefix: "marc21" }],
      ["cannotDisseminateFormat", { verb: "GetRecord", metadataPrefix: "marc21", identifier: PUBLISHED[0] ?? "" }],
      ["idDoesNotExist", { verb: "GetRecord", metadataPrefix: "oai_dc", identifier: name("none") }],
      ["idDoesNotExist", { verb: "GetRecord", metadataPrefix: "oai_dc", identifier: "https://example.org/<&>" }],
      ["idDoesNotExist", { verb: "GetRecord", metadataPrefix: "oai_dc", identifier: name(FIXTURES.draft.id) }],
      ["idDoesNotExist", { verb: "ListMetadataFormats", identifier: name(FIXTURES.draft.id) }],
      ["noRecordsMatch", { ...LIST, set: "type.none" }],
      ["noRecordsMatch", { ...LIST, until: "1999-12-31" }],
      ["badResumptionToken", { verb: "ListSets", resumptionToken: "x" }],
      ["badResumptionToken", { verb: "ListRecords", resumptionToken: "WzEsMl0" }],
    ])("%s is told of: %o", async (code, query) => {
      const answer = await harvest(query);
      // Of a request that is none, nothing is repeated.
      const isRepeated = typeof answer.request?.[0] === "object";
      expect([codeOf(answer), isRepeated]).toEqual([code, code !== "badVerb" && code !== "badArgument"]);
    });

    test("the same is asked by POST, from anywhere", async () => {
      const body = new URLSearchParams({ ...LIST, set: "type.record" });
      const answer = await ask("/oai", { method: "POST", body });
      expect(answer.status).toBe(200);
      const bare = (xml: string) => xml.replace(/<responseDate>[^<]*/, "");
      expect(bare(await answer.text())).toBe(bare(await (await ask(`/oai?${body}`)).text()));
      expect((await ask("/oai", { method: "POST", body: "{}", headers: { "Content-Type": "application/json" } })).status).toBe(415);
    });
  });
}
