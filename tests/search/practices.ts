import { expect } from "vitest";

import { searchItems } from "#app/search/query.server.ts";
import { VISITOR } from "#models/actor.ts";
import { ItemModel, pendingMark } from "#models/item.server.ts";
import { partialDate } from "#models/partial-date.ts";
import { content, makeItem } from "#seed/factories.ts";

/** Writes a practice with this title, marked for the index, as every writer does. */
export async function writePractice(key: string, title: string): Promise<void> {
  const { id, ...item } = makeItem({
    key,
    type: "practice",
    country: "MR",
    mechanism: null,
    originalLanguage: "en",
    date: partialDate("2022"),
    terms: [],
    sources: [],
    details: { notApplicable: [] },
    contents: { en: content({ title, summary: "A practice for these tests" }) },
    publishedAt: "2026-01-01",
  });
  await ItemModel.collection.updateOne({ _id: id as never }, { $set: { ...item, ...pendingMark() } }, { upsert: true });
}

/** The titles that visitors find in English. */
export async function find(q: string): Promise<string[]> {
  const query = { q, filters: {}, limit: 20, page: 1 };
  const { hits } = await searchItems({ actor: VISITOR, lang: "en", query });
  return hits.map((hit) => hit.version.content.title);
}

export async function untilFound(q: string, title: string): Promise<void> {
  await expect.poll(() => find(q).catch(() => []), { timeout: 20_000, interval: 100 }).toContain(title);
}
