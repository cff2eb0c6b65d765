import { describe, expect, test } from "vitest";

import { cleanRichText } from "#app/rich-text/clean.server.ts";

import { randomFrom } from "../helpers/dice.ts";
import { randomMarkdown } from "./generated.ts";

describe("a text as it is kept", () => {
  test.each([
    ["line ends", "a\r\nb\rc\u2028d", "a\nb\nc\nd"],
    ["space at the ends of lines and around the text", "\n\n a  \nb\t\n\n", " a\nb"],
    ["control characters", "a\u0000b\u0007c\td", "abc\td"],
    ["what turns the direction of the text", "a\u202Eb\u2066c\u2069d", "abcd"],
    ["halves of characters", "a\uD83Db", "ab"],
    ["tags", "a <b>bold</b> <img src=x onerror=alert(1)>c", "a bold c"],
    ["scripts and styles with what is in them", "a<script>alert('</b>')</script>b<STYLE type='x'>p{}</STYLE>c", "abc"],
    ["comments", "a<!-- b -->c<!--[if gte mso 9]><xml>d</xml><![endif]-->e", "ace"],
    ["what Word brings", "a<o:p>&nbsp;</o:p><v:shape id=\"x\"/>b", "a&nbsp;b"],
    ["tags that are made of what is left", "<scr<script></script>ipt>alert(1)</script>x", "alert(1)x"],
    ["tags with signs in their attributes", "<a title=\"a > b\" href='x'>y</a>", "y"],
  ])("is without %s", (_name, text, expected) => expect(cleanRichText(text)).toBe(expected));

  test("parts of a page are parted", () => {
    expect(cleanRichText("<p>a</p><p>b</p><ul><li>c</li><li>d</li></ul>")).toBe("a\n\nb\n\nc\nd");
    expect(cleanRichText("a<br>b")).toBe("a\nb");
    expect(cleanRichText("<table><tr><td>a</td><td>b</td></tr></table>")).toBe("a b");
  });

  test.each([
    "a < b and c > d & e &amp; f \"g\" 'h'",
    "if x<y then z>x",
    "<Ministry of Justice> and <https://example.org> and <a@example.org>",
    "> quoted\n> > twice",
    "- a\n  - b\n\n1. c",
    "| a | b |\n| --- | --- |\n| c | d |",
    "\u200Ea\u200Fb\u061Cc می‌خواهم",
    "an end that never comes: <b and <!-- and <a href=\"x",
    "&lt;script&gt;",
    "    four spaces",
    "[a](https://example.org?b=c&copy=d \"e\") `f` ^[g]",
  ])("keeps %s", (text) => expect(cleanRichText(text)).toBe(text));

  test("words behind a tag that is never closed stay", () => {
    expect(cleanRichText("the tag <script> is taken out, and these words are not")).toBe("the tag  is taken out, and these words are not");
  });

  test("is the same when it is cleaned again, and has no tag", () => {
    const parts = ["<b>", "</b>", "<script>", "</script>", "<style>", "</style", "<!--", "-->", "<", ">", "<<", "<br/>", "<p", " x=\"", "\"", "'", "&lt;", "&amp;lt;", "&", "\u0001", "\r", "\u202E", "<o:p>", "<title>", "</title>", "<textarea>", "<![CDATA[", "]]>", "<?xml", "?>", "<svg/", "a", " ", "\n", "alert(1)"];
    for (let seed = 1; seed <= 4_000; seed += 1) {
      const random = randomFrom(seed * 613);
      const stray = Array.from({ length: 1 + Math.floor(random() * 24) }, () => parts[Math.floor(random() * parts.length)]).join("");
      const text = seed % 3 === 0 ? randomMarkdown(random) + stray : stray;
      const once = cleanRichText(text);
      expect(cleanRichText(once), text).toBe(once);
      expect(once, text).not.toMatch(/<\/?(?:b|script|style|br|title|textarea|o:p)(?:\s[^<>"']*)?\/?>/i);
    }
  });

  test("texts of Markdown without tags lose nothing but space at the ends of lines", () => {
    for (let seed = 1; seed <= 2_000; seed += 1) {
      const text = randomMarkdown(randomFrom(seed * 17)).replaceAll("<b>", "");
      const expected = text.replace(/[ \t]+$/gm, "").replace(/^\n+/, "").trimEnd();
      expect(cleanRichText(text)).toBe(expected);
    }
  });

  test.each(["<!--", "<script>", "<a ", "<a \"", "</", "<b>", " ", "<", "<scr<b>ipt>"])("a million characters of %s are done with soon", (part) => {
    const start = performance.now();
    cleanRichText(part.repeat(1_000_000 / part.length));
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});
