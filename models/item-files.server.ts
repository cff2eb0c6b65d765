import { type Actor, type Member, VISITOR } from "./actor.ts";
import { DomainError } from "./errors.ts";
import { type AttachedFile, MOST_FILES, type StoredFile } from "./file.ts";
import { type FileOwner, lookAgain, removeFile } from "./file.server.ts";
import { type CheckedFile, checkedFiles, claimForItem, findReceived, receivedHash } from "./file-work.server.ts";
import { changeItem } from "./item-change.server.ts";
import { findReviewed } from "./item-reviewed.server.ts";
import { ItemModel, toItem, toWorkItem, type ItemDocument } from "./item.server.ts";
import { type Content, textOf, toPublished, type Version, type WorkItem } from "./item.ts";
import { RevisionModel } from "./revision.server.ts";
import { readable, writable } from "./scope.server.ts";
import type { ItemType } from "./vocabulary.ts";
import { WRITABLE_STATES } from "./workflow.ts";

type Place = { actor: Member; id: string; lang: string };

/** Changes the files of the text under way, and nothing else of it. @throws DomainError `not-found`, `wrong-state`. */
async function changeFiles({ actor, id, lang }: Place, change: (files: AttachedFile[]) => AttachedFile[]): Promise<void> {
  await changeItem({
    id,
    filter: writable(actor),
    change: (found) => {
      const item = toWorkItem(found);
      const version = item.versions.find((candidate) => candidate.lang === lang);
      const text = version && textOf(version);
      if (!version || !text) throw new DomainError("not-found");
      if (!WRITABLE_STATES.includes(version.state) || item.archived) throw new DomainError("wrong-state");
      const { files: before = [], ...rest } = text;
      const files = change(before);
      const draft: Content = files.length > 0 ? { ...rest, files } : rest;
      const written: Version = { ...version, draft, editedAt: new Date(), editedBy: actor.id, state: version.state === "changes-requested" ? version.state : "draft" };
      return {
        set: { versions: item.versions.map((candidate) => (candidate === version ? written : candidate)), authors: [...new Set([...item.authors, actor.id])] },
        result: undefined,
      };
    },
  });
}

/**
 * Attaches a file that was stored to the text under way of a version. The same bytes attached again stay one file, so that an
 * upload whose answer was lost can be sent again. Returns the id under which the text has it.
 * @throws DomainError `too-many-files`, and as every change of a text; the file is gone then.
 */
export async function attachFile({ file, title, fileLang, ...place }: Place & { file: StoredFile; title: string | null; fileLang: string }): Promise<string> {
  const hash = await receivedHash(file);
  const item = await ItemModel.findOne({ $and: [writable(place.actor), { _id: place.id }] }).lean<ItemDocument>();
  const version = item?.versions.find(({ lang }) => lang === place.lang);
  const known = (version && textOf(version)?.files) ?? [];
  const same = hash ? await findReceived({ ids: known.map(({ id }) => id), hash }) : null;
  if (same) {
    await removeFile(file);
    return same;
  }
  try {
    // Claimed first: what a text names is there.
    await claimForItem({ id: file.id, item: place.id });
    await changeFiles(place, (files) => {
      if (files.length >= MOST_FILES) throw new DomainError("too-many-files");
      return [...files, { ...file, title, lang: fileLang }];
    });
  } catch (error) {
    await removeFile(file);
    throw error;
  }
  return file.id;
}

/** Takes a file out of the text under way. Its bytes go a day later, unless a text that was handed in or published has it. */
export async function detachFile({ file, ...place }: Place & { file: string }): Promise<void> {
  await changeFiles(place, (files) => files.filter(({ id }) => id !== file));
  await lookAgain({ id: file });
}

const textsOf = ({ draft, submitted, published, archivedPublished }: Version): Array<Content | null | undefined> => [draft, submitted?.content, published?.content, archivedPublished?.content];

const attachedIn = (item: Pick<WorkItem, "versions">, id: string): AttachedFile | undefined =>
  item.versions.flatMap((version) => textsOf(version).flatMap((text) => text?.files ?? [])).find((file) => file.id === id);

/** Whether what a file was given to still has it, in a text or in one that is kept as a revision. */
export async function isFileKept({ kind, id }: FileOwner, file: string): Promise<boolean> {
  if (kind !== "item") return false;
  const item = await ItemModel.findById(id).lean<ItemDocument>();
  if (!item) return false;
  return attachedIn(toWorkItem(item), file) !== undefined || (await RevisionModel.exists({ item: id, "content.files.id": file })) !== null;
}

export type FoundFile = {
  file: CheckedFile;
  attached: AttachedFile;
  /** True where everybody may have it. */
  open: boolean;
  /** What it belongs to, with the title of the text that has it. */
  item: { id: string; type: ItemType; title: string; lang: string };
};

/**
 * A file that was read, as the actor may have it: everyone what is published, those who work on its item what they may read of
 * it. Null where there is none, or none that he may know of.
 */
export async function findAttached({ actor, id }: { actor: Actor; id: string }): Promise<FoundFile | null> {
  const file = (await checkedFiles([id])).get(id);
  if (file?.check.state !== "ready") return null;
  const found = await ItemModel.findOne({ ...readable(VISITOR), _id: file.owner }).lean<ItemDocument>();
  for (const { lang, content } of (found && toPublished(toItem(found))?.versions) ?? []) {
    const attached = content.files?.find((one) => one.id === id);
    if (found && attached) return { file, attached, open: true, item: { id: found._id, type: found.type, title: content.title, lang } };
  }
  const item = actor.kind === "member" ? await findReviewed({ actor, id: file.owner }) : null;
  for (const version of item?.versions ?? []) {
    const text = textsOf(version).find((one) => one?.files?.some((candidate) => candidate.id === id));
    const attached = text?.files?.find((one) => one.id === id);
    if (item && text && attached) return { file, attached, open: false, item: { id: item.id, type: item.type, title: text.title, lang: version.lang } };
  }
  return null;
}
