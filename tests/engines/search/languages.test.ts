import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Index } from "meilisearch";
import { idsOf, makeIndex, removeFolder, startServer, temporaryFolder, type Server } from "./server.ts";

const folder = temporaryFolder();
let server: Server;
let index: Index;

const documents = [
  { id: "en", title: "National mechanism for implementation", body: "The women's rights follow-up of treaty body recommendations." },
  { id: "fr", title: "Rapport de l'État sur l'éducation", body: "Jusqu'à présent, la coopération avec les œuvres sociales n'était pas réglée." },
  { id: "es", title: "Declaración de Asunción", body: "Seguimiento de la acción gubernamental en niñez y participación." },
  { id: "pt", title: "Comissão Nacional para os Direitos Humanos", body: "Elaboração de relatórios sobre a habitação e a saúde." },
  { id: "ar", title: "حقوق المرأة في موريتانيا", body: "تقدم اللجنة الوطنية تقريرها وَالْمَسْؤُولِيَّة عن الالتزامات الدولية، وبالإضافة إلى ذلك مستشفى للاجئين ١٩٩٨" },
  { id: "ar2", title: "إعلان مراكش", body: "الآلية الوطنيـــة لمتابعة التوصيات في المدرسة" },
];

beforeAll(async () => {
  server = await startServer(folder);
  index = await makeIndex(server.client, "languages", documents, { searchableAttributes: ["title", "body"] });
});
afterAll(async () => {
  await server.stop();
  removeFolder(folder);
});

describe("folding finds each language as people type it", () => {
  test.each([
    ["etat", "fr"], ["l’État", "fr"], ["État", "fr"], ["education", "fr"], ["l'education", "fr"], ["oeuvres", "fr"], ["present", "fr"], ["reglee", "fr"],
    ["asuncion", "es"], ["DECLARACION", "es"], ["ninez", "es"],
    ["comissao", "pt"], ["elaboracao", "pt"], ["habitacao saude", "pt"],
    ["womens rights", "en"], ["women's", "en"], ["follow up", "en"], ["follow-up", "en"],
    ["المرأة", "ar"], ["المراة", "ar"], ["مرأة", "ar"], ["مراه", "ar"], ["والمرأة", "ar"], ["للمرأة", "ar"], ["الْمَرْأَةُ", "ar"],
    ["مسؤولية", "ar"], ["التزامات", "ar"], ["الإلتزامات", "ar"], ["اضافة", "ar"], ["مستشفي", "ar"], ["لاجئين", "ar"], ["اللاجئين", "ar"], ["1998", "ar"],
    ["لجنة", "ar"], ["للجنة", "ar"],
    ["اعلان", "ar2"], ["الية", "ar2"], ["آلية", "ar2"], ["الوطنية المدرسه", "ar2"], ["مدرسة", "ar2"],
  ])("%s", async (query, expected) => {
    const found = await idsOf(index, query, { matchingStrategy: "all" });
    expect(found[0]).toBe(expected);
  });
});

describe("typos are forgiven as on the real server", () => {
  test.each([
    ["mechansim", "en"], ["recomendations ", "en"], ["implementtaion", "en"], ["coperation", "fr"], ["goubernamentl ", "es"], ["relatorois", "pt"],
    ["موريتنيا", "ar"], ["التوصايت", "ar2"], ["jmplementation", "en"],
  ])("%s", async (query, expected) => {
    expect(await idsOf(index, query)).toContain(expected);
  });

  test("short words must be right, a wrong first letter counts twice", async () => {
    expect(await idsOf(index, "bidy ")).toEqual([]);
    expect(await idsOf(index, "sreaty ")).toEqual([]);
    expect(await idsOf(index, "traety ")).toEqual(["en"]);
  });

  test("what the settings exempt", async () => {
    await index.updateTypoTolerance({ disableOnWords: ["mechanism"], minWordSizeForTypos: { oneTypo: 4, twoTypos: 8 } }).waitTask();
    expect(await idsOf(index, "bidy ")).toEqual(["en"]);
    expect(await idsOf(index, "mechanism ")).toEqual(["en"]);
    await index.updateTypoTolerance({ enabled: false }).waitTask();
    expect(await idsOf(index, "traety ")).toEqual([]);
    await index.resetTypoTolerance().waitTask();
    await index.updateTypoTolerance({ disableOnAttributes: ["body"] }).waitTask();
    expect(await idsOf(index, "traety ")).toEqual([]);
    expect(await idsOf(index, "mechansim ")).toEqual(["en"]);
    await index.resetTypoTolerance().waitTask();
  });
});

test("the last word matches by its beginning unless a space follows", async () => {
  expect(await idsOf(index, "recom")).toEqual(["en"]);
  expect(await idsOf(index, "recom ")).toEqual([]);
  expect(await idsOf(index, "التوص")).toEqual(["ar2"]);
  await index.updatePrefixSearch("disabled").waitTask();
  expect(await idsOf(index, "recom")).toEqual([]);
  await index.resetPrefixSearch().waitTask();
});

test("words written apart and together", async () => {
  const apart = await makeIndex(server.client, "apart", [{ id: 1, t: "human rights" }, { id: 2, t: "roundtable" }]);
  expect(await idsOf(apart, "humanrights")).toEqual([1]);
  expect(await idsOf(apart, "round table")).toEqual([2]);
});

test("highlights and byte positions cover what was written", async () => {
  const { hits } = await index.search("المراه etat", {
    matchingStrategy: "frequency", attributesToHighlight: ["title"], showMatchesPosition: true, highlightPreTag: "[", highlightPostTag: "]",
  });
  const titles = hits.map((hit) => (hit._formatted as { title: string }).title);
  expect(titles).toContain("حقوق [المرأة] في موريتانيا");
  const [position] = hits.find((hit) => hit.id === "ar")!._matchesPosition!.title!;
  expect(Buffer.from(documents[4]!.title).subarray(position!.start, position!.start + position!.length).toString()).toBe("المرأة");
  const french = await index.search("education", { attributesToHighlight: ["*"] });
  expect(french.hits[0]!._formatted!.title).toBe("Rapport de l'État sur l'<em>éducation</em>");
  const beginning = await index.search("éduc", { attributesToHighlight: ["title"] });
  expect(beginning.hits[0]!._formatted!.title).toBe("Rapport de l'État sur l'<em>éduc</em>ation");
});
