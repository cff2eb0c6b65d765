import { writeFileSync } from "node:fs";
import path from "node:path";

import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

import { ItemModel } from "#models/item.server.ts";

import { type HubOnEngines, startHubOnEngines } from "../helpers/hub-on-engines.ts";
import { type Mailbox, startMailbox } from "../helpers/mailbox.ts";
import { makePerson, PASSWORD, type Person } from "../helpers/people.ts";
import { FILES } from "../membership/applying.ts";
import { enter } from "./review-steps.ts";
import { Walker } from "./story-steps.ts";
import { browserForTests } from "./with-page.ts";

const WORDS = {
  fr: { motivation: "Apprendre des autres et partager nos pratiques.", question: "Qui préside le mécanisme ?", answer: "Le Solliciteur général.", reason: "Les membres s’en félicitent.", title: "Une réunion par trimestre", summary: "Les ministères se réunissent chaque trimestre.", part: "Suivre les recommandations." },
  ar: { motivation: "أن نتعلم من الآخرين وأن نتقاسم ممارساتنا." },
} as const;

let running: HubOnEngines;
let mailbox: Mailbox;
let coordinator: Person;
let letter: string;
const withPage = browserForTests();

beforeAll(async () => {
  mailbox = await startMailbox();
  running = await startHubOnEngines({ founded: true, env: { SMTP_URL: mailbox.url } });
  coordinator = await makePerson(running.hub, { name: "Coordinator, Paraguay", lang: "fr", grants: [{ role: "coordinator", mechanism: null }] });
  letter = path.join(running.dataDir, "lettre.pdf");
  writeFileSync(letter, FILES.pdf.bytes);
});
afterAll(async () => {
  await running?.stop();
  await mailbox?.stop();
});

/** Fills the form in as a person does, with a letter, and sends it. */
async function apply(page: Page, walker: Walker, { country, email, motivation }: { country: string; email: string; motivation: string }): Promise<void> {
  await page.goto(`${running.hub.url}/${walker.lang}/network`);
  await walker.ready();
  await walker.click(page.locator(`a.button[href="/${walker.lang}/network/apply"]`));
  await walker.arrive(/network\/apply/);
  await page.locator('select[name="country"]').selectOption(country);
  await page.locator('select[name="type"]').selectOption("mechanismType:interministerial");
  await page.locator('select[name="status"]').selectOption("membershipStatus:member");
  await walker.fill(page.locator('textarea[name="motivation"]'), motivation);
  await page.locator('input[name="letter"]').setInputFiles(letter);
  await walker.fill(page.locator('input[name="name"]'), "Secretary of the mechanism");
  // Without an address first: what was typed is still there, the file is not.
  await walker.click(page.locator('main form[method="post"] button[type="submit"]'));
  await page.locator('a[href="#email"]').waitFor();
  expect(await page.locator('textarea[name="motivation"]').inputValue()).toBe(motivation);
  await page.locator('input[name="letter"]').setInputFiles(letter);
  await walker.fill(page.locator('input[name="email"]'), email);
  await walker.click(page.locator('main form[method="post"] button[type="submit"]'));
  await walker.arrive(/sent=1/);
}

/** Opens the link of the mail, and confirms. */
async function confirm(page: Page, walker: Walker, email: string): Promise<void> {
  const { link } = await mailbox.untilMail(({ to }) => to === email);
  await page.goto(link ?? "");
  await walker.ready();
  await walker.click(page.locator('form:has(input[value="confirm"]) button'));
  await walker.arrive(/done=confirm/);
}

test("in French: an application with a letter, a question, an answer, a decision, the first editor, the first practice", async () => {
  const { hub } = running;
  const email = "fiji@example.org";
  const words = WORDS.fr;
  await withPage({ locale: "fr" }, async (page) => {
    const walker = new Walker(page, "fr", true);
    await apply(page, walker, { country: "FJ", email, motivation: words.motivation });
    await confirm(page, walker, email);

    // A coordinator reads it, keeps the letter, and asks.
    const news = await mailbox.untilMail(({ to }) => to === coordinator.email);
    await enter(page, hub, coordinator);
    await page.goto(news.link ?? "");
    await walker.ready();
    expect(await page.getByText(words.motivation).count()).toBe(1);
    const saved = page.waitForEvent("download");
    await page.locator('a[href$="/letter"]').click();
    expect((await saved).suggestedFilename()).toBe("lettre.pdf");
    await walker.fill(page.locator('textarea[name="text"]'), words.question);
    await walker.click(page.locator('form:has(textarea[name="text"]) button[type="submit"]'));
    await walker.arrive(/done=ask/);

    // The applicant answers.
    const question = await mailbox.untilMail(({ to, text }) => to === email && text.includes("question"));
    await page.context().clearCookies();
    await page.goto(question.link ?? "");
    await walker.ready();
    await page.getByText(words.question).waitFor();
    await walker.fill(page.locator('textarea[name="text"]'), words.answer);
    await walker.click(page.locator('form:has(textarea[name="text"]) button[type="submit"]'));
    await walker.arrive(/done=answer/);

    // It is decided.
    await enter(page, hub, coordinator);
    await page.goto(news.link ?? "");
    await walker.ready();
    await page.getByText(words.answer).waitFor();
    await walker.fill(page.locator('textarea[name="reason"]'), words.reason);
    await page.locator('input[name="sure"]').check();
    await walker.click(page.locator('button[value="accept"]'));
    await walker.arrive(/done=accept/);

    // The first editor comes in, and hands the first practice in.
    const invitation = await mailbox.untilMail(({ to, link }) => to === email && (link ?? "").includes("/invitation/"));
    await page.context().clearCookies();
    await page.goto(invitation.link ?? "");
    await walker.ready();
    await walker.fill(page.locator('input[name="password"]'), PASSWORD);
    await walker.click(page.locator('main form:has(input[name="password"]) button[type="submit"]'));
    await walker.arrive(/fr\/desk/);
    await page.goto(`${hub.url}/fr/desk/new`);
    await walker.ready();
    await walker.fill(page.locator('textarea[name="title"]'), words.title);
    await walker.click(page.locator('main form button[type="submit"]'));
    await walker.arrive(/edit/);
    await walker.fill(page.locator('[name="summary"]'), words.summary);
    for (const part of ["objectives", "implementation", "results"]) await walker.write(`s.${part}.text`, words.part);
    await walker.fill(page.locator('[name="from.year"]'), "2025");
    await walker.click(page.locator('input[name="terms"][value="theme:nmirf"]'));
    await walker.click(page.locator('button[value="submit"]'));
    await page.waitForURL(/done=submit/);
  });
  const item = await ItemModel.findOne({ "versions.draft.title": words.title }).lean();
  expect(item?.versions[0]?.state).toBe("in-review");
  expect(item?.country).toBe("FJ");
});

test("in Arabic, without JavaScript: the application is sent, confirmed and followed", async () => {
  const email = "tonga@example.org";
  await withPage({ locale: "ar", javaScriptEnabled: false }, async (page) => {
    const walker = new Walker(page, "ar", false);
    await apply(page, walker, { country: "TO", email, motivation: WORDS.ar.motivation });
    await confirm(page, walker, email);
    expect(await page.locator("html").getAttribute("dir")).toBe("rtl");
    await page.getByText(WORDS.ar.motivation).waitFor();
    await page.getByText("lettre.pdf").waitFor();
  });
});
