import { expect, test } from "vitest";

import { conceptMatcher } from "#app/search/concepts.ts";
import { splitText } from "#app/search/documents.server.ts";
import { foldedPattern } from "#app/search/folded-pattern.ts";
import { bareForms, bareWord, foldLetters, foldQuery, wordForms } from "#app/search/fold.ts";

test.each([
  ["Déclaration", "declaration"],
  ["ASUNCIÓN", "asuncion"],
  ["œuvre", "oeuvre"],
  ["الإتجار", "الاتجار"],
  ["آليّات", "اليات"],
  ["حـقـوق", "حقوق"],
  ["مُسْتَدِيرَة", "مستديره"],
])("letters of %s are folded", (word, folded) => expect(foldLetters(word)).toBe(folded));

test.each([
  ["الاشخاص", "اشخاص"],
  ["والتوصيات", "توصيات"],
  ["بالاشخاص", "اشخاص"],
  ["للتنفيذ", "تنفيذ"],
  ["وزاره", "وزاره"],
  ["الى", "الى"],
  ["alcohol", "alcohol"],
])("the article of %s is detached where it is one", (word, bare) => expect(bareWord(word)).toBe(bare));

test("a clitic that may be a letter of the word gives a second form, never the only one", () => {
  expect(wordForms("وتهريب")).toEqual(["وتهريب", "تهريب"]);
  expect(wordForms("لمواءمة")).toEqual(["لمواءمه", "مواءمه"]);
  expect(wordForms("بند")).toEqual(["بند"]);
});

test("the index gets only the forms that differ from what is written", () => {
  expect(bareForms("national plan")).toBe("");
  expect(bareForms("المرأة والمرأة")).toBe("مراه");
});

test("what stands in quotes is left as it is typed", () => {
  expect(foldQuery('والتوصيات "والتوصيات"')).toBe('توصيات "والتوصيات"');
  expect(foldQuery('"open quote')).toBe('"open quote');
});

test("words that say nothing are left out of a query, unless it has no others", () => {
  expect(foldQuery("What is the role of l'État?")).toBe("role État?");
  expect(foldQuery("كيف تتابع الدول التوصيات إلى")).toBe("تتابع دول توصيات");
  expect(foldQuery("the")).toBe("the");
  expect(foldQuery('"the law of the sea"')).toBe('"the law of the sea"');
});

test("a text mentions concepts of its own language, the longest name first, abbreviations in any", () => {
  const mentioned = conceptMatcher([
    { id: "trafficking", names: { en: ["trafficking in persons"], ar: ["الاتجار بالأشخاص"], fr: ["traite des personnes"] } },
    { id: "persons", names: { en: ["persons"] } },
    { id: "smuggling", names: { ar: ["تهريب المهاجرين"] } },
    { id: "sidh", names: { fr: ["SIDH"] } },
    { id: "ministers", names: { ar: ["وزراء"] } },
  ]);
  expect([...mentioned("On Trafficking in Persons.", "en")]).toEqual(["trafficking", "persons"]);
  expect([...mentioned("On trafficking.", "en")]).toEqual([]);
  expect([...mentioned("مكافحة الإتجار بالاشخاص وتهريب المهاجرين", "ar")]).toEqual(["trafficking", "smuggling"]);
  expect([...mentioned("نظام SIDH والوزراء", "ar")]).toEqual(["sidh", "ministers"]);
  expect([...mentioned("traite des personnes", "en")]).toEqual([]);
});

test("a long text is split at the ends of its paragraphs, and nothing of it is lost", () => {
  const paragraphs = Array.from({ length: 40 }, (_, index) => `${index} ${"word ".repeat(60)}`);
  const parts = splitText(paragraphs);
  expect(parts.length).toBeGreaterThan(2);
  expect(parts.join("\n")).toBe(paragraphs.join("\n"));
  expect(splitText([])).toEqual([""]);
});

test.each([
  ["esclavitud", "La ESCLAVITUD", true],
  ["declaracion", "Declaración de Asunción", true],
  ["الاتجار بالاشخاص", "مكافحة الاتِّجار بالأشخاص", true],
  ["traite des personnes", "la traite  des personnes", true],
  ["traite", "trafic", false],
  ["(.*", "anything", null],
])("the database finds %s in %s: %s", (name, text, isFound) => {
  const pattern = foldedPattern(name);
  expect(pattern === null ? null : new RegExp(pattern, "i").test(text)).toBe(isFound);
});
