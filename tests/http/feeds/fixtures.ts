import type { Member } from "#models/actor.ts";
import type { Item } from "#models/item.ts";
import { ItemModel, pendingMark } from "#models/item.server.ts";
import { withdrawVersion } from "#models/item-workflow.server.ts";
import { partialDate } from "#models/partial-date.ts";
import { content, type ItemSeed, makeItem } from "#seed/factories.ts";

/** Everything that XML, TeX, lines of RIS and spreadsheets must not take for their own. */
export const HOSTILE = `=1+1 </title><script>alert("1")</script> <!-- & 'x'; a, b\\c {d} 100% #_$~^ 👩🏽‍⚖️ ]]>`;
/** The same with what no XML can hold. */
const BELLED = HOSTILE.replace("alert", "al\u0007ert").replace("script> <", "script>\n\t<");
export const SECRET = "Unpublished words of a draft";
/** Stands in as many items as no page and no answer of the API holds at once. */
export const BULK = "zbulkword";
export const BULK_SIZE = 1_060;

const BASE = {
  country: "MR",
  mechanism: "mauritania",
  originalLanguage: "en",
  date: partialDate("2024-02-28", "2024-02-29"),
  terms: ["theme:trafficking-slavery", "sdg:16"],
  sources: [],
  publishedAt: "2026-03-01",
} satisfies Partial<ItemSeed>;

export const FILE = { id: "23456789bcdf", name: "تقرير.pdf", type: "application/pdf", size: 1_234, title: null, lang: "ar" };

export const FIXTURES = {
  hostile: makeItem({ ...BASE, type: "event", key: "feed-hostile", details: { gathering: false }, contents: { en: content({ title: BELLED, summary: BELLED, place: BELLED }), ar: content({ title: `عنوان ${HOSTILE}`, summary: "ملخص" }) } }),
  half: hidden(makeItem({ ...BASE, type: "practice", key: "feed-half", details: { notApplicable: [] }, date: partialDate("2023"), contents: { en: content({ title: "A practice half published", summary: "What it is", files: [FILE] }), fr: content({ title: SECRET, summary: SECRET }) } }), "fr"),
  draft: hidden(makeItem({ ...BASE, type: "practice", key: "feed-draft", details: { notApplicable: [] }, contents: { en: content({ title: SECRET, summary: SECRET }) } }), "en"),
  leaving: makeItem({ ...BASE, type: "document", key: "feed-leaving", country: "PT", mechanism: "portugal", date: partialDate("2021-05"), details: { kind: null, decision: null }, contents: { en: content({ title: "A document that leaves" }), pt: content({ title: "Um documento que sai" }) }, publishedAt: "2026-04-01" }),
};

/** Takes one version out of what is published. */
function hidden(item: Item, lang: string): Item {
  const versions = item.versions.map((version) => (version.lang === lang ? { ...version, state: "draft" as const, draft: version.published?.content ?? null, published: null } : version));
  return { ...item, versions, publishedAt: versions.some(({ published }) => published) ? item.publishedAt : null };
}

const bulk = () => Array.from({ length: BULK_SIZE }, (_, index) =>
  makeItem({ ...BASE, type: "document", key: `feed-bulk-${index}`, country: "PY", mechanism: null, terms: [], date: partialDate("2001"), details: { kind: null, decision: null }, contents: { en: content({ title: `${BULK} ${index}` }) }, publishedAt: "2020-01-01" }));

/** Writes items as every writer does, marked for what follows. */
export async function publish(items: Item[]): Promise<void> {
  const now = new Date();
  await ItemModel.collection.insertMany(items.map(({ id, ...item }) => ({ ...item, _id: id as never, ...pendingMark(), createdAt: now, updatedAt: now })));
}

export const writeFixtures = () => publish([...Object.values(FIXTURES), ...bulk()]);

const COORDINATOR: Member = { kind: "member", id: "fixture-coordinator", name: "Coordinator", grants: [{ role: "coordinator", mechanism: null }] };

/** Takes a published version back. */
export const withdraw = (item: Item, lang: string): Promise<void> =>
  withdrawVersion({ actor: COORDINATOR, doer: { by: COORDINATOR.id, address: null }, id: item.id, lang, seen: "1" });
