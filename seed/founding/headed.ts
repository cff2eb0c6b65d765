import type { Section } from "#models/item.ts";

/** Sections of one group, each a heading and a text: `text-1`, `text-2`, …. */
export function headed(group: string, parts: [heading: string, text: string][]): Section[] {
  return parts.map(([heading, text], index) => ({ id: `${group}-${index + 1}`, group, heading, text }));
}
