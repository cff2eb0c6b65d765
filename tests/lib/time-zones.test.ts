import { describe, expect, test } from "vitest";

import { LANGUAGE_CODES } from "#app/i18n/languages.ts";
import { localeOf } from "#app/lib/locales.ts";
import { formatTimeSpan, isTimeZone, momentOf } from "#app/lib/time-zones.ts";

describe("the clock of a place", () => {
  test.each([
    ["2026-01-26", "09:30", "Europe/Lisbon", "2026-01-26T09:30:00.000Z"],
    ["2026-07-26", "09:30", "Europe/Lisbon", "2026-07-26T08:30:00.000Z"],
    ["2024-05-08", "09:00", "America/Asuncion", "2024-05-08T13:00:00.000Z"],
    ["2024-02-28", "23:45", "Asia/Kathmandu", "2024-02-28T18:00:00.000Z"],
    ["2024-01-01", "00:30", "Pacific/Kiritimati", "2023-12-31T10:30:00.000Z"],
    // The day on which clocks go forward, before and after.
    ["2026-03-29", "00:30", "Europe/Lisbon", "2026-03-29T00:30:00.000Z"],
    ["2026-03-29", "03:00", "Europe/Lisbon", "2026-03-29T02:00:00.000Z"],
  ])("%s %s in %s is %s", (day, time, zone, moment) => expect(momentOf(day, time, zone).toISOString()).toBe(moment));

  test("is shown with the name of its time zone in each language, in European digits", () => {
    const texts = LANGUAGE_CODES.map((lang) => formatTimeSpan({ day: "2026-07-26", start: "09:30", end: "17:00", zone: "Europe/Lisbon", lang, locale: localeOf(lang) }));
    expect(new Set(texts).size).toBe(LANGUAGE_CODES.length);
    for (const text of texts) expect(text).toMatch(/^09:30–17:00 \(.{6,}\)$/u);
  });
  test("names that are none are known as such", () => {
    expect([isTimeZone("Africa/Nouakchott"), isTimeZone("Mars/Olympus"), isTimeZone("")]).toEqual([true, false, false]);
  });
});
