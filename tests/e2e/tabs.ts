import type { Browser, Page } from "playwright-core";

import { FIRST_LOOK, toFirstLook } from "./looks.ts";

/**
 * The tabs in which a suite shows many pages, one after the other: a window of its own for each, in which every
 * script and font is fetched anew, costs as much as what is looked for on the page.
 */
export type Tabs = {
  scripted: Page;
  /** What scripts and the browser complained of in the scripted tab; emptied by the test that reads it. */
  complaints: string[];
  /** JavaScript is off in it. */
  plain: Page;
  /** Shows in a third tab what the plain one shows, without scripts: axe itself needs them. */
  copyOfPlain: () => Promise<Page>;
};

/** `cookie` is that of a session at `hubUrl`, which the two tabs that ask the hub then have. */
export async function openTabs(browser: Browser, signedIn?: { hubUrl: string; cookie: string }): Promise<Tabs> {
  const open = async (options = {}) => {
    const context = await browser.newContext({ ...FIRST_LOOK, ...options });
    if (signedIn) {
      const [name = "", value = ""] = signedIn.cookie.split("=");
      await context.addCookies([{ name, value, url: signedIn.hubUrl }]);
    }
    return context.newPage();
  };
  const [scripted, plain, copy] = await Promise.all([open(), open({ javaScriptEnabled: false }), open()]);

  const complaints: string[] = [];
  scripted.on("console", (message) => {
    // The browser itself reports a page that was asked for and is missing.
    if (message.type() === "error" && !message.text().includes("status of 404")) complaints.push(message.text());
  });
  scripted.on("pageerror", (error) => complaints.push(error.message));

  let body = "";
  // One route for the tab's whole life: one that ends takes interception away from files under way, which then never come.
  await copy.route(
    (url) => url.href === plain.url(),
    (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body }),
  );
  const copyOfPlain = async () => {
    // Its own scripts are left out, and what it holds for browsers without them is shown.
    body = (await plain.content()).replace(/<script\b[\s\S]*?<\/script>/g, "").replace(/<\/?noscript>/g, "");
    await toFirstLook(copy);
    await copy.goto(plain.url(), { waitUntil: "load" });
    const scripts = await copy.evaluate(() => document.scripts.length);
    if (scripts > 0) throw new Error(`${scripts} scripts in the copy of ${plain.url()}`);
    return copy;
  };
  return { scripted, complaints, plain, copyOfPlain };
}
