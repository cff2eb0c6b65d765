import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";

import { type Language, LANGUAGES } from "#app/i18n/languages.ts";

import { openBrowser } from "./browser.ts";
import { AXE_LOOKS, faultsInLooks, faultsOfZoomAndSpacing, toFirstLook } from "./looks.ts";
import { pagesOf } from "./pages.ts";
import { openTabs, type Tabs } from "./tabs.ts";
import { sentSize, sentSizeOfAll } from "./weight.ts";
import { wrongWords } from "./words.ts";

/** What a first visit may load, in bytes as sent. */
const MOST_SCRIPT = 110_000;
const MOST_HTML = 25_000;

/** In one language of each direction of writing, axe is asked about what browsers without JavaScript show as well. */
const AXE_WITHOUT_SCRIPTS: readonly Language[] = ["ar", "en"];

/** Every page in one language, with JavaScript and without; a file of its own per language runs them beside each other. */
export async function describeEveryPage(lang: Language): Promise<void> {
  const hubUrl = inject("hubUrl");
  const cookies = inject("cookies");
  const pages = (await pagesOf(hubUrl, inject("setUpLink"), { memberId: inject("memberId"), draftId: inject("draftId") })).map(({ name, path, status = 200, as }) => ({
    name,
    status,
    as,
    address: `${hubUrl}/${lang}${path ? `/${path}` : ""}`,
  }));
  let browser: Browser;
  const opened = new Map<string, Promise<Tabs>>();
  const tabsOf = (as?: keyof typeof cookies): Promise<Tabs> => {
    const tabs = opened.get(as ?? "") ?? openTabs(browser, as && { hubUrl, cookie: cookies[as] });
    opened.set(as ?? "", tabs);
    return tabs;
  };
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  describe.each(pages)(`in ${lang}: $name`, ({ address, status, as }) => {
    test("with JavaScript: marked, whole, light, in its language; axe finds nothing", async () => {
      const { scripted: page, complaints } = await tabsOf(as);
      complaints.length = 0;
      const faults = await load(page, address, status, lang);
      await page.waitForFunction(() => (globalThis as { __remixRouter?: { state: { initialized: boolean } } }).__remixRouter?.state.initialized);
      // What members work with may weigh what it takes; the limit is for readers.
      if (as !== "member") faults.push(...(await tooHeavy(page, as && cookies[as])));
      faults.push(...(await wrongWords(page, lang)));
      faults.push(...(await faultsInLooks(page, AXE_LOOKS[lang])), ...(await faultsOfZoomAndSpacing(page)));
      expect([...faults, ...complaints]).toEqual([]);
    });

    // Documents for members are the same with and without: looked at in one language of each direction.
    const isLookedAtPlain = as !== "member" || AXE_WITHOUT_SCRIPTS.includes(lang);
    test.runIf(isLookedAtPlain)("without JavaScript: marked, whole, in its language; axe finds nothing", async () => {
      const { plain, copyOfPlain } = await tabsOf(as);
      const faults = await load(plain, address, status, lang);
      const isForAxe = AXE_WITHOUT_SCRIPTS.includes(lang);
      const shown = isForAxe ? await copyOfPlain() : plain;
      faults.push(...(await wrongWords(shown, lang)), ...(await faultsInLooks(shown, isForAxe ? AXE_LOOKS[lang] : [])));
      expect(faults).toEqual([]);
    });
  });
}

/** Loads a page; reports what is wrong with its status, its marks and its head. */
async function load(page: Page, address: string, status: number, lang: Language): Promise<string[]> {
  await toFirstLook(page);
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
