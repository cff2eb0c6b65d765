import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "playwright-core";
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

/** Loads a page; reports what is wrong with its status, its marks, its head and its width. */
async function check(page: Page, address: string, status: number): Promise<string[]> {
  const response = await page.goto(address, { waitUntil: "load" });
  const root = await page.evaluate(() => ({
    lang: document.documentElement.lang,
    dir: document.documentElement.dir,
    title: document.title,
    headings: document.querySelectorAll("h1").length,
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  }));
  const lang = new URL(address).pathname.split("/")[1];
  return [
    ...(response?.status() === status ? [] : [`status ${response?.status()}`]),
    ...(root.lang === lang && root.dir === (lang === "ar" ? "rtl" : "ltr") ? [] : [`marked ${root.lang} ${root.dir}`]),
    ...(root.title ? [] : ["no title"]),
    ...(root.headings === 1 ? [] : [`${root.headings} h1`]),
    ...(root.overflow > 0 ? [`${root.overflow} px wider than the screen`] : []),
  ];
}

async function axe(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`);
}

/**
 * Shows in `page` what a browser without JavaScript showed at this address: axe itself needs scripts,
 * so the document is served again without its own, and with what it holds for browsers without.
 */
async function showWithoutScripts(page: Page, address: string, html: string): Promise<void> {
  const body = html.replace(/<script\b[\s\S]*?<\/script>/g, "").replace(/<\/?noscript>/g, "");
  await page.route(address, (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body }), { times: 1 });
  await page.goto(address, { waitUntil: "load" });
}

describe.each(["ar", "en"])("every page in %s answers, is marked, fits the screen, and axe finds nothing", (lang) => {
  test.each(WIDTHS)("at %i px, with JavaScript", async (width) => {
    const problems: string[] = [];
    const context = await browser.newContext({ viewport: { width, height: 900 } });
    const page = await context.newPage();
    page.on("console", (message) => {
      // The browser itself reports a page that was asked for and is missing.
      if (message.type() === "error" && !message.text().includes("status of 404")) problems.push(message.text());
    });
    page.on("pageerror", (error) => problems.push(error.message));
    for (const { name, path, status = 200 } of pages) {
      const found = [...(await check(page, addressOf(lang, path), status)), ...(await axe(page))];
      problems.push(...found.map((problem) => `${name}: ${problem}`));
    }
    await context.close();
    expect(problems).toEqual([]);
  });

  test.each(WIDTHS)("at %i px, without JavaScript", async (width) => {
    const problems: string[] = [];
    const viewport = { width, height: 900 };
    const plain = await browser.newContext({ viewport, javaScriptEnabled: false });
    const scripted = await browser.newContext({ viewport });
    const [page, copy] = await Promise.all([plain.newPage(), scripted.newPage()]);
    for (const { name, path, status = 200 } of pages) {
      const found = await check(page, addressOf(lang, path), status);
      await showWithoutScripts(copy, page.url(), await page.content());
      found.push(...(await axe(copy)));
      problems.push(...found.map((problem) => `${name}: ${problem}`));
    }
    await Promise.all([plain.close(), scripted.close()]);
    expect(problems).toEqual([]);
  });
});

const addressOf = (lang: string, path: string): string => `${hubUrl}/${lang}${path ? `/${path}` : ""}`;
