import { describe, expect, test } from "vitest";

import { lineDifferences, nearChanges, wordDifferences } from "#app/lib/word-differences.ts";

/** Differences as one line: [-what went-]{+what came+}. */
const said = (before: string, after: string) =>
  wordDifferences(before, after)
    .map(({ kind, text }) => (kind === "same" ? text : kind === "added" ? `{+${text}+}` : `[-${text}-]`))
    .join("");

describe("differences by words", () => {
  test("name whole words, and keep the spaces between words that changed together", () => {
    expect(said("The committee met once a year.", "The committee met twice a year.")).toBe("The committee met [-once-]{+twice+} a year.");
    expect(said("It met in Rabat in May.", "It met in Asunción in May.")).toBe("It met in [-Rabat-]{+Asunción+} in May.");
    expect(said("one two three four", "one 2 3 four")).toBe("one [-two three-]{+2 3+} four");
    expect(said("Report", "Reports")).toBe("[-Report-]{+Reports+}");
  });

  test("are the same for Arabic, where a mark belongs to its word", () => {
    expect(said("عقدت اللجنة اجتماعاً واحداً", "عقدت اللجنة اجتماعين")).toBe("عقدت اللجنة [-اجتماعاً واحداً-]{+اجتماعين+}");
    expect(said("كتب التقرير", "كَتَبَ التقرير")).toBe("[-كتب-]{+كَتَبَ+} التقرير");
  });

  test("of a text that came or went as a whole, and of none", () => {
    expect(said("", "New.")).toBe("{+New.+}");
    expect(said("Old.", "")).toBe("[-Old.-]");
    expect(wordDifferences("Same", "Same")).toEqual([{ kind: "same", text: "Same" }]);
    expect(wordDifferences("", "")).toEqual([]);
  });

  test("give both texts back, whatever they are", () => {
    const texts = ["", "a", "The  committee\n\nmet — twice. ", "اجتمعت اللجنة\nمرتين", "- point\n  - below\n\n**bold** é é 👩‍👩‍👧", "x ".repeat(300)];
    for (const before of texts) {
      for (const after of texts) {
        const pieces = wordDifferences(before, after);
        expect(pieces.filter(({ kind }) => kind !== "added").map(({ text }) => text).join("")).toBe(before);
        expect(pieces.filter(({ kind }) => kind !== "removed").map(({ text }) => text).join("")).toBe(after);
      }
    }
  });

  test("of two long texts that share nothing come all the same", () => {
    const long = (stem: string) => Array.from({ length: 4_000 }, (_, index) => `${stem}${(index * 7_919) % 4_001}`).join(" ");
    const pieces = wordDifferences(long("a"), long("b"));
    expect(pieces.some(({ kind }) => kind === "removed") && pieces.some(({ kind }) => kind === "added")).toBe(true);
  });

  test("leave out what did not change far from what did", () => {
    const far = "word ".repeat(200);
    const near = nearChanges(wordDifferences(`${far}old ${far}`, `${far}new ${far}`));
    expect(near.map(({ kind }) => kind)).toEqual(["left-out", "same", "removed", "added", "same", "left-out"]);
    expect(near.every(({ text }) => text.length <= 160)).toBe(true);
  });

  test("of lists are by lines", () => {
    expect(lineDifferences(["a b", "c"], ["a b", "d"])).toEqual([{ kind: "same", text: "a b" }, { kind: "removed", text: "c" }, { kind: "added", text: "d" }]);
  });
});
