import { AxeBuilder } from "@axe-core/playwright";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";

import { openBrowser } from "./browser.ts";
import { pagesOf, type PageUnderTest } from "./pages.ts";

const hubUrl = inject("hubUrl");

let browser: Browser;
let pages: PageUnderTest[];

beforeAll(async () => {
  browser = await openBrowser();
  pages = await pagesOf(hubUrl, inject("setUpLink"));
});
afterAll(() => browser.close());

const WIDTHS = [360, 1280];
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

describe.each([
  { lang: "ar", dir: "rtl", javaScriptEnabled: true },
  { lang: "ar", dir: "rtl", javaScriptEnabled: false },
  { lang: "en", dir: "ltr", javaScriptEnabled: true },
  { lang: "en", dir: "ltr", javaScriptEnabled: false },
])("every page in $lang, JavaScript $javaScriptEnabled", ({ lang, dir, javaScriptEnabled }) => {
  test("answers, is marked with its language, fits the screen, and axe finds nothing", async () => {
    const problems: string[] = [];
    for (const width of WIDTHS) {
      const context = await browser.newContext({ javaScriptEnabled, viewport: { width, height: 900 } });
      const page = await context.newPage();
      page.on("console", (message) => {
        // The browser itself reports a page that was asked for and is missing.
        if (message.type() === "error" && !message.text().includes("status of 404")) problems.push(`console: ${message.text()}`);
      });
      page.on("pageerror", (error) => problems.push(`page error: ${error.message}`));
      for (const { name, path, status = 200 } of pages) {
        const where = `${name} at ${width} px`;
        const response = await page.goto(`${hubUrl}/${lang}${path ? `/${path}` : ""}`, { waitUntil: "load" });
        if (response?.status() !== status) problems.push(`${where}: status ${response?.status()}`);
        const root = await page.evaluate(() => ({
          lang: document.documentElement.lang,
          dir: document.documentElement.dir,
          title: document.title,
          headings: document.querySelectorAll("h1").length,
          overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        }));
        if (root.lang !== lang || root.dir !== dir) problems.push(`${where}: marked ${root.lang}, ${root.dir}`);
        if (!root.title || root.headings !== 1) problems.push(`${where}: title "${root.title}", ${root.headings} h1`);
        if (root.overflow > 0) problems.push(`${where}: ${root.overflow} px wider than the screen`);
        const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
        for (const { id, nodes } of violations) {
          problems.push(`${where}: ${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`);
        }
      }
      await context.close();
    }
    expect(problems).toEqual([]);
  });
});
