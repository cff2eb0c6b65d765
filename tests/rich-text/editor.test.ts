import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { openBrowser } from "../e2e/browser.ts";
import { addFootnote, addLink, insertTable, makeList, markdownOf, openEditor, pasteHtml, type RichField, typeRich, useTool } from "../e2e/rich-text-steps.ts";
import { randomFrom } from "../helpers/dice.ts";
import { randomMarkdown } from "./generated.ts";
import { makeStage, type Stage } from "./stage/stage.ts";
import { LIBRE_OFFICE, WEB_PAGE, WORD } from "./word.ts";

let stage: Stage;
let browser: Browser;
beforeAll(async () => {
  stage = await makeStage();
  browser = await openBrowser();
});
afterAll(() => browser.close());

type Given = Parameters<Stage>[1];

/** Opens the field, does something in it, and says what the form would send; any error of the page fails. */
async function inField(given: Given, act: (field: RichField) => Promise<unknown>): Promise<string> {
  const { page, faults } = await stage(browser, given);
  const field = await openEditor(page, "text");
  await act(field);
  const text = await markdownOf(field);
  await page.context().close();
  expect(faults).toEqual([]);
  return text;
}

const heard = (page: Page) => page.evaluate(() => window.heard);

describe("writing", () => {
  test("a text with headings, lists, quotes and marks, typed", async () => {
    const text = await inField({}, async (field) => {
      await typeRich(field, "## Legal basis\nThe decree set it up.\n");
      await makeList(field, ["one", "two"]);
      await typeRich(field, "> quoted");
      expect((await heard(field.page)).at(-1)).toContain("> quoted");
    });
    expect(text).toBe("## Legal basis\n\nThe decree set it up.\n\n- one\n- two\n\n> quoted");
  });

  test("signs of Markdown in the middle of words stay words", async () => {
    const text = await inField({}, (field) => typeRich(field, "2 * 3 * 4, a_b_c, [x] and **not bold** <b>"));
    expect(text).toBe("2 * 3 * 4, a_b_c, [x] and \\*\\*not bold\\*\\* <b>");
  });

  test("points below points with Tab, and back", async () => {
    const text = await inField({}, async (field) => {
      await typeRich(field, "- one\n");
      await field.page.keyboard.press("Tab");
      await field.page.keyboard.type("below");
      await field.page.keyboard.press("Enter");
      await field.page.keyboard.press("Shift+Tab");
      await field.page.keyboard.type("two");
    });
    expect(text).toBe("- one\n  - below\n- two");
  });

  test("bold by keys, a link with words of its own, a footnote", async () => {
    const text = await inField({}, async (field) => {
      await typeRich(field, "The ");
      await field.page.keyboard.press("ControlOrMeta+b");
      await field.page.keyboard.type("mechanism");
      await field.page.keyboard.press("ControlOrMeta+b");
      await field.page.keyboard.type(" has ");
      await addLink(field, "example.org/decree", "a decree");
      await field.page.keyboard.type(" of its own");
      await addFootnote(field, "Footnote", "Number 12 [a]");
    });
    expect(text).toBe("The **mechanism** has [a decree](https://example.org/decree) of its own^[Number 12 [a]]");
  });

  test("a link that may not be is refused with the reason, and Escape leads back", async () => {
    const text = await inField({ text: "words" }, async (field) => {
      const { page } = field;
      await addLink(field, "javascript:alert(1)", "x");
      const address = page.getByLabel("Address");
      expect(await address.getAttribute("aria-invalid")).toBe("true");
      expect(await address.evaluate((input) => document.activeElement === input)).toBe(true);
      expect(await page.getByRole("alert").textContent()).toContain("https://");
      await page.keyboard.press("Escape");
      expect(await field.text.evaluate((editor) => document.activeElement === editor)).toBe(true);
    });
    expect(text).toBe("words");
  });

  test("a link and a footnote that are there are changed and removed, with the keyboard alone", async () => {
    const given = "See [the text](https://example.org/old)^[Old note] and [this](https://example.org).";
    const text = await inField({ text: given }, async ({ page, text: editor }) => {
      const edit = async (words: string) => {
        await page.keyboard.press("ControlOrMeta+a");
        await page.keyboard.type(words);
        await page.keyboard.press("Enter");
      };
      await editor.focus();
      await page.keyboard.press("ControlOrMeta+Home");
      for (let step = 0; step < 6; step += 1) await page.keyboard.press("ArrowRight");
      await page.keyboard.press("ControlOrMeta+k");
      expect(await page.getByLabel("Address").inputValue()).toBe("https://example.org/old");
      await edit("https://example.org/new");
      // From the end of the link one step selects the note, and Enter opens it.
      await page.keyboard.press("ArrowRight");
      await page.keyboard.press("Enter");
      expect(await page.getByLabel("Text of the footnote").inputValue()).toBe("Old note");
      await edit("New *note*");
      await editor.locator("a", { hasText: "this" }).click();
      await page.keyboard.press("ControlOrMeta+k");
      await page.getByRole("button", { name: "Remove the link" }).click();
      expect(await editor.locator(".rich-note").getAttribute("aria-label")).toBe("Footnote: New *note*");
    });
    expect(text).toBe("See [the text](https://example.org/new)^[New *note*] and this.");
  });

  test("a table, its rows and columns; Tab leads from cell to cell and out of it", async () => {
    const text = await inField({}, async (field) => {
      await insertTable(field, "Insert a table", ["Year", "Reports", "a | b", "2023"]);
      const tool = (name: string) => field.page.getByRole("button", { name, exact: true }).click();
      await tool("Remove row");
      await field.page.keyboard.press("Shift+Tab");
      await tool("Column before");
      await tool("Row above");
    });
    // The row with 2023 is gone; the new column stands before the last cell of the head, the new row above it.
    expect(text).toBe("|  |  |  |  |\n| --- | --- | --- | --- |\n| Year | Reports |  | a \\| b |\n|  |  |  |  |");
  });

  test("undo leads back to the text as it was, to the letter", async () => {
    const given = "* one\n* two\n\n\nthree\\_four";
    const text = await inField({ text: given }, async (field) => {
      await typeRich(field, " more");
      expect(await markdownOf(field)).not.toBe(given);
      await field.page.keyboard.press("ControlOrMeta+z");
    });
    expect(text).toBe(given);
  });
});

describe("a text that is not touched", () => {
  test("is sent as it was, to the letter, and nobody hears of a change", async () => {
    for (let seed = 1; seed <= 6; seed += 1) {
      const given = randomMarkdown(randomFrom(seed * 53), 30).replace(/\r/g, "");
      const text = await inField({ text: given }, async ({ page, text: editor }) => {
        await editor.click();
        await page.getByRole("button", { name: "Write as Markdown" }).click();
        await page.getByRole("button", { name: "Write with the buttons" }).click();
        await editor.waitFor();
        expect(await heard(page)).toEqual([]);
      });
      expect(text).toBe(given);
    }
  });
});

describe("the plain field", () => {
  test("is there without the editor, and with its help, where the editor does not arrive", async () => {
    const { page } = await stage(browser, { text: "**a**", scripts: (path) => !/editor/.test(path) });
    const field = page.getByRole("textbox", { name: "Text of the part" });
    await field.fill("**b**");
    await page.getByText("How to write headings").click();
    expect(await page.getByText("## Heading").isVisible()).toBe(true);
    expect(await page.locator('[role="toolbar"]').count()).toBe(0);
    expect((await heard(page)).at(-1)).toBe("**b**");
    await page.context().close();
  });

  test("takes over what was written, and gives it back", async () => {
    const text = await inField({ text: "one" }, async (field) => {
      await typeRich(field, " two");
      await field.page.getByRole("button", { name: "Write as Markdown" }).click();
      await field.page.getByRole("textbox", { name: "Text of the part" }).fill("one **two**");
      await field.page.getByRole("button", { name: "Write with the buttons" }).click();
      expect(await field.text.locator("strong").textContent()).toBe("two");
      await typeRich(field, " three");
    });
    expect(text).toBe("one **two three**");
  });

  test("and the editor are replaced from outside, and set back with the form", async () => {
    const text = await inField({ text: "mine" }, async (field) => {
      await field.page.evaluate(() => window.replaceText("mine and **theirs**"));
      await field.text.locator("strong").waitFor();
      expect(await markdownOf(field)).toBe("mine and **theirs**");
      expect(await heard(field.page)).toEqual([]);
    });
    expect(text).toBe("mine and **theirs**");
  });
});

describe("reached and heard", () => {
  test.each(["en", "ar"] as const)("how to write is said from the moment someone does, and no room is kept for it before (%s)", async (lang) => {
    const { page, faults } = await stage(browser, { text: "a", lang });
    await page.locator("#text-editor").waitFor();
    const roomBelow = () => page.evaluate(() => document.querySelector(".group\\/rich")!.getBoundingClientRect().bottom - document.querySelector("#text-editor")!.getBoundingClientRect().bottom);
    expect(await roomBelow()).toBeLessThan(2);
    await page.locator("#text-editor").click();
    await page.locator("#text-reach").waitFor();
    expect(await roomBelow()).toBeGreaterThan(20);
    await page.locator("#text-editor").blur();
    expect(await page.locator("#text-reach").isVisible()).toBe(true);
    await page.context().close();
    expect(faults).toEqual([]);
  });

  test("the editor has the name, help and error of its field, the language of its text, and the label leads to it", async () => {
    await inField({ text: "a", lang: "ar", error: "خطأ" }, async ({ page, text }) => {
      const named = page.getByRole("textbox", { name: "نص القسم" });
      expect(await named.getAttribute("id")).toBe("text-editor");
      expect(await named.getAttribute("aria-describedby")).toMatch(/text-help text-error text-reach/);
      expect(await named.getAttribute("aria-invalid")).toBe("true");
      expect([await text.getAttribute("lang"), await text.getAttribute("dir"), await text.getAttribute("aria-multiline")]).toEqual(["ar", "rtl", "true"]);
      await page.getByText("نص القسم").click();
      expect(await text.evaluate((editor) => document.activeElement === editor)).toBe(true);
    });
  });

  test("Alt+F10 leads to the toolbar, arrows through it as it is read, Escape back; one stop for Tab", async () => {
    for (const [lang, next] of [["en", "ArrowRight"], ["ar", "ArrowLeft"]] as const) {
      await inField({ text: "a", lang }, async ({ page, text, tools }) => {
        await text.focus();
        await page.keyboard.press("Alt+F10");
        const focused = () => tools.evaluate((bar) => [...bar.querySelectorAll("button")].indexOf(document.activeElement as HTMLButtonElement));
        expect(await focused()).toBe(0);
        await page.keyboard.press(next);
        expect(await focused()).toBe(1);
        await page.keyboard.press("End");
        expect(await focused()).toBe((await tools.getByRole("button").count()) - 1);
        expect(await tools.locator('button[tabindex="0"]').count()).toBe(1);
        await page.keyboard.press("Escape");
        expect(await text.evaluate((editor) => document.activeElement === editor)).toBe(true);
      });
    }
  });

  test("Tab leads out of a text and of the last cell of a table", async () => {
    await inField({ text: "| a |\n| --- |\n| b |" }, async ({ page, text }) => {
      await text.locator("td").click();
      await page.keyboard.press("Tab");
      expect(await text.evaluate((editor) => editor.contains(document.activeElement))).toBe(false);
    });
  });

  test("buttons say whether what they give is there", async () => {
    await inField({ text: "**bold** plain" }, async (field) => {
      await field.text.locator("strong").click();
      const bold = field.tools.getByRole("button", { name: "Bold" });
      await expect.poll(() => bold.getAttribute("aria-pressed")).toBe("true");
      expect(await bold.getAttribute("title")).toMatch(/^Bold \(/);
      await field.page.keyboard.press("ControlOrMeta+End");
      await expect.poll(() => bold.getAttribute("aria-pressed")).toBe("false");
    });
  });

  test.each(["en", "ar"] as const)("nothing is wider than a phone, in %s, with every tool open", async (lang) => {
    await inField({ lang, width: 320, text: `| a | b | c | d | e |\n|---|---|---|---|---|\n| ${"long ".repeat(9)} | b | c | d | e |\n\n${"x".repeat(200)}` }, async ({ page, text }) => {
      await text.locator("td").first().click();
      await page.keyboard.press("ControlOrMeta+k");
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    });
  });
});

describe("pasting", () => {
  test("from Word: headings, lists, marks, links, footnotes and tables; no styles, images or scripts", async () => {
    expect(await inField({}, (field) => pasteHtml(field, WORD))).toBe(
      "## Legal basis\n\n" +
        "The decree **2019-045** set up *the mechanism*^[Official gazette, number 12], see [its text](https://example.org/decree) and this.\n\n" +
        "- First point\n  - Point below it\n- Second point\n\n" +
        "1. Numbered one\n2. Numbered two\n\n" +
        "| **Year** | Reports | Bodies |\n| --- | --- | --- |\n| 2023 | two, of them one late |  |\n\n" +
        "After the table.",
    );
  });

  test("from LibreOffice", async () => {
    expect(await inField({}, (field) => pasteHtml(field, LIBRE_OFFICE))).toBe(
      "## Coordination\n\n" +
        "**Chaque ministère** désigne un *point focal*^[Décret n° 4].\n\n" +
        "3. Troisième étape\n4. Quatrième étape\n   - détail\n\n" +
        "| Année | Rapports |\n| --- | --- |\n| 2023 | deux |",
    );
  });

  test("from a web page", async () => {
    expect(await inField({}, (field) => pasteHtml(field, WEB_PAGE))).toBe("### Title\n\nPlain and ***both***\n\n> Quoted\n\n- a\n- b\n  - c\n\nEnd xhere");
  });

  test("plain text is read as the plain field reads it; in a cell it is one line", async () => {
    expect(await inField({}, (field) => pasteHtml(field, "", "One.\n\n- a\n- b\n\n**c**"))).toBe("One.\n\n- a\n- b\n\n**c**");
    const cell = await inField({ text: "| a |\n| --- |\n| b |" }, async (field) => {
      await field.text.locator("td").click();
      await field.page.keyboard.press("End");
      await pasteHtml(field, "<p> x</p><ul><li>y</li></ul>");
    });
    expect(cell).toMatch(/^\| a \|\n\| --- \|\n\| b ?x y \|$/);
  });
});

test("a button of the toolbar leaves the selection where it is", async () => {
  const text = await inField({ text: "one two" }, async (field) => {
    await field.text.focus();
    await field.page.keyboard.press("ControlOrMeta+a");
    await useTool(field, "Italic");
    await useTool(field, "Quotation");
  });
  expect(text).toBe("> *one two*");
});
