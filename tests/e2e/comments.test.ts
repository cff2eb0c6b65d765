import { afterAll, beforeAll, expect, test } from "vitest";

import { idForKey } from "#models/ids.server.ts";
import { loadSeed } from "#seed/load.ts";

import { type HubOnEngines, startHubOnEngines } from "../helpers/hub-on-engines.ts";
import { makePerson, type Person } from "../helpers/people.ts";
import { enter } from "./review-steps.ts";
import { browserForTests } from "./with-page.ts";

const ITEM = idForKey("mr-nouakchott-meeting");

let on: HubOnEngines;
let reader: Person;
let editor: Person;
const withPage = browserForTests();

beforeAll(async () => {
  on = await startHubOnEngines({ database: "comments_e2e", prepare: loadSeed });
  reader = await makePerson(on.hub, { name: "Contributor, Morocco", grants: [{ role: "contributor", mechanism: "morocco" }] });
  editor = await makePerson(on.hub, { name: "Editor, Mauritania", grants: [{ role: "editor", mechanism: "mauritania" }] });
});
afterAll(() => on?.stop());

test("a comment is written, let pass, seen by everybody and answered", async () => {
  const { hub } = on;
  const item = `${hub.url}/en/events/${ITEM}`;
  await withPage({}, async (page) => {
    await enter(page, hub, reader);
    await page.goto(item);
    await page.getByRole("textbox", { name: "Your comment" }).fill("What came of this meeting?");
    await page.getByRole("button", { name: "Send the comment" }).click();
    await page.getByText("Your comment appears once a moderator has let it pass").waitFor();
    await page.getByText("only you and the moderators see it").first().waitFor();
    await enter(page, hub, editor);
    await page.goto(`${hub.url}/en/desk/comments`);
    await page.locator("summary", { hasText: "Let it pass" }).click();
    await page.getByRole("button", { name: "Let it pass" }).click();
    await page.getByText("The comment is shown.").waitFor();
    await page.goto(item);
    await page.getByRole("link", { name: "Answer the comment of Contributor, Morocco" }).click();
    await page.getByRole("textbox", { name: "The answer" }).fill("A second one is being prepared.");
    await page.getByRole("button", { name: "Publish the answer" }).click();
    await page.getByText("A second one is being prepared.").waitFor();
    await page.context().clearCookies();
    await page.goto(item);
    const comments = page.getByRole("region", { name: "Comments" });
    await comments.getByText("What came of this meeting?").waitFor();
    await comments.getByText("A second one is being prepared.").waitFor();
    expect(await comments.getByRole("textbox").count()).toBe(0);
  });
});

test("a comment in Arabic, without JavaScript, stands from right to left on an English page", async () => {
  const { hub } = on;
  const text = "هل من متابعة لهذا الاجتماع؟";
  await withPage({ javaScriptEnabled: false }, async (page) => {
    await enter(page, hub, reader);
    await page.goto(`${hub.url}/ar/events/${ITEM}`);
    await page.getByRole("button", { name: "أرسل التعليق" }).click();
    await page.getByText("اكتب شيئا أولا.").first().waitFor();
    await page.getByRole("textbox", { name: "تعليقك" }).fill(text);
    await page.getByRole("button", { name: "أرسل التعليق" }).click();
    await page.getByText(text).waitFor();
    await enter(page, hub, editor);
    await page.goto(`${hub.url}/ar/desk/comments`);
    await page.locator("summary", { hasText: "أجزه" }).click();
    await page.getByRole("button", { name: "أجزه" }).click();
    await page.getByText("التعليق ظاهر الآن.").waitFor();
    await page.context().clearCookies();
    await page.goto(`${hub.url}/en/events/${ITEM}`);
    const words = page.getByText(text);
    expect(await words.evaluate((element) => [element.getAttribute("lang"), getComputedStyle(element).direction])).toEqual(["ar", "rtl"]);
  });
});
