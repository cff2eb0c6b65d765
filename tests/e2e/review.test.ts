import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { ItemModel } from "#models/item.server.ts";
import { listComments } from "#models/review.server.ts";

import { type HubOnEngines, startHubOnEngines } from "../helpers/hub-on-engines.ts";
import { postForm } from "../helpers/people.ts";
import { completeText, memberOf, newDraft, type People, reviewPath, signedIn, step, workPath } from "../review/desk.ts";
import { versionOf, write } from "../writing/desk.ts";
import { faultsInLooks, faultsOfZoomAndSpacing, FIRST_LOOK, ONE_LOOK, toFirstLook } from "./looks.ts";
import * as steps from "./review-steps.ts";
import { browserForTests } from "./with-page.ts";

let running: HubOnEngines;
let people: People;
const withPage = browserForTests();

beforeAll(async () => {
  running = await startHubOnEngines({ founded: true });
  people = await signedIn(running.hub);
});
afterAll(() => running?.stop());

describe.each([true, false])("with JavaScript: %s", (javaScriptEnabled) => {
  test("a text goes its way from the draft to readers and back", async () => {
    const { hub } = running;
    const title = `A way through the pages ${String(javaScriptEnabled)}`;
    const id = await newDraft(people.contributor, title);
    await withPage({ javaScriptEnabled }, async (page) => {
      const at = { hub, page, id };
      await steps.enter(page, hub, people.editor);
      await steps.handIn(at);
      await steps.takeBack(at);
      await steps.handIn(at);
      await steps.enter(page, hub, people.reviewer);
      await steps.openFromQueue({ hub, page, title });
      await steps.takeOn(at);
      await steps.commentOnPart({ ...at, part: "results", quote: "on time", text: "Since when?" });
      if (javaScriptEnabled) await steps.commentOnPassage({ ...at, part: "implementation", words: "focal point", text: "In which office?" });
      await steps.askForChanges({ ...at, reason: "Two questions are open." });
      await write(memberOf(people.contributor, "contributor"), id, completeText(title, { summary: "With both answers." }));
      await steps.enter(page, hub, people.editor);
      await steps.handIn(at);
      await steps.enter(page, hub, people.reviewer);
      await steps.approve(at);
      await page.getByRole("link", { name: "See the public page" }).click();
      await page.getByText("With both answers.").first().waitFor();
      await steps.enter(page, hub, people.editor);
      await steps.restore({ ...at, revision: 2 });
      expect((await versionOf(id)).draft?.summary).toBe(`What ${title} is about.`);
      await steps.withdraw({ ...at, reason: "It is being rewritten." });
      expect((await page.goto(`${hub.url}/en/practices/${id}`))?.status()).toBe(404);
    });
    const quotes = (await listComments({ item: id, lang: "en" })).map(({ passage }) => passage?.quote);
    expect(quotes).toEqual(javaScriptEnabled ? ["on time", "focal point"] : ["on time"]);
  });

  test("of two reviewers the slower is told, and has his reason back", async () => {
    const { hub } = running;
    const id = await newDraft(people.contributor, `Two reviewers ${String(javaScriptEnabled)}`);
    await withPage({ javaScriptEnabled }, async (page) => {
      const at = { hub, page, id };
      await steps.enter(page, hub, people.editor);
      await steps.handIn(at);
      await steps.enter(page, hub, people.second);
      await page.goto(`${hub.url}/en/desk/items/${id}/review/en`);
      await withPage({ javaScriptEnabled }, async (other) => {
        await steps.enter(other, hub, people.reviewer);
        await steps.approve({ ...at, page: other });
      });
      const step = page.locator("details", { has: page.locator("summary", { hasText: "Ask for changes" }) });
      await step.locator("summary").click();
      await step.getByRole("textbox").fill("A reason that took some time");
      await step.getByRole("button", { name: "Ask for changes" }).click();
      await page.getByText("Someone else was quicker").waitFor();
      await page.getByText("Approved and published").waitFor();
      expect(await page.getByLabel("What you wrote").inputValue()).toBe("A reason that took some time");
    });
    expect((await ItemModel.findById(id).lean())?.versions[0]?.state).toBe("published");
  });
});

describe("every page, with all that can be opened on it", () => {
  let pages: Array<[name: string, path: string, who: () => { cookie: string }]>;

  beforeAll(async () => {
    const { hub } = running;
    const id = await newDraft(people.contributor, "A page to be looked at");
    await step(hub, people.editor, "submit", id);
    await step(hub, people.second, "approve", id);
    await write(memberOf(people.contributor, "contributor"), id, completeText("A page to be looked at", { summary: "Another summary, which is new in parts." }));
    const draft = await newDraft(people.contributor, "A draft");
    await step(hub, people.editor, "submit", id);
    await postForm(hub, reviewPath(id), { intent: "comment", section: "results", token: "a", "quote-results": "on time", "text-results": "Since when?" }, { cookie: people.reviewer.cookie });
    const gone = await newDraft(people.contributor, "Archived");
    await step(hub, people.editor, "submit", gone);
    await step(hub, people.reviewer, "approve", gone);
    await postForm(hub, workPath(gone), { intent: "archive", version: "", noteLang: "fr", "reason-archive-": "Remplacé", forward: id }, { cookie: people.editor.cookie });
    const [editor, reviewer] = [() => people.editor, () => people.reviewer];
    pages = [
      ["item under review", `desk/items/${id}`, editor],
      ["item in draft", `desk/items/${draft}`, editor],
      ["archived item", `desk/items/${gone}`, editor],
      ["review", `desk/items/${id}/review/en`, reviewer],
      ["queue", "desk/reviews", reviewer],
      ["history", `desk/items/${id}/history/en`, editor],
      ["preview", `desk/items/${id}/preview/en`, editor],
      ["address of an archived item", `practices/${gone}`, reviewer],
    ];
  });

  test.each(process.env.EVERY_PAGE === "1" ? (["en", "ar"] as const) : (["ar"] as const))("in %s: whole on every width, and axe finds nothing", async (lang) => {
    // In one window: what opens on these pages is looked at in one look, as the closed pages are in others.
    await withPage(FIRST_LOOK, async (page) => {
      for (const [name, path, who] of pages) {
        await toFirstLook(page);
        await steps.enter(page, running.hub, who());
        const answer = await page.goto(`${running.hub.url}/${lang}/${path}`);
        expect(answer?.status(), name).toBe(path.startsWith("practices") ? 410 : 200);
        await page.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
        expect(await faultsInLooks(page, ONE_LOOK[lang]), name).toEqual([]);
        expect(await faultsOfZoomAndSpacing(page), name).toEqual([]);
      }
    });
  });
});
