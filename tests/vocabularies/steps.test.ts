import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { isDomainError } from "#models/errors.ts";
import { changeStep, mergeStep, type Stamp, type TermState, undoStep } from "#models/term-steps.ts";
import { aliasesAfter, endsEverywhere, fieldsOfTerm, isInForce, mergeObstacle, namesOfTerm, stageOf, successor } from "#models/term.ts";

const LANGS = ["ar", "fr"];
const IDS = ["a", "b", "c", "d", "e"].map((slug) => `theme:${slug}`);

function term(id: string, parent: string | null = null): TermState {
  const labels = Object.fromEntries(LANGS.map((lang) => [lang, `${id} ${lang}`]));
  return { id, scheme: "theme", labels, official: [], aliases: {}, parent, code: null, validFrom: null, validTo: null, replacedBy: null, order: 0, changes: [], merge: null };
}

const stateOf = (terms: ReadonlyMap<string, TermState>, id: string): TermState => terms.get(id) ?? term(id);

/** Every name that leads to a term, by its own or by those of the terms that it stands for. */
function idsBy(terms: ReadonlyMap<string, TermState>, name: string, lang: string): string[] {
  return [...new Set([...terms.values()].filter((one) => namesOfTerm(one, lang).includes(name)).map((one) => successor(terms, one.id)))];
}

describe("names of a term", () => {
  test("an old label stays an alias, and a label is no alias besides", () => {
    expect(aliasesAfter({ fr: "Traite", ar: "اتجار" }, { fr: "Traite des personnes", ar: "اتجار" }, { fr: ["traite des êtres humains", "TRAITE DES  PERSONNES"] })).toEqual({
      fr: ["traite des êtres humains", "Traite"],
    });
  });

  test("a name that is given back is a label again", () => {
    expect(aliasesAfter({ fr: "Neuf" }, { fr: "Vieux" }, { fr: ["Vieux", "autre"] })).toEqual({ fr: ["autre", "Neuf"] });
  });
});

test("a term is over on the day that it ends, or in the month or year", () => {
  const ending = (validTo: string) => stageOf({ validFrom: null, validTo, replacedBy: null }, "2026-03-15");
  expect([ending("2026-03-15"), ending("2026-03"), ending("2026"), ending("2026-03-16"), ending("2027")]).toEqual(["over", "over", "over", "in-force", "in-force"]);
  expect(isInForce({ validFrom: "2026-04", validTo: null, replacedBy: null }, "2026-03-15")).toBe(false);
  expect(isInForce({ validFrom: "2026", validTo: null, replacedBy: null }, "2026-03-15")).toBe(true);
});

test("what keeps a term from being merged is named", () => {
  const terms = new Map([term("theme:a"), term("theme:b", "theme:a"), { ...term("theme:c"), replacedBy: "theme:a" }].map((one) => [one.id, one]));
  terms.set("objective:x", { ...term("objective:x"), scheme: "objective" });
  terms.set("objective:y", { ...term("objective:y"), scheme: "objective" });
  expect(mergeObstacle(terms, "theme:b", "theme:a")).toBeNull();
  expect(mergeObstacle(terms, "theme:a", "theme:b")).toBe("below");
  expect(mergeObstacle(terms, "theme:b", "theme:c")).toBe("replaced");
  expect(mergeObstacle(terms, "theme:c", "theme:b")).toBe("replaced");
  expect(mergeObstacle(terms, "theme:a", "theme:a")).toBe("not-found");
  expect(mergeObstacle(terms, "theme:a", "objective:x")).toBe("scheme");
  expect(mergeObstacle(terms, "objective:x", "objective:y")).toBe("scheme");
});

type Step = { kind: "rename" | "move" | "merge" | "undo"; id: string; other: string; lang: string; name: string };

const steps = fc.array(
  fc.record<Step>({
    kind: fc.constantFrom("rename", "rename", "move", "merge", "merge", "undo"),
    id: fc.constantFrom(...IDS),
    other: fc.constantFrom(...IDS),
    lang: fc.constantFrom(...LANGS),
    name: fc.constantFrom("one", "two", "three", "four"),
  }),
  { maxLength: 30 },
);

function taken(terms: Map<string, TermState>, { kind, id, other, lang, name }: Step, stamp: Stamp): TermState {
  const state = stateOf(terms, id);
  switch (kind) {
    case "rename":
      return changeStep(terms, id, { ...fieldsOfTerm(state), labels: { ...state.labels, [lang]: name } }, stamp);
    case "move":
      return changeStep(terms, id, { ...fieldsOfTerm(state), parent: id === other ? null : other }, stamp);
    case "merge":
      return mergeStep(terms, id, other, "2026-01-01", stamp);
    case "undo":
      return undoStep(terms, id, state.changes.at(-1)?.id ?? "");
  }
}

test("in whatever order terms are renamed, moved, merged and brought back, every label stays findable and nothing runs in a circle", () => {
  fc.assert(
    fc.property(steps, (list) => {
      const terms = new Map(IDS.map((id) => [id, term(id)]));
      for (const [index, step] of list.entries()) {
        // What was its name a moment ago finds it still, unless that very change is taken back.
        const labels = step.kind === "undo" ? [] : LANGS.map((lang) => [lang, stateOf(terms, step.id).labels[lang] ?? ""] as const);
        try {
          terms.set(step.id, taken(terms, step, { id: String(index), at: new Date(index), by: "tester" }));
        } catch (error) {
          if (!isDomainError(error, "wrong-state", "moved-on")) throw error;
        }
        expect(endsEverywhere(terms)).toBe(true);
        for (const [lang, label] of labels) expect(idsBy(terms, label, lang)).toContain(successor(terms, step.id));
      }
      for (const id of IDS) for (const lang of LANGS) expect(idsBy(terms, stateOf(terms, id).labels[lang] ?? "", lang)).toContain(successor(terms, id));
      // The names that all began with are there to the end.
      for (const id of IDS) for (const lang of LANGS) expect(idsBy(terms, `${id} ${lang}`, lang)).toContain(successor(terms, id));
    }),
    { numRuns: 400 },
  );
});

test("a change that is taken back leaves the term as it was", () => {
  const terms = new Map(IDS.map((id) => [id, term(id)]));
  const before = stateOf(terms, "theme:a");
  terms.set("theme:a", changeStep(terms, "theme:a", { ...fieldsOfTerm(before), labels: { ar: "جديد", fr: "Nouveau" } }, { id: "1", at: new Date(), by: "x" }));
  terms.set("theme:a", mergeStep(terms, "theme:a", "theme:b", "2026-01-01", { id: "2", at: new Date(), by: "x" }));
  terms.set("theme:a", undoStep(terms, "theme:a", "2"));
  terms.set("theme:a", undoStep(terms, "theme:a", "1"));
  expect(terms.get("theme:a")).toEqual(before);
});
