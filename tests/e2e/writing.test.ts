import type { Page, Route } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { ItemModel } from "#models/item.server.ts";
import { SessionModel } from "#models/session.server.ts";

import { type HubOnEngines, startHubOnEngines } from "../helpers/hub-on-engines.ts";
import { makePerson, PASSWORD, type Person, postForm } from "../helpers/people.ts";
import { addFootnote, insertTable, makeList, markdownOf, openEditor, pasteHtml, typeRich } from "./rich-text-steps.ts";
import { enter } from "./review-steps.ts";
import { browserForTests } from "./with-page.ts";

let running: HubOnEngines;
let [author, colleague] = [] as unknown as [Person, Person];
const withPage = browserForTests();
const hub = () => running.hub;

beforeAll(async () => {
  running = await startHubOnEngines({ founded: true });
  const grants = [{ role: "contributor" as const, mechanism: "mauritania" }];
  author = await makePerson(hub(), { name: "Contributor, Mauritania", grants });
  colleague = await makePerson(hub(), { name: "Colleague, Mauritania", grants });
});
afterAll(() => running?.stop());

/** Begins an item in Arabic; returns the address of its editor's page. */
async function begin(title: string): Promise<string> {
  const answer = await postForm(hub(), "/ar/desk/new", { type: "practice", language: "ar", title, token: crypto.randomUUID() }, author);
  return hub().url + (answer.headers.get("Location") ?? "");
}

async function open(page: Page, address: string, person = author): Promise<void> {
  await enter(page, hub(), person);
  await page.goto(address);
  await page.waitForFunction(() => (globalThis as { __remixRouter?: { state: { initialized: boolean } } }).__remixRouter?.state.initialized);
}

const state = (page: Page, kind: string) => page.locator(`#save-state[data-state="${kind}"]`).waitFor({ timeout: 20_000 });
const summaryIn = async (address: string) => (await ItemModel.findById(new URL(address).pathname.split("/")[4]).lean())?.versions[0]?.draft?.summary;

describe("what is written", () => {
  test("is saved by itself, in the hub", async () => {
    const address = await begin("حفظ تلقائي");
    await withPage({ locale: "ar" }, async (page) => {
      await open(page, address);
      await page.locator('[name="summary"]').fill("ملخص يحفظ نفسه");
      await state(page, "saved");
      expect(await summaryIn(address)).toBe("ملخص يحفظ نفسه");
      // Again and again, and then with the button: each save goes on from the one before.
      for (const text of ["مرة ثانية", "مرة ثالثة"]) {
        await page.locator('[name="summary"]').fill(text);
        await state(page, "waiting");
        await state(page, "saved");
        expect(await summaryIn(address)).toBe(text);
      }
      await page.locator('[name="summary"]').fill("بالزر");
      await page.locator('aside button[value="save"]').first().click();
      await page.waitForURL(/saved=1/);
      await page.locator('[name="summary"]').fill("بعد الزر");
      await state(page, "saved");
      expect(await summaryIn(address)).toBe("بعد الزر");
    });
  });

  test("is saved also where it was written before the page's scripts had come", async () => {
    const address = await begin("خط بطيء");
    await withPage({ locale: "ar" }, async (page) => {
      await enter(page, hub(), author);
      let letCome = () => {};
      const scripts = new Promise<void>((resolve) => (letCome = resolve));
      await page.route("**/assets/*.js", (route) => scripts.then(() => route.continue()));
      await page.goto(address, { waitUntil: "commit" });
      await page.locator('[name="summary"]').fill("كُتب قبل النصوص البرمجية");
      letCome();
      await state(page, "saved");
      expect(await summaryIn(address)).toBe("كُتب قبل النصوص البرمجية");
    });
  });

  test("does not come back over what others have written since, when its writer goes back", async () => {
    const address = await begin("رجوع");
    await withPage({ locale: "ar" }, async (page) => {
      await open(page, address);
      await page.locator('[name="summary"]').fill("كلمات أقدم");
      await state(page, "saved");
      await page.goto(`${hub().url}/ar/desk`);
      await ItemModel.updateOne({ _id: new URL(address).pathname.split("/")[4] }, { $set: { "versions.0.draft.summary": "كلمات الزميل" } });
      await page.goBack();
      await page.waitForFunction(() => (globalThis as { __remixRouter?: { state: { initialized: boolean } } }).__remixRouter?.state.initialized);
      expect(await page.locator('[name="summary"]').inputValue()).toBe("كلمات الزميل");
      // Longer than a save waits.
      await page.waitForTimeout(2_500);
      expect(await summaryIn(address)).toBe("كلمات الزميل");
    });
  });

  test("outlives a line that breaks: it is kept on the device, and saved when the hub is there again", async () => {
    const address = await begin("انقطاع");
    await withPage({ locale: "ar" }, async (page) => {
      await open(page, address);
      await page.context().setOffline(true);
      await page.locator('[name="summary"]').fill("كُتب بلا اتصال");
      await state(page, "offline");
      expect(await summaryIn(address)).toBe("");
      await page.context().setOffline(false);
      await state(page, "saved");
      expect(await summaryIn(address)).toBe("كُتب بلا اتصال");
    });
  });

  test.each([
    ["cannot be reached", "offline", (route: Route) => route.abort()],
    ["answers that it cannot", "failed", (route: Route) => route.fulfill({ status: 503, body: "gone" })],
  ] as const)("outlives a hub that %s when the button is pressed for the first time: the form stays", async (_, kind, answer) => {
    const address = await begin("أول حفظ");
    await withPage({ locale: "ar" }, async (page) => {
      await open(page, address);
      const sent = (url: URL) => url.pathname.includes("/edit/");
      await page.route(sent, (route) => (route.request().method() === "POST" ? answer(route) : route.continue()));
      await page.locator('[name="summary"]').fill("كُتب قبل أول حفظ");
      await page.locator('aside button[value="save"]').first().click();
      await state(page, kind);
      expect(await page.locator('[name="summary"]').inputValue()).toBe("كُتب قبل أول حفظ");
      await page.unroute(sent);
      await state(page, "saved");
      expect(await summaryIn(address)).toBe("كُتب قبل أول حفظ");
    });
  });

  test("is marked where it cannot be kept, as soon as the hub has said so, and no longer once it is mended", async () => {
    const address = await begin("حقل خاطئ");
    await withPage({ locale: "ar" }, async (page) => {
      await open(page, address);
      const year = page.locator('[name="from.year"]');
      await year.fill("20x4");
      await state(page, "fields");
      await page.locator('[name="from.year"][aria-invalid]').waitFor();
      expect(await year.inputValue()).toBe("20x4");
      await year.fill("2024");
      await state(page, "saved");
      expect(await year.getAttribute("aria-invalid")).toBeNull();
    });
  });

  test("outlives a laptop that is closed: the copy is offered when the text is opened again", async () => {
    const address = await begin("حاسوب مغلق");
    await withPage({ locale: "ar" }, async (page) => {
      await open(page, address);
      await page.context().setOffline(true);
      await page.locator('[name="summary"]').fill("كُتب قبل الإغلاق");
      await state(page, "offline");
      // A machine that wakes up has its storage, and a page that is opened anew.
      const again = await page.context().newPage();
      await page.close();
      await again.context().setOffline(false);
      await open(again, address);
      await again.locator("#local-copy").waitFor();
      expect(await again.locator('[name="summary"]').inputValue()).toBe("");
      await again.locator('[aria-labelledby="local-copy"] button.button').click();
      expect(await again.locator('[name="summary"]').inputValue()).toBe("كُتب قبل الإغلاق");
      await state(again, "saved");
      expect(await summaryIn(address)).toBe("كُتب قبل الإغلاق");
      await again.reload();
      expect(await again.locator("#local-copy").count()).toBe(0);
    });
  });

  test("outlives a session that ends: the writer signs in in another tab, and it is saved", async () => {
    const address = await begin("جلسة منتهية");
    await withPage({ locale: "ar" }, async (page) => {
      await open(page, address);
      await SessionModel.deleteMany({ user: author.id });
      await page.locator('[name="summary"]').fill("كُتب بعد انتهاء الجلسة");
      await state(page, "signed-out");
      const [tab] = await Promise.all([page.context().waitForEvent("page"), page.locator('#save-state ~ a[target="_blank"]').click()]);
      await tab.locator('[name="email"]').fill(author.email);
      await tab.locator('[name="password"]').fill(PASSWORD);
      await tab.locator('main button[type="submit"]').click();
      await tab.waitForURL(/\/ar\/desk/);
      const session = (await page.context().cookies()).find(({ name }) => name === "session");
      author.cookie = `session=${session?.value}`;
      await tab.close();
      await page.bringToFront();
      await page.evaluate(() => window.dispatchEvent(new Event("focus")));
      await state(page, "saved");
      expect(await summaryIn(address)).toBe("كُتب بعد انتهاء الجلسة");
    });
  });

  test("by two people at once is put together, and neither is overwritten", async () => {
    const address = await begin("كاتبان");
    await withPage({ locale: "ar" }, async (first) => {
      await withPage({ locale: "ar" }, async (second) => {
        await open(first, address);
        await open(second, address, colleague);
        await first.locator('[name="summary"]').fill("ملخص الأول");
        await state(first, "saved");
        await typeRich(await openEditor(second, "s.results.text"), "نتائج الثاني");
        await state(second, "moved");
        expect(await second.locator("#save-state").innerText()).toContain("Contributor, Mauritania");
        await second.locator("#save-state ~ button").click();
        await second.locator("#meeting").waitFor();
        expect(await second.locator('[name="summary"]').inputValue()).toBe("ملخص الأول");
        expect(await second.locator('textarea[name="s.results.text"]').inputValue()).toBe("نتائج الثاني");
        await second.locator('aside button[value="save"]').first().click();
        await second.waitForURL(/saved=1/);
        expect(await summaryIn(address)).toBe("ملخص الأول");
      });
    });
  });
});

describe("the editor, right to left", () => {
  test("takes lists, a table, a footnote and what Word pastes, and sends them as the plain field has them", async () => {
    const address = await begin("محرر");
    await withPage({ locale: "ar", viewport: { width: 360, height: 800 } }, async (page) => {
      await open(page, address);
      const field = await openEditor(page, "s.implementation.text");
      expect(await field.text.evaluate((element) => getComputedStyle(element).direction)).toBe("rtl");
      await makeList(field, ["أولا", "ثانيا"]);
      await pasteHtml(field, '<p class="MsoNormal" style="color:red"><b>من وورد</b><o:p></o:p></p><script>alert(1)</script>');
      await addFootnote(field, "حاشية", "نص في الأسفل");
      await insertTable(field, "إدراج جدول", ["الوزارة", "العدد"]);
      const text = await markdownOf(field);
      expect(text).toMatch(/^- أولا\n- ثانيا/);
      expect(text).toContain("**من وورد**");
      expect(text).toContain("^[نص في الأسفل]");
      expect(text).toMatch(/\| الوزارة \| العدد/);
      expect(text).not.toMatch(/script|Mso|style/);
      await state(page, "saved");
      await page.reload();
      expect(await page.locator('textarea[name="s.implementation.text"]').inputValue()).toBe(text);
    });
  });

  test("criteria are checked while one writes, and lead to their fields", async () => {
    const address = await begin("معايير");
    await withPage({ locale: "ar" }, async (page) => {
      await open(page, address);
      const open_ = page.locator('section[aria-labelledby="checks"] a[href="#summary"]');
      await open_.click();
      expect(await page.evaluate(() => document.activeElement?.getAttribute("name") ?? location.hash)).toMatch(/summary/);
      await page.locator('[name="summary"]').fill("ملخص");
      await open_.waitFor({ state: "detached" });
    });
  });
});
