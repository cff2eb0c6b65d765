import { parseFeed } from "@rowanmanning/feed-parser";
import ICAL from "ical.js";
import { describe, expect, test } from "vitest";

import { LANGUAGE_CODES } from "#app/i18n/languages.ts";
import { FOUNDING } from "#seed/founding/index.ts";

import { until } from "../../helpers/processes.ts";
import { type Ask, reader } from "./asking.ts";
import { FILE, FIXTURES, HOSTILE, SECRET, withdraw } from "./fixtures.ts";
import { faultsOf } from "./xml.ts";

/** What can be subscribed to, as programs of others read it. */
export function feedSuite(ask: Ask): void {
  const read = reader(ask);
  const entryId = (type: string, id: string) => `https://hub.example/en/${type}s/${id}`;
  const feedOf = async (address: string) => {
    const xml = await read(address);
    expect(await faultsOf("atom", xml), address).toEqual([]);
    return parseFeed(xml);
  };

  describe("feeds", () => {
    test.each(LANGUAGE_CODES)("the feed of everything is a feed to others, in %s", async (lang) => {
      const { items, language, title, self, url, updated } = await feedOf(`/${lang}/search.atom`);
      expect([language, self, url]).toEqual([lang, `https://hub.example/${lang}/search.atom`, `https://hub.example/${lang}/search`]);
      expect(title).toContain(" · ");
      expect(items.length).toBe(50);
      // What was published last comes first, whatever it is of; and says so in the language that it can be read in.
      expect(items[0]?.id).toBe(entryId("document", FIXTURES.leaving.id));
      expect(items[0]?.title).toBe(lang === "pt" ? "Um documento que sai" : "A document that leaves");
      expect(items[0]?.url).toContain(`https://hub.example/${lang}/documents/${FIXTURES.leaving.id}/`);
      expect((await ask(items[0]?.url ?? "")).status).toBe(200);
      expect(updated?.toISOString()).toBe("2026-04-01T00:00:00.000Z");
      expect(await read(`/${lang}/search.atom`)).not.toContain(SECRET);
      const hostile = items.find(({ id }) => id === entryId("event", FIXTURES.hostile.id));
      expect(hostile?.title?.replace(/\s+/g, " ")).toBe(lang === "ar" ? `عنوان ${HOSTILE}` : HOSTILE);
      expect(hostile?.description?.replace(/\s+/g, " ")).toBe(lang === "ar" ? "ملخص" : HOSTILE);
      const half = items.find(({ id }) => id === entryId("practice", FIXTURES.half.id));
      expect([half?.title, half?.published ?? half?.updated]).toEqual(["A practice half published", new Date("2026-03-01")]);
      expect(half?.media.map(({ url, mimeType, length }) => [url, mimeType, length])).toEqual([[`https://hub.example/files/${FILE.id}/${encodeURIComponent(FILE.name)}`, "application/pdf", 1_234]]);
      expect(half?.categories.map(({ term }) => term)).toEqual(expect.arrayContaining(["practice", "trafficking-slavery", "16"]));
    });

    test.each([
      ["country=MR", (item: { country: string | null }) => item.country === "MR"],
      ["theme=trafficking-slavery", (item: { terms: string[] }) => item.terms.includes("theme:trafficking-slavery")],
      ["mechanism=morocco", (item: { mechanism: string | null }) => item.mechanism === "morocco"],
      ["country=MR&type=practice&type=record", (item: { country: string | null; type: string }) => item.country === "MR" && ["practice", "record"].includes(item.type)],
    ])("the feed of %s has what the page of that search has", async (query, isIn) => {
      const all = [...FOUNDING.items, ...Object.values(FIXTURES)].filter((item) => item.publishedAt !== null);
      const { items } = await feedOf(`/fr/search.atom?${query}`);
      expect(items.map(({ id }) => id).toSorted()).toEqual(all.filter(isIn).map(({ type, id }) => entryId(type, id)).toSorted());
    });

    test("words are searched as on the page; what finds nothing is an empty feed; a wrong value is told of", async () => {
      const { items } = await feedOf("/es/search.atom?q=trata+de+personas&page=2&sort=date");
      expect(items.length).toBeGreaterThan(0);
      expect((await feedOf("/en/search.atom?q=&country=AQ")).items).toEqual([]);
      const wrong = await ask("/en/search.atom?country=Mauritania");
      expect([wrong.status, await wrong.json()]).toEqual([400, expect.objectContaining({ field: "country" })]);
      expect((await ask("/xx/search.atom")).status).toBe(404);
    });

    test("pages name their feed in their heads, and offer it", async () => {
      const mechanism = (await ask("/en/mechanisms/mauritania")).headers.get("Location") ?? "";
      for (const [page, feed, label] of [
        ["/en", "/en/search.atom", "search.atom"],
        ["/en/search?country=MR&theme=trafficking-slavery&page=1", "/en/search.atom?country=MR&amp;theme=trafficking-slavery", "Subscribe (Atom feed)"],
        ["/ar/search?q=%D8%A7%D9%84%D8%A7%D8%AA%D8%AC%D8%A7%D8%B1", "/ar/search.atom?q=%D8%A7%D9%84%D8%A7%D8%AA%D8%AC%D8%A7%D8%B1", "الاشتراك (خلاصة Atom)"],
        [mechanism, "/en/search.atom?mechanism=mauritania", "Subscribe to what it publishes (Atom feed)"],
      ] as const) {
        const html = await read(page);
        expect(html, page).toMatch(new RegExp(`<link rel="alternate" type="application/atom\\+xml" title="[^"]+" href="https://hub.example${feed.replace(/[.?+]/g, "\\$&")}"/>`));
        expect(html, page).toContain(label);
      }
    });

    test("what has not changed is not sent again, and what is taken back is gone at once", async () => {
      const address = "/en/search.atom?country=PT";
      // A moment must have passed since the last change before a date can stand for it.
      await until("the feed is settled", 60_000, async () => (await ask(address)).headers.has("Last-Modified"));
      const first = await ask(address);
      const [tag, date] = [first.headers.get("ETag") ?? "", first.headers.get("Last-Modified") ?? ""];
      expect(await first.text()).toContain("A document that leaves");
      for (const headers of [{ "If-None-Match": tag }, { "If-Modified-Since": date }] as Array<Record<string, string>>) expect((await ask(address, { headers })).status).toBe(304);
      expect((await ask(address, { headers: { "If-None-Match": '"other"', "If-Modified-Since": date } })).status).toBe(200);
      await withdraw(FIXTURES.leaving, "en");
      const half = await (await ask(address, { headers: { "If-None-Match": tag } })).text();
      expect([half.includes("A document that leaves"), half.includes("Um documento que sai")]).toEqual([false, true]);
      await withdraw(FIXTURES.leaving, "pt");
      expect(await read(address)).not.toContain(FIXTURES.leaving.id);
      for (const form of ["csv", "json"]) expect(await read(`/en/search.${form}?country=PT`)).not.toContain(FIXTURES.leaving.id);
      expect((await ask(`/en/documents/${FIXTURES.leaving.id}/cite.ris`)).status).toBe(404);
      await until("the feed is settled again", 60_000, async () => (await ask(address)).headers.has("Last-Modified"));
      const after = await ask(address, { headers: { "If-Modified-Since": date } });
      expect([after.status, after.headers.get("Last-Modified") !== date]).toEqual([200, true]);
    });
  });

  test("a search is a calendar of its events with an exact date", async () => {
    const uids = async (query: string) => {
      const calendar = new ICAL.Component(ICAL.parse(await read(`/en/search.ics?${query}`)) as unknown[]);
      return calendar.getAllSubcomponents("vevent").map((event) => String(event.getFirstPropertyValue("uid"))).toSorted();
    };
    const events = [...FOUNDING.items, FIXTURES.hostile].filter(({ type, date }) => type === "event" && date.precision === "exact");
    const of = (isIn: (item: (typeof events)[number]) => boolean) => events.filter(isIn).map(({ id }) => `${id}@hub.example`).toSorted();
    expect(await uids("")).toEqual(of(() => true));
    expect(await uids("country=MR")).toEqual(of(({ country }) => country === "MR"));
    expect(await uids("theme=trafficking-slavery&type=event")).toEqual(of(({ terms }) => terms.includes("theme:trafficking-slavery")));
    expect(await uids("type=practice")).toEqual([]);
    expect(await read("/en/search?country=MR")).toContain('href="webcal://hub.example/en/search.ics?country=MR"');
    expect(await read("/en/search?country=MR&type=practice")).not.toContain("webcal:");
  });
}
