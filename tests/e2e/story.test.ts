import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { ItemModel } from "#models/item.server.ts";

import { type HubOnEngines, startHubOnEngines } from "../helpers/hub-on-engines.ts";
import { type Mailbox, startMailbox } from "../helpers/mailbox.ts";
import { getPage, makePerson, PASSWORD, type Person, postForm } from "../helpers/people.ts";
import { until } from "../helpers/processes.ts";
import { enter } from "./review-steps.ts";
import { Walker } from "./story-steps.ts";
import { browserForTests } from "./with-page.ts";

/** What a newcomer does from the mail to the practice that is handed in: the README says these numbers. */
const NEWCOMER = { clicks: 6, fields: 7 };

/** The same story in two languages: what is written, and in which language the colleague translates it. */
const STORIES = {
  ar: {
    other: "fr",
    title: "نقطة اتصال في كل وزارة",
    summary: "عينت كل وزارة نقطة اتصال تجيب عن أسئلة اللجنة في الأجل.",
    parts: { objectives: "أن تصل الأجوبة إلى اللجنة في أجلها.", implementation: "عينت كل وزارة شخصا ونائبا عنه.", results: "وصلت كل الأجوبة في أجلها." },
    reason: "متى بدأ ذلك؟",
    answer: "بدأ العمل بها في يناير.",
    translation: { title: "Un point focal dans chaque ministère", summary: "Chaque ministère a désigné un point focal.", part: "Que les réponses parviennent au comité à temps." },
  },
  fr: {
    other: "ar",
    title: "Une réunion mensuelle des points focaux",
    summary: "Les points focaux se réunissent chaque mois et suivent les recommandations.",
    parts: { objectives: "Suivre les recommandations d’un mois à l’autre.", implementation: "Une réunion par mois, un procès-verbal par réunion.", results: "Aucune recommandation n’est restée sans réponse." },
    reason: "Qui préside la réunion ?",
    answer: "La Commission préside la réunion.",
    translation: { title: "اجتماع شهري لنقط الاتصال", summary: "تجتمع نقط الاتصال كل شهر وتتابع التوصيات.", part: "متابعة التوصيات من شهر إلى شهر." },
  },
} as const;

let running: HubOnEngines;
let mailbox: Mailbox;
let [editor, colleague, reviewer] = [] as unknown as [Person, Person, Person];
const withPage = browserForTests();

beforeAll(async () => {
  mailbox = await startMailbox();
  running = await startHubOnEngines({ founded: true, env: { SMTP_URL: mailbox.url } });
  const { hub } = running;
  editor = await makePerson(hub, { name: "Editor, Mauritania", grants: [{ role: "editor", mechanism: "mauritania" }] });
  colleague = await makePerson(hub, { name: "Colleague, Mauritania", grants: [{ role: "contributor", mechanism: "mauritania" }] });
  reviewer = await makePerson(hub, { name: "Reviewer, Portugal", grants: [{ role: "reviewer", mechanism: null }] });
});
afterAll(async () => {
  await running?.stop();
  await mailbox?.stop();
});

describe.each(Object.keys(STORIES) as Array<keyof typeof STORIES>)("in %s", (lang) => {
  // Two of the four: with it in Arabic, without it in French. `npm run test:thorough` walks all.
  describe.each([true, false].filter((scripted) => process.env.EVERY_PAGE === "1" || scripted === (lang === "ar")))("with JavaScript: %s", (javaScriptEnabled) => {
    const story = STORIES[lang];
    const title = `${story.title} ${javaScriptEnabled ? 1 : 2}`;
    const address = `newcomer-${lang}-${javaScriptEnabled}@example.org`;
    const options = { javaScriptEnabled, locale: lang };
    const hub = () => running.hub;

    test("a newcomer's practice is invited, written and handed in; it is translated, changed, published, found, and withdrawn", async () => {
      // The editor invites a colleague who is to hand in as well.
      const invited = await postForm(hub(), `/${lang}/desk/people?mechanism=mauritania`, { intent: "invite", email: address, name: "Newcomer, Mauritania", role: "editor", lang, mechanism: "mauritania" }, editor);
      expect(invited.status).toBe(302);
      const mail = await mailbox.untilMail(({ to }) => to.includes(address), 15_000);

      await withPage(options, async (page) => {
        const walker = new Walker(page, lang, javaScriptEnabled);
        walker.clicks += 1; // the link in the mail
        await page.goto(mail.link ?? "");
        await walker.ready();
        expect(await page.locator("html").getAttribute("dir")).toBe(lang === "ar" ? "rtl" : "ltr");
        await walker.fill(page.locator('input[name="password"]'), PASSWORD);
        await walker.click(page.locator('main form:has(input[name="password"]) button[type="submit"]'));
        await walker.arrive(new RegExp(`/${lang}/desk`));
        await walker.click(page.locator(`main a[href="/${lang}/desk/new"].button`));
        await walker.arrive(/desk\/new/);
        await walker.fill(page.locator('textarea[name="title"]'), title);
        await walker.click(page.locator('main form button[type="submit"]'));
        await walker.arrive(/edit/);
        await walker.fill(page.locator('[name="summary"]'), story.summary);
        for (const [part, words] of Object.entries(story.parts)) await walker.write(`s.${part}.text`, words);
        await walker.fill(page.locator('[name="from.year"]'), "2023");
        await walker.click(page.locator('input[name="terms"][value="theme:nmirf"]'));
        await walker.click(page.locator('button[value="submit"]'));
        await page.waitForURL(/done=submit/);
        expect({ clicks: walker.clicks, fields: walker.fields }).toEqual(NEWCOMER);
      });
      const item = await ItemModel.findOne({ "versions.draft.title": title }).lean();
      const id = item?._id ?? "";
      const work = `${hub().url}/${lang}/desk/items/${id}`;
      await mailbox.untilMail(({ to }) => to.includes(reviewer.email), 15_000);

      // A colleague adds the other language, and leaves it as a draft.
      await withPage(options, async (page) => {
        await enter(page, hub(), colleague);
        const walker = new Walker(page, lang, javaScriptEnabled);
        await page.goto(work);
        await walker.ready();
        const add = page.locator("form", { has: page.locator('input[name="intent"][value="add"]') });
        await add.locator('select[name="version"]').selectOption(story.other);
        await walker.click(add.locator('button[type="submit"]'));
        await walker.arrive(new RegExp(`edit/${story.other}|done=add`));
        await page.goto(`${work}/edit/${story.other}`);
        await walker.ready();
        await walker.fill(page.locator('textarea[name="title"]'), story.translation.title);
        await walker.fill(page.locator('[name="summary"]'), story.translation.summary);
        await walker.write("s.objectives.text", story.translation.part);
        await walker.click(page.locator('aside button[value="save"]').first());
        await page.waitForURL(/saved=1/);
      });

      // The reviewer asks for one change; the text is answered in its place, and handed in again.
      await withPage(options, async (page) => {
        const walker = new Walker(page, lang, javaScriptEnabled);
        await enter(page, hub(), reviewer);
        await page.goto(`${hub().url}/${lang}/desk/reviews`);
        await walker.ready();
        await walker.click(page.getByRole("link", { name: title }).first());
        await walker.arrive(/review/);
        await walker.step("request-changes", lang, story.reason);
        await page.getByText(story.reason).first().waitFor();
        await enter(page, hub(), colleague);
        await page.goto(`${work}/edit/${lang}`);
        await walker.ready();
        await walker.write("s.sustainability.text", story.answer);
        await walker.click(page.locator('aside button[value="save"]').first());
        await page.waitForURL(/saved=1/);
        await enter(page, hub(), editor);
        await page.goto(work);
        await walker.ready();
        await walker.step("submit", lang);
        await page.waitForURL(/done=submit/);
        await enter(page, hub(), reviewer);
        await page.goto(`${work}/review/${lang}`);
        await walker.ready();
        await walker.step("approve", lang);
        await page.locator(`a[href*="/practices/${id}"]`).first().waitFor();
      });

      // A visitor in another country finds it in his language, by words that the text does not have.
      const found = async () => ((await (await fetch(`${hub().url}/api/v1/search?lang=es&q=${encodeURIComponent("mecanismos nacionales seguimiento Mauritania")}&type=practice&limit=100`)).json()) as { hits: Array<{ id: string; languages: string[] }> }).hits.find((hit) => hit.id === id);
      await until("the practice is found", 10_000, async () => (await found()) !== undefined);
      expect((await found())?.languages, "the translation is a draft still").toEqual([lang]);
      await withPage({ ...options, locale: "es" }, async (page) => {
        await page.goto(`${hub().url}/es/practices/${id}`);
        await page.getByRole("heading", { level: 1, name: title }).waitFor();
        expect(await page.getByText(story.answer).count()).toBe(1);
        expect(await page.content()).not.toContain(story.translation.title);
      });
      const author = await mailbox.untilMail(({ to, html }) => to.includes(colleague.email) && String(html).includes(`/practices/${id}`), 15_000);
      expect(author.subject).toBeTruthy();

      // Withdrawn, it is gone at once.
      await withPage(options, async (page) => {
        const walker = new Walker(page, lang, javaScriptEnabled);
        await enter(page, hub(), editor);
        await page.goto(work);
        await walker.ready();
        await walker.step("withdraw", lang, story.reason);
        await page.waitForURL(/done=withdraw/);
      });
      expect((await getPage(hub(), `/es/practices/${id}`)).status).toBe(404);
      await until("the practice is found no more", 10_000, async () => (await found()) === undefined);
    });
  });
});
