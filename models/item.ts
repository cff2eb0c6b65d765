import type { AttachedFile } from "./file.ts";
import type { GatheringKind, Participants } from "./gathering.ts";
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
  /** Absent where there are none: most texts have none, and those from before had no such list. */
  files?: AttachedFile[];
};

/**
 * A number of an item, the same in every language. `approximate`: the source says "about"; `source`: where it is
 * stated, in the words of whoever gave it.
 */
export type Figure = { id: string; section: string | null; value: number; unit: string | null; approximate: boolean; source?: string | null };

/** The snapshot of a version that readers see. */
export type Published = {
  content: Content;
  at: Date;
  revision: number;
  /** Whether this very text was made by a machine and is unchecked; where absent, what the version says. */
  machine?: boolean;
  /** The state (`Version.edit`) in which it was handed in; absent where the seed or an import published it. */
  edit?: string | null;
};

/** What is said of an item as a whole, the same in every language; it goes with the text of the original. */
export type Facts = Pick<Item, "date" | "terms" | "figures" | "sources" | "details"> & {
  /** Absent in facts that were kept before items had partners. */
  partners?: string[];
};

/** A text as it was handed in: what reviewers read and publish, whatever its authors write meanwhile. */
export type Submitted = {
  content: Content;
  /** With the original, and with the first version to be published; null otherwise. */
  facts: Facts | null;
  revision: number;
  at: Date;
  by: string;
  /** The reviewer who has taken it on. */
  assignee: string | null;
  /** The state of the text (`Version.edit`) that was handed in. */
  edit: string | null;
};

/** An item in one language, with its own state. */
export type Version = {
  lang: string;
  state: VersionState;
  /** True where a machine made the translation and no person has checked it. */
  machine: boolean;
  /** Who checked a text that a machine had made, and when. */
  checked?: { by: string; name: string; at: Date } | null;
  /** Names the state of the text under way: every save gives another. Absent until someone writes in the hub. */
  edit?: string | null;
  editedAt?: Date | null;
  editedBy?: string | null;
  /** The window in which the text was last written: another one that saves is another hand. */
  hand?: string | null;
  /** Of a translation: the state (`edit`) of the original's text that it was written after. */
  source?: string | null;
  submitted?: Submitted | null;
  /** What was published when the whole item was archived: what stands again when it is brought back. */
  archivedPublished?: Published | null;
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
  /** `event`: the id of the event that it belongs to. */
  document: { kind: string | null; decision: string | null; event?: string | null };
  event: {
    gathering: boolean;
    /** `HH:MM` on the clock of the place, and its time zone (IANA); for events whose days are exact. */
    time?: { start: string; end: string | null; zone: string };
    /** Of gatherings of the network alone. */
    gatheringKind?: GatheringKind;
    participants?: Participants;
  };
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
  /** Ids of the organisations that had a part in what it tells of. */
  partners: string[];
  figures: Figure[];
  sources: Source[];
  versions: Version[];
  /** The newest publication of any version; null while nothing is published. Lists are sorted by it. */
  publishedAt: Date | null;
  details: ItemDetails[T];
};

/** Why an item is no longer offered, and where its readers are sent. */
export type Archived = {
  at: Date;
  by: string;
  note: string;
  /** The language that the note is written in. */
  lang?: string;
  forward: string | null;
};

/** An item as those see it who work on it. */
export type WorkItem<T extends ItemType = ItemType> = Item<T> & {
  /** Everyone who wrote, edited or translated any part of it. */
  authors: string[];
  /** The facts under way; null where they are as published. */
  draftFacts: Facts | null;
  archived: Archived | null;
  updatedAt: Date;
};

/** The text of a version that is under way, or the last there was. */
export function textOf(version: Version): Content | null {
  return version.draft ?? version.published?.content ?? null;
}

export function factsOf({ date, terms, partners = [], figures, sources, details }: Facts): Facts {
  return { date, terms, partners, figures, sources, details };
}

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

/**
 * When what the public is shown of an item last changed: a withdrawal is a change, work on a draft is none. Absent where
 * nothing was ever shown. `hash` is null while nothing is; mechanism and terms are those with which something last was.
 * `from` is since when something is shown without a break: absent while nothing is, and in notes from before it was kept.
 */
export type Shown = { at: Date; hash: string | null; mechanism: string | null; terms: string[]; from?: Date };

/** What of a version stands in a list. */
export type ListedVersion = Omit<PublishedVersion, "content"> & { content: Omit<Content, "sections" | "figureLabels"> };

/** A published item without its text, figures and sources: what lists need of it. */
export type ListedItem<T extends ItemType = ItemType> = Omit<PublishedItem<T>, "versions" | "figures" | "sources"> & {
  versions: ListedVersion[];
};

/** Whether a translation follows an older text of the original than the one that readers have. */
export function isBehind({ originalLanguage, versions }: Pick<Item, "originalLanguage" | "versions">, { lang, follows }: Pick<Version, "lang" | "follows">): boolean {
  const original = versions.find((version) => version.lang === originalLanguage);
  return lang !== originalLanguage && follows < (original?.published?.revision ?? 0);
}

/** Reduces an item to what is published; null where nothing is. */
export function toPublished(item: Item): PublishedItem | null {
  const { versions, key: _key, publishedAt, ...rest } = item;
  const published = versions.flatMap((version): PublishedVersion[] =>
    version.published
      ? [
          {
            lang: version.lang,
            machine: version.published.machine ?? version.machine,
            behind: isBehind(item, version),
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
