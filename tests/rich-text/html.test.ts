import { describe, expect, test } from "vitest";

import { richHtml, type RichWords } from "#app/rich-text/html.server.ts";
import { plainText } from "#app/rich-text/plain.server.ts";

import { randomFrom } from "../helpers/dice.ts";
import { randomMarkdown } from "./generated.ts";
import { HOSTILE_ADDRESSES, HOSTILE_TAGS, PLACES } from "./hostile.ts";

const words: RichWords = {
  footnotes: "Footnotes",
  footnote: (number) => `Footnote ${number}`,
  back: (number) => `Back from ${number}`,
  table: (number) => `Table ${number}`,
};
const html = (text: string, idPrefix = "s1", headingLevel = 3) => richHtml(text, { headingLevel, idPrefix, words });
const flat = (text: string) => html(text).replace(/\n/g, "");

describe("rich text as HTML", () => {
  test.each([
    ["paragraphs and line ends", "one\ntwo\n\nthree", "<p>one<br />two</p><p>three</p>"],
    ["headings under those of the page", "# a\n\n## b\n\n### c\n\n#### d", "<h3>a</h3><h3>b</h3><h4>c</h4><p>#### d</p>"],
    ["bold and italic", "**a** *b* _c_ ***d***", "<p><strong>a</strong> <em>b</em> <em>c</em> <em><strong>d</strong></em></p>"],
    ["lists in lists", "Before:\n- a\n  - b\n- c", "<p>Before:</p><ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"],
    ["numbers that jump", "2. a\n5. b", '<ol start="2"><li>a</li><li value="5">b</li></ol>'],
    ["quotes", "> a\n> b", "<blockquote><p>a<br />b</p></blockquote>"],
    ["links to other sites", "[a](https://example.org)", '<p><a href="https://example.org" rel="noopener nofollow">a</a></p>'],
    ["links to the hub", "[a](/ar/search?q=b)", '<p><a href="/ar/search?q=b">a</a></p>'],
    ["links to an address", "[a](mailto:a@example.org)", '<p><a href="mailto:a@example.org">a</a></p>'],
  ])("%s", (_name, text, expected) => expect(flat(text)).toBe(expected));

  test("tables are scrolled on their own, and a row with more cells than the head loses none", () => {
    const table = flat("| a | b |\n|---|--:|\n| 1 | 2 | 3 |\n| x \\| y |\nafter");
    expect(table).toContain('<div class="rich-table" role="group" tabindex="0" aria-label="Table 1"><table>');
    expect(table).toContain('<th scope="col">a</th><th scope="col" class="end">b</th><td></td>');
    expect(table).toContain('<td>1</td><td class="end">2</td><td>3</td>');
    expect(table).toContain("<td>x | y</td>");
    expect(table).toMatch(/<\/table><\/div><p>after<\/p>$/);
  });

  test("footnotes lead there and back, and ids of two sections differ", () => {
    const first = html("a^[one] b^[*two*]", "s1");
    const ids = (page: string) => [...page.matchAll(/\bid="([^"]+)"/g)].map((match) => match[1]);
    const targets = [...first.matchAll(/href="#([^"]+)"/g)].map((match) => match[1]);
    expect(targets.toSorted()).toEqual(ids(first).toSorted());
    expect(first).toContain('aria-label="Footnote 2"');
    expect(first).toContain('aria-label="Back from 2"');
    expect(first).toContain("<em>two</em>");
    const both = [...ids(first), ...ids(html("c^[three]", "s2"))];
    expect(new Set(both).size).toBe(both.length);
  });

  test("a footnote in a footnote and one in a link are words", () => {
    expect(flat("a^[b ^[c]]")).toContain("b ^[c]");
    expect(flat("[a^[b]](https://example.org)")).toBe('<p><a href="https://example.org" rel="noopener nofollow">a^[b]</a></p>');
  });

  test.each(["[x]: y", "    four spaces", "---", "===", "`a`", "```", "~~a~~", "<b>", "a < b & c > d", "&amp;", "![a](b.png)", "+ 212", "- - -", "[a]", "[a]()", "[](https://example.org)", "https://example.org/_a_/b", "#tag"])(
    "%s is words as it stands",
    (text) => {
      const shown = flat(`before\n\n${text}\n\nafter`).replace(/<[^>]*>/g, "").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
      expect(shown).toBe(`before${text.trim()}after`);
    },
  );

  test("thousands of quotes in quotes are not read without end, and no word is lost", () => {
    expect(html(`${"> ".repeat(2_000)}the words`)).toContain("the words");
    expect(html(`${"- ".repeat(2_000)}the words`)).toContain("the words");
  });

  test.each(["[".repeat(20_000), "*a ".repeat(7_000), "_".repeat(20_000), "^[".repeat(10_000), "|a".repeat(10_000), "> ".repeat(10_000), "![](".repeat(5_000), `|a|\n|-|\n${"|b\n".repeat(6_000)}`, " ".repeat(20_000)])(
    "a text of signs takes no longer than it should (%#)",
    (text) => {
      const start = performance.now();
      html(`*${text}`);
      plainText(`*${text}`);
      expect(performance.now() - start).toBeLessThan(3_000);
    },
  );
});

describe("what would run a script", () => {
  const LINK = /^(?:https?:\/\/[^@]*$|mailto:|#s1-|\/(?:ar|en|fr|es|pt)(?:[/?#]|$))/i;
  /** Tags and attributes that are in a page, read as a browser does. */
  const tagsOf = (page: string) => [...page.matchAll(/<\/?([a-z][a-z0-9]*)((?:"[^"]*"|[^">])*)>/g)].map((match) => [match[1] ?? "", match[2] ?? ""] as const);
  const TAGS = /^(?:p|br|h[2-6]|strong|em|ul|ol|li|a|blockquote|sup|div|table|thead|tbody|tr|th|td)$/;
  const ATTRIBUTES = /^(?:\s+(?:href|title|rel|id|aria-label|class|scope|role|tabindex|start|value)="[^"<>]*")*\s*\/?$/;
  const faultsOf = (page: string): string[] => [
    ...tagsOf(page).flatMap(([tag, attributes]) => {
      const href = /\bhref="([^"]*)"/.exec(attributes)?.[1];
      return [
        ...(TAGS.test(tag) ? [] : [`<${tag}>`]),
        ...(ATTRIBUTES.test(attributes) ? [] : [attributes]),
        ...(href === undefined || LINK.test(href) ? [] : [href]),
      ];
    }),
    // No other `<` is left but those of the tags.
    ...(page.split("<").length - 1 === tagsOf(page).length ? [] : ["a stray <"]),
  ];

  test.each(HOSTILE_ADDRESSES)("a link to %s is no link, wherever it stands", (address) => {
    for (const place of PLACES) {
      const page = html(place(`[x](${address})`));
      expect(faultsOf(page), place(address)).toEqual([]);
      expect(page).not.toMatch(/href="(?!#s1-)/);
    }
  });

  test("HTML in every place is words", () => {
    for (const place of PLACES) {
      for (const tag of HOSTILE_TAGS) {
        const page = html(place(tag));
        expect(faultsOf(page), place(tag)).toEqual([]);
        expect(page.replaceAll("&lt;", "<").replaceAll("&gt;", ">"), place(tag)).toContain(tag);
      }
    }
  });

  test("titles of links carry no attribute of their own", () => {
    const page = html(`[x](https://example.org 'a" onclick="alert(1)') [y](https://example.org/"onclick="x) [z](https://example.org "a>b<c")`);
    for (const [, attributes] of tagsOf(page)) expect(attributes).not.toMatch(/"\s*onclick/);
  });

  test("any mixture makes safe HTML", () => {
    for (let seed = 1; seed <= 1_500; seed += 1) {
      const text = `${randomMarkdown(randomFrom(seed))}<i onx=y>[a](${HOSTILE_ADDRESSES[seed % HOSTILE_ADDRESSES.length]})`;
      expect(faultsOf(html(text)), text).toEqual([]);
    }
  });
});

describe("the words of a rich text", () => {
  test.each([
    ["plain text as it is", "One.\n\nTwo & <three>.", "One.\n\nTwo & <three>."],
    ["no signs", "## Head\n\n**a** *b* [c](https://example.org)\n\n> d", "Head\n\na b c\n\nd"],
    ["a line for each point", "- a\n  - b\n- c\n\nd", "a\nb\nc\n\nd"],
    ["a line for each row", "| a | b |\n|---|---|\n| c | d |\n\ne", "a b\nc d\n\ne"],
    ["notes at the end of their block", "a^[note *x*] b.\n\nc", "a b. (note x)\n\nc"],
    ["escaped signs", "\\*a\\*", "*a*"],
  ])("%s", (_name, text, expected) => expect(plainText(text)).toBe(expected));

  test("every word that is shown is in it", () => {
    for (let seed = 1; seed <= 1_000; seed += 1) {
      const text = randomMarkdown(randomFrom(seed * 31));
      const letters = (some: string) => [...some.replace(/[\s()]/g, "")].toSorted().join("");
      const shown = html(text).replace(/<sup>.*?<\/sup>/g, "").replace(/<a href="#[^>]*>.<\/a>/g, "").replace(/<[^>]*>/g, "").replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
      expect(letters(plainText(text)), text).toBe(letters(shown));
    }
  });
});

test("a text without markup takes the short way to the same page", () => {
  const texts = ["one", "one\ntwo\n\n\nthree", " a\n  b\n\n c & <d> \"e\" 'f'", "حقوق\n\n«x»: y; z!", ""];
  // With a link behind it, the same text goes the long way.
  for (const text of texts) expect(html(`${text}\n\n[x](https://example.org)`).replace(/<p><a [\s\S]*/, ""), text).toBe(html(text));
});
