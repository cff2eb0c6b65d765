import { describe, expect, test } from "vitest";

import { mergeFields } from "../../app/routes/desk/edit/merge.ts";

const BASE = { title: "A title", summary: "One.\n\nTwo.\n\nThree.", terms: "theme:a\ntheme:b", s: "x text\ny text" };

describe("what two people made of one text", () => {
  test("different fields: both stand, and the other's is named", () => {
    const merged = mergeFields({ base: BASE, mine: { ...BASE, title: "Mine" }, theirs: { ...BASE, summary: "Theirs." } });
    expect(merged).toMatchObject({ fields: { title: "Mine", summary: "Theirs." }, taken: ["summary"], clashes: [] });
  });
  test("different paragraphs of one field are put together", () => {
    const merged = mergeFields({ base: BASE, mine: { ...BASE, summary: "One, mine.\n\nTwo.\n\nThree." }, theirs: { ...BASE, summary: "One.\n\nTwo.\n\nThree, theirs." } });
    expect(merged.fields.summary).toBe("One, mine.\n\nTwo.\n\nThree, theirs.");
    expect(merged.clashes).toEqual([]);
  });
  test("the same paragraph is for a person to decide; nothing of either is lost", () => {
    const merged = mergeFields({ base: BASE, mine: { ...BASE, title: "Mine" }, theirs: { ...BASE, title: "Theirs" } });
    expect(merged.fields.title).toBe("Mine");
    expect(merged.clashes).toEqual([{ field: "title", mine: "Mine", theirs: "Theirs" }]);
  });
  test("the same change by both is one change", () => {
    const merged = mergeFields({ base: BASE, mine: { ...BASE, title: "Same" }, theirs: { ...BASE, title: "Same" } });
    expect(merged).toEqual({ fields: { ...BASE, title: "Same" }, taken: [], clashes: [] });
  });
  test("lists keep what either added, and lose what either took away", () => {
    const merged = mergeFields({ base: BASE, mine: { ...BASE, terms: "theme:b\ntheme:c" }, theirs: { ...BASE, terms: "theme:a\ntheme:b\ntheme:d" } });
    expect(merged.fields.terms).toBe("theme:b\ntheme:c\ntheme:d");
  });
  test("a part that the other added comes with its text", () => {
    const merged = mergeFields({ base: BASE, mine: { ...BASE, title: "Mine" }, theirs: { ...BASE, s: "x text\ny text\nz text", "s.z.text": "New." } });
    expect(merged.fields).toMatchObject({ title: "Mine", s: "x text\ny text\nz text", "s.z.text": "New." });
  });
  test("nothing known of the beginning: what differs clashes, but for what is empty on one side", () => {
    const merged = mergeFields({ base: null, mine: { title: "Mine", summary: "" }, theirs: { title: "Theirs", summary: "Theirs." } });
    expect(merged).toMatchObject({ fields: { title: "Mine", summary: "Theirs." }, clashes: [{ field: "title" }] });
  });
  test("no order of two changes in different fields loses either", () => {
    const fields = ["title", "summary", "terms"] as const;
    for (const own of fields) {
      for (const other of fields.filter((name) => name !== own)) {
        const { fields: result, clashes } = mergeFields({ base: BASE, mine: { ...BASE, [own]: "theme:mine" }, theirs: { ...BASE, [other]: "theme:theirs" } });
        expect([result[own], result[other], clashes.length], `${own} and ${other}`).toEqual(["theme:mine", "theme:theirs", 0]);
      }
    }
  });
});
