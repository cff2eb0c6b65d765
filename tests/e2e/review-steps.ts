/**
 * What people do on the pages of an item and of its review, as steps in a browser, with JavaScript and without. Each
 * begins by opening its page in English, and ends when the answer is there.
 */
import type { Page } from "playwright-core";

type Hub = { url: string };
type At = { hub: Hub; page: Page; id: string; version?: string };

const workPage = ({ hub, id }: At) => `${hub.url}/en/desk/items/${id}`;
const reviewPage = (at: At) => `${workPage(at)}/review/${at.version ?? "en"}`;

/** Signs a person in for this browser: the cookie is what `makePerson` returns. */
export async function enter(page: Page, hub: Hub, { cookie }: { cookie: string }): Promise<void> {
  const [name = "", ...value] = cookie.split("=");
  await page.context().clearCookies();
  await page.context().addCookies([{ name, value: value.join("="), url: hub.url }]);
}

/** Opens the step with this name, gives the reason where one is asked for, takes it, and waits for `said`. */
async function takeStep(page: Page, name: string, { reason, within, said }: { reason?: string; within?: string; said: string }): Promise<void> {
  const scope = within ? page.getByRole("article", { name: within }) : page;
  const step = scope.locator("details", { has: page.locator("summary", { hasText: name }) });
  await step.locator("summary").click();
  if (reason !== undefined) await step.getByRole("textbox").first().fill(reason);
  await step.getByRole("button", { name }).click();
  await page.getByText(said).first().waitFor();
}

export async function handIn(at: At, language = "English"): Promise<void> {
  await at.page.goto(workPage(at));
  await takeStep(at.page, "Hand in for review", { within: language, said: "Reviewers have been told." });
}

export async function takeBack(at: At, language = "English"): Promise<void> {
  await at.page.goto(workPage(at));
  await takeStep(at.page, "Take back from review", { within: language, said: "taken back and can be edited" });
}

export async function withdraw(at: At & { reason: string }, language = "English"): Promise<void> {
  await at.page.goto(workPage(at));
  await takeStep(at.page, "Withdraw from readers", { reason: at.reason, within: language, said: "withdrawn from readers" });
}

export async function archive(at: At & { reason: string; forward?: string }): Promise<void> {
  const { page } = at;
  await page.goto(workPage(at));
  await page.locator("summary", { hasText: "Archive this item" }).click();
  if (at.forward) await page.getByLabel("What replaces it").fill(at.forward);
  await page.getByLabel("Why, for its readers").fill(at.reason);
  await page.getByRole("button", { name: "Archive this item" }).click();
  await page.getByText("The item is archived.").waitFor();
}

/** Finds the item in the queue and opens its review. */
export async function openFromQueue({ hub, page, title }: { hub: Hub; page: Page; title: string }): Promise<void> {
  await page.goto(`${hub.url}/en/desk/reviews`);
  await page.getByRole("link", { name: title, exact: true }).first().click();
  await page.getByRole("heading", { name: "The text as handed in" }).waitFor();
}

export async function takeOn(at: At): Promise<void> {
  await at.page.goto(reviewPage(at));
  await at.page.getByRole("button", { name: "Take this review on" }).click();
  await at.page.getByRole("button", { name: "Give it back" }).waitFor();
}

/** Comments on a part of the text by the form below it. */
export async function commentOnPart(at: At & { part: string; quote?: string; text: string }): Promise<void> {
  const { page, part } = at;
  await page.goto(reviewPage(at));
  const details = page.locator(`[id="comment-${part}"]`);
  await details.locator("summary").click();
  if (at.quote) await details.locator(`[name="quote-${part}"]`).fill(at.quote);
  await details.locator(`[name="text-${part}"]`).fill(at.text);
  await details.getByRole("button", { name: "Add the comment" }).click();
  await page.getByText(at.text).first().waitFor();
}

/** Marks words in the text and comments on them with the button that then appears; needs JavaScript. */
export async function commentOnPassage(at: At & { part: string; words: string; text: string }): Promise<void> {
  const { page, part, words } = at;
  await page.goto(reviewPage(at));
  await page.waitForLoadState("networkidle");
  await page.evaluate(
    ({ part: name, words: wanted }) => {
      const root = document.querySelector(`[data-part="${name}"]`);
      const walker = document.createTreeWalker(root ?? document.body, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const start = node.textContent?.indexOf(wanted) ?? -1;
        if (start < 0) continue;
        const range = document.createRange();
        range.setStart(node, start);
        range.setEnd(node, start + wanted.length);
        document.getSelection()?.removeAllRanges();
        document.getSelection()?.addRange(range);
        return;
      }
      throw new Error("these words are not in the text");
    },
    { part, words },
  );
  await page.getByRole("button", { name: "Comment on this passage" }).click();
  const quote = page.locator(`[name="quote-${part}"]`);
  if ((await quote.inputValue()) !== words) throw new Error(`the quote is "${await quote.inputValue()}"`);
  await page.locator(`[name="text-${part}"]`).fill(at.text);
  await page.locator(`[id="comment-${part}"]`).getByRole("button", { name: "Add the comment" }).click();
  await page.getByText(at.text).first().waitFor();
}

export async function askForChanges(at: At & { reason: string }): Promise<void> {
  await at.page.goto(reviewPage(at));
  await takeStep(at.page, "Ask for changes", { reason: at.reason, said: at.reason });
}

export async function reject(at: At & { reason: string }): Promise<void> {
  await at.page.goto(reviewPage(at));
  await takeStep(at.page, "Reject", { reason: at.reason, said: "Not accepted" });
}

export async function approve(at: At): Promise<void> {
  await at.page.goto(reviewPage(at));
  await takeStep(at.page, "Approve and publish", { said: "Approved and published" });
}

/** Restores the text of a revision as the draft; ends on the page of its editor. */
export async function restore(at: At & { revision: number }): Promise<void> {
  const { page } = at;
  await page.goto(`${workPage(at)}/history/${at.version ?? "en"}`);
  const entry = page.getByRole("listitem").filter({ hasText: `Revision ${at.revision}` });
  await entry.locator("summary", { hasText: "Restore this text" }).click();
  await entry.getByRole("button", { name: "Restore this text" }).click();
  await page.waitForURL(/\/edit\//);
}
