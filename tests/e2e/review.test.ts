import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { ItemModel } from "#models/item.server.ts";
import { listComments } from "#models/review.server.ts";
import { loadSeed } from "#seed/load.ts";

import { type HubOnEngines, startHubOnEngines } from "../helpers/hub-on-engines.ts";
import { completeText, memberOf, newDraft, type People, signedIn } from "../review/desk.ts";
import { versionOf, write } from "../writing/desk.ts";
import * as steps from "./review-steps.ts";
import { browserForTests } from "./with-page.ts";

let running: HubOnEngines;
let people: People;
const withPage = browserForTests();

beforeAll(async () => {
  running = await startHubOnEngines({ database: "hub_review_e2e", prepare: loadSeed });
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
