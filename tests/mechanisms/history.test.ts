import { describe, expect, test } from "vitest";

import { MechanismDirectory } from "#app/lib/mechanism-directory.ts";
import { confirmationDue, dissolvedOn, formerNames, type HistoryEntry, lineOf, type Mechanism, namesOfMechanism } from "#models/mechanism.ts";
import { inOneLanguage, textsIn, withTextsIn } from "#models/mechanism-texts.ts";
import { DATE_NOT_STATED, partialDate } from "#models/partial-date.ts";

const entry = (id: string, more: Partial<HistoryEntry> = {}): HistoryEntry => ({
  id, kind: "reorganised", date: DATE_NOT_STATED, legalBasis: null, note: null, before: null, after: null, into: null, decision: null, sources: [], recordedAt: "2026-01-01T00:00:00Z", recordedBy: null, corrects: null, retracts: false, ...more,
});

const mechanism = (id: string, more: Partial<Mechanism> = {}): Mechanism => ({
  id, state: "PT", name: { en: "Committee" }, shortName: null, aliases: {}, official: [], type: null, standing: null, legalBasis: null, ministry: null, profile: {}, capacities: [], evidence: {}, dimensions: {}, contact: null, history: [], successor: null, confirmedAt: null, since: "2025-01-31T10:00:00.000Z", sources: [], ...more,
});

describe("the line of a history", () => {
  test("is in the order of time, and what has no date comes last", () => {
    const line = lineOf([entry("b", { date: partialDate("2020") }), entry("c"), entry("a", { date: partialDate("2010-05-01") })]);
    expect(line.map(({ id }) => id)).toEqual(["a", "b", "c"]);
  });

  test("tells what was corrected as it was corrected last, and nothing of what was taken back", () => {
    const history = [entry("a"), entry("a2", { corrects: "a" }), entry("a3", { corrects: "a2" }), entry("b"), entry("b2", { corrects: "b", retracts: true })];
    expect(lineOf(history).map(({ id }) => id)).toEqual(["a3"]);
  });
});

describe("former names", () => {
  const renamed = (id: string, year: string, name: string) => entry(id, { kind: "renamed", date: partialDate(year), before: { name: { en: name }, shortName: null } });

  test("are those before each renaming, the last first, and not the present one", () => {
    const history = [renamed("a", "2010", "First"), renamed("b", "2020", "Second"), renamed("c", "2024", "Committee")];
    expect(formerNames(mechanism("x", { history })).map(({ name, until }) => [name?.en, until.from])).toEqual([["Second", "2020"], ["First", "2010"]]);
    expect(namesOfMechanism(mechanism("x", { history, aliases: { en: ["Alias"] } }), "en")).toEqual(["Committee", "Alias", "Second", "First"]);
  });

  test("go with the renaming that is taken back", () => {
    expect(formerNames(mechanism("x", { history: [renamed("a", "2010", "First"), entry("r", { corrects: "a", retracts: true })] }))).toEqual([]);
  });
});

describe("the directory of mechanisms", () => {
  const [a, b, c, d] = [mechanism("a", { successor: "b" }), mechanism("b", { successor: "c" }), mechanism("c"), mechanism("d", { successor: "nowhere" })];
  const directory = new MechanismDirectory([a, b, c, d]);

  test("has those that there are, and answers for those that merged with what they have become", () => {
    expect([...directory.keys()]).toEqual(["c", "d"]);
    expect(directory.get("a")).toBe(c);
    expect(directory.get("nobody")).toBeUndefined();
    expect(directory.predecessorsOf("c")).toEqual([a, b]);
    expect(directory.predecessorsOf("d")).toEqual([]);
  });

  test("loses none where two have merged into each other", () => {
    const round = new MechanismDirectory([mechanism("x", { successor: "y" }), mechanism("y", { successor: "x" })]);
    expect([...round.keys()]).toEqual(["x", "y"]);
  });
});

describe("the time to confirm", () => {
  test("comes so many months after the last confirmation, or after the hub has had the profile", () => {
    expect(confirmationDue(mechanism("x"), 12)?.toISOString()).toBe("2026-01-31T10:00:00.000Z");
    expect(confirmationDue(mechanism("x"), 1)?.toISOString()).toBe("2025-02-28T10:00:00.000Z");
    expect(confirmationDue(mechanism("x", { confirmedAt: "2026-06-01T00:00:00.000Z" }), 12)?.toISOString()).toBe("2027-06-01T00:00:00.000Z");
  });

  test("never comes for one that merged or was dissolved", () => {
    expect(confirmationDue(mechanism("x", { successor: "y" }), 12)).toBeNull();
    const dissolved = mechanism("x", { history: [entry("a", { kind: "dissolved", date: partialDate("2024") })] });
    expect(dissolvedOn(dissolved)).toEqual(partialDate("2024"));
    expect(confirmationDue(dissolved, 12)).toBeNull();
  });
});

describe("the texts of one language", () => {
  const full = mechanism("x", {
    name: { en: "Committee", fr: "Comité" }, official: ["ar", "fr"], aliases: { fr: ["Le Comité"] }, legalBasis: { fr: "Décret" }, profile: { summary: { en: "Sum", fr: "Résumé" } }, dimensions: { "dimension:structure": { fr: "Structure" } }, evidence: { "capacity:engagement": { en: "Reports" } },
  });

  test("written as they are, change nothing", () => {
    for (const lang of ["en", "fr", "pt"]) expect(withTextsIn(full, lang, textsIn(full, lang))).toEqual(Object.fromEntries(Object.keys(withTextsIn(full, lang, textsIn(full, lang))).map((field) => [field, full[field as keyof Mechanism]])));
  });

  test("leave the other languages alone; what is emptied everywhere is not stated", () => {
    const changed = withTextsIn(full, "fr", { ...textsIn(full, "fr"), legalBasis: "", name: "Commission", isOfficial: false, aliases: "Un\n\n Deux \nUn" });
    expect(changed.legalBasis).toBeNull();
    expect(changed.name).toEqual({ en: "Committee", fr: "Commission" });
    expect(changed.official).toEqual(["ar"]);
    expect(changed.aliases).toEqual({ fr: ["Un", "Deux"] });
    expect(changed.profile).toEqual(full.profile);
    expect(inOneLanguage(null, "fr", "")).toBeNull();
  });
});
