import type { Language } from "#app/i18n/languages.ts";
import { cutAround, hasMarks, joinMarks } from "#app/lib/marked-text.ts";
import type { AttachedFile } from "#models/file.ts";
import { type ListedItem, type ListedVersion, versionFor } from "#models/item.ts";
import { listFound } from "#models/item-queries.server.ts";
import type { Actor } from "#models/actor.ts";

import { askAll, type Attempt, type FoundDocument, type FoundPage, versionsRequest } from "./ask.server.ts";
import { isSameText, markArabicWords } from "./mark-words.ts";

/** One item found, in the language version that answers the query best for this reader. */
export type SearchHit = {
  item: ListedItem;
  version: ListedVersion;
  /** Title and excerpt with marks around what was found (see lib/marked-text). */
  title: string;
  excerpt: string;
  /** Ids of what the item carries and of what its text mentions. */
  concepts: string[];
  /** The file in which it was found, and its page; null where it was found in the item itself. */
  within: { file: AttachedFile; page: number } | null;
};

export const documentsOf = (page: FoundPage | undefined): FoundDocument[] => (page?.hits ?? []) as FoundDocument[];

/** The items of these documents as the actor may read them now, whatever the index still holds. */
export async function readHits({ actor, lang, attempt, found }: { actor: Actor; lang: Language; attempt: Attempt; found: FoundDocument[] }): Promise<SearchHit[]> {
  const { items, marks } = await listFound({ actor, ids: found.map((document) => document.item) });
  const byId = new Map(items.map((item) => [item.id, item]));
  // A document of an older write may say what is published no longer.
  const isBehind = ({ item, stamp }: FoundDocument): boolean => marks.has(item) && marks.get(item) !== stamp;
  const documents = found.map((document) => (isBehind(document) ? bare(document) : withArabicMarks(document, attempt)));
  // A version in another language came first; the reader's own is shown where it answers as well.
  const hasOwn = (item: string) => byId.get(item)?.versions.some((version) => version.lang === lang) ?? false;
  const elsewhere = documents.filter((document) => document.lang !== lang && isFoundInText(document) && hasOwn(document.item));
  const own = elsewhere.length > 0 ? await askAll([versionsRequest(attempt, elsewhere.map(({ item }) => item), lang)]) : [];
  const ownByItem = new Map(documentsOf(own[0]).map((document) => [document.item, withArabicMarks(document, attempt)]));
  return documents.flatMap((document) => {
    const item = byId.get(document.item);
    return item ? [hitOf(item, ownByItem.get(document.item) ?? document, lang)] : [];
  });
}

/** What is left of a document where its texts cannot be shown: which item it is of. */
const bare = ({ id, item, stamp, lang }: FoundDocument): FoundDocument => ({ id, item, stamp, lang, file: null, page: null, concepts: [] });

const isFoundInText = ({ _formatted: text }: FoundDocument): boolean =>
  [text?.title, text?.summary, text?.text].some((part) => part !== undefined && hasMarks(part));

function withArabicMarks(document: FoundDocument, { q }: Attempt): FoundDocument {
  const { title = "", summary = "", text = "" } = document._formatted ?? {};
  return { ...document, _formatted: { title: markArabicWords(title, q), summary: markArabicWords(summary, q), text: markArabicWords(text, q) } };
}

function hitOf(item: ListedItem, document: FoundDocument, lang: Language): SearchHit {
  // What was found by a label is found in every version: the reader gets his own.
  const version = versionFor(item, isFoundInText(document) ? document.lang : lang);
  const { title, summary } = version.content;
  const { _formatted: found, concepts } = document;
  if (!found || version.lang !== document.lang || !isSameText(found.title ?? "", title)) {
    return { item, version, title, excerpt: tidy(summary), concepts, within: null };
  }
  const file = hasMarks(found.text ?? "") ? version.content.files?.find(({ id }) => id === document.file) : undefined;
  const within = file && document.page ? { file, page: document.page } : null;
  // A summary that has the words as well is no reason to hide where in the file they are.
  if (within) return { item, version, title: joinMarks(found.title ?? title), excerpt: tidy(found.text ?? ""), concepts, within };
  const excerpt = [found.summary, found.text].find((text) => text && hasMarks(text)) || found.summary || found.text || "";
  return { item, version, title: joinMarks(found.title ?? title), excerpt: tidy(excerpt), concepts, within: null };
}

/** Characters of an excerpt: three lines on a wide screen. What is cut, is cut here and not by a style sheet. */
const EXCERPT = 240;

/** On one line, with a stop where a line had none, and with one mark over words that follow each other. */
const tidy = (text: string): string =>
  cutAround(
    joinMarks(text)
      .trim()
      .replace(/(?<![.!?؟:؛;،,…])(\uE001?)[^\S\n]*\n\s*(?:[-–•·]\s+)?/g, "$1 · ")
      .replace(/\s+/g, " "),
    EXCERPT,
  );
