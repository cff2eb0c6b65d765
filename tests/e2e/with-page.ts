import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";

import { openBrowser } from "./browser.ts";

export type WithPage = (options: BrowserContextOptions, use: (page: Page) => Promise<void>) => Promise<void>;

/** One browser for the tests of a file; each use gets a page in a context of its own. */
export function browserForTests(): WithPage {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());
  return async (options, use) => {
    const context = await browser.newContext(options);
    try {
      await use(await context.newPage());
    } finally {
      await context.close();
    }
  };
}
