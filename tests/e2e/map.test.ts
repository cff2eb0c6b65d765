import type { BrowserContextOptions, Page } from "playwright-core";
import { describe, expect, inject, test } from "vitest";

import { browserForTests } from "./with-page.ts";

const hubUrl = inject("hubUrl");

const withPage = browserForTests();
const withHome = ({ lang = "en", ...options }: BrowserContextOptions & { lang?: string }, use: (page: Page) => Promise<void>) =>
  withPage(options, async (page) => {
    await page.goto(`${hubUrl}/${lang}`);
    await use(page);
  });

const MAP = 'main svg[role="group"]';

/** Where each dot of the map stands: the middle of its target, as a part of the map's width and height. */
function dots(page: Page): Promise<Array<{ name: string; x: number; y: number; radius: number }>> {
  return page.evaluate((selector) => {
    const map = document.querySelector(selector);
    const frame = map?.getBoundingClientRect() ?? new DOMRect();
    return [...(map?.querySelectorAll("a") ?? [])].map((link) => {
      const target = link.querySelector("circle")?.getBoundingClientRect() ?? new DOMRect();
      return {
        name: link.querySelector("title")?.textContent ?? "",
        x: (target.x + target.width / 2 - frame.x) / frame.width,
        y: (target.y + target.height / 2 - frame.y) / frame.height,
        radius: target.width / 2 / frame.width,
      };
    });
  }, MAP);
}

describe.each([{ javaScriptEnabled: true }, { javaScriptEnabled: false }])("the map, JavaScript $javaScriptEnabled", (options) => {
  test("has a named dot for each State of its list, and the dot leads to the mechanism", () =>
    withHome(options, async (page) => {
      const map = page.locator(MAP);
      const names = (await dots(page)).map(({ name }) => name);
      expect(names.toSorted()).toEqual([
        "Mauritania · Mechanism described here, membership not stated",
        "Morocco · Founding members",
        "Paraguay · Founding members",
        "Portugal · Founding members",
      ]);
      const listed = await page.locator("#states li a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
      const dotted = await map.locator("a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
      expect(dotted.toSorted()).toEqual(listed.toSorted());
      await map.getByRole("link", { name: /^Paraguay/ }).click();
      await page.waitForURL(/\/en\/mechanisms\/paraguay\//);
    }));

  test("is passed and used with the keyboard", () =>
    withHome(options, async (page) => {
      await page.getByRole("link", { name: "Coordinator, executive committee, members" }).focus();
      const passed: string[] = [];
      for (let step = 0; step < 4; step += 1) {
        await page.keyboard.press("Tab");
        passed.push(await page.evaluate(() => document.activeElement?.querySelector("title")?.textContent ?? ""));
      }
      expect(passed.map((name) => name.split(" · ")[0]).toSorted()).toEqual(["Mauritania", "Morocco", "Paraguay", "Portugal"]);
      await page.keyboard.press("Enter");
      await page.waitForURL(/\/en\/mechanisms\/portugal\//);
    }));
});

test("the map is the same in both directions of writing, and on every width", async () => {
  const seen: Array<Awaited<ReturnType<typeof dots>>> = [];
  for (const lang of ["en", "ar"]) {
    for (const width of [360, 1280]) {
      await withHome({ lang, viewport: { width, height: 900 } }, async (page) => void seen.push(await dots(page)));
    }
  }
  // By their places: the names are in the languages.
  const places = seen.map((each) => each.map(({ x, y }) => [x, y] as const).toSorted(([a, c], [b, d]) => a + 10 * c - b - 10 * d).flat());
  for (const each of places) {
    expect(each).toHaveLength(places[0]?.length ?? 0);
    for (const [index, value] of each.entries()) expect(value).toBeCloseTo(places[0]?.[index] ?? 0, 2);
  }
});

test("no target lies over another, however close two dots are", () =>
  withHome({ viewport: { width: 360, height: 900 } }, async (page) => {
    const all = await dots(page);
    expect(all).toHaveLength(4);
    for (const one of all) {
      for (const other of all.filter((candidate) => candidate !== one)) {
        // The height of the map is 0.446 of its width.
        const apart = Math.hypot(one.x - other.x, (one.y - other.y) * 0.446);
        expect(apart, `${one.name}, ${other.name}`).toBeGreaterThanOrEqual((one.radius + other.radius) * 0.99);
      }
    }
  }));

test("the land is loaded and follows the reader's light", async () => {
  const fills: string[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    await withHome({ colorScheme }, async (page) => {
      const use = page.locator(`${MAP} use[href$="#land"]`);
      const address = new URL(((await use.getAttribute("href")) ?? "").replace(/#.*/, ""), hubUrl);
      const answer = await fetch(address);
      expect(answer.headers.get("content-type")).toMatch(/^image\/svg\+xml/);
      expect(answer.headers.get("cache-control")).toMatch(/immutable/);
      fills.push(await use.evaluate((element) => getComputedStyle(element).fill));
    });
  }
  expect(new Set(fills).size).toBe(2);
});
