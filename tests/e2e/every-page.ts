import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";

import { type Language, LANGUAGES } from "#app/i18n/languages.ts";

import { openBrowser } from "./browser.ts";
import { faultsInEveryLook, faultsOfZoomAndSpacing, FIRST_LOOK } from "./looks.ts";
import { pagesOf } from "./pages.ts";
import { sentSize, sentSizeOfAll } from "./weight.ts";
import { wrongWords } from "./words.ts";

/** What a first visit may load, in bytes as sent. */
const MOST_SCRIPT = 110_000;
const MOST_HTML = 25_000;

/** Every page in one language, with JavaScript and without; a file of its own per language runs them beside each other. */
export async function describeEveryPage(lang: Language): Promise<void> {
  const hubUrl = inject("hubUrl");
  const pages = (await pagesOf(hubUrl, inject("setUpLink"))).map(({ name, path, status = 200 }) => ({
    name,
    status,
    address: `${hubUrl}/${lang}${path ? `/${path}` : ""}`,
  }));
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  describe.each(pages)(`in ${lang}: $name`, ({ address, status }) => {
    test("with JavaScript: marked, whole, light, in its language; axe finds nothing", async () => {
      const faults: string[] = [];
      const context = await browser.newContext(FIRST_LOOK);
      const page = await context.newPage();
      page.on("console", (message) => {
        // The browser itself reports a page that was asked for and is missing.
        if (message.type() === "error" && !message.text().includes("status of 404")) faults.push(message.text());
      });
      page.on("pageerror", (error) => faults.push(error.message));
      faults.push(...(await load(page, address, status, lang)));
      await page.waitForFunction(() => (globalThis as { __remixRouter?: { state: { initialized: boolean } } }).__remixRouter?.state.initialized);
      faults.push(...(await tooHeavy(page)), ...(await wrongWords(page, lang)), ...(await faultsInEveryLook(page)), ...(await faultsOfZoomAndSpacing(page)));
      await context.close();
      expect(faults).toEqual([]);
    });

    test("without JavaScript: marked, whole; axe finds nothing", async () => {
      const plain = await browser.newContext({ ...FIRST_LOOK, javaScriptEnabled: false });
      const scripted = await browser.newContext(FIRST_LOOK);
      const [page, copy] = await Promise.all([plain.newPage(), scripted.newPage()]);
      const faults = await load(page, address, status, lang);
      await showWithoutScripts(copy, page.url(), await page.content());
      faults.push(...(await wrongWords(copy, lang)), ...(await faultsInEveryLook(copy)));
      await Promise.all([plain.close(), scripted.close()]);
      expect(faults).toEqual([]);
    });
  });
}

/** Loads a page; reports what is wrong with its status, its marks and its head. */
async function load(page: Page, address: string, status: number, lang: Language): Promise<string[]> {
  const response = await page.goto(address, { waitUntil: "load" });
  const root = await page.evaluate(() => ({
    lang: document.documentElement.lang,
    dir: document.documentElement.dir,
    title: document.title,
    headings: document.querySelectorAll("h1").length,
    landmarks: ["header", "main", "footer"].filter((name) => !document.querySelector(name)),
  }));
  return [
    ...(response?.status() === status ? [] : [`status ${response?.status()}`]),
    ...(root.lang === lang && root.dir === LANGUAGES[lang].dir ? [] : [`marked ${root.lang} ${root.dir}`]),
    ...(root.title ? [] : ["no title"]),
    ...(root.headings === 1 ? [] : [`${root.headings} h1`]),
    ...root.landmarks.map((name) => `no ${name}`),
  ];
}

async function tooHeavy(page: Page): Promise<string[]> {
  const scripts = await page.evaluate(() =>
    performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => new URL(name).pathname.endsWith(".js")),
  );
  const [script, html] = [await sentSizeOfAll(scripts), await sentSize(page.url())];
  return [
    ...(scripts.length === 0 ? ["no script was seen"] : []),
    ...(script > MOST_SCRIPT ? [`${script} bytes of JavaScript`] : []),
    ...(html > MOST_HTML ? [`${html} bytes of HTML`] : []),
  ];
}

/**
 * Shows in `page` what a browser without JavaScript showed at this address: axe itself needs scripts,
 * so the document is served again without its own, and with what it holds for browsers without.
 */
async function showWithoutScripts(page: Page, address: string, html: string): Promise<void> {
  const body = html.replace(/<script\b[\s\S]*?<\/script>/g, "").replace(/<\/?noscript>/g, "");
  // Kept for the page's whole life: a route that ends takes interception away from files under way, which then never come.
  await page.route(address, (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body }));
  await page.goto(address, { waitUntil: "load" });
}
