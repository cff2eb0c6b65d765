import { type Content, type Figure, type Item, type ItemDetails, newestPublication, type Section, type Version } from "#models/item.ts";
import { idForKey } from "#models/ids.server.ts";
import type { Localized } from "#models/localized.ts";
import type { PartialDate } from "#models/partial-date.ts";
import type { Source } from "#models/source.ts";
import type { ItemType } from "#models/vocabulary.ts";

/** What an author of seed or test data says of an item; the rest follows. */
export type ItemSeed<T extends ItemType = ItemType> = {
  key: string;
  type: T;
  country: string | null;
  mechanism: string | null;
  originalLanguage: string;
  date: PartialDate;
  terms: string[];
  partners?: string[];
  figures?: Figure[];
  sources: Source[];
  details: ItemDetails[T];
  /** One content per language; `note` says what is known to be wrong with the text. */
  contents: Record<string, Content & { note?: Localized }>;
  /** The day on which the hub published it, `YYYY-MM-DD`. */
  publishedAt: string;
};

/** A whole item, published in every language it has, from its seed. Its id follows from its key. */
export function makeItem<T extends ItemType>(seed: ItemSeed<T>): Item<T> {
  const at = new Date(`${seed.publishedAt}T00:00:00Z`);
  const versions = Object.entries(seed.contents).map(([lang, { note, ...content }]): Version => ({
    lang,
    state: "published",
    machine: false,
    follows: 1,
    note: note ?? null,
    published: { content, at, revision: 1 },
  }));
  return {
    id: idForKey(seed.key),
    type: seed.type,
    key: seed.key,
    country: seed.country,
    mechanism: seed.mechanism,
    originalLanguage: seed.originalLanguage,
    revision: 1,
    date: seed.date,
    terms: seed.terms,
    partners: seed.partners ?? [],
    figures: seed.figures ?? [],
    sources: seed.sources,
    details: seed.details,
    versions,
    publishedAt: newestPublication(versions),
  };
}

/** A content with nothing in it but what is given. */
export function content(given: Partial<Content> & { title: string }): Content {
  return { summary: "", place: null, sections: [], figureLabels: {}, ...given };
}

/** Sections of one group from plain texts: `entries-1`, `entries-2`, …. */
export function sections(group: string, texts: string[]): Section[] {
  return texts.map((text, index) => ({ id: `${group}-${index + 1}`, group, heading: null, text }));
}

