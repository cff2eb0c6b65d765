import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { NAMESPACES } from "#app/i18n/config.ts";
import { FALLBACK_LANGUAGE, type Language, LANGUAGE_CODES } from "#app/i18n/languages.ts";

const LOCALES = join(import.meta.dirname, "../../app/i18n/locales");
const TRANSLATIONS = LANGUAGE_CODES.filter((lang) => lang !== FALLBACK_LANGUAGE);

const PLURAL = /_(zero|one|two|few|many|other)$/;
/** Forms that may say their number in words instead of showing it. */
const WORDED: readonly string[] = ["zero", "one", "two"];

/** Values that are rightly the same as in English: words that both languages share, and bare patterns. */
const SAME_AS_ENGLISH: Partial<Record<Language, string[]>> = {
  ar: ["desk:edit.fields.ofPart", "items:measure.statusAsOf", "mail:labelled"],
  fr: [
    "settings:page.quorum",
    "desk:languages.original",
    "desk:edit.fields.sourceN",
    "desk:edit.parts.sources",
    "admin:audit.things.invitation",
    "admin:mail.kinds.invitation",
    "export:columns.date",
    "export:columns.type",
    "files:reader.page",
    "files:reader.pageCount_one",
    "files:reader.pageCount_other",
    "files:reader.section",
    "files:reader.sectionCount_one",
    "files:reader.sectionCount_other",
    "items:type.document",
    "items:types.document",
    "items:date",
    "items:versions.original",
    "items:measure.statusAsOf",
    "items:practice.contact",
    "network:mechanism.type",
    "network:profile.composition",
    "notices:account.invitations",
    "offices:columns.date",
    "offices:fields.source",
    "offices:record.labels.date",
    "offices:register.date",
    "offices:register.sources",
    "search:facet.type",
    "site:footer.topics.licence",
    "tables:columns.contact",
    "tables:columns.date",
    "tables:columns.original",
    "tables:columns.type",
  ],
  es: ["admin:user.roles", "profile:edit.standing.no", "desk:edit.fields.ofPart", "desk:languages.original", "site:no", "items:versions.original", "items:measure.statusAsOf", "mail:labelled", "tables:columns.original", "tables:no"],
  pt: ["desk:edit.fields.ofPart", "desk:languages.original", "items:versions.original", "items:measure.statusAsOf", "mail:labelled", "tables:columns.original"],
};

/** Values in Arabic that have no word of their own. */
const WITHOUT_ARABIC_LETTERS = ["items:measure.statusAsOf", "mail:labelled", "desk:edit.fields.ofPart"];

type Keys = { [key: string]: string | Keys };

function fileOf(lang: Language, namespace: string): string {
  return join(LOCALES, lang, `${namespace}.json`);
}

/** Every text of a language as `namespace:path.to.key` → value. */
function textsOf(lang: Language): Map<string, unknown> {
  const texts = new Map<string, unknown>();
  const collect = (name: string, value: unknown) => {
    if (typeof value !== "object" || value === null) return void texts.set(name, value);
    const separator = name.includes(":") ? "." : ":";
    for (const [key, inner] of Object.entries(value)) collect(`${name}${separator}${key}`, inner);
  };
  for (const namespace of NAMESPACES) {
    if (!existsSync(fileOf(lang, namespace))) continue;
    collect(namespace, JSON.parse(readFileSync(fileOf(lang, namespace), "utf8")) as Keys);
  }
  return texts;
}

const english = textsOf(FALLBACK_LANGUAGE);
const baseOf = (key: string) => key.replace(PLURAL, "");
const pluralBases = new Set([...english.keys()].filter((key) => PLURAL.test(key)).map(baseOf));
const isPlural = (key: string) => PLURAL.test(key) && pluralBases.has(baseOf(key));
const singular = [...english.keys()].filter((key) => !isPlural(key));

/** Forms beside those of the platform: what it calls Portuguese is Brazil's, where nothing is singular. */
const FURTHER_FORMS: Partial<Record<Language, string[]>> = { pt: ["zero"] };

function categoriesOf(lang: Language): string[] {
  return [...new Intl.PluralRules(lang).resolvedOptions().pluralCategories, ...(FURTHER_FORMS[lang] ?? [])];
}

/** Whether a form is used for one number only, so that its words can carry the number. */
function isOneNumber(lang: Language, category: string): boolean {
  const rules = new Intl.PluralRules(lang);
  return Array.from({ length: 1000 }, (_, number) => rules.select(number)).filter((name) => name === category).length === 1;
}

function placeholdersOf(text: unknown): string[] {
  return [...new Set([...String(text).matchAll(/{{\s*(.*?)\s*}}/g)].map((match) => match[1] ?? ""))].toSorted();
}

/** What the English text, or the general form of a plural, holds. */
function placeholdersWanted(key: string): string[] {
  return placeholdersOf(english.get(isPlural(key) ? `${baseOf(key)}_other` : key));
}

it.each(LANGUAGE_CODES)("%s has a file for every part of the interface", (lang) => {
  const missing = NAMESPACES.filter((namespace) => !existsSync(fileOf(lang, namespace)));
  expect(missing).toEqual([]);
});

it("the English texts have keys and plurals to compare with", () => {
  expect(singular.length).toBeGreaterThan(100);
  expect(pluralBases.size).toBeGreaterThan(0);
});

describe.each(LANGUAGE_CODES)("the texts in %s", (lang) => {
  const texts = textsOf(lang);

  it("have the keys of the English ones, and each plural in the language's own forms", () => {
    const forms = [...pluralBases].flatMap((base) => categoriesOf(lang).map((category) => `${base}_${category}`));
    expect([...texts.keys()].toSorted()).toEqual([...singular, ...forms].toSorted());
  });

  it("have no empty value", () => {
    const empty = [...texts].filter(([, text]) => typeof text !== "string" || text.trim() === "").map(([key]) => key);
    expect(empty).toEqual([]);
  });

  it("keep the placeholders; a form for one number may say it in words", () => {
    const wrong = [...texts].filter(([key, text]) => {
      const found = placeholdersOf(text).join();
      const wanted = placeholdersWanted(key);
      if (found === wanted.join()) return false;
      const category = isPlural(key) ? (PLURAL.exec(key)?.[1] ?? "") : "";
      const worded = WORDED.includes(category) && isOneNumber(lang, category);
      return !(worded && found === wanted.filter((name) => name !== "count").join());
    });
    expect(wrong).toEqual([]);
  });
});

describe.each(TRANSLATIONS)("the translation into %s", (lang) => {
  const texts = textsOf(lang);

  it("differs from English everywhere but in the words known to be shared", () => {
    const sameAs = (key: string) => english.get(key) ?? english.get(`${baseOf(key)}_other`);
    const same = [...texts].filter(([key, text]) => text === sameAs(key)).map(([key]) => key);
    expect(same.toSorted()).toEqual([...(SAME_AS_ENGLISH[lang] ?? [])].toSorted());
  });
});

describe("typography", () => {
  const faultsOf = (lang: Language, fault: RegExp) => [...textsOf(lang)].filter(([, text]) => fault.test(String(text))).map(([key]) => key);

  it("quotes and apostrophes are those of the language", () => {
    for (const lang of ["ar", "fr", "es", "pt"] as const) expect(faultsOf(lang, /[“”"]/), lang).toEqual([]);
    for (const lang of LANGUAGE_CODES) expect(faultsOf(lang, /\p{L}'\p{L}/u), lang).toEqual([]);
  });

  it("French has a space that does not break before its high marks", () => {
    expect(faultsOf("fr", / [:;?!»](?=\s|$)|« /)).toEqual([]);
  });
});

it("every text in Arabic has Arabic letters", () => {
  const without = [...textsOf("ar")].filter(([, text]) => !/(?=\p{Letter})\p{Script=Arabic}/u.test(String(text))).map(([key]) => key);
  expect(without).toEqual(WITHOUT_ARABIC_LETTERS);
});
