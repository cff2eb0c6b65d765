import type { Page } from "playwright-core";
import { describe, expect, inject, test } from "vitest";

import { browserForTests } from "./with-page.ts";

const hubUrl = inject("hubUrl");

const withPage = browserForTests();

const field = (page: Page) => page.locator('main input[name="q"]');
const combobox = (page: Page) => page.locator('main input[role="combobox"]');
const rows = (page: Page) => page.locator('[role="listbox"] [role="option"]');
const activeRow = (page: Page) => page.locator('[role="option"][aria-selected="true"]');

describe("the search box while someone types", () => {
  test("lists items, says how many, and is led by the keyboard alone", () =>
    withPage({}, async (page) => {
      await page.goto(`${hubUrl}/en`);
      await combobox(page).waitFor();
      await combobox(page).focus();
      await page.keyboard.type("smuggl");
      await rows(page).first().waitFor();
      expect(await combobox(page).getAttribute("aria-expanded")).toBe("true");
      expect(await page.locator('[role="search"] [role="status"]').innerText()).toMatch(/\d suggestions?\./);
      expect(await activeRow(page).count()).toBe(0);

      await page.keyboard.press("ArrowDown");
      const first = await rows(page).first().getAttribute("id");
      expect(await combobox(page).getAttribute("aria-activedescendant")).toBe(first);
      expect(await activeRow(page).getAttribute("id")).toBe(first);
      await page.keyboard.press("ArrowUp");
      expect(await activeRow(page).count()).toBe(0);
      await page.keyboard.press("ArrowUp");
      expect(await activeRow(page).getAttribute("id")).toBe(await rows(page).last().getAttribute("id"));

      await page.keyboard.press("Escape");
      expect(await combobox(page).getAttribute("aria-expanded")).toBe("false");
      expect(await combobox(page).inputValue()).toBe("smuggl");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      await page.waitForURL(/\/en\/events\/[a-z0-9]{12}\//);
    }));

  test("searches on Enter where nothing is chosen", () =>
    withPage({}, async (page) => {
      await page.goto(`${hubUrl}/fr/search`);
      await combobox(page).fill("trafic");
      await rows(page).first().waitFor();
      await page.keyboard.press("Enter");
      await page.waitForURL(/\/fr\/search\?q=trafic$/);
      await page.locator("main article").first().waitFor();
      expect(await combobox(page).getAttribute("aria-expanded")).toBe("false");
    }));

  test("opens what is pressed, and marks what was typed in any script", () =>
    withPage({ viewport: { width: 360, height: 740 } }, async (page) => {
      await page.goto(`${hubUrl}/ar/search`);
      await combobox(page).fill("المهاجرين");
      const row = rows(page).first();
      await row.waitFor();
      expect(await row.locator("mark").allInnerTexts()).not.toEqual([]);
      await row.click();
      await page.waitForURL(/\/ar\/events\//);
    }));

  test("offers pages of the hub before items, and says of each what and whence it is", () =>
    withPage({}, async (page) => {
      await page.goto(`${hubUrl}/en`);
      await combobox(page).fill("Portugal");
      await rows(page).first().waitFor();
      expect(await rows(page).first().innerText()).toMatch(/^Pages of the hub\s+National mechanism of Portugal$/);
      expect(await rows(page).nth(1).innerText()).toMatch(/^Event · Portugal/);
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      await page.waitForURL(/\/en\/mechanisms\/portugal\//);
    }));

  test("is a plain field without JavaScript", () =>
    withPage({ javaScriptEnabled: false }, async (page) => {
      await page.goto(`${hubUrl}/es`);
      expect(await field(page).getAttribute("role")).toBeNull();
      await field(page).fill("esclavitud");
      await field(page).press("Enter");
      await page.waitForURL(/\/es\/search\?q=esclavitud/);
      expect(await page.locator("main article").count()).toBeGreaterThan(0);
    }));
});

describe.each([{ javaScriptEnabled: true }, { javaScriptEnabled: false }])("the results, JavaScript $javaScriptEnabled", (options) => {
  test("tell how the query was widened and let the reader undo it and take that back", () =>
    withPage(options, async (page) => {
      await page.goto(`${hubUrl}/es/search?q=${encodeURIComponent("trata de personas")}`);
      const results = page.locator('section[aria-labelledby="results"]');
      expect(await results.getByText("También se ha buscado").count()).toBe(1);
      expect(await results.locator('bdi[lang="ar"]').first().innerText()).toBe("الاتجار بالأشخاص");
      expect(await results.locator("article mark").allInnerTexts()).toContain("الاتجار بالأشخاص");
      await page.getByRole("link", { name: "Buscar solo las palabras tal como están escritas" }).click();
      await page.waitForURL((url) => url.searchParams.get("q") === '"trata de personas"');
      await page.getByRole("link", { name: "Buscar sin comillas" }).first().click();
      await page.waitForURL((url) => url.searchParams.get("q") === "trata de personas");
    }));

  test("open a facet to all its values, narrow by one of them, and give it back as a chip", () =>
    withPage(options, async (page) => {
      await page.goto(`${hubUrl}/en/search?sort=date`);
      const boxes = page.locator('input[name="theme"]');
      const few = await boxes.count();
      expect(few).toBeLessThanOrEqual(6);
      await page.locator("fieldset#theme").getByRole("link", { name: /Show all/ }).click();
      await page.waitForURL(/show=theme/);
      await page.locator("fieldset#theme").getByRole("link", { name: /most used/ }).waitFor();
      expect(await boxes.count()).toBeGreaterThan(few);
      await boxes.last().check();
      if (!options.javaScriptEnabled) await page.getByRole("button", { name: "Apply the filters" }).click();
      await page.waitForURL(/theme=/);
      expect(page.url()).toMatch(/sort=date/);
      await page.getByRole("link", { name: /remove this filter/ }).click();
      await page.waitForURL((url) => !url.searchParams.has("theme"));
    }));

  test("on a narrow screen the filters open by the keyboard, say so, and end with the way to the hits", () =>
    withPage({ ...options, viewport: { width: 360, height: 740 } }, async (page) => {
      await page.goto(`${hubUrl}/en/search?q=slavery`);
      const toggle = page.locator("summary", { hasText: "Filters" });
      const way = page.getByRole("link", { name: /^Show \d+ items$/ });
      expect(await way.isVisible()).toBe(false);
      await toggle.focus();
      await page.keyboard.press("Enter");
      expect(await page.locator("details", { has: toggle }).getAttribute("open")).not.toBeNull();
      await way.click();
      await page.waitForURL(/#results$/);
      expect(await page.locator("#results").evaluate((heading) => Math.abs(heading.getBoundingClientRect().top))).toBeLessThan(100);
    }));

  test("stand below the pages of the hub that the query leads to", () =>
    withPage(options, async (page) => {
      for (const [lang, q, address] of [
        ["en", "Portugal", "/en/mechanisms/portugal/"],
        ["es", "Paraguay SIMORE", "/es/mechanisms/paraguay/"],
        ["fr", "DIDH", "/fr/mechanisms/morocco/"],
        ["pt", "como pode o meu país aderir à rede", "/pt/network#join"],
        ["ar", "من ينسق الشبكة؟", "/ar/network#offices"],
      ] as const) {
        await page.goto(`${hubUrl}/${lang}/search?q=${encodeURIComponent(q)}`);
        const [first] = await page.locator('nav[aria-labelledby="hub-pages"] a').evaluateAll((links) => links.map((link) => link.getAttribute("href")));
        expect(first, q).toContain(address);
      }
      await page.goto(`${hubUrl}/en/search?q=slavery`);
      expect(await page.locator('nav[aria-labelledby="hub-pages"]').count()).toBe(0);
    }));

  test("say which slip was mended, and by what a hit was found whose text does not show it", () =>
    withPage(options, async (page) => {
      await page.goto(`${hubUrl}/en/search?q=trafficing`);
      await page.getByText("“trafficing” was taken for “trafficking”.").waitFor();
      await page.goto(`${hubUrl}/en/search?q=campaign`);
      expect(await page.getByText(/^Found by what it is about: .*Awareness campaign/).count()).toBeGreaterThan(0);
    }));

  test("can be put in the order of their dates", () =>
    withPage(options, async (page) => {
      await page.goto(`${hubUrl}/en/search?q=Mauritania`);
      await page.getByRole("link", { name: "Newest first" }).click();
      await page.waitForURL(/sort=date/);
      const current = page.locator('section[aria-labelledby="results"] nav [aria-current]').first();
      await expect.poll(() => current.innerText()).toBe("Newest first");
    }));

  test("that are none offer what finds something", () =>
    withPage(options, async (page) => {
      await page.goto(`${hubUrl}/en/search?q=slavery&type=record&country=PY`);
      await page.getByRole("link", { name: /^3 items$/ }).click();
      await page.waitForURL((url) => !url.searchParams.has("country") && url.searchParams.get("type") === "record");
      await page.goto(`${hubUrl}/en/search?q=${encodeURIComponent('"esclavitut"')}`);
      await page.getByRole("link", { name: /esclavitud/i }).first().click();
      await page.waitForURL(/q=[Ee]sclavitud/);
      await page.locator("main article").first().waitFor();
      expect(await page.locator("main article").count()).toBeGreaterThan(2);
    }));
});

test('"/" leads from the results back to the search box, and is a letter elsewhere', () =>
  withPage({}, async (page) => {
    await page.goto(`${hubUrl}/en/search?q=slavery`);
    await combobox(page).waitFor();
    await page.locator("main article a").first().focus();
    await page.keyboard.press("/");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("name"))).toBe("q");
    await page.keyboard.press("End");
    await page.keyboard.press("/");
    expect(await combobox(page).inputValue()).toBe("slavery/");
    await page.locator("header a").first().focus();
    await page.keyboard.press("/");
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("A");
  }));
