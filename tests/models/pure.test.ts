import { describe, expect, test } from "vitest";

import { parseEnv, SettingError } from "#app/env.server.ts";
import { readAsOf } from "#app/lib/as-of.ts";
import { formatPartialDate, today } from "#app/lib/dates.ts";
import { paths, slugOf, typeOfCollection } from "#app/paths.ts";
import { idForKey } from "#models/ids.server.ts";
import { toPublished, versionFor } from "#models/item.ts";
import { firstDay, isPartialDate, lastDay, partialDate, yearsOf } from "#models/partial-date.ts";
import { content, makeItem } from "#seed/factories.ts";

describe("dates as exactly as their sources state them", () => {
  test.each([
    [partialDate("2022-12-07", "2022-12-08"), true],
    [partialDate("2022-12"), true],
    [partialDate("2020", "2022"), true],
    [{ precision: "not-stated", from: null, to: null } as const, true],
    [{ precision: "exact", from: "2022", to: null } as const, false],
    [partialDate("2022-13-40"), false],
    [partialDate("2022-02-31"), false],
    [partialDate("2022-12-08", "2022-12-07"), false],
    [{ precision: "not-stated", from: "2022", to: null } as const, false],
  ])("%j", (date, valid) => expect(isPartialDate(date)).toBe(valid));

  test("touch years", () => {
    expect(yearsOf(partialDate("2020", "2022"))).toEqual([2020, 2021, 2022]);
    expect(yearsOf({ precision: "not-stated", from: null, to: null })).toEqual([]);
  });

  test("may mean the days from one to another", () => {
    const days = [partialDate("2024"), partialDate("2024-02"), partialDate("2022-12-07", "2022-12-08"), partialDate("2020", "2022")].map((date) => [firstDay(date), lastDay(date)]);
    expect(days).toEqual([["2024-01-01", "2024-12-31"], ["2024-02-01", "2024-02-29"], ["2022-12-07", "2022-12-08"], ["2020-01-01", "2022-12-31"]]);
  });

  test("are asked for in an address; what is no day is answered with today", () => {
    const asked = (query: string) => readAsOf(new Request(`http://hub.test/en/network${query}`));
    expect(asked("?on=2025-07-01")).toEqual({ day: "2025-07-01", asked: "2025-07-01", wrong: null });
    expect(asked("")).toEqual({ day: today(), asked: null, wrong: null });
    expect(asked("?on=2025-02-30")).toEqual({ day: today(), asked: null, wrong: "2025-02-30" });
  });

  test("are written in the reader's language, in European digits", () => {
    expect(formatPartialDate(partialDate("2024-05-09"), "fr")).toBe("9 mai 2024");
    expect(formatPartialDate(partialDate("2022-12"), "pt")).toBe("dezembro de 2022");
    expect(formatPartialDate(partialDate("2022"), "ar")).toBe("2022");
    expect(formatPartialDate(partialDate("2024-05-08", "2024-05-09"), "en")).toMatch(/^8\s?–\s?9 May 2024$/);
  });
});

describe("versions of an item", () => {
  const item = makeItem({
    key: "k",
    type: "event",
    country: "MR",
    mechanism: null,
    originalLanguage: "ar",
    date: partialDate("2024"),
    terms: [],
    sources: [],
    details: { gathering: false },
    contents: { ar: content({ title: "ar" }), fr: content({ title: "fr" }) },
    publishedAt: "2026-01-01",
  });

  test("a reader gets his own language, else the original", () => {
    const published = toPublished(item);
    expect(published && versionFor(published, "fr").lang).toBe("fr");
    expect(published && versionFor(published, "es").lang).toBe("ar");
  });

  test("what is not published is not there", () => {
    const withdrawn = { ...item, versions: item.versions.map((version) => ({ ...version, published: null })) };
    expect(toPublished(withdrawn)).toBeNull();
    const [first, second] = item.versions;
    const half = toPublished({ ...item, versions: [{ ...first!, published: null }, second!] });
    expect(half?.versions.map((version) => version.lang)).toEqual(["fr"]);
  });

  test("a version is behind once the original was published anew", () => {
    const [ar, fr] = item.versions;
    const moved = { ...ar!, published: { ...ar!.published!, revision: 2 } };
    const published = toPublished({ ...item, revision: 2, versions: [moved, fr!] });
    expect(published?.versions.map((version) => version.behind)).toEqual([false, true]);
  });
});

describe("addresses", () => {
  test("slugs keep letters of every script and nothing else", () => {
    expect(slugOf("Déclaration d’Asunción!")).toBe("déclaration-d-asunción");
    expect(slugOf("Round table: slavery & law")).toBe("round-table-slavery-law");
    expect(slugOf("طاولة مستديرة")).toBe("طاولة-مستديرة");
    expect(slugOf("…")).toBe("");
  });
  test("every type has its collection, and back", () => {
    expect(paths.item("fr", { type: "practice", id: "x", title: "À propos" })).toBe("/fr/practices/x/%C3%A0-propos");
    expect(typeOfCollection("records")).toBe("record");
    expect(typeOfCollection("constructor")).toBeNull();
  });
  test("ids follow from keys, and are of one form", () => {
    expect(idForKey("a")).toBe(idForKey("a"));
    expect(idForKey("a")).not.toBe(idForKey("b"));
    expect(idForKey("a")).toMatch(/^[2-9b-z]{12}$/);
  });
});

describe("settings", () => {
  const needed = { MONGODB_URL: "mongodb://127.0.0.1/hub", MEILI_URL: "http://127.0.0.1:7700" };
  test("have their defaults, and an origin without a slash", () => {
    expect(parseEnv({ ...needed, SMTP_URL: "" })).toMatchObject({ PORT: 3000, HOST: "127.0.0.1", HUB_ORIGIN: "http://localhost:3000" });
    expect(parseEnv({ ...needed, HUB_ORIGIN: "https://hub.example/" }).HUB_ORIGIN).toBe("https://hub.example");
  });
  test("mail comes from the hub's own host where nothing else is said", () => {
    const sender = (given: Record<string, string>) => parseEnv({ ...needed, ...given }).MAIL_FROM;
    expect(sender({ HUB_ORIGIN: "https://hub.example:8443" })).toBe("NMIRF Hub <no-reply@hub.example>");
    expect(sender({ HUB_ORIGIN: "http://192.0.2.7" })).toBe("NMIRF Hub <no-reply@[192.0.2.7]>");
    expect(sender({ HUB_ORIGIN: "http://[2001:db8::7]" })).toBe("NMIRF Hub <no-reply@[IPv6:2001:db8::7]>");
    for (const own of ["hub@hub.example", "The hub, its secretariat <hub@hub.example>", '"Le réseau" <hub@hub.example>']) {
      expect(sender({ MAIL_FROM: own })).toBe(own);
    }
  });
  test.each([
    ["PORT", "99999"],
    ["MONGODB_URL", "postgres://x"],
    ["MEILI_URL", "localhost:7700"],
    ["HUB_ORIGIN", "hub.example"],
    ["MEILI_URL", "http://127.0.0.1:99999"],
    ["MEILI_INDEX", "items of ours"],
    ["MEILI_INDEX", "i".repeat(101)],
    ["MAIL_FROM", "nobody"],
    ["MAIL_FROM", "hub@hub.example, other@hub.example"],
    ["MAIL_FROM", "The hub <hub@hub.example"],
    ["MAIL_FROM", "The hub <hub@hub.example>\r\nBcc: other@hub.example"],
    ["SMTP_URL", "mail.example"],
    ["TRUST_PROXY", "yes"],
    ["CLAMD_URL", "http://x"],
    ["MAX_UPLOAD_MB", "0"],
    ["LOG_LEVEL", "loud"],
  ])("%s=%s is refused by name", (name, value) => {
    expect(() => parseEnv({ ...needed, [name]: value })).toThrow(SettingError);
    expect(() => parseEnv({ ...needed, [name]: value })).toThrow(new RegExp(`^${name}: `));
  });
});
