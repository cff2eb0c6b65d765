import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";

import { openBrowser } from "./browser.ts";

const hubUrl = inject("hubUrl");
const MOST = 120_000;

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

type Font = { name: string; size: number };

/** The fonts that a first visit downloads; all text of the page is drawn once, to its end. */
async function fontsOf(address: string): Promise<Font[]> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const sizes: Array<Promise<Font>> = [];
  page.on("response", (response) => {
    const name = new URL(response.url()).pathname.split("/").at(-1) ?? "";
    if (/\.woff2?$/.test(name)) sizes.push(response.body().then((body) => ({ name, size: body.length })));
  });
  await page.goto(address, { waitUntil: "networkidle" });
  await page.evaluate(() => document.fonts.ready);
  const fonts = await Promise.all(sizes);
  await context.close();
  return fonts;
}

const isArabic = ({ name }: Font): boolean => /arabic|digits/.test(name);

test.each(["en", "fr", "es", "pt"])("a first visit in %s downloads Latin fonts only", async (lang) => {
  const fonts = await fontsOf(`${hubUrl}/${lang}`);
  expect(fonts.length).toBeGreaterThan(1);
  expect(fonts.filter(isArabic)).toEqual([]);
  expect(fonts.reduce((sum, { size }) => sum + size, 0)).toBeLessThanOrEqual(MOST);
});

test("a first visit in Arabic downloads fonts of its script and their digits only", async () => {
  const fonts = await fontsOf(`${hubUrl}/ar`);
  expect(fonts.length).toBeGreaterThan(1);
  expect(fonts.filter((font) => !isArabic(font))).toEqual([]);
  expect(fonts.reduce((sum, { size }) => sum + size, 0)).toBeLessThanOrEqual(MOST);
});

test("what is written in the other script downloads nothing either", async () => {
  const api = await (await fetch(`${hubUrl}/api/v1/search?language=ar&limit=1`)).json();
  const { pathname } = new URL((api as { hits: Array<{ url: string }> }).hits[0]?.url ?? "");
  const address = `${hubUrl}${pathname}?version=ar`;
  expect(await (await fetch(address)).text()).toMatch(/<h1[^>]*>[^<]*\p{Script=Arabic}/u);
  expect((await fontsOf(address)).filter(isArabic)).toEqual([]);
});

test("the face of the running text is asked for before the styles are read", async () => {
  for (const [lang, face] of [["ar", "ibm-plex-sans-arabic-arabic-400"], ["pt", "ibm-plex-sans-latin-400"]] as const) {
    const html = await (await fetch(`${hubUrl}/${lang}`)).text();
    expect(html).toMatch(new RegExp(`<link rel="preload" as="font"[^>]*/assets/${face}`));
  }
});

test.each(["ar", "en"])("in %s the running text and the headings are set in the hub's own type", async (lang) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${hubUrl}/${lang}/about`, { waitUntil: "networkidle" });
  const used = await page.evaluate(() =>
    [...document.fonts].filter(({ status }) => status === "loaded").map(({ family, weight }) => `${family.replaceAll('"', "")} ${weight}`),
  );
  await context.close();
  expect(used).toEqual(expect.arrayContaining(lang === "ar" ? ["Plex Arabic 400", "Plex Arabic 600"] : ["Plex Sans 400", "Plex Serif 500"]));
});
