import type { Item } from "#models/item.ts";
import { ItemModel } from "#models/item.server.ts";
import { MechanismModel } from "#models/mechanism.server.ts";
import type { HistoryEntry } from "#models/mechanism.ts";
import { partialDate } from "#models/partial-date.ts";
import { content, type ItemSeed, makeItem, sections } from "#seed/factories.ts";

/** A title with everything that HTML, JSON in HTML, XML and calendars must not take for their own. */
export const HOSTILE = `</script><script>alert("1")</script> <!-- & 'x'; a, b\\c 👩🏽‍⚖️ ]]>`;
/** Words that stand only in what is not published. */
export const SECRET = "Unpublished words of a draft";

const BASE = {
  type: "event",
  country: "MR",
  mechanism: "mauritania",
  originalLanguage: "en",
  date: partialDate("2024-02-28", "2024-02-29"),
  terms: ["theme:trafficking-slavery", "theme:nmirf", "sdg:16"],
  sources: [],
  details: { gathering: false },
  publishedAt: "2026-03-01",
} as const satisfies Partial<ItemSeed>;

/** The items of these suites beside the founding network's, by name. */
export const FIXTURES = {
  hostile: makeItem({
    ...BASE,
    key: "test-hostile",
    contents: {
      en: content({ title: HOSTILE, summary: HOSTILE, place: HOSTILE, sections: sections("text", [HOSTILE]) }),
      ar: content({ title: `عنوان ${HOSTILE}`, summary: "ملخص ".repeat(60), sections: [] }),
    },
  }),
  draft: hidden(
    makeItem({ ...BASE, key: "test-draft", contents: { en: content({ title: SECRET, summary: SECRET, sections: sections("text", [SECRET]) }) } }),
    "en",
  ),
  halfPublished: hidden(
    makeItem({
      ...BASE,
      key: "test-half",
      date: partialDate("2099-12-31"),
      contents: { en: content({ title: "A meeting to come" }), fr: content({ title: SECRET, summary: SECRET }) },
    }),
    "fr",
  ),
  monthOnly: makeItem({ ...BASE, key: "test-month", date: partialDate("2023-10"), contents: { en: content({ title: "A meeting in October" }) } }),
  figures: makeItem({
    ...BASE,
    key: "test-figures",
    type: "record",
    details: {},
    figures: [
      { id: "a", section: null, value: 25, unit: "%", approximate: false },
      { id: "b", section: null, value: 50, unit: "%", approximate: true },
      { id: "c", section: null, value: 300, unit: null, approximate: false },
      { id: "d", section: null, value: 7, unit: null, approximate: false },
      { id: "e", section: null, value: 9000, unit: "USD", approximate: false },
    ],
    contents: {
      en: content({
        title: "A record with figures",
        figureLabels: { a: "a quarter", b: "a half", c: "people reached", d: "workshops", e: "spent" },
        sections: sections("entries", ["Before:\n- one point\n  - a point below\n- another point\n\nAfter."]),
      }),
    },
  }),
  rich: makeItem({
    ...BASE,
    key: "test-rich",
    date: partialDate("2023-11"),
    mechanism: null,
    terms: [],
    contents: {
      en: content({
        title: "A text with a form",
        sections: sections("text", [
          "A word^[and a note on it].",
          "## A part\n\nWords in **bold** and *italic*^[with a [source](https://example.org)], [not this](javascript:alert(1)).\n\n### Below it\n\n" +
            "1. one\n   - below\n2. two\n\n> quoted\n\n| Year | Reports |\n| --- | --- |\n| 2023 | two |",
        ]),
      }),
    },
  }),
  behind: behind(
    makeItem({
      ...BASE,
      key: "test-behind",
      type: "practice",
      details: { notApplicable: ["resources"] },
      contents: {
        en: content({ title: "A practice that moved on", sections: sections("objectives", ["One objective."]) }),
        es: content({ title: "Una práctica que cambió", sections: sections("objectives", ["Un objetivo."]) }),
      },
    }),
  ),
};

/** Takes one version out of what is published. */
function hidden(item: Item<"event">, lang: string): Item<"event"> {
  const versions = item.versions.map((version) => (version.lang === lang ? { ...version, state: "draft" as const, published: null } : version));
  return { ...item, versions, publishedAt: versions.some(({ published }) => published) ? item.publishedAt : null };
}

/** The original has a newer revision than its translation follows, which a machine made. */
function behind(item: Item<"practice">): Item<"practice"> {
  return {
    ...item,
    versions: item.versions.map((version) =>
      version.lang === "en"
        ? { ...version, published: version.published && { ...version.published, revision: 2 } }
        : { ...version, machine: true, follows: 1 },
    ),
  };
}

/** What happened to Morocco's mechanism, for these tests alone; no source says so. */
const event = (kind: HistoryEntry["kind"], year: string, more: Partial<HistoryEntry> = {}): HistoryEntry => ({
  id: `${kind}-${year}`, kind, date: partialDate(year), legalBasis: null, note: null, before: null, after: null, into: null, decision: null, sources: [], recordedAt: "2026-01-01T00:00:00.000Z", recordedBy: null, corrects: null, retracts: false, ...more,
});
const LIFE = {
  history: [event("established", "1998"), event("renamed", "2011", { before: { name: { en: "A former name" }, shortName: null } })],
  ministry: { en: "A ministry" },
  contact: { address: "1 Example Street", telephone: "+000 000", email: "office@example.org", website: "https://example.org" },
};

/** Writes them as the hub does not: without a check of their form. */
export async function writeFixtures(): Promise<void> {
  await MechanismModel.updateOne({ _id: "morocco" }, { $set: LIFE });
  await ItemModel.collection.insertMany(Object.values(FIXTURES).map(({ id, ...item }) => ({ ...item, _id: id as never })));
}
