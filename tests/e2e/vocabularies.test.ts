import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

import { isAnyPending } from "#models/item-queries.server.ts";
import { TermModel } from "#models/term.server.ts";

import { type HubOnEngines, startHubOnEngines } from "../helpers/hub-on-engines.ts";
import { makePerson, type Person } from "../helpers/people.ts";
import { begin, cast, FACTS, publish } from "../writing/desk.ts";
import { enter } from "./review-steps.ts";
import { browserForTests } from "./with-page.ts";

let running: HubOnEngines;
let coordinator: Person;
let practice: string;
const withPage = browserForTests();
const hub = () => running.hub;

beforeAll(async () => {
  running = await startHubOnEngines({ founded: true });
  coordinator = await makePerson(hub(), { name: "Coordinator, Paraguay", grants: [{ role: "coordinator", mechanism: null }] });
  const people = await cast();
  practice = await begin(people.contributor, "Kitchens of the north", { facts: { ...FACTS, terms: ["theme:food"] } });
  await publish(people, practice);
  await followed();
});
afterAll(() => running?.stop());

/** Waits until items and the search have followed all writes. */
const followed = () => vi.waitFor(async () => expect((await isAnyPending()) || (await TermModel.exists({ following: { $exists: true } }))).toBeFalsy(), { timeout: 30_000, interval: 100 });

/** The themes beside the text of the practice, as its readers have them. */
async function themes(page: Page, lang: string): Promise<string[]> {
  await page.goto(`${hub().url}/${lang}/practices/${practice}`);
  return page.locator('a.tag[href*="theme="]').allTextContents();
}

test("a coordinator merges a theme in Arabic, without JavaScript, and the item is found by its old name", async () => {
  await withPage({ locale: "ar", javaScriptEnabled: false, viewport: { width: 360, height: 780 } }, async (page) => {
    expect(await themes(page, "ar")).toEqual(["الحق في الغذاء"]);
    await enter(page, hub(), coordinator);
    await page.goto(`${hub().url}/ar/desk/vocabularies/theme/food`);
    await page.locator('[name="into"]').selectOption("theme:housing");
    await page.getByRole("button", { name: "متابعة" }).click();
    await page.getByRole("heading", { name: "أتريدون دمج «الحق في الغذاء»" }).waitFor();
    await page.getByRole("button", { name: "دمج", exact: true }).click();
    await page.getByRole("status").filter({ hasText: "دُمج المصطلحان، والمواد تتبع ذلك." }).waitFor();

    await followed();
    await page.context().clearCookies();
    expect(await themes(page, "ar")).toEqual(["الحق في السكن اللائق"]);
    await page.goto(`${hub().url}/ar/search?q=${encodeURIComponent("الحق في الغذاء")}`);
    await page.getByRole("link", { name: "Kitchens of the north" }).waitFor();
  });
});

test("the merge is undone in French, and the practice has its theme again", async () => {
  await withPage({ locale: "fr" }, async (page) => {
    await enter(page, hub(), coordinator);
    await page.goto(`${hub().url}/fr/desk/vocabularies/theme/food`);
    await page.getByRole("button", { name: "Annuler la modification" }).click();
    await page.getByRole("status").filter({ hasText: "La dernière modification est annulée." }).waitFor();

    await followed();
    expect(await themes(page, "fr")).toEqual(["Droit à l’alimentation"]);
  });
});
