import { describe, expect, test } from "vitest";

import { LANGUAGE_CODES } from "#app/i18n/languages.ts";
import { formatMoment } from "#app/lib/dates.ts";
import { momentIn } from "#app/lib/moments.ts";

describe("a moment on somebody's clock", () => {
  const MOMENT = "2026-11-29T15:34:00.000Z";

  test.each(LANGUAGE_CODES)("in %s is of UTC, or of a zone with a name, where the clock is that of UTC", (lang) => {
    for (const written of [formatMoment(MOMENT, lang, "Africa/Nouakchott"), momentIn(MOMENT, lang, "Africa/Nouakchott")]) {
      expect(written).toMatch(/15:34.* (UTC|GMT)$/);
    }
  });

  test("says how far other clocks are from it", () => {
    expect(formatMoment(MOMENT, "fr", "Asia/Kathmandu")).toMatch(/21:19 UTC\+5:45$/);
    expect(momentIn(MOMENT, "ar", "Asia/Riyadh")).toMatch(/18:34 .+\+3$/);
  });
});
