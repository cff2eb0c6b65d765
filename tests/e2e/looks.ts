import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import type { Page } from "playwright-core";

import type { Language } from "#app/i18n/languages.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const HEIGHT = 900;

export type Look = { width: 360 | 1280; colorScheme: "light" | "dark" };

const WIDTHS = [360, 1280] as const;

/** The look with which a page is loaded. */
export const FIRST_LOOK = { viewport: { width: 360, height: HEIGHT }, colorScheme: "light" } as const;

/** Two looks that differ in width and in light, and the other two. */
const PAIR = [{ width: 360, colorScheme: "light" }, { width: 1280, colorScheme: "dark" }] as const;
const OTHER_PAIR = [{ width: 360, colorScheme: "dark" }, { width: 1280, colorScheme: "light" }] as const;
const EVERY_LOOK = [...PAIR, ...OTHER_PAIR];

/**
 * In which looks axe, much the dearest of the checks, is asked about a reader's page: in one language of each direction
 * of writing. axe takes joined Arabic letters for icons and says nothing of their contrast, which the palette's own
 * test does in both lights.
 */
export const AXE_LOOKS: Readonly<Partial<Record<Language, readonly Look[]>>> = { ar: PAIR, en: [OTHER_PAIR[0]] };

/** And about members' pages, what is shown without scripts, where that is something else, and what is opened: one look in each. */
export const ONE_LOOK: typeof AXE_LOOKS = { ar: [PAIR[0]], en: [OTHER_PAIR[1]] };

declare global {
  var axe: { run(root: Document, options: object): Promise<{ violations: Array<{ id: string; nodes: Array<{ html: string; failureSummary?: string }> }> }> };
}

/** Gives a tab that has shown another page the look of a new one. */
export async function toFirstLook(page: Page): Promise<void> {
  await page.setViewportSize(FIRST_LOOK.viewport);
  await page.emulateMedia({ colorScheme: FIRST_LOOK.colorScheme });
}

/** What is wrong with a loaded page: cut off on any width, or found by axe, which is asked for all it knows, in these looks. */
export async function faultsInLooks(page: Page, looks: readonly Look[] = EVERY_LOOK): Promise<string[]> {
  const faults: string[] = [];
  if (looks.length > 0) await page.evaluate(AXE);
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: HEIGHT });
    faults.push(...(await cutOff(page)).map((fault) => `${width} px: ${fault}`));
    for (const { colorScheme } of looks.filter((look) => look.width === width)) {
      await page.emulateMedia({ colorScheme });
      faults.push(...(await axe(page)).map((fault) => `${width} px, ${colorScheme}: ${fault}`));
    }
  }
  return faults;
}

/** What is cut off on these widths. */
export async function faultsOfWidths(page: Page, widths: readonly number[]): Promise<string[]> {
  const faults: string[] = [];
  for (const width of widths) {
    await page.setViewportSize({ width, height: HEIGHT });
    faults.push(...(await cutOff(page)).map((fault) => `${width} px: ${fault}`));
  }
  return faults;
}

async function axe(page: Page): Promise<string[]> {
  return page.evaluate(async (tags) => {
    const { violations } = await globalThis.axe.run(document, { runOnly: tags, resultTypes: ["violations"], iframes: false, preload: false, selectors: false });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html.slice(0, 160)} (${node.failureSummary?.slice(0, 200) ?? ""})`).join(" | ")}`);
  }, RULES);
}

/** A window of 1280 pixels at 400 %, the text with more space than usual in it, and what is cut off then. */
export async function faultsOfZoomAndSpacing(page: Page): Promise<string[]> {
  await page.setViewportSize({ width: 320, height: 256 });
  const zoomed = (await cutOff(page)).map((fault) => `at 400 %: ${fault}`);
  // As WCAG 1.4.12 has it; in a sheet of its own, which the page's policy lets pass.
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }");
    document.adoptedStyleSheets = [sheet];
  });
  const spaced: string[] = [];
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: HEIGHT });
    spaced.push(...(await cutOff(page, { inHeight: true })).map((fault) => `with wider spacing at ${width} px: ${fault}`));
  }
  return [...zoomed, ...spaced];
}

/** Texts that reach over the edge of the window or, with `inHeight`, of a box that does not grow with them. */
function cutOff(page: Page, { inHeight = false } = {}): Promise<string[]> {
  return page.evaluate((height) => {
    const faults = new Set<string>();
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) faults.add(`${root.scrollWidth - root.clientWidth} px wider than the window`);
    /** Hidden from sight on purpose, an ornament, or in a box of its own that can be scrolled. */
    const isExempt = (element: Element): boolean => {
      for (let each: Element | null = element; each; each = each.parentElement) {
        const style = getComputedStyle(each);
        if (each.getAttribute("aria-hidden") === "true" || style.clipPath !== "none" || /rect/.test(style.clip)) return true;
        if (each !== document.body && /auto|scroll/.test(style.overflowX)) return true;
      }
      return false;
    };
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const parent = text.parentElement;
      if (!parent || !text.textContent?.trim() || ["SCRIPT", "STYLE", "TITLE"].includes(parent.tagName.toUpperCase())) continue;
      range.selectNodeContents(text);
      const outside = [...range.getClientRects()].some(({ left, right, width }) => width > 0 && (left < -1 || right > root.clientWidth + 1));
      if (outside && !isExempt(parent)) faults.add(`over the edge: ${text.textContent.trim().slice(0, 60)}`);
    }
    if (height) {
      for (const element of document.body.querySelectorAll("*")) {
        const style = getComputedStyle(element);
        const isClamped = style.webkitLineClamp !== "none";
        if (!(element instanceof HTMLElement) || isClamped || !/hidden|clip/.test(style.overflowY) || !element.innerText?.trim()) continue;
        if ((element.scrollHeight > element.clientHeight + 1 || element.scrollWidth > element.clientWidth + 1) && !isExempt(element)) {
          faults.add(`cut off: ${element.innerText.trim().slice(0, 60)}`);
        }
      }
    }
    return [...faults];
  }, inHeight);
}
