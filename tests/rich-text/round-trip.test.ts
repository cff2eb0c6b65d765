import { describe, expect, test } from "vitest";

import { parseMarkdown } from "#app/rich-text/editor/parse.ts";
import { serializeMarkdown } from "#app/rich-text/editor/serialize.ts";
import { FOUNDING } from "#seed/founding/index.ts";

import { randomFrom } from "../helpers/dice.ts";
import { randomMarkdown } from "./generated.ts";

const written = (text: string): string => serializeMarkdown(parseMarkdown(text));
const lettersOf = (text: string): string => text.replace(/\s+/g, "");

describe("what the editor reads and writes again", () => {
  test("is the same text, for texts as people write them", () => {
    const texts = [
      "One paragraph.\n\nAnother one\nof two lines.",
      "Before:\n\n- one\n  - below\n- two\n\nAfter.",
      "1. one\n\n2. two\n\n   a paragraph of it\n\n5. five",
      "## Heading\n\n### Smaller\n\nText with **bold**, *italic*, ***both*** and [a link](https://example.org/a_b_(c)?d=e&f).",
      "> quoted\n>\n> - a point",
      "| Year | Reports \\| drafts |\n| --- | ---: |\n| 2023 | two^[and *one* more] |",
      "A word^[with a note, and a [link](/en/search)] and more.",
      "Signs alone: 2 * 3, a_b, [x]: y, C:\\docs, <b>, a < b & c, `code`, ~~no~~, # 4, +33 1.",
      "و**حقوق** الإنسان، [رابط](https://ar.example/ويكي/حقوق).",
    ];
    for (const text of texts) expect(written(text)).toBe(text);
  });

  test("is the same text for every section of the founding network", () => {
    const texts = FOUNDING.items.flatMap(({ versions }) => versions.flatMap(({ published }) => published?.content.sections.map(({ text }) => text) ?? []));
    expect(texts.length).toBeGreaterThan(50);
    for (const text of texts) expect(written(text)).toBe(text);
  });

  test("keeps every word of any text, and is written alike the second time", () => {
    for (let seed = 1; seed <= 3_000; seed += 1) {
      const text = randomMarkdown(randomFrom(seed * 7_919));
      const once = written(text);
      expect(lettersOf(parseMarkdown(once).textContent), text).toBe(lettersOf(parseMarkdown(text).textContent));
      expect(written(once), text).toBe(once);
    }
  });

  test("keeps the marks of any text but on punctuation where Markdown has no way to set them", () => {
    const marksOf = (text: string) => {
      const found: string[] = [];
      parseMarkdown(text).descendants((node) => {
        const words = lettersOf(node.textContent);
        if (node.isText) for (const { type } of node.marks) found.push(...[...words].map((letter) => `${type.name} ${letter}`));
      });
      return found.toSorted();
    };
    for (let seed = 1; seed <= 1_000; seed += 1) {
      const text = randomMarkdown(randomFrom(seed * 104_729));
      expect(marksOf(written(text)), text).toEqual(marksOf(text));
    }
  });
});

describe("signs that would be read as Markdown", () => {
  test.each([
    ["a paragraph that begins like a list", "\\- not a point"],
    ["one that begins like a number", "2019\\. It began."],
    ["stars around words", "\\*not italic\\*"],
    ["brackets like a link", "\\[not](a-link) but [x](https://example.org)"],
  ])("%s keep their backslash only where it is needed", (_name, text) => {
    expect(parseMarkdown(written(text)).toString()).toBe(parseMarkdown(text).toString());
    expect(written(written(text))).toBe(written(text));
  });

  test("do not make a backslash of every sign", () => {
    expect(written("\\[a\\] \\_b \\# 4")).toBe("[a] _b # 4");
  });
});
