import { isLanguage } from "#app/i18n/languages.ts";
import type { Member } from "#models/actor.ts";
import { type Addressed, findAddressed } from "#models/item-tables.server.ts";
import { MOST_OF_KEY } from "#models/table-import.ts";

import { cellAt, type Headed } from "./headings.ts";
import { oneLine, textOf, type Wrong } from "./read-cell.server.ts";
import type { Column } from "./columns.ts";
import type { Row } from "./table.ts";
import type { TableWords } from "./words.server.ts";

export type WrongAt = Wrong & { column: Column | null };

/** A row with the version that it is of. */
export type AddressedRow = {
  row: Row;
  key: string | null;
  lang: string | null;
  /** The item that is there; null where the row, or another of the same key, begins one. */
  item: Addressed | null;
  /** What rows of one item have in common. */
  target: string;
  isOriginal: boolean;
  wrong: WrongAt[];
};

/** Finds out of which item and language each row is, and which rows begin items. Rows of one item follow each other, that of its original first. */
export async function addressRows(headed: Headed, { actor, mechanism, words }: { actor: Member; mechanism: string | null; words: TableWords }): Promise<AddressedRow[]> {
  const { rows } = headed.table;
  const said = (row: Row, column: Column) => oneLine(textOf(cellAt(headed, row, column)));
  const all = rows.map((row) => ({ row, key: said(row, "key"), id: said(row, "id") }));
  const found = await findAddressed({ actor, mechanism, ids: unique(all.map(({ id }) => id)), keys: unique(all.map(({ key }) => key)) });
  const byId = new Map(found.map((item) => [item.id, item]));
  const byKey = groupedBy(found.filter(({ key }) => key !== null), ({ key }) => key ?? "");
  const seen = new Map<string, number>();
  const addressed = all.map(({ row, key, id }) => {
    const wrong: WrongAt[] = [];
    const keyed = key ? (byKey.get(key) ?? []) : [];
    const item = id ? (byId.get(id) ?? null) : (keyed[0] ?? null);
    if (!key && !id) wrong.push({ column: headed.places.has("key") ? "key" : "id", code: "noKey" });
    if (key.length > MOST_OF_KEY) wrong.push({ column: "key", code: "long", detail: String(MOST_OF_KEY) });
    if (id && !item) wrong.push({ column: "id", code: "not-there" });
    if (keyed.length > 1 && !id) wrong.push({ column: "key", code: "two-items" });
    if (id && item && keyed.some((other) => other.id !== id)) wrong.push({ column: "key", code: "two-items" });
    const language = words.find("language", said(row, "language"));
    const lang = "id" in language && isLanguage(language.id) ? language.id : null;
    if (!lang) wrong.push({ column: "language", code: said(row, "language") ? "language" : "missing" });
    const target = item ? item.id : `key ${key}`;
    const version = `${target} ${lang}`;
    const other = seen.get(version);
    if (lang && (key || id) && other !== undefined) wrong.push({ column: null, code: "twice", detail: String(other) });
    else seen.set(version, row.number);
    return { row, key: key || null, lang, item, target, isOriginal: false, wrong };
  });
  return [...groupedBy(addressed, ({ target }) => target).values()].flatMap((group) => {
    findOriginal(group, headed, words);
    return group.toSorted((a, b) => Number(b.isOriginal) - Number(a.isOriginal));
  });
}

function groupedBy<T>(all: T[], by: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(by(one));
    if (group) group.push(one);
    else groups.set(by(one), [one]);
  }
  return groups;
}

const unique = (values: string[]): string[] => [...new Set(values.filter(Boolean))];

/** Marks which of the rows of one item is its original: that of the item, the one that says so, or the first that does not deny it. */
function findOriginal(group: AddressedRow[], headed: Headed, words: TableWords): void {
  const marks = group.map((one) => {
    const text = oneLine(textOf(cellAt(headed, one.row, "original")));
    const [yes, no] = [text && "id" in words.find("yes", text), text && "id" in words.find("no", text)];
    if (text && !yes && !no) one.wrong.push({ column: "original", code: "original" });
    return yes ? "yes" : no ? "no" : null;
  });
  const [first] = group;
  const own = first?.item ? group.findIndex(({ item, lang }) => lang === item?.originalLanguage) : -1;
  const said = marks.indexOf("yes");
  const original = first?.item ? own : said >= 0 ? said : marks.indexOf(null);
  for (const [index, one] of group.entries()) {
    if (index === original) one.isOriginal = true;
    else if (marks[index] === "yes") one.wrong.push({ column: "original", code: "other-original" });
    else if (!one.item && original < 0) one.wrong.push({ column: "original", code: "no-original" });
  }
}
