import { describe, expect, test } from "vitest";

import { type Fields, fieldsOf, readFields, type Setting } from "../../app/routes/desk/edit/fields.ts";
import { CLEANERS, dateParts, fieldsOfForm } from "../../app/routes/desk/edit/form.ts";
import { readNumber, writeNumber } from "../../app/routes/desk/edit/numbers.ts";
import { factsOf, textOf } from "#models/item.ts";
import { FOUNDING } from "#seed/founding/index.ts";

import { fixtureFacts, practice } from "./texts.ts";

const settingOf = (over: Partial<Setting> = {}): Setting => ({ type: "practice", lang: "fr", isOriginal: true, facts: fixtureFacts(), ...over });

describe("a text and its form", () => {
  test.each(FOUNDING.items.map((item) => [item.key, item] as const))("%s: what is read back is what was shown", (_key, item) => {
    for (const version of item.versions) {
      const content = textOf(version);
      if (!content) throw new Error("a text was expected");
      const facts = factsOf(item);
      const setting = { type: item.type, lang: version.lang, isOriginal: version.lang === item.originalLanguage, facts };
      const read = readFields(fieldsOf(content, setting), setting);
      expect(read.errors).toEqual([]);
      expect(read.content).toEqual(content);
      const { date, figures, details, terms } = read.facts ?? facts;
      expect({ date, figures, details, terms: terms.toSorted() }).toEqual({ date: facts.date, figures: facts.figures, details: facts.details, terms: facts.terms.toSorted() });
      expect(read.facts !== null).toBe(setting.isOriginal);
    }
  });

  test("an event's time that is wrong, and a zone that is missing, are told apart", () => {
    const facts = { ...fixtureFacts(), details: { gathering: false } };
    const setting = settingOf({ type: "event", facts });
    const { errors } = readFields({ ...fieldsOf(practice(), setting), start: "25:99", end: "9", zone: "" }, setting);
    expect(errors).toEqual([
      { field: "start", code: "time" },
      { field: "end", code: "time" },
      { field: "zone", code: "zone" },
    ]);
  });

  test("of a gathering the form keeps its kind and who takes part; of another event, nothing of that", () => {
    const typed = new URLSearchParams([["gatheringKind", "side-event"], ["ps", "PY"], ["ps", "MA"], ["ps", "PY"], ["ps", "not a State"], ["others", "  Observer body \r\n\r\nUniversity  "]]);
    const detailsOf = (gathering: boolean, form = typed) => {
      const setting = settingOf({ type: "event", facts: { ...fixtureFacts(), details: { gathering } } });
      return readFields({ ...fieldsOf(practice(), setting), ...fieldsOfForm(form, "fr", CLEANERS) }, setting);
    };
    expect(detailsOf(true).facts?.details).toEqual({ gathering: true, gatheringKind: "side-event", participants: { states: ["PY", "MA"], others: ["Observer body", "University"] } });
    expect(detailsOf(false).facts?.details).toEqual({ gathering: false });
    expect(detailsOf(true, new URLSearchParams([["gatheringKind", "party"], ["others", "x".repeat(201)]])).errors).toEqual([{ field: "others", code: "long" }]);
  });

  test("a translation changes no fact, whatever its form says", () => {
    const setting = settingOf({ isOriginal: false });
    const read = readFields({ ...fieldsOf(practice(), setting), from: "1999", terms: "theme:nmirf" }, setting);
    expect(read.facts).toBeNull();
  });

  test("a translation is asked for each part of its original, also for those written after it was begun", () => {
    const setting = settingOf({ isOriginal: false, original: practice() });
    const begun = practice({ sections: [{ id: "results", group: "results", heading: null, text: "Results." }] });
    const fields = fieldsOf(begun, setting);
    expect(fields.s?.split("\n")).toEqual(practice().sections.map(({ id, group }) => `${id} ${group}`));
    expect([fields["s.results.text"], fields["s.objectives.text"]]).toEqual(["Results.", ""]);
  });

  test.each([
    ["from", "2024-13", "date"],
    ["from", "2024-02-30", "date"],
    ["from", "soon", "date"],
    ["f.a.value", "many", "number"],
    ["title", "x".repeat(301), "long"],
  ] as const)("%s «%s» is refused at its place", (field, value, code) => {
    const setting = settingOf();
    const fields: Fields = { ...fieldsOf(practice(), setting), f: "a", "f.a.label": "people", "f.a.value": "1", [field]: value };
    expect(readFields(fields, setting).errors).toEqual([{ field, code }]);
  });

  test("a source in what is no language is taken for one in the language of the text", () => {
    const setting = settingOf();
    const fields = { ...fieldsOf(practice(), setting), src: "0\n1", "src.0.title": "Décret", "src.0.language": "!!", "src.1.title": "مرسوم", "src.1.language": "ar" };
    expect(readFields(fields, setting).facts?.sources.map(({ language }) => language)).toEqual(["fr", "ar"]);
  });

  test("an end before its beginning is refused, and a figure without anything in it is left out", () => {
    const setting = settingOf();
    const fields = { ...fieldsOf(practice(), setting), from: "2024-05", to: "2024-04", f: "a\nempty" , "f.a.value": "3" };
    const { errors, facts } = readFields(fields, setting);
    expect(errors).toEqual([{ field: "to", code: "dateOrder" }]);
    expect(facts?.figures.map(({ id }) => id)).toEqual(["a"]);
  });
});

describe("a form that was sent", () => {
  const sent = (entries: Array<[string, string]>, lang = "en") => fieldsOfForm(new URLSearchParams(entries), lang, CLEANERS);

  test("what no form of the hub has is left out", () => {
    const fields = sent([["title", "A title"], ["revision", "9"], ["mechanism", "morocco"], ["versions.0.state", "published"], ["s.a.state", "published"], ["__proto__", "x"]]);
    expect(Object.keys(fields).toSorted()).toEqual(["f", "na", "ps", "s", "src", "terms", "title"]);
  });
  test("dates come from their three fields, as far as they are filled in", () => {
    expect(sent([["from.year", "2024"], ["from.month", "5"], ["from.day", "8"]]).from).toBe("2024-05-08");
    expect(sent([["from.year", "٢٠٢٤"], ["from.month", "12"], ["from.day", ""]]).from).toBe("2024-12");
    expect(sent([["from.year", "2024"], ["from.month", ""], ["from.day", ""]]).from).toBe("2024");
    expect(sent([["from.year", "2024"], ["from.month", ""], ["from.day", "8"]]).from).toBe("2024--08");
    expect(dateParts("2024-05-08")).toEqual({ year: "2024", month: "5", day: "8" });
  });
  test("terms of no vocabulary, and parts with odd names, are no entries", () => {
    const fields = sent([["terms", "theme:nmirf"], ["terms", "theme:nmirf"], ["terms", "membershipStatus:member"], ["terms", "<b>"], ["s", "text-1 text"], ["s", "a b c"], ["s", "../x y"]]);
    expect(fields).toMatchObject({ terms: "theme:nmirf", s: "text-1 text" });
  });
});

describe("numbers as people write them", () => {
  test.each([
    ["494,896", "en", "494896"],
    ["494 896", "fr", "494896"],
    ["494.896", "es", "494896"],
    ["494 896", "fr", "494896"],
    ["2,5", "fr", "2.5"],
    ["2.5", "fr", "2.5"],
    ["2.5", "en", "2.5"],
    ["٤٩٤٬٨٩٦", "ar", "494896"],
    ["٢٫٥", "ar", "2.5"],
    ["−3", "en", "-3"],
    ["1,234.5", "en", "1234.5"],
    ["1.234,5", "pt", "1234.5"],
  ])("%s in %s is %s", (text, lang, number) => expect(readNumber(text, lang)).toBe(number));
  test.each([["many", "en"], ["", "en"], ["1,2,3", "en"], ["1e3", "en"], ["0x10", "en"], ["12.34.5", "fr"], ["9".repeat(30), "en"]])("%s in %s is none", (text, lang) =>
    expect(readNumber(text, lang)).toBeNull(),
  );
  test("are shown as they are written", () => {
    expect(writeNumber("2.5", "fr")).toBe("2,5");
    expect(writeNumber("2.5", "ar")).toBe("2.5");
  });
});
