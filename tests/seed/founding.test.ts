import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";

import { describe, expect, test } from "vitest";

import { isPartialDate } from "#models/partial-date.ts";
import type { Source } from "#models/source.ts";
import { ITEM_SCHEMES, LIMITS, MEASURE_GROUPS, PRACTICE_SECTIONS } from "#models/vocabulary.ts";
import { FOUNDING } from "#seed/founding/index.ts";

import { contentsOf, localizedTexts } from "./founding-texts.ts";

const LANGUAGES = ["ar", "en", "es", "fr", "pt"];
const ROOT = fileURLToPath(new URL("../../", import.meta.url));

const { mechanisms, memberships, offices, decisions, items } = FOUNDING;
const terms = offices.flatMap((office) => office.terms);

/** Languages in which each item stands: those of its sources; all five for the hub's own texts. */
const STANDS_IN: Record<string, string[]> = {
  "gathering-marrakech-2022": LANGUAGES,
  "gathering-asuncion-2024": LANGUAGES,
  "gathering-lisbon-2026": LANGUAGES,
  "network-founding": ["ar"],
  "mr-nouakchott-meeting": ["ar", "fr"],
  "mr-record-2020": ["ar"],
  "mr-record-2021": ["ar"],
  "mr-record-2022": ["ar"],
  "ma-measure-4": ["ar"],
  "ma-practice-tracking": ["ar"],
  "mr-practice-round-table": ["ar"],
  "mr-practice-campaign": ["ar"],
};

/** The figures that the sources give, per item; a number marked ~ is approximate there. */
const FIGURES: Record<string, string[]> = {
  "mr-record-2020": ["4", "3", "2", "4"],
  "mr-record-2021": ["3"],
  "mr-record-2022": ["17", "6", "~494896"],
  "ma-measure-4": ["4", "5654", "13", "~48"],
  "mr-practice-round-table": ["3"],
  "mr-practice-campaign": ["~494896"],
};

function termIds(scheme: string): string[] {
  const terms: { id: string }[] = JSON.parse(readFileSync(`${ROOT}seed/vocabularies/${scheme}.json`, "utf8"));
  return terms.map(({ id }) => `${scheme}:${id}`);
}

describe("what the founding data refer to", () => {
  test("every term exists in its vocabulary, and none stands twice on an item", () => {
    const schemes = [...ITEM_SCHEMES, "mechanismType", "membershipStatus", "decisionKind"];
    const known = new Set(schemes.flatMap((scheme) => termIds(scheme)));
    const used = [
      ...items.flatMap(({ terms }) => terms),
      ...items.flatMap(({ details }) => ("kind" in details && details.kind ? [details.kind] : [])),
      ...mechanisms.flatMap(({ type, capacities }) => (type ? [type, ...capacities] : capacities)),
      ...memberships.flatMap(({ history }) => history.map(({ status }) => status)),
      ...decisions.map(({ kind }) => kind),
    ];
    expect(used.filter((id) => !known.has(id))).toEqual([]);
    for (const { key, terms } of items) {
      const repeated = terms.filter((id, index) => terms.indexOf(id) !== index);
      const foreign = terms.filter((id) => !ITEM_SCHEMES.some((scheme) => id.startsWith(`${scheme}:`)));
      expect({ key, repeated, foreign }).toEqual({ key, repeated: [], foreign: [] });
    }
  });

  test("every mechanism, decision and gathering exists", () => {
    const states = new Map(mechanisms.map(({ id, state }) => [id, state]));
    const texts = new Set(decisions.map(({ id }) => id));
    const gatherings = new Set(
      items.flatMap(({ id, details }) => ("gathering" in details && details.gathering ? [id] : [])),
    );
    for (const { id, mechanism, state } of [...memberships, ...terms])
      expect({ id, state: states.get(mechanism ?? "") }).toEqual({ id, state });
    const misplaced = items.filter(({ mechanism, country }) => mechanism && states.get(mechanism) !== country);
    expect(misplaced.map(({ key }) => key)).toEqual([]);
    const decided = [
      ...memberships.flatMap(({ history }) => history.map(({ decision }) => decision)),
      ...terms.map(({ decision }) => decision),
      ...items.map(({ details }) => ("decision" in details ? details.decision : null)),
    ];
    expect(decided.filter((id) => id !== null && !texts.has(id))).toEqual([]);
    const held = decisions.flatMap(({ gathering }) => gathering ?? []);
    expect(held.filter((id) => !gatherings.has(id))).toEqual([]);
    expect(gatherings.size).toBe(3);
  });

  test("ids and keys are unique, and a State has one membership", () => {
    for (const ids of [
      mechanisms.map(({ id }) => id),
      memberships.map(({ id }) => id),
      memberships.map(({ state }) => state),
      offices.map(({ id }) => id),
      terms.map(({ id }) => id),
      decisions.map(({ id }) => id),
      items.map(({ id }) => id),
      items.map(({ key }) => key),
    ])
      expect(new Set(ids).size).toBe(ids.length);
  });

  test("every fact carries a source, and every date has the form it claims", () => {
    const sourced: { id: string; sources: Source[] }[] = [
      ...mechanisms,
      ...terms,
      ...decisions,
      ...items,
      ...memberships.flatMap(({ id, history }) => history.map(({ sources }) => ({ id, sources }))),
      ...terms.flatMap(({ id, holders }) => holders.map(({ sources }) => ({ id, sources }))),
    ];
    expect(sourced.filter(({ sources }) => sources.length === 0)).toEqual([]);
    const dates = [
      ...items.map(({ date }) => date),
      ...decisions.map(({ date }) => date),
      ...memberships.flatMap(({ history }) => history.map(({ date }) => date)),
      ...terms.flatMap(({ from, to, holders }) => [from, to, ...holders.map(({ asOf }) => asOf)]),
    ];
    expect(dates.filter((date) => !isPartialDate(date))).toEqual([]);
  });

  test("whatever is said in several languages is said in all five", () => {
    const texts = localizedTexts({ mechanisms, memberships, offices, decisions, sources: items.map((i) => i.sources) });
    expect(texts.length).toBeGreaterThan(40);
    expect(texts.filter(({ text }) => !isDeepStrictEqual(Object.keys(text).toSorted(), LANGUAGES))).toEqual([]);
  });
});

describe("the wording", () => {
  const localized = localizedTexts({ mechanisms, memberships, offices, decisions, sources: items.map((i) => i.sources) });
  const textsIn = (wanted: string) => [
    ...localized.map(({ text }) => String(text[wanted])),
    ...items
      .flatMap((item) => contentsOf(item))
      .filter(({ lang }) => lang === wanted)
      .flatMap(({ content }) => [content.title, content.summary, ...content.sections.flatMap((s) => [s.heading ?? "", s.text])]),
  ];

  test("keeps French punctuation on the line of its word", () => {
    expect(textsIn("fr").filter((text) => /[ \u00a0](?=[;?!])|[ \u202f](?=[:»])|«[ \u202f]/.test(text))).toEqual([]);
  });

  test("has in Arabic the months and the countries as dates and countries are printed", () => {
    const others = /(?<!\p{L})(?:ماي|دجنبر|يوليوز|غشت|شتنبر|نونبر)(?!\p{L})|الباراغواي|الإفريقي/u;
    expect(textsIn("ar").filter((text) => others.test(text))).toEqual([]);
  });

  test("names a source without its language, which stands beside the title", () => {
    const titles = localizedTexts(items.map(({ sources }) => sources)).map(({ text }) => String(text.en));
    expect(titles.length).toBeGreaterThan(0);
    expect(titles.filter((title) => /in (?:Arabic|French)/.test(title))).toEqual([]);
  });
});

describe("what the sources do not state", () => {
  test("Mauritania's Commission is a mechanism without a membership", () => {
    expect(mechanisms.map(({ state }) => state)).toContain("MR");
    expect(memberships.map(({ state }) => state).toSorted()).toEqual(["MA", "PT", "PY"]);
  });

  test("the mechanisms of Paraguay and Portugal have no name, nor their seats a holder", () => {
    for (const id of ["paraguay", "portugal"]) {
      expect(mechanisms.find((mechanism) => mechanism.id === id)?.name).toBeNull();
      for (const term of terms.filter(({ mechanism }) => mechanism === id)) expect(term.holders).toEqual([]);
    }
    expect(terms.map(({ to }) => to.precision)).toEqual(terms.map(() => "not-stated"));
    expect(offices.map(({ termMonths, maxRenewals, substitutes }) => ({ termMonths, maxRenewals, substitutes }))).toEqual(offices.map(() => ({ termMonths: null, maxRenewals: null, substitutes: 0 })));
    expect(mechanisms.filter(({ type, standing, legalBasis }) => type || standing !== null || legalBasis)).toEqual([]);
  });

  test("the Nouakchott meeting has no date, and its French version says what is wrong with it", () => {
    const meeting = items.find(({ key }) => key === "mr-nouakchott-meeting");
    expect(meeting?.date.precision).toBe("not-stated");
    const notes = Object.fromEntries(meeting?.versions.map(({ lang, note }) => [lang, note]) ?? []);
    expect(notes.ar).toBeNull();
    expect(Object.keys(notes.fr ?? {}).toSorted()).toEqual(LANGUAGES);
  });
});

describe("the items", () => {
  const versions = items.flatMap((item) => contentsOf(item).map((version) => ({ item, ...version })));

  test("stand in the languages of their sources, and in no other", () => {
    const found = Object.fromEntries(items.map(({ key, versions }) => [key, versions.map(({ lang }) => lang).toSorted()]));
    expect(found).toEqual(STANDS_IN);
    for (const { originalLanguage, versions } of items)
      expect(versions.map(({ lang }) => lang)).toContain(originalLanguage);
  });

  test("keep within the limits, with a title, a summary and a text", () => {
    const outside = versions.filter(({ content: { title, summary, sections } }) => {
      const ids = sections.map(({ id }) => id);
      return (
        title.length < 10 ||
        title.length > LIMITS.title ||
        summary.length < 40 ||
        summary.length > LIMITS.summary ||
        sections.length === 0 ||
        sections.length > LIMITS.sections ||
        new Set(ids).size < ids.length ||
        sections.some(({ text }) => text.trim() === "" || text.length > LIMITS.section)
      );
    });
    expect(outside).toEqual([]);
  });

  test("have versions of the same shape, so that a reader can compare them", () => {
    for (const item of items) {
      const shapes = contentsOf(item).map(({ content }) => content.sections.map(({ id }) => id).join());
      expect({ key: item.key, shapes: new Set(shapes).size }).toEqual({ key: item.key, shapes: 1 });
    }
  });

  test("answer only what their template asks", () => {
    const groupsOf = (type: string) =>
      items
        .filter((item) => item.type === type)
        .flatMap((item) => contentsOf(item).flatMap(({ content }) => content.sections.map(({ group }) => group)));
    const practices: readonly string[] = PRACTICE_SECTIONS;
    const measures: readonly string[] = MEASURE_GROUPS;
    expect(groupsOf("practice").filter((group) => !practices.includes(group))).toEqual([]);
    expect(groupsOf("measure").filter((group) => !measures.includes(group))).toEqual([]);
    expect(new Set(groupsOf("record"))).toEqual(new Set(["entries"]));
  });

  test("hold the Moroccan sheet part by part", () => {
    const measure = items.find(({ key }) => key === "ma-measure-4");
    const groups = measure ? contentsOf(measure)[0]?.content.sections.map(({ group }) => group) : [];
    const count = (wanted: string) => groups?.filter((group) => group === wanted).length;
    expect(MEASURE_GROUPS.map(count)).toEqual([1, 6, 4, 1, 7]);
    expect(measure?.details).toMatchObject({ number: "4", status: { value: "continuous", asOf: { from: "2021-04" } } });
  });

  test("carry the figures of their sources, each labelled and standing in a section", () => {
    const found = items.filter(({ figures }) => figures.length > 0).map((item) => [
      item.key,
      item.figures.map(({ value, approximate }) => `${approximate ? "~" : ""}${value}`),
    ]);
    expect(Object.fromEntries(found)).toEqual(FIGURES);
    for (const { item, content } of versions) {
      expect(Object.keys(content.figureLabels).toSorted()).toEqual(item.figures.map(({ id }) => id).toSorted());
      const ids = content.sections.map(({ id }) => id);
      expect(item.figures.filter(({ section }) => section === null || !ids.includes(section))).toEqual([]);
    }
  });

  test("say nothing by which a person could be reached", () => {
    expect(JSON.stringify(FOUNDING)).not.toMatch(/\S@\S/);
  });
});
