import { describe, expect, inject, test } from "vitest";

import { browserForTests } from "./with-page.ts";

const hubUrl = inject("hubUrl");

const withPage = browserForTests();

describe.each([{ javaScriptEnabled: true }, { javaScriptEnabled: false }])(
  "a visitor, JavaScript $javaScriptEnabled",
  (options) => {
    test("searches in Spanish and reads an item that exists only in Arabic", () =>
      withPage(options, async (page) => {
        await page.goto(`${hubUrl}/es`);
        await page.locator('main input[name="q"]').fill("mesa redonda esclavitud Mauritania");
        await page.locator('main button[type="submit"]').click();
        await page.waitForURL(/\/es\/search\?q=/);
        const first = page.locator('section[aria-labelledby="results"] article a[href*="/practices/"]').first();
        await first.waitFor();
        expect(await first.locator("xpath=..").getAttribute("lang")).toBe("ar");
        await first.click();
        await page.waitForURL(/\/es\/practices\/[a-z0-9]{12}\//);
        await page.locator('[dir="rtl"] > h1').waitFor();
        expect(await page.locator("html").getAttribute("dir")).toBe("ltr");
        expect(await page.locator("aside dl").innerText()).toContain("Mauritania");
      }));

    test("narrows a search by type and takes the filter back", () =>
      withPage(options, async (page) => {
        await page.goto(`${hubUrl}/en/search`);
        const all = await page.locator("#results").innerText();
        await page.getByRole("checkbox", { name: /Annual records/ }).check();
        if (!options.javaScriptEnabled) await page.getByRole("button", { name: "Apply the filters" }).click();
        await page.waitForURL(/type=record/);
        await page.getByText("3 items", { exact: true }).waitFor();
        await page.getByRole("link", { name: /remove this filter/ }).click();
        await page.waitForURL((url) => !url.search.includes("type="));
        await page.getByText(all, { exact: true }).waitFor();
        expect(await page.getByRole("checkbox", { checked: true }).count()).toBe(0);
      }));

    test("changes the language and stays on the page", () =>
      withPage(options, async (page) => {
        await page.goto(`${hubUrl}/en/network`);
        await page.getByRole("banner").getByRole("link", { name: "Português" }).click();
        await page.waitForURL(/\/pt\/network$/);
        expect(await page.locator("html").getAttribute("lang")).toBe("pt");
        await page.goto(hubUrl);
        await page.waitForURL(/\/pt$/);
      }));

    test("reads both versions of the meeting at Nouakchott, the broken one marked", () =>
      withPage(options, async (page) => {
        await page.goto(`${hubUrl}/en/events`);
        await page.getByRole("link", { name: /نواكشوط/ }).first().click();
        await page.getByRole("link", { name: "Français", exact: false }).last().waitFor();
        await page.locator("main nav").getByRole("link", { name: /Français/ }).click();
        await page.waitForURL(/version=fr/);
        await page.locator('[lang="fr"] > h1').waitFor();
        expect(await page.locator("main header ul li").allInnerTexts()).toContainEqual(expect.stringMatching(/breaks off/));
      }));
  },
);

test("the keyboard alone leads past the header to the content and into the search", () =>
  withPage({}, async (page) => {
    await page.goto(`${hubUrl}/ar`);
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("href"))).toBe("#content");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("name"))).toBe("q");
    await page.keyboard.type("الاتجار بالأشخاص");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/ar\/search\?q=/);
    expect(await page.locator("main article").count()).toBeGreaterThan(0);
  }));
