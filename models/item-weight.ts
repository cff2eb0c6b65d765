import type { Content } from "./item.ts";

/** Bytes that a text takes in a page, with what signs of markup become, and the elements around short lines. */
function weightOfText(text: string): number {
  return new TextEncoder().encode(text).length + 4 * (text.match(/["&'<>\\]/g)?.length ?? 0) + 11 * (text.match(/\n/g)?.length ?? 0);
}

/** Bytes that all texts of one language version take in a page; LIMITS.version are the most. */
export function weightOf({ title, summary, sections }: Pick<Content, "title" | "summary"> & { sections: Array<{ heading: string | null; text: string }> }): number {
  return [title, summary, ...sections.flatMap(({ heading, text }) => [heading ?? "", text])].reduce((sum, text) => sum + weightOfText(text), 0);
}
