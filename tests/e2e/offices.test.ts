import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

import { idForKey } from "#models/ids.server.ts";

import { type HubOnEngines, startHubOnEngines } from "../helpers/hub-on-engines.ts";
import { makePerson, type Person } from "../helpers/people.ts";
import { enter } from "./review-steps.ts";
import { browserForTests } from "./with-page.ts";

let running: HubOnEngines;
let coordinator: Person;
const withPage = browserForTests();
const hub = () => running.hub;

beforeAll(async () => {
  running = await startHubOnEngines({ founded: true });
  coordinator = await makePerson(hub(), { name: "Coordinator, Morocco", grants: [{ role: "coordinator", mechanism: null }] });
});
afterAll(() => running?.stop());

const field = (page: Page, name: string) => page.locator(`[name="${name}"]`);

async function fillDate(page: Page, name: string, [year, month, day]: [string, string, string]): Promise<void> {
  await field(page, `${name}.day`).fill(day);
  await field(page, `${name}.month`).selectOption(month);
  await field(page, `${name}.year`).fill(year);
}

/** The committee as the page tells it, without what stands beside the names. */
const countries = (page: Page) => page.locator('section[aria-labelledby="offices"] h4').allTextContents();

test("a coordinator changes the person in the seat of his State, in French and by keyboard", async () => {
  await withPage({ locale: "fr" }, async (page) => {
    await enter(page, hub(), coordinator);
    await page.goto(`${hub().url}/fr/desk/offices`);
    await page.getByRole("link", { name: "Coordonnateur", exact: true }).click();
    await page.getByRole("link", { name: /^Maroc/ }).click();
    await field(page, "in.name.fr").fill("Deuxième titulaire");
    await fillDate(page, "in.from", ["2025", "2", "1"]);
    await field(page, "in.source").fill("Lettre");
    await field(page, "in.source").press("Enter");
    await page.getByRole("status").filter({ hasText: "La personne au siège est enregistrée." }).waitFor();
    await page.goto(`${hub().url}/fr/network`);
    expect(await page.locator('section[aria-labelledby="offices"] dd').first().textContent()).toContain("Deuxième titulaire");
    await field(page, "on").fill("2025-01-31");
    await field(page, "on").press("Enter");
    await page.getByRole("status").filter({ hasText: "31 janvier 2025" }).waitFor();
    expect(await page.locator('section[aria-labelledby="offices"] dd').first().textContent()).toContain("Abdelkrim Boujradi");
  });
});

test("an election at a gathering fills the seat, in Arabic and without JavaScript, and the committee is asked for as it was", async () => {
  await withPage({ locale: "ar", javaScriptEnabled: false, viewport: { width: 360, height: 780 } }, async (page) => {
    await enter(page, hub(), coordinator);
    await page.goto(`${hub().url}/ar/desk/decisions`);
    await page.getByRole("link", { name: "سجّل انتخابا" }).click();
    await field(page, "title.ar").fill("انتخاب باراغواي منسقا");
    await fillDate(page, "date", ["2026", "1", "27"]);
    await field(page, "gathering").selectOption(idForKey("gathering-lisbon-2026"));
    await field(page, "office").selectOption("coordinator");
    await field(page, "candidate-0").selectOption("PY/paraguay");
    await field(page, "votes-0").fill("١٤");
    await field(page, "elected-0").check();
    await page.getByRole("button", { name: "سجّل", exact: true }).click();
    await page.getByRole("status").filter({ hasText: "سُجل القرار." }).waitFor();

    // Who holds the one seat is marked to end with the day before.
    expect(await field(page, "ending").isChecked()).toBe(true);
    await page.getByRole("button", { name: "اشغل المقاعد" }).click();
    await page.getByRole("status").filter({ hasText: "شُغلت المقاعد" }).waitFor();
    await page.getByRole("link", { name: "كما يراه القراء" }).click();
    expect(await page.locator('section[aria-labelledby="changes"]').textContent()).toContain("باراغواي");
    expect(await page.locator('section[aria-labelledby="election"]').textContent()).toContain("14");

    const on = async (day: string) => {
      await page.goto(`${hub().url}/ar/network?on=${day}`);
      return countries(page);
    };
    expect(await on("2026-01-26")).toEqual(["المغرب", "المغرب", "البرتغال", "باراغواي"]);
    expect(await on("2026-01-27")).toEqual(["باراغواي", "باراغواي", "البرتغال"]);
    expect(await on("2023-06-01")).toEqual([]);
    // Nothing is wider than the screen.
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(360);
  });
});
