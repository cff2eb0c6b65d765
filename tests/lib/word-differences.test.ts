import { describe, expect, test } from "vitest";

import { wordDifferences } from "#app/lib/word-differences.ts";

const joined = (before: string, after: string) => {
  const pieces = wordDifferences(before, after);
  const side = (kind: "added" | "removed") => pieces.filter((piece) => piece.kind === "same" || piece.kind === kind).map(({ text }) => text).join("");
  return { pieces, before: side("removed"), after: side("added") };
};

describe("differences by words", () => {
  test.each([
    ["Three ministries took part.", "Four ministries took part."],
    ["شاركت ثلاث وزارات في المائدة المستديرة.", "شاركت أربع وزارات في المائدة المستديرة."],
    ["L’État n’a rien dit.", "L’État a tout dit."],
    ["", "New."],
    ["- one\n- two", "- one\n- two and a half\n- three"],
  ])("«%s» → «%s»: both texts can be read from them, whole", (before, after) => expect(joined(before, after)).toMatchObject({ before, after }));

  test("an Arabic word that changes changes alone, with its marks", () => {
    expect(joined("القانونُ القديم", "القانونُ الجديد").pieces).toEqual([
      { kind: "same", text: "القانونُ " },
      { kind: "removed", text: "القديم" },
      { kind: "added", text: "الجديد" },
    ]);
  });

  test("two texts of the greatest length that share nothing are both whole", () => {
    const [before, after] = [Array.from({ length: 3_000 }, (_, index) => `mot${index}`).join(" "), Array.from({ length: 3_000 }, (_, index) => `word${index}`).join(" ")];
    expect(joined(before, after)).toMatchObject({ before, after });
  });
});
