import type { Member } from "./actor.ts";
import { appendAudit, type Doer } from "./audit.server.ts";
import { keepDraftState } from "./draft-state.server.ts";
import { DomainError } from "./errors.ts";
import { idForKey } from "./ids.server.ts";
import { assertFits, type Change, changeItem } from "./item-change.server.ts";
import { asRead, type ItemDocument, ItemModel, toWorkItem } from "./item.server.ts";
import { type Content, factsOf, textOf, type Version, type WorkItem } from "./item.ts";
import { makeStep } from "./item-steps.server.ts";
import { editOf, insertItem, withFilesOf, writtenVersion } from "./item-writing.server.ts";
import { can } from "./policy.ts";
import { isHandedIn, RevisionModel } from "./revision.server.ts";
import { writable } from "./scope.server.ts";
import { editOfRow, type TableMark, type TableRow } from "./table-import.ts";
import { WRITABLE_STATES } from "./workflow.ts";

/** How many rows an item remembers. */
const MARKS = 50;

/** The id that an item has by what the tables of its mechanism call it. */
export const idForTableKey = (mechanism: string | null, key: string): string => idForKey(`table:${mechanism ?? "network"}:${key}`);

type Writing = { actor: Member; doer: Doer; row: TableRow };
type WritingItem = Writing & { mechanism: string | null; country: string | null };

/** What a change throws where its row is in the item already: a repeated write comes to the same. */
class AlreadyThere extends Error {}

const markOf = (document: ItemDocument, { table, number }: TableRow): TableMark | undefined => document.tables?.find((mark) => mark.table === table && mark.row === number);
const withMark = (marks: TableMark[] = [], mark: TableMark): TableMark[] => [...marks.filter((one) => one.table !== mark.table || one.row !== mark.row), mark].slice(-MARKS);

/**
 * Writes one row of a table, as a draft, in one write that carries the mark of its table; repeated after a crash it comes to the
 * same. What is written is what was shown: where the text has moved on since, nothing is.
 * @throws DomainError `moved-on`, `wrong-state`, `not-found`, `not-allowed`, `too-long`; ValidationError.
 */
export async function writeRow(writing: WritingItem): Promise<void> {
  const { row } = writing;
  if (!row.content || !row.lang || !row.item) throw new DomainError("not-found");
  assertFits(row.content);
  try {
    if (row.kind === "item") await beginItem(writing, row.content, row.lang);
    else await changeText(writing, row.content, row.lang);
  } catch (error) {
    if (!(error instanceof AlreadyThere)) throw error;
  }
}

async function beginItem({ actor, doer, row, mechanism, country }: WritingItem, content: Content, lang: string): Promise<void> {
  if (!can(actor, "item:write", { mechanism })) throw new DomainError("not-allowed");
  const { item: id, type, facts, key, table, number } = row;
  if (!id || !type || !facts) throw new DomainError("not-found");
  const at = new Date();
  const version: Version = { lang, state: "draft", machine: false, follows: 1, note: null, draft: content, published: null, edit: editOfRow(row), editedAt: at, editedBy: actor.id, hand: `table/${table}` };
  await insertItem(id, {
    type, key: null, country, mechanism, originalLanguage: lang, revision: 1, ...facts, partners: facts.partners ?? [], versions: [version], publishedAt: null,
    authors: [actor.id], writes: 1, ...(key ? { tableKey: key } : {}), tables: [{ table, row: number, lang, at }],
    steps: [makeStep({ kind: "import", lang, doer, by: actor, revision: 1, state: "draft", content, facts, table })],
  });
  const there = await ItemModel.findById(id).lean<ItemDocument>();
  // Another table has been quicker, or its mechanism has become part of another.
  if (!there || !markOf(there, row)) throw new DomainError("moved-on");
}

async function changeText({ actor, doer, row }: Writing, content: Content, lang: string): Promise<void> {
  const before = await changeItem({
    id: row.item ?? "",
    filter: writable(actor),
    change: (found): Change<{ version: Version; item: WorkItem } | null> => {
      if (markOf(found, row)) throw new AlreadyThere();
      const item = toWorkItem(found);
      if (item.archived) throw new DomainError("wrong-state");
      const version = item.versions.find((candidate) => candidate.lang === lang);
      const written = row.kind === "version" ? begun(item, version, { actor, row, content, lang }) : overwritten(item, version, { actor, row, content });
      const isOriginal = lang === item.originalLanguage;
      const revision = item.revision + 1;
      const facts = isOriginal ? row.facts : null;
      return {
        set: {
          versions: version ? item.versions.map((candidate) => (candidate === version ? written : candidate)) : [...item.versions, written],
          authors: [...new Set([...item.authors, actor.id])],
          revision,
          tables: withMark(found.tables, { table: row.table, row: row.number, lang, at: written.editedAt ?? new Date() }),
          ...(facts ? { draftFacts: facts } : {}),
          ...(row.key ? { tableKey: row.key } : {}),
        },
        step: makeStep({ kind: "import", lang, doer, by: actor, revision, state: written.state, content, facts, table: row.table }),
        result: version ? { version, item } : null,
      };
    },
  });
  const text = before && textOf(before.version);
  // Whoever has it open goes on from the text that was replaced.
  if (before && text) await keepDraftState(editOf(before.item, before.version), { item: before.item.id, lang, content: text, facts: before.item.draftFacts ?? factsOf(before.item) });
}

/** A translation that is begun; its original is as the row has seen it, or as the same table has written it. */
function begun(item: WorkItem, version: Version | undefined, { actor, row, content, lang }: Omit<Writing, "doer"> & { content: Content; lang: string }): Version {
  const original = item.versions.find((candidate) => candidate.lang === item.originalLanguage);
  if (version || !original) throw new DomainError("moved-on");
  const source = editOf(item, original);
  if (source !== row.base && !source.startsWith(`table/${row.table}/`)) throw new DomainError("moved-on");
  return {
    lang, state: "draft", machine: false, follows: original.published?.revision ?? item.revision, note: null, draft: content, published: null,
    edit: editOfRow(row), editedAt: new Date(), editedBy: actor.id, hand: `table/${row.table}`, source,
  };
}

function overwritten(item: WorkItem, version: Version | undefined, { actor, row, content }: Omit<Writing, "doer"> & { content: Content }): Version {
  if (!version) throw new DomainError("not-found");
  if (!WRITABLE_STATES.includes(version.state)) throw new DomainError("wrong-state");
  if (editOf(item, version) !== row.base) throw new DomainError("moved-on");
  return writtenVersion(version, { content, edit: editOfRow(row), at: new Date(), by: actor.id, hand: `table/${row.table}` });
}

/**
 * Takes back what a row has written, where nobody has touched it since: an item or a translation that it began goes, a text that
 * it changed is again what it was. Repeated after a crash it comes to the same.
 * @throws DomainError `moved-on` where someone has gone on from it; `not-found`, `not-allowed`.
 */
export async function undoRow({ actor, doer, row }: Writing): Promise<void> {
  const id = row.item ?? "";
  // What reviewers have had before them stays, also where it was taken back since.
  if (row.kind !== "changed" && row.lang && (await isHandedIn({ item: id, lang: row.lang }))) throw new DomainError("moved-on");
  if (row.kind === "item") return forgetItem({ actor, doer, row }, id);
  try {
    await changeItem({
      id,
      filter: writable(actor),
      change: (found): Change<void> => {
        const mark = markOf(found, row);
        if (mark?.undone) throw new AlreadyThere();
        const item = toWorkItem(found);
        const version = item.versions.find((candidate) => candidate.lang === row.lang);
        if (!mark || !version || item.archived || !isUntouched(version, row, mark)) throw new DomainError("moved-on");
        const before = row.kind === "changed" ? row.before : null;
        // Withdrawn since: the text before was the published one, which is no more.
        if (before?.version.state === "published" && !version.published) throw new DomainError("moved-on");
        const restored = before ? restoredVersion(version, before.version) : null;
        const isOriginal = version.lang === item.originalLanguage;
        const revision = item.revision + 1;
        return {
          set: {
            versions: item.versions.flatMap((candidate) => (candidate === version ? (restored ?? []) : candidate)),
            revision,
            tables: withMark(found.tables, { ...mark, undone: true }),
            ...(before && isOriginal ? { draftFacts: before.draftFacts } : {}),
            ...(before && row.key ? { tableKey: before.tableKey } : {}),
          },
          step: makeStep({ kind: "undo-import", lang: version.lang, doer, by: actor, revision, state: restored?.state ?? "draft", content: restored ? textOf(restored) : null, facts: before && isOriginal ? before.draftFacts : null, table: row.table }),
          result: undefined,
        };
      },
    });
  } catch (error) {
    if (!(error instanceof AlreadyThere)) throw error;
  }
}

/** Whether a text is as the row has left it: neither written nor handed in since, nor with other files, which leave it its name. */
const isUntouched = (version: Version, row: TableRow, { at }: TableMark): boolean =>
  version.edit === editOfRow(row) && (version.state === "draft" || version.state === "changes-requested") && !version.submitted && version.editedAt?.getTime() === at.getTime();

function restoredVersion(version: Version, { draft, state, ...names }: NonNullable<TableRow["before"]>["version"]): Version {
  const { draft: _, edit: _edit, editedAt: _at, editedBy: _by, hand: _hand, ...rest } = version;
  const named = Object.fromEntries(Object.entries(names).filter(([, value]) => value !== undefined && value !== null));
  return { ...rest, ...named, state: version.state === "draft" ? state : version.state, ...(draft ? { draft: withFilesOf(textOf(version), draft) } : {}) };
}

/** An item that a row began, and that nobody has gone on with, is gone as if it had never been; the log remembers it. */
async function forgetItem({ actor, doer, row }: Writing, id: string): Promise<void> {
  const found = await ItemModel.findById(id).lean<ItemDocument>();
  // What was begun anew under the same name since is another's.
  const mark = found ? markOf(found, row) : undefined;
  if (found && mark) {
    if (!can(actor, "item:write", found)) throw new DomainError("not-allowed");
    const [version, ...others] = found.versions;
    if (!version || others.length > 0 || found.archived || found.publishedAt || !isUntouched(version, row, mark)) throw new DomainError("moved-on");
    const { deletedCount } = await ItemModel.collection.deleteOne(asRead(found) as never);
    if (deletedCount !== 1) throw new DomainError("moved-on");
  }
  if (!found || mark) await RevisionModel.deleteMany({ item: id });
  await appendAudit({ id: `${editOfRow(row)}/undone`, at: new Date(), by: actor.id, action: "item:undo-import", subject: { kind: "item", id }, detail: { ...(row.lang ? { lang: row.lang } : {}), ...(row.title ? { name: row.title } : {}), table: row.table }, address: doer.address });
}
