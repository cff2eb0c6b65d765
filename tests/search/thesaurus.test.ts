import { describe, expect, test } from "vitest";

import { joinMarks, MARK_END, MARK_START } from "#app/lib/marked-text.ts";
import { editDistance } from "#app/search/edit-distance.ts";
import { markArabicWords } from "#app/search/mark-words.ts";
import { readQuery } from "#app/search/read-query.ts";
import { makeThesaurus } from "#app/search/thesaurus.ts";

const THESAURUS = makeThesaurus([
  {
    id: "keyword:trafficking",
    names: {
      en: ["trafficking in persons", "human trafficking"],
      fr: ["traite des personnes", "la traite"],
      es: ["trata de personas", "la trata"],
      ar: ["الاتجار بالأشخاص", "الاتجار بالبشر"],
    },
  },
  { id: "theme:trafficking", names: { en: ["Human trafficking & contemporary forms of slavery"], es: ["Trata de personas"] } },
  { id: "state:MR", names: { en: ["Mauritania"], fr: ["Mauritanie"], es: ["Mauritania"], ar: ["موريتانيا"] } },
  { id: "keyword:nmirf", names: { en: ["NMIRF", "national mechanisms for implementation, reporting and follow-up"] } },
]);
const read = (query: string, lang = "es") => readQuery(THESAURUS, query, lang);

describe("synonyms for the search server", () => {
  const synonyms = THESAURUS.synonyms();

  test("lead from a name as a query is folded to the other names as they are written", () => {
    expect(synonyms["trata personas"]).toEqual(expect.arrayContaining(["traite des personnes", "الاتجار بالأشخاص", "human trafficking"]));
    expect(synonyms["اتجار اشخاص"]).toEqual(expect.arrayContaining(["trafficking in persons", "trata de personas"]));
    expect(synonyms["nmirf"]).toEqual(["national mechanisms for implementation, reporting and follow-up"]);
  });

  test("hold no more than a server takes: three words on the left, fifty names and a hundred words on the right", () => {
    for (const [key, names] of Object.entries(synonyms)) {
      expect(key.split(" ").length, key).toBeLessThanOrEqual(3);
      expect(names.length, key).toBeLessThanOrEqual(50);
      expect(names.join(" ").split(" ").length, key).toBeLessThanOrEqual(100);
      expect(names.map((name) => name.toLowerCase()), key).not.toContain(key);
    }
  });
});

describe("a query", () => {
  test("names concepts in any language, however its words are written", () => {
    const { concepts, words } = read("La TRATA de personas en Mauritania");
    expect(words).toBe("TRATA personas Mauritania ");
    expect(concepts.map(({ id, written }) => [id, written])).toEqual([
      ["keyword:trafficking", "TRATA de personas"],
      ["state:MR", "Mauritania"],
    ]);
    expect(concepts[0]?.labels).toEqual([
      { name: "trafficking in persons", lang: "en" },
      { name: "traite des personnes", lang: "fr" },
      { name: "الاتجار بالأشخاص", lang: "ar" },
    ]);
    expect(read("الإتجار بالاشخاص", "ar").concepts.map(({ id }) => id)).toEqual(["keyword:trafficking"]);
  });

  test("can be put literally, and freely again", () => {
    expect(read("campaña contra la trata de personas").literally).toBe('"campaña" "contra" "trata de personas"');
    expect(read('"trata de personas"')).toMatchObject({ quoted: true, literal: true, literally: null, freely: "trata de personas", concepts: [] });
    expect(read('"trata" Mauritania')).toMatchObject({ quoted: true, literal: false, literally: '"trata" "Mauritania"' });
    expect(read("« traite » des personnes", "fr").words).toBe('" traite " personnes');
    expect(read('""')).toMatchObject({ quoted: false, literally: null });
  });

  test("that is a question has a subject", () => {
    expect(read("¿Qué hizo Mauritania contra la trata de personas en 2021?")).toMatchObject({ question: true, subject: "Mauritania trata personas 2021" });
    expect(read("trata de personas")).toMatchObject({ question: false, subject: null });
  });

  test("whose last word is short, or ends a known name, is sent with that word whole", () => {
    expect(read("رق", "ar").words).toBe("رق ");
    expect(read("mauri").words).toBe("mauri");
    expect(read("la trata").words).toBe("trata ");
  });
});

test("the nearest names are offered for what is misspelt, those of the reader's language first", () => {
  expect(THESAURUS.nearest("trafiking in persons", "en")).toEqual(["trafficking in persons"]);
  expect(THESAURUS.nearest("Mauretania", "en")[0]).toBe("Mauritania");
  expect(THESAURUS.nearest("personnes mauritanei", "fr")).toContain("personnes mauritanie");
  expect(THESAURUS.nearest("zzqqxxyy", "en")).toEqual([]);
  expect(THESAURUS.nearest("trata de personas", "es")).toEqual([]);
});

test.each([
  ["trata", "trata", 0],
  ["esclavitut", "esclavitud", 1],
  ["rceord", "record", 1],
  ["abc", "xyz", 3],
])("from %s to %s", (from, to, distance) => expect(editDistance(from, to, 2)).toBe(distance));

test("Arabic words are marked behind an article or a clitic, and marks that touch become one", () => {
  const marked = markArabicWords("مكافحة الاتجار بالأشخاص", "اتجار اشخاص");
  expect(marked).toBe(`مكافحة ${MARK_START}الاتجار${MARK_END} ${MARK_START}بالأشخاص${MARK_END}`);
  expect(joinMarks(marked)).toBe(`مكافحة ${MARK_START}الاتجار بالأشخاص${MARK_END}`);
  expect(markArabicWords("nothing Arabic", "nothing")).toBe("nothing Arabic");
});
