import { expect, inject, test } from "vitest";

import { browserForTests } from "./with-page.ts";

const withPage = browserForTests();

test("the link of an alert stops it at once, where it begins again it is not stopped by going back, and without JavaScript a button stops it", async () => {
  const address = `${inject("hubUrl")}/en/alerts/stop/${inject("alerts").own}`;
  await withPage({}, async (page) => {
    await page.goto(address);
    await page.getByRole("heading", { name: "The mails have stopped" }).waitFor();
    await page.getByRole("button", { name: "Start the mails again" }).click();
    await page.getByRole("heading", { name: "The mails go on" }).waitFor();
    await page.getByRole("link", { name: "See your saved searches" }).click();
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    await page.goBack();
    await page.getByRole("heading", { name: "The mails go on" }).waitFor();
  });
  await withPage({ javaScriptEnabled: false }, async (page) => {
    await page.goto(address);
    await page.getByRole("heading", { name: "Stop these mails?" }).waitFor();
    await page.getByRole("button", { name: "Stop the mails" }).click();
    await page.getByRole("heading", { name: "The mails have stopped" }).waitFor();
    expect(await page.getByText("“Follow-up”").count()).toBe(1);
  });
});
