import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { type HubOnEngines, startHubOnEngines } from "../helpers/hub-on-engines.ts";
import type { HubProcess } from "../helpers/hub-process.ts";
import { codeOf, PASSWORD } from "../helpers/people.ts";
import { browserForTests } from "./with-page.ts";

const withPage = browserForTests();

/** The one button of a form on the page itself, by its words. */
const press = (page: Page, name: string) => page.locator("main").getByRole("button", { name, exact: true }).click();
const hydrated = (page: Page) => page.waitForFunction(() => (globalThis as { __remixRouter?: { state: { initialized: boolean } } }).__remixRouter?.state.initialized);

describe.each([{ javaScriptEnabled: false }, ...(process.env.EVERY_PAGE === "1" ? [{ javaScriptEnabled: true }] : [])])("in Arabic, with JavaScript: $javaScriptEnabled", ({ javaScriptEnabled }) => {
  let on: HubOnEngines;
  let hub: HubProcess;
  beforeAll(async () => {
    on = await startHubOnEngines({ founded: true });
    hub = on.hub;
  });
  afterAll(() => on?.stop());
  const options = { javaScriptEnabled, locale: "ar", timezoneId: "Africa/Casablanca" };
  const ready = async (page: Page) => (javaScriptEnabled ? hydrated(page) : undefined);

  test("the hub is set up, someone is invited, accepts, signs in, and loses nothing when a session ends", async () => {
    const link = new URL(hub.setUpLink ?? "").pathname.replace("/en/", "/ar/");
    let invitation = "";
    await withPage(options, async (page) => {
      await page.goto(hub.url + link);
      await ready(page);
      await page.getByLabel("البريد الإلكتروني").fill("administrator@example.org");
      await page.getByLabel("كلمة المرور").fill(PASSWORD);
      await page.getByLabel("الاسم").fill("مديرة المنصة");
      // A browser that runs scripts says where it is.
      expect(await page.getByLabel("المنطقة الزمنية").inputValue()).toBe(javaScriptEnabled ? "Africa/Casablanca" : "UTC");
      await press(page, "إنشاء الحساب");
      await page.waitForURL(/\/ar\/account\/second-factor/);
      const key = await page.locator("p.font-mono").innerText();
      await page.reload();
      await ready(page);
      expect(await page.locator("p.font-mono").innerText()).toBe(key);
      await page.getByLabel("الرمز", { exact: true }).fill(codeOf(key.replace(/\s/g, "")));
      await page.getByLabel("كلمة المرور الحالية").fill(PASSWORD);
      await press(page, "تفعيل الخطوة الثانية");
      await page.getByRole("heading", { name: "رموز الاسترداد" }).waitFor();
      expect(await page.locator("main ol li").count()).toBe(10);
      await page.getByRole("link", { name: "لقد حفظتها" }).click();
      await page.waitForURL(/\/ar\/desk\/people/);

      await page.getByLabel("الآلية", { exact: true }).selectOption("morocco");
      await press(page, "عرض");
      await page.waitForURL(/mechanism=morocco/);
      await ready(page);
      await page.getByLabel("البريد الإلكتروني").fill("contributor@example.org");
      await page.getByLabel("الاسم").fill("مساهم، المغرب");
      await press(page, "إرسال الدعوة");
      await page.waitForURL(/done=invited/);
      expect(await page.locator("main [role=status]").innerText()).toContain("الدعوة في طريقها");
      await page.goto(`${hub.url}/ar/admin/mail`);
      await page.getByRole("link", { name: "دعوة", exact: true }).click();
      await page.waitForURL(/mail=/);
      invitation = /\/ar\/invitation\/[\w-]+/.exec(await page.locator("article").innerText())?.[0] ?? "";
      expect(invitation).not.toBe("");
    });

    await withPage(options, async (page) => {
      await page.goto(hub.url + invitation);
      await ready(page);
      expect(await page.locator("main").innerText()).toContain("مديرة المنصة");
      await page.getByLabel("كلمة المرور").fill(PASSWORD);
      await press(page, "إنشاء الحساب والقبول");
      await page.waitForURL(/\/ar\/desk$/);
      await page.goto(`${hub.url}/ar/account`);
      expect(await page.locator("main").innerText()).toContain("المساهمة");
      await page.getByRole("navigation", { name: "حسابكم" }).getByRole("button", { name: "الخروج" }).click();
      await page.waitForURL(/\/ar$/);

      await page.goto(`${hub.url}/ar/sign-in?to=%2Far%2Faccount`);
      await ready(page);
      await page.getByLabel("البريد الإلكتروني").fill("contributor@example.org");
      await page.getByLabel("كلمة المرور").fill(PASSWORD);
      await press(page, "الدخول");
      await page.waitForURL(/\/ar\/account$/);
      await ready(page);

      // The session ends while the form is open.
      await page.getByRole("textbox", { name: "الاسم" }).fill("مساهمة، المغرب");
      await page.context().clearCookies({ name: "session" });
      await press(page, "حفظ");
      await page.getByRole("heading", { level: 1, name: "انتهت جلستكم" }).waitFor();
      await page.getByLabel("البريد الإلكتروني").fill("contributor@example.org");
      await page.getByLabel("كلمة المرور").fill(PASSWORD);
      await press(page, "الدخول");
      await page.getByRole("heading", { level: 1, name: "عدتم إلى الدخول" }).waitFor();
      await press(page, "المتابعة من حيث توقفتم");
      await page.waitForURL(/\/ar\/account\?done=profile$/);
      expect(await page.locator("main header").innerText()).toContain("مساهمة، المغرب");
    });
  });
});
