import ICAL from "ical.js";
import { describe, expect, test } from "vitest";

import { LANGUAGE_CODES } from "#app/i18n/languages.ts";
import { ItemModel } from "#models/item.server.ts";
import { listComingEvents } from "#models/event-queries.server.ts";
import { partialDate } from "#models/partial-date.ts";
import { VISITOR } from "#models/actor.ts";
import { content, makeItem } from "#seed/factories.ts";
import { FOUNDING } from "#seed/founding/index.ts";

import { FIXTURES, HOSTILE, SECRET } from "./fixtures.ts";
import type { Ask } from "./head.ts";

/** The events of a calendar, as a parser reads them that is not the one who wrote them. */
function eventsOf(text: string): ICAL.Event[] {
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
  expect(calendar.getFirstPropertyValue("version")).toBe("2.0");
  return calendar.getAllSubcomponents("vevent").map((component) => new ICAL.Event(component));
}

const exactly = FOUNDING.items.filter(({ type, date }) => type === "event" && date.precision === "exact");

export function calendarSuite(ask: Ask): void {
  const read = async (address: string): Promise<string> => {
    const answer = await ask(address);
    expect(answer.status, address).toBe(200);
    expect(answer.headers.get("Content-Type")).toBe("text/calendar; charset=utf-8");
    return answer.text();
  };

  describe("calendars", () => {
    test.each(LANGUAGE_CODES)("one holds every event with an exact date, in %s", async (lang) => {
      const events = eventsOf(await read(`/${lang}/events.ics`));
      const ids = [...exactly, FIXTURES.hostile, FIXTURES.halfPublished].map(({ id }) => `${id}@hub.example`);
      expect(events.map(({ uid }) => uid).toSorted()).toEqual(ids.toSorted());
      const founded = events.find(({ uid }) => uid.startsWith(exactly.find(({ key }) => key === "gathering-asuncion-2024")?.id ?? "?"));
      const own = exactly.find(({ key }) => key === "gathering-asuncion-2024")?.versions.find((version) => version.lang === lang);
      expect(founded?.summary).toBe(own?.published?.content.title);
      // Two days, and the end is the day after them.
      expect([founded?.startDate.isDate, founded?.startDate.toString(), founded?.endDate.toString()]).toEqual([true, "2024-05-08", "2024-05-10"]);
    });

    test("lines are folded and end as the standard asks", async () => {
      const text = await read("/ar/events.ics");
      expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
      expect(text.endsWith("END:VCALENDAR\r\n")).toBe(true);
      for (const line of text.split("\r\n")) expect(Buffer.byteLength(line), line).toBeLessThanOrEqual(75);
    });

    test("a text with every sign of the format comes out as it went in", async () => {
      const [event] = eventsOf(await read(`/en/events/${FIXTURES.hostile.id}/event.ics`));
      expect(event?.summary).toBe(HOSTILE);
      expect(event?.description.startsWith(HOSTILE)).toBe(true);
      expect(event?.location).toContain(HOSTILE);
      expect([event?.startDate.toString(), event?.endDate.toString()]).toEqual(["2024-02-28", "2024-03-01"]);
      const url = String(event?.component.getFirstPropertyValue("url"));
      expect((await ask(url)).status).toBe(200);
    });

    test("control characters, which the format forbids, are in none", async () => {
      const bell = "Bell\u0007, tab\tand \u007f";
      const item = makeItem({ ...FIXTURES.hostile, key: "test-bell", details: { gathering: false }, contents: { en: content({ title: bell, summary: bell, place: bell }) }, publishedAt: "2026-01-01" });
      const { id, ...rest } = item;
      await ItemModel.collection.insertOne({ ...rest, _id: id as never });
      const texts = [await read("/en/events.ics"), await read(`/en/events/${id}/event.ics`)];
      await ItemModel.deleteOne({ _id: id });
      // oxlint-disable-next-line no-control-regex -- it is these that are looked for
      for (const text of texts) expect(text.replaceAll("\r\n", "")).not.toMatch(/[\u0000-\u001f\u007f]/);
      expect(texts[1]).toContain("SUMMARY:Bell \\, tab and");
    });

    test("the day of the end is right at the end of a year, in every language the same entry", async () => {
      const uids = new Set<string>();
      for (const lang of LANGUAGE_CODES) {
        const [event] = eventsOf(await read(`/${lang}/events/${FIXTURES.halfPublished.id}/event.ics`));
        expect(event?.endDate.toString()).toBe("2100-01-01");
        uids.add(event?.uid ?? "");
      }
      expect(uids.size).toBe(1);
    });

    test("an event without an exact date has no entry, and the list says why", async () => {
      expect((await ask(`/en/events/${FIXTURES.monthOnly.id}/event.ics`)).status).toBe(404);
      const page = await (await ask("/en/events")).text();
      expect(page.includes("No calendar entry: the sources give only the month.")).toBe(true);
    });

    test("a draft is in none, nor is a version under way", async () => {
      expect((await ask(`/en/events/${FIXTURES.draft.id}/event.ics`)).status).toBe(404);
      for (const lang of LANGUAGE_CODES) expect(await read(`/${lang}/events.ics`)).not.toContain(SECRET);
    });

    test("the same text is sent once, and a changed one anew", async () => {
      const first = await ask("/fr/events.ics");
      const tag = first.headers.get("ETag") ?? "";
      expect(tag).toMatch(/^W\/"[^"]+"$/);
      const again = await ask("/fr/events.ics", { headers: { "If-None-Match": `"other", ${tag}` } });
      expect([again.status, await again.text(), again.headers.get("ETag")]).toEqual([304, "", tag]);
      const { id } = FIXTURES.monthOnly;
      const change = (date: unknown) => ItemModel.collection.updateOne({ _id: id as never }, { $set: { date } });
      await change({ precision: "exact", from: "2023-10-02", to: null });
      const changed = await ask("/fr/events.ics", { headers: { "If-None-Match": tag } });
      await change(FIXTURES.monthOnly.date);
      expect(changed.status).toBe(200);
      expect(await changed.text()).toContain(id);
    });

    test("what is under way is to come until its last stated day, month or year is over", async () => {
      const day = "2024-05-20";
      const cases: Array<[from: string, to: string | null, coming: boolean]> = [
        ["2024-05-18", "2024-05-20", true],
        ["2024-05-18", "2024-05-19", false],
        ["2024-05-20", null, true],
        ["2024-05", null, true],
        ["2024-04", null, false],
        ["2024", null, true],
        ["2023-12-30", "2024-06-01", true],
        ["2024-06-01", null, true],
      ];
      const items = cases.map(([from, to], index) =>
        makeItem({ ...FIXTURES.monthOnly, key: `test-way-${index}`, date: partialDate(from, to), details: { gathering: false }, contents: { en: content({ title: `Event ${index}` }) }, publishedAt: "2026-01-01" }),
      );
      await ItemModel.collection.insertMany(items.map(({ id, ...item }) => ({ ...item, _id: id as never })));
      const found = (await listComingEvents({ actor: VISITOR, day, limit: 50 })).map(({ id }) => id);
      await ItemModel.deleteMany({ _id: { $in: items.map(({ id }) => id) } });
      expect(items.map(({ id }) => found.includes(id))).toEqual(cases.map(([, , coming]) => coming));
      const own = found.filter((id) => items.some((item) => item.id === id));
      expect(own.at(-1)).toBe(items.at(-1)?.id);
    });

    test("the page of events offers the subscription and marks the gatherings", async () => {
      const page = await (await ask("/en/events")).text();
      expect(page.includes('href="webcal://hub.example/en/events.ics"')).toBe(true);
      expect(page.match(/Gathering of the network/g)?.length).toBeGreaterThanOrEqual(3);
      expect(page.indexOf("A meeting to come")).toBeLessThan(page.indexOf('id="past"'));
      expect(page.includes(SECRET)).toBe(false);
      const ofYear = await (await ask("/en/events?year=2022")).text();
      expect([ofYear.includes("Events of 2022"), ofYear.includes("A meeting to come")]).toEqual([true, false]);
      for (const wrong of ["year=x", "year=2022&page=0", "year=2022&page=7"]) expect((await ask(`/en/events?${wrong}`)).status).toBe(302);
    });
  });
}
