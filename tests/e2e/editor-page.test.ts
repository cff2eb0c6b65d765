import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { pdfFile, pictureFile } from "../files/samples.ts";
import { type HubOnEngines, startHubOnEngines } from "../helpers/hub-on-engines.ts";
import { makePerson, type Person } from "../helpers/people.ts";
import { until } from "../helpers/processes.ts";
import { enter } from "./review-steps.ts";
import { addFootnote, addLink, markdownOf, openEditor, typeRich } from "./rich-text-steps.ts";
import { Walker } from "./story-steps.ts";
import { browserForTests } from "./with-page.ts";

/** The page on which a text is written, as a whole: its fields, what saves them, and a connection that breaks. */

const PHONE = { viewport: { width: 360, height: 800 }, locale: "fr" };

let running: HubOnEngines;
let author: Person;
const withPage = browserForTests();

beforeAll(async () => {
  running = await startHubOnEngines({ founded: true });
  author = await makePerson(running.hub, { name: "محرر، موريتانيا", lang: "fr", grants: [{ role: "editor", mechanism: "mauritania" }] });
});
afterAll(() => running?.stop());

/** Begins a practice on a phone, in French, and hands over its page. */
const onNewPractice = (use: (walker: Walker) => Promise<void>) =>
  withPage(PHONE, async (page) => {
    const walker = new Walker(page, "fr", true);
    await enter(page, running.hub, author);
    await page.goto(`${running.hub.url}/fr/desk/new`);
    await walker.ready();
    await page.locator('textarea[name="title"]').fill(`Une fiche ${Math.random()}`);
    await page.locator('main form button[type="submit"]').click();
    await walker.arrive(/\/edit\/fr/);
    await use(walker);
  });

const stateIs = (walker: Walker, kind: string) => walker.page.locator(`#save-state[data-state="${kind}"]`).waitFor();

describe("the page on which a text is written", () => {
  test("takes links and footnotes, and finds a term", () =>
    onNewPractice(async ({ page }) => {
      const field = await openEditor(page, "s.objectives.text");
      await typeRich(field, "Voir ");
      await addLink(field, "www.example.org", "le site");
      await addFootnote(field, "Note de bas de page", "Décret de 2021.");
      expect(await markdownOf(field)).toBe("Voir [le site](https://www.example.org)^[Décret de 2021.]");
      const terms = page.locator("#theme");
      await terms.getByRole("searchbox").pressSequentially("torture");
      expect(await terms.getByRole("searchbox").inputValue()).toBe("torture");
      await until("other terms are out of sight", 5_000, async () => !(await terms.getByText("Droit à la vie").isVisible()));
      expect(await terms.getByText("Interdiction de la torture").isVisible()).toBe(true);
    }));

  test("on a phone, nothing covers the button that saves", () =>
    onNewPractice(async ({ page }) => {
      await openEditor(page, "s.results.text");
      const covered = await page.evaluate(() => {
        const save = document.querySelector<HTMLElement>('aside button[value="save"]');
        const found = { inSight: 0, covered: [] as number[] };
        for (let y = 0; y < document.body.scrollHeight - 1_600; y += 40) {
          window.scrollTo(0, y);
          const { x, y: top, width, height } = (save as HTMLElement).getBoundingClientRect();
          const seen = document.elementFromPoint(x + width / 2, top + height / 2);
          if (seen) found.inSight += 1;
          if (seen && seen !== save) found.covered.push(y);
        }
        return found;
      });
      expect(covered.covered).toEqual([]);
      expect(covered.inSight).toBeGreaterThan(20);
    }));

  test("leads on to what was added", () =>
    onNewPractice(async ({ page }) => {
      for (const [button, field] of [["add-figure", /^f\..+\.value$/], ["add-source", /^src\.0\.title$/]] as const) {
        await page.locator(`button[value="${button}"]`).click();
        expect(await page.evaluate(() => document.activeElement?.getAttribute("name"))).toMatch(field);
      }
    }));

  test("is saved by its button after it has saved itself, and while it does", () =>
    onNewPractice(async (walker) => {
      const { page } = walker;
      const field = await openEditor(page, "s.results.text");
      const save = page.locator('aside button[value="save"]');
      await typeRich(field, "Un.");
      await stateIs(walker, "saved");
      await save.click();
      await page.waitForURL(/saved=1/);
      await walker.ready();
      let letGo = () => {};
      const held = new Promise<void>((resolve) => (letGo = resolve));
      await page.route(/autosave/, async (route) => {
        await held;
        await route.continue();
      });
      const again = await openEditor(page, "s.results.text");
      await typeRich(again, " Deux.");
      await stateIs(walker, "saving");
      await save.click();
      letGo();
      // Not "saved", as after an autosave: a page has answered.
      await stateIs(walker, "idle");
      await page.unroute(/autosave/);
      await page.reload();
      expect(await markdownOf(await openEditor(page, "s.results.text"))).toBe("Un. Deux.");
      expect(await page.locator("[role=group][aria-labelledby=errors], #meeting").count()).toBe(0);
    }));

  test("stays when it is saved without a connection, and is saved when there is one again", () =>
    onNewPractice(async (walker) => {
      const { page } = walker;
      const field = await openEditor(page, "s.results.text");
      await page.context().setOffline(true);
      await typeRich(field, "Écrit sans connexion.");
      await page.locator('aside button[value="save"]').click();
      await stateIs(walker, "offline");
      expect(await markdownOf(field)).toBe("Écrit sans connexion.");
      await page.context().setOffline(false);
      await stateIs(walker, "saved");
      await page.reload();
      expect(await markdownOf(await openEditor(page, "s.results.text"))).toBe("Écrit sans connexion.");
    }));

  test("says that a file has broken off on its way, keeps what was typed, and takes the file when it is tried again", () =>
    onNewPractice(async ({ page }) => {
      await typeRich(await openEditor(page, "s.results.text"), "Écrit pendant l’envoi.");
      const [sheet, other] = [await pdfFile(), await pictureFile("png")];
      const files = page.locator('section[aria-labelledby="files"]');
      const choose = ({ name, bytes }: typeof sheet) => page.locator('input[name="file"]').setInputFiles({ name, mimeType: "application/octet-stream", buffer: bytes });
      await page.route(/\/files$/, (route) => route.abort("connectionreset"));
      await choose(sheet);
      await files.getByRole("alert").getByText("rien du fichier n’a été conservé").waitFor();
      await page.unroute(/\/files$/);
      // One that is on its way is taken back: nothing of it is left.
      let letGo = () => {};
      const held = new Promise<void>((resolve) => (letGo = resolve));
      await page.route(/\/files$/, async (route) => {
        if (route.request().method() === "POST") await held;
        await route.continue().catch(() => undefined);
      });
      await choose(other);
      await files.getByRole("progressbar", { name: other.name }).waitFor();
      await files.getByRole("button", { name: "Annuler" }).click();
      letGo();
      await page.unroute(/\/files$/);
      await files.getByRole("button", { name: "Réessayer" }).click();
      await files.getByRole("link", { name: sheet.name }).waitFor();
      expect(await files.getByRole("alert").count()).toBe(0);
      expect(await files.getByText(other.name).count()).toBe(0);
      expect(await markdownOf(await openEditor(page, "s.results.text"))).toBe("Écrit pendant l’envoi.");
    }));

  test("stays when the hub cannot be reached although there is a network", () =>
    onNewPractice(async (walker) => {
      const { page } = walker;
      const field = await openEditor(page, "s.results.text");
      await page.route(/\/edit\/fr/, (route) => route.abort());
      await typeRich(field, "Écrit sans réponse.");
      await stateIs(walker, "offline");
      await page.locator('aside button[value="save"]').click();
      await stateIs(walker, "offline");
      await page.unroute(/\/edit\/fr/);
      await page.locator('aside button[value="save"]').click();
      await stateIs(walker, "saved");
      expect(await markdownOf(field)).toBe("Écrit sans réponse.");
    }));

  test("names who wrote last so that his letters turn nothing around", () =>
    onNewPractice(async ({ page }) => {
      await openEditor(page, "s.results.text");
      expect(await page.locator("h1 + *").innerText()).toContain(`\u2068${author.name}\u2069,`);
    }));
});
