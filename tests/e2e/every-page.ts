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
const MOST_SCRIPT = 116_000;
const MOST_HTML = 25_000;

/** With EVERY_PAGE=1 every page is looked at whole in every language. */
const EVERY = process.env.EVERY_PAGE === "1";

/**
 * Else each page is looked at whole in a language of one direction of writing, by turns, and readers' pages also in one of the
 * remaining languages for their words and widths; members' pages are looked at in one of all five, by turns.
 */
const WHOLE: readonly Language[] = EVERY ? LANGUAGE_CODES : ["ar", "en"];
const OTHERS = LANGUAGE_CODES.filter((lang) => !WHOLE.includes(lang));

/** Every page in one language, with JavaScript and without; a file of its own per language runs them beside each other. */
export async function describeEveryPage(lang: Language): Promise<void> {
  const isWhole = WHOLE.includes(lang);
  const turns = isWhole ? WHOLE : OTHERS;
  const isLookedAt = ({ as }: { as: string | undefined }, at: number): boolean => {
    if (EVERY) return true;
    return as ? LANGUAGE_CODES[at % LANGUAGE_CODES.length] === lang : turns[at % turns.length] === lang;
  };
  const hubUrl = inject("hubUrl");
  const cookies = inject("cookies");
  const pages = (await pagesOf(hubUrl, inject("setUpLink"), { memberId: inject("memberId"), draftId: inject("draftId"), fileId: inject("fileId"), application: inject("application"), tableId: inject("tableId"), alerts: inject("alerts") })).map(({ name, path, status = 200, as }) => ({
    name,
    status,
    as,
    address: `${hubUrl}/${lang}${path ? `/${path}` : ""}`,
  })).filter(isLookedAt);
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

  test.each(pages)(`in ${lang}: $name, with JavaScript`, async ({ name, address, status, as }) => {
    const { scripted: page, complaints } = await tabsOf(as);
    complaints.length = 0;
    const { faults, sent } = await load(page, address, status, lang);
    await page.waitForFunction(() => (globalThis as { __remixRouter?: { state: { initialized: boolean } } }).__remixRouter?.state.initialized);
    // What members work with may weigh what it takes; the limit is for readers.
    if (as !== "member") faults.push(...(await tooHeavy(page, as && cookies[as])));
    faults.push(...(await wrongWords(page, lang, sent)));
    // Members' pages are made of the same parts in the same palette: axe looks at each once.
    if (isWhole) faults.push(...(await faultsInLooks(page, as ? ONE_LOOK[lang] : AXE_LOOKS[lang])));
    if (isWhole && (EVERY || !as)) faults.push(...(await faultsOfZoomAndSpacing(page)));
    // The longest words meet the narrowest boxes there; readers' pages are looked at on a wide screen as well.
    else faults.push(...(await faultsOfWidths(page, as ? [320] : [320, 1280])));
    expect([...faults, ...complaints]).toEqual([]);
    if (isWhole) seen.set(name, await fingerprint(page));
  });

  // What members work with is sent without JavaScript by the suites of each desk.
  test.runIf(isWhole).each(EVERY ? pages : pages.filter(({ as }) => !as))(`in ${lang}: $name, without JavaScript`, async ({ name, address, status, as }) => {
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
