import type { Localized } from "./localized.ts";
import type { PartialDate } from "./partial-date.ts";
import type { Source } from "./source.ts";
import type { ItemType, MeasureStatus, VersionState } from "./vocabulary.ts";

/** One part of a text. `group` says which part of the template it answers ("objectives", "entries"). */
export type Section = {
  id: string;
  group: string;
  heading: string | null;
  text: string;
  /** True where the source breaks off in mid-sentence at the end of this part. */
  breaksOff?: boolean;
};

/** What one language version says. `figureLabels` tells, per figure id, what is counted. */
export type Content = {
  title: string;
  summary: string;
  place: string | null;
  sections: Section[];
  figureLabels: Record<string, string>;
};

/** A number of an item, the same in every language. `approximate`: the source says "about". */
export type Figure = { id: string; section: string | null; value: number; unit: string | null; approximate: boolean };

/** The snapshot of a version that readers see. */
export type Published = { content: Content; at: Date; revision: number };

/** An item in one language, with its own state. */
export type Version = {
  lang: string;
  state: VersionState;
  /** True where a machine made the translation. */
  machine: boolean;
  /** The revision of the original that this version follows. */
  follows: number;
  /** What is known to be wrong with the text itself, for instance that its source breaks off. */
  note: Localized | null;
  /** The text under way, which no reader sees. */
  draft?: Content | null;
  published: Published | null;
};

/** What is peculiar to one type of item; every field is the same in all languages. */
export type ItemDetails = {
  practice: { notApplicable: string[] };
  document: { kind: string | null; decision: string | null };
  event: { gathering: boolean };
  record: Record<string, never>;
  measure: {
    number: string | null;
    status: { value: MeasureStatus; asOf: PartialDate } | null;
    /** Address of the office that answers for the measure, as its sheet gives it. */
    contact?: string | null;
  };
};

/** An item as the hub keeps it. */
export type Item<T extends ItemType = ItemType> = {
  id: string;
  type: T;
  /** Stable key of an imported or seeded item. */
  key: string | null;
  /** ISO code of the country it tells of; null for the network's own. */
  country: string | null;
  /** The mechanism that answers for it; null for the network's own. */
  mechanism: string | null;
  originalLanguage: string;
  revision: number;
  date: PartialDate;
  /** Ids of the terms it carries, of all vocabularies. */
  terms: string[];
  figures: Figure[];
  sources: Source[];
  versions: Version[];
  /** The newest publication of any version; null while nothing is published. Lists are sorted by it. */
  publishedAt: Date | null;
  details: ItemDetails[T];
};

/** The value of `publishedAt` for these versions. */
export function newestPublication(versions: Version[]): Date | null {
  const moments = versions.flatMap(({ published }) => (published ? [published.at.getTime()] : []));
  return moments.length > 0 ? new Date(Math.max(...moments)) : null;
}

/** A language version as a reader may see it. */
export type PublishedVersion = {
  lang: string;
  machine: boolean;
  /** True where the original has moved on since this version was written. */
  behind: boolean;
  note: Localized | null;
  content: Content;
  at: string;
};

/** An item with nothing in it but what is published. */
export type PublishedItem<T extends ItemType = ItemType> = Omit<Item<T>, "versions" | "key" | "publishedAt"> & {
  publishedAt: string;
  versions: PublishedVersion[];
};

/** What of a version stands in a list. */
export type ListedVersion = Omit<PublishedVersion, "content"> & { content: Omit<Content, "sections" | "figureLabels"> };

/** A published item without its text, figures and sources: what lists need of it. */
export type ListedItem<T extends ItemType = ItemType> = Omit<PublishedItem<T>, "versions" | "figures" | "sources"> & {
  versions: ListedVersion[];
};

/** Reduces an item to what is published; null where nothing is. */
export function toPublished(item: Item): PublishedItem | null {
  const { versions, key: _key, publishedAt, ...rest } = item;
  const original = versions.find((version) => version.lang === item.originalLanguage);
  const moved = original?.published?.revision ?? 0;
  const published = versions.flatMap((version): PublishedVersion[] =>
    version.published
      ? [
          {
            lang: version.lang,
            machine: version.machine,
            behind: version !== original && version.follows < moved,
            note: version.note,
            content: version.published.content,
            at: version.published.at.toISOString(),
          },
        ]
      : [],
  );
  if (published.length === 0) return null;
  // A number that only an unpublished version states is unpublished itself. Lists are read without figures.
  const figures = rest.figures?.filter(({ id }) => published.some(({ content }) => Object.hasOwn(content.figureLabels, id)));
  return { ...rest, figures, publishedAt: (publishedAt ?? newestPublication(versions) ?? new Date(0)).toISOString(), versions: published };
}

/** The version for a reader of `lang`: his own, else the original, else the first published. */
export function versionFor<V extends { lang: string }>(
  item: { id: string; originalLanguage: string; versions: V[] },
  lang: string,
): V {
  const version =
    item.versions.find((candidate) => candidate.lang === lang) ??
    item.versions.find((candidate) => candidate.lang === item.originalLanguage) ??
    item.versions[0];
  if (!version) throw new Error(`item ${item.id} has no published version`);
  return version;
}
