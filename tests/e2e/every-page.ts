import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";

import { type Language, LANGUAGE_CODES, LANGUAGES } from "#app/i18n/languages.ts";

import { openBrowser } from "./browser.ts";
import { fingerprint } from "./fingerprint.ts";
import { AXE_LOOKS, faultsInLooks, faultsOfWidths, faultsOfZoomAndSpacing, ONE_LOOK, toFirstLook } from "./looks.ts";
import { pagesOf } from "./pages.ts";
import { openTabs, type Tabs } from "./tabs.ts";
import { sentSize, sentSizeOfAll } from "./weight.ts";
import { wrongWords } from "./words.ts";

/** What a first visit may load, in bytes as sent. */
const MOST_SCRIPT = 115_000;
const MOST_HTML = 25_000;

/** With EVERY_PAGE=1 every page is looked at whole in every language. */
const EVERY = process.env.EVERY_PAGE === "1";

/**
 * Else one language of each direction of writing is looked at by axe, the first of them whole. Members' pages, which are made
 * of the same parts, are so by turns: in the other language it is for their words and widths. Each page is looked at in
 * one of the remaining languages for these.
 */
const WHOLE: readonly Language[] = EVERY ? LANGUAGE_CODES : ["ar", "en"];
const OTHERS = LANGUAGE_CODES.filter((lang) => !WHOLE.includes(lang));

/** Every page in one language, with JavaScript and without; a file of its own per language runs them beside each other. */
export async function describeEveryPage(lang: Language): Promise<void> {
  const isWhole = WHOLE.includes(lang);
  const isLookedAt = (_: unknown, at: number): boolean => isWhole || OTHERS[at % OTHERS.length] === lang;
  const hubUrl = inject("hubUrl");
  const cookies = inject("cookies");
  const pages = (await pagesOf(hubUrl, inject("setUpLink"), { memberId: inject("memberId"), draftId: inject("draftId"), fileId: inject("fileId"), application: inject("application") })).map(({ name, path, status = 200, as }) => ({
    name,
    status,
    as,
    address: `${hubUrl}/${lang}${path ? `/${path}` : ""}`,
  })).filter(isLookedAt).map((page, at) => ({ ...page, isTurn: EVERY || page.as === undefined || WHOLE[at % WHOLE.length] === lang }));
  /** Zoom, spacing and what is there without scripts are looked at from right to left, where more can go wrong. */
  const isWholest = EVERY || lang === WHOLE[0];
  let browser: Browser;
  const opened = new Map<string, Promise<Tabs>>();
  /** By their names, pages as they were looked at with JavaScript. */
  const seen = new Map<string, string>();
  const tabsOf = (as?: keyof typeof cookies): Promise<Tabs> => {
    const tabs = opened.get(as ?? "") ?? openTabs(browser, as && { hubUrl, cookie: cookies[as] });
    opened.set(as ?? "", tabs);
    return tabs;
  };
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  test.each(pages)(`in ${lang}: $name, with JavaScript`, async ({ name, address, status, as, isTurn }) => {
    const { scripted: page, complaints } = await tabsOf(as);
    complaints.length = 0;
    const { faults, sent } = await load(page, address, status, lang);
    await page.waitForFunction(() => (globalThis as { __remixRouter?: { state: { initialized: boolean } } }).__remixRouter?.state.initialized);
    // What members work with may weigh what it takes; the limit is for readers.
    if (as !== "member") faults.push(...(await tooHeavy(page, as && cookies[as])));
    faults.push(...(await wrongWords(page, lang, sent)));
    // Members' pages are made of the same parts in the same palette: axe looks at each once per direction of writing.
    if (isWhole && isTurn) faults.push(...(await faultsInLooks(page, as ? ONE_LOOK[lang] : AXE_LOOKS[lang])));
    if (isWholest && isTurn) faults.push(...(await faultsOfZoomAndSpacing(page)));
    // The longest words meet the narrowest boxes there; readers' pages are looked at on a wide screen as well.
    else faults.push(...(await faultsOfWidths(page, as ? [320] : [320, 1280])));
    expect([...faults, ...complaints]).toEqual([]);
    if (isWholest) seen.set(name, await fingerprint(page));
  });

  test.runIf(isWholest).each(pages.filter(({ isTurn }) => isTurn))(`in ${lang}: $name, without JavaScript`, async ({ name, address, status, as }) => {
    const { plain, copyOfPlain } = await tabsOf(as);
    const { faults } = await load(plain, address, status, lang);
    // Most pages are the same without scripts: they are looked at once.
    if ((await fingerprint(plain)) !== seen.get(name)) faults.push(...(await faultsInLooks(await copyOfPlain(), ONE_LOOK[lang])));
    expect(faults).toEqual([]);
  });
}

/** Loads a page; reports what is wrong with its status, its marks and its head. */
async function load(page: Page, address: string, status: number, lang: Language): Promise<{ faults: string[]; /** The document as it came. */ sent: string }> {
  await toFirstLook(page);
  const response = await page.goto(address, { waitUntil: "load" });
  const root = await page.evaluate(() => ({
    lang: document.documentElement.lang,
    dir: document.documentElement.dir,
    title: document.title,
    headings: document.querySelectorAll("h1").length,
    landmarks: ["header", "main", "footer"].filter((name) => !document.querySelector(name)),
  }));
  const faults = [
    ...(response?.status() === status ? [] : [`status ${response?.status()}`]),
    ...(root.lang === lang && root.dir === LANGUAGES[lang].dir ? [] : [`marked ${root.lang} ${root.dir}`]),
    ...(root.title ? [] : ["no title"]),
    ...(root.headings === 1 ? [] : [`${root.headings} h1`]),
    ...root.landmarks.map((name) => `no ${name}`),
  ];
  return { faults, sent: (await response?.text()) ?? "" };
}

async function tooHeavy(page: Page, cookie: string | undefined): Promise<string[]> {
  const scripts = await page.evaluate(() =>
    performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => new URL(name).pathname.endsWith(".js")),
  );
  const [script, html] = [await sentSizeOfAll(scripts), await sentSize(page.url(), cookie)];
  return [
    ...(scripts.length === 0 ? ["no script was seen"] : []),
    ...(script > MOST_SCRIPT ? [`${script} bytes of JavaScript`] : []),
    ...(html > MOST_HTML ? [`${html} bytes of HTML`] : []),
  ];
}
