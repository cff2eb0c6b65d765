import type { Locator, Page } from "playwright-core";

import { openEditor, typeRich } from "./rich-text-steps.ts";

/** Someone at a browser, whose clicks and filled fields are counted. */
export class Walker {
  clicks = 0;
  fields = 0;

  constructor(
    readonly page: Page,
    readonly lang: string,
    readonly scripted: boolean,
  ) {}

  async click(target: Locator): Promise<void> {
    this.clicks += 1;
    await target.click();
  }

  async fill(target: Locator, text: string): Promise<void> {
    this.fields += 1;
    await target.fill(text);
  }

  /** Waits until the page is as it will be: with scripts, until they have taken it over. */
  async ready(): Promise<void> {
    await this.page.waitForLoadState("load");
    if (!this.scripted) return;
    await this.page.waitForFunction(() => (globalThis as { __remixRouter?: { state: { initialized: boolean; navigation: { state: string } } } }).__remixRouter?.state.initialized);
  }

  async arrive(address: RegExp): Promise<void> {
    await this.page.waitForURL(address);
    await this.ready();
  }

  /** Writes into a part of the text: in the editor where there is one, else as plain words. */
  async write(name: string, words: string): Promise<void> {
    this.fields += 1;
    if (this.scripted) await typeRich(await openEditor(this.page, name), words);
    else await this.page.locator(`textarea[name="${name}"]`).fill(words);
  }

  /** Takes a step on the page of an item or of a review, by its name in the form. */
  async step(kind: string, version: string, reason?: string): Promise<void> {
    const details = this.page.locator("details", { has: this.page.locator(`input[name="intent"][value="${kind}"]`) }).filter({ has: this.page.locator(`input[name="version"][value="${version}"]`) });
    await this.click(details.locator("> summary"));
    if (reason !== undefined) await this.fill(details.locator(`textarea[name="reason-${kind}-${version}"]`), reason);
    await this.click(details.locator('button[type="submit"]'));
  }
}
