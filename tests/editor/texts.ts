import type { Content, Facts } from "#models/item.ts";
import { partialDate } from "#models/partial-date.ts";
import { PRACTICE_SECTIONS } from "#models/vocabulary.ts";
import { content } from "#seed/factories.ts";

/** A practice with an answer to each part of its template. */
export const practice = (over: Partial<Content> = {}): Content =>
  content({
    title: "Une table ronde par an",
    summary: "Une table ronde réunit les ministères chaque année.",
    sections: PRACTICE_SECTIONS.map((group) => ({ id: group, group, heading: null, text: `Réponse à ${group}.` })),
    ...over,
  });

export const fixtureFacts = (over: Partial<Facts> = {}): Facts => ({
  date: partialDate("2024-05"),
  terms: ["theme:nmirf", "capacity:coordination"],
  figures: [],
  sources: [],
  details: { notApplicable: [] },
  ...over,
});
