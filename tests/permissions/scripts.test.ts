import { randomUUID } from "node:crypto";

import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { LANGUAGE_CODES } from "#app/i18n/languages.ts";

import { browserForTests } from "../e2e/with-page.ts";
import { type HubOnEngines, startHubOnEngines } from "../helpers/hub-on-engines.ts";
import { type Mailbox, startMailbox } from "../helpers/mailbox.ts";
import { getPage, makePerson, type Person } from "../helpers/people.ts";
import { until } from "../helpers/processes.ts";
import { makeHostileItem, type Told, WORD } from "./hostile-item.ts";
import { dangersIn, LISTEN, ran } from "./watch-scripts.ts";

/** Names, too, are what somebody typed. */
const NAME = `<img src=x onerror="globalThis.ran=1"> "'>`;

const withPage = browserForTests();

let on: HubOnEngines;
let mailbox: Mailbox;
let [editor, reviewer, administrator] = [] as unknown as [Person, Person, Person];
let told: Told;

beforeAll(async () => {
  mailbox = await startMailbox();
  on = await startHubOnEngines({ founded: true, env: { SMTP_URL: mailbox.url, MAIL_FROM: "hub@example.org" } });
  const { hub } = on;
  [editor, reviewer, administrator] = await Promise.all([
    makePerson(hub, { grants: [{ role: "editor", mechanism: "mauritania" }], name: `${NAME} e` }),
    makePerson(hub, { grants: [{ role: "reviewer", mechanism: null }], name: `${NAME} r` }),
    makePerson(hub, { grants: [{ role: "administrator", mechanism: null }, { role: "coordinator", mechanism: null }], name: `${NAME} a` }),
  ]);
  told = await makeHostileItem(hub, { editor, reviewer });
  await until("what was approved is found", 30_000, async () => {
    const { total } = (await (await getPage(hub, `/api/v1/search?q=${WORD}`)).json()) as { total: number };
    return total > 0;
  });
}, 300_000);
afterAll(async () => {
  await on?.stop();
  await mailbox?.stop();
});

/** Opens pages one after the other, and returns what ran there, or would. */
async function looked(paths: string[], who: Partial<Person>, act: (page: Page) => Promise<void> = async () => {}): Promise<{ found: string[]; hits: number }> {
  const found: string[] = [];
  let hits = 0;
  await withPage({ extraHTTPHeaders: { "Accept-Language": "en" } }, async (page) => {
    await page.addInitScript(LISTEN);
    page.on("dialog", (dialog) => {
      found.push(`${page.url()}: a dialog`);
      void dialog.dismiss();
    });
    if (who.cookie) await page.context().addCookies([{ name: "session", value: who.cookie.slice("session=".length), url: on.hub.url }]);
    for (const path of paths) {
      const answer = await page.goto(on.hub.url + path, { waitUntil: "load" });
      await act(page);
      if ((await page.content()).includes(WORD)) hits += 1;
      const status = answer?.status() ?? 0;
      found.push(...[...(status < 500 && status !== 404 ? [] : [`answered ${status}`]), ...(await page.evaluate(dangersIn)), ...(await page.evaluate(ran))].map((what) => `${path}: ${what}`));
    }
  });
  return { found, hits };
}

describe("a text with everything that would run a script", () => {
  test("runs none for readers, in five languages", async () => {
    const pages = LANGUAGE_CODES.flatMap((lang) => [
      told.published.replace(/^\/en/, `/${lang}`),
      `/${lang}/search?q=${WORD}`,
      `/${lang}/events?year=2024`,
    ]);
    const { found, hits } = await looked(pages, {});
    expect(found).toEqual([]);
    expect(hits).toBe(pages.length);
  });

  test("runs none in what was searched for, what a search box offers, the home page, the mechanism's, and where a text is gone", async () => {
    const hostile = encodeURIComponent(`${WORD} </script><script>globalThis.ran=1</script><img src=x onerror=globalThis.ran=1>"'`);
    const { found } = await looked([`/en/search?q=${hostile}`, `/en/search?q=${hostile}&type=${hostile}&page=${hostile}`, `/en/report?page=${hostile}`, "/en", "/en/mechanisms/mauritania"], {});
    expect(found).toEqual([]);
    const offered = await looked(["/en/search"], {}, async (page) => {
      const box = page.locator("main input[role=combobox]");
      await box.pressSequentially(WORD);
      await page.locator("[role=listbox] [role=option]").first().waitFor();
    });
    expect(offered).toEqual({ found: [], hits: 1 });
    const gone = await looked([told.archived], {});
    expect(gone).toEqual({ found: [], hits: 1 });
  });

  test("runs none for its authors, reviewers and administrators", async () => {
    const { id } = told;
    const item = `/en/desk/items/${id}`;
    const own = await looked(["/en/desk", item, `${item}/edit/en`, `${item}/preview/en`, `${item}/review/en`, `${item}/history/en`, `${item}/history/en?of=now&against=2`, "/en/desk/languages", "/en/account", "/en/desk/people"], editor);
    expect(own.found).toEqual([]);
    expect(own.hits).toBeGreaterThan(6);
    const reviews = await looked(["/ar/desk", "/ar/desk/reviews", item.replace("/en", "/ar"), `/ar${item.slice(3)}/preview/en`, `/ar${item.slice(3)}/review/en`, `/ar${item.slice(3)}/history/en`], reviewer);
    expect(reviews.found).toEqual([]);
    expect(reviews.hits).toBeGreaterThan(3);
    const mails = await (await getPage(on.hub, "/en/admin/mail", administrator)).text();
    const mail = /\/en\/admin\/mail\?mail=[^"]+/.exec(mails)?.[0].replaceAll("&amp;", "&") ?? "";
    const users = await looked(["/en/admin/users", `/en/admin/users/${editor.id}`, "/en/admin/audit", "/en/admin/mail", mail, "/en/desk/people?mechanism=mauritania", `/en/desk/people?mechanism=mauritania&end=${editor.id}&role=editor`], administrator);
    expect(users.found).toEqual([]);
  });

  test("runs none in the mails about it, which no policy of the hub guards", async () => {
    await until("mails about it", 30_000, () => mailbox.mails.filter(({ html }) => html.includes(WORD)).length > 2);
    const found: string[] = [];
    await withPage({}, async (page) => {
      for (const { html, raw } of mailbox.mails) {
        // Nothing of a text or a name makes a header: a mail has one subject, and the text one line end of its own.
        expect(raw.split(/\r?\n\r?\n/)[0]).not.toMatch(/^(Bcc|X-Injected):/im);
        await page.setContent(`<script>${LISTEN}</script>${html}`, { waitUntil: "load" });
        found.push(...(await page.evaluate(dangersIn)), ...(await page.evaluate(ran)));
      }
    });
    expect(found).toEqual([]);
  });

  test("is no page where it is data: calendars, feeds, the API", async () => {
    for (const [path, type] of [
      ["/en/events.ics", "text/calendar"],
      [`/en/events/${told.id}/event.ics`, "text/calendar"],
      [`/api/v1/search?q=${WORD}`, "application/json"],
      [`/en/search/suggest?q=${WORD}`, "application/json"],
      ["/sitemap/items.xml", "application/xml"],
      [`${told.published}.data`, "text/x-script"],
    ] as const) {
      const answer = await getPage(on.hub, path);
      const body = await answer.text();
      expect(body, path).toContain(path.startsWith("/sitemap") ? told.id : WORD);
      expect(answer.headers.get("Content-Type"), path).toMatch(new RegExp(`^${type}`));
      expect(answer.headers.get("X-Content-Type-Options"), path).toBe("nosniff");
    }
    const html = await (await getPage(on.hub, told.published)).text();
    const things = [...html.matchAll(/<script type="application\/ld\+json"[^>]*>([\s\S]*?)<\/script>/g)].map(([, text]) => text ?? "");
    expect(things.length).toBeGreaterThan(0);
    for (const text of things) {
      expect(text).not.toMatch(/<\/|<!--|<script/i);
      expect(() => JSON.parse(text) as unknown).not.toThrow();
    }
  });

  test("the watch would see a script: it does where one is", async () => {
    await withPage({}, async (page) => {
      await page.setContent(`<script>${LISTEN}</script><img src=x onerror="globalThis.ran=1"><a href="javascript:x">y</a>${randomUUID()}`, { waitUntil: "load" });
      expect(await page.evaluate(ran)).toEqual(["a script ran"]);
      expect(await page.evaluate(dangersIn)).toEqual(["an image of the text", "<img onerror>", `<a href="javascript:x">`]);
    });
  });
});
