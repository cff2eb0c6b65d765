import * as fc from "fast-check";
import { expect, test } from "vitest";

import type { Facts, Version } from "#models/item.ts";
import { DATE_NOT_STATED } from "#models/partial-date.ts";
import { type Carrier, type Merge, settleTerms } from "#models/term-moves.ts";

const NOW = new Date("2026-05-01T00:00:00Z");
const AB: Merge = { id: "m1", from: "a", to: "b" };
const CB: Merge = { id: "m2", from: "c", to: "b" };
const BD: Merge = { id: "m3", from: "b", to: "d" };

const facts = (terms: string[], details: Facts["details"] = { notApplicable: [] }): Facts => ({ date: DATE_NOT_STATED, terms, figures: [], sources: [], details });

function version(published: Date | null, submitted: { facts: Facts; at: Date } | null = null): Version {
  const content = { title: "", summary: "", place: null, sections: [], figureLabels: {} };
  return {
    lang: "fr", state: "published", machine: false, follows: 1, note: null,
    published: published && { content, at: published, revision: 1 },
    submitted: submitted && { content, facts: submitted.facts, at: submitted.at, revision: 2, by: "x", assignee: null, edit: null },
  };
}

function item(terms: string[], { draft = null, handedIn = null, published = new Date("2026-01-01") }: { draft?: string[] | null; handedIn?: string[] | null; published?: Date } = {}): Carrier {
  const submitted = handedIn && { facts: facts(handedIn), at: new Date("2026-02-01") };
  return { terms, details: { notApplicable: [] }, originalLanguage: "fr", draftFacts: draft && facts(draft), versions: [version(published, submitted)] };
}

const termsIn = ({ terms, draftFacts, versions }: Carrier) => ({ published: terms, draft: draftFacts?.terms ?? null, handedIn: versions[0]?.submitted?.facts?.terms ?? null });
const bare = (carrier: Carrier) => Object.fromEntries(Object.entries(carrier).filter(([name]) => name !== "termMoves"));

test("everything that carries the old term carries the new one, once and in its place", () => {
  const after = settleTerms(item(["x", "a", "y"], { draft: ["a", "b"], handedIn: ["y"] }), [AB], NOW);
  expect(termsIn(after)).toEqual({ published: ["x", "b", "y"], draft: ["b"], handedIn: ["y"] });
  expect(settleTerms(after, [AB], NOW)).toBe(after);
});

test("the kind of a document follows as well, and comes back", () => {
  const before = { ...item(["a", "x"]), details: { kind: "a", decision: null } };
  const after = settleTerms(before, [AB], NOW);
  expect(after.details).toEqual({ kind: "b", decision: null });
  expect(bare(settleTerms(after, [], NOW))).toEqual(before);
});

test("a chain of merges is followed to its end and taken back from there", () => {
  const before = item(["c", "a"]);
  const all = settleTerms(before, [BD, AB, CB], NOW);
  expect(all.terms).toEqual(["d"]);
  const two = settleTerms(all, [AB, CB], NOW);
  expect(two.terms).toEqual(["b"]);
  expect(settleTerms(two, [CB], NOW).terms.toSorted()).toEqual(["a", "b"]);
  expect(bare(settleTerms(two, [], NOW))).toEqual(before);
});

test("of two terms merged into one, either comes back alone", () => {
  const both = settleTerms(item(["a", "c"]), [AB, CB], NOW);
  expect(settleTerms(both, [CB], NOW).terms.toSorted()).toEqual(["a", "b"]);
  expect(settleTerms(both, [AB], NOW).terms.toSorted()).toEqual(["b", "c"]);
  expect(settleTerms(settleTerms(both, [CB], NOW), [], NOW).terms.toSorted()).toEqual(["a", "c"]);
});

test("a term that an author has taken away since does not come back; what he left alone does", () => {
  const after = settleTerms(item(["a", "x"], { draft: ["a", "x"] }), [AB], NOW);
  const edited: Carrier = { ...after, draftFacts: facts(["x", "z"]) };
  expect(termsIn(settleTerms(edited, [], NOW))).toEqual({ published: ["a", "x"], draft: ["x", "z"], handedIn: null });
});

test("a draft that was published since the merge carries its old term again; one without it does not get it", () => {
  const drafted = settleTerms(item(["b"], { draft: ["a"] }), [AB], NOW);
  // As it was before, as long as nothing of it is published.
  expect(termsIn(settleTerms(drafted, [], NOW))).toEqual({ published: ["b"], draft: ["a"], handedIn: null });
  const published: Carrier = { ...drafted, terms: ["b", "x"], draftFacts: null, versions: [version(new Date("2026-06-01"))] };
  expect(settleTerms(published, [], NOW).terms).toEqual(["a", "x"]);
  const others = settleTerms(item(["a"], { draft: ["b"] }), [AB], NOW);
  const replaced: Carrier = { ...others, terms: ["b"], draftFacts: null, versions: [version(new Date("2026-06-01"))] };
  expect(settleTerms(replaced, [], NOW).terms).toEqual(["b"]);
});

test("a text begun before the merge brings the old term back, and follows again", () => {
  const after = settleTerms(item(["a"]), [AB], NOW);
  const restored: Carrier = { ...after, draftFacts: facts(["a", "x"]) };
  const again = settleTerms(restored, [AB], new Date("2026-07-01"));
  expect(termsIn(again)).toEqual({ published: ["b"], draft: ["b", "x"], handedIn: null });
  expect(termsIn(settleTerms(again, [], NOW))).toEqual({ published: ["a"], draft: ["a", "x"], handedIn: null });
});

const places = fc.uniqueArray(fc.constantFrom("a", "b", "c", "d", "x"), { maxLength: 5 });

test("merges undone in the opposite order leave an item as it was", () => {
  fc.assert(
    fc.property(places, fc.option(places), fc.option(places), fc.shuffledSubarray([AB, CB]), fc.boolean(), (terms, draft, handedIn, first, chained) => {
      const before = item(terms, { draft, handedIn });
      const merges = chained ? [...first, BD] : first;
      let at = before;
      for (let count = 1; count <= merges.length; count += 1) at = settleTerms(at, merges.slice(0, count), NOW);
      for (const merge of merges) expect([...at.terms, ...(at.draftFacts?.terms ?? [])]).not.toContain(merge.from);
      for (let count = merges.length - 1; count >= 0; count -= 1) at = settleTerms(at, merges.slice(0, count), NOW);
      expect(bare(at)).toEqual(before);
      expect(at.termMoves ?? []).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
