import type { Section } from "#models/item.ts";
import type { PRACTICE_SECTIONS } from "#models/vocabulary.ts";

type Group = (typeof PRACTICE_SECTIONS)[number];

/** One section for each part of a practice's template that the source answers; the rest is left unanswered. */
export function answers(parts: [group: Group, text: string][]): Section[] {
  return parts.map(([group, text]) => ({ id: group, group, heading: null, text }));
}
