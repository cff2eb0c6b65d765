import { describe, expect, test } from "vitest";

import { LANGUAGE_CODES } from "#app/i18n/languages.ts";
import { formatMoment } from "#app/lib/dates.ts";

describe("a moment on somebody's clock", () => {
  const MOMENT = "2026-11-29T15:34:00.000Z";

  test.each(LANGUAGE_CODES)("in %s is of UTC, or of a zone with a name, where the clock is that of UTC", (lang) => {
    expect(formatMoment(MOMENT, lang, "Africa/Nouakchott")).toMatch(/15:34.* (UTC|GMT)$/);
  });

  test("says how far other clocks are from it", () => {
    expect(formatMoment(MOMENT, "fr", "Asia/Kathmandu")).toMatch(/21:19 UTC\+5:45$/);
    expect(formatMoment(MOMENT, "ar", "Asia/Riyadh")).toMatch(/18:34 .+\+3$/);
  });
});
