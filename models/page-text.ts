/** Where a text of the network stands: in the place of the hub's own words, or after them. */
export const PLACES = ["instead", "after"] as const;
export type Place = (typeof PLACES)[number];

/** One language of it. `revision` is that of the meaning which it follows. */
export type OwnWords = { text: string; revision: number; at: Date; by: string };

/** What the network has written for one part of a public page, named `page/part`. */
export type PageText = {
  id: string;
  place: Place;
  /** Counts the changes of meaning: a language that follows an older one is behind. */
  revision: number;
  texts: Record<string, OwnWords>;
  version: number;
};

export const PAGE_TEXT_MAX = 6_000;

/** Whether another language has said something newer since. */
export const isBehindOthers = ({ revision, texts }: PageText, lang: string): boolean => (texts[lang]?.revision ?? revision) < revision;

/**
 * The text with one language written anew. With `moved` its meaning has changed, and the others are behind; without, it
 * says what the newest of them says.
 */
export function written(before: PageText, lang: string, { text, moved, at, by }: { text: string; moved: boolean; at: Date; by: string }): Pick<PageText, "revision" | "texts"> {
  const revision = before.revision + (moved ? 1 : 0);
  return { revision, texts: { ...before.texts, [lang]: { text, revision, at, by } } };
}
