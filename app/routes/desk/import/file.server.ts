import { CSV_MARK, csvLine, separatorIn } from "#app/lib/csv.ts";
import { today } from "#app/lib/dates.ts";
import type { PageTools } from "#app/lib/page-tools.server.ts";
import type { KeyedItem } from "#models/item-tables.server.ts";
import { textOf } from "#models/item.ts";
import { openText } from "#models/item-writing.server.ts";

import { fieldsOf } from "../edit/fields.ts";
import { cellsOf } from "./cells.server.ts";
import { type Column, COLUMNS } from "./columns.ts";
import type { TableWords } from "./words.server.ts";

/** The first line of a table, in the reader's language. */
export function headingLine({ t, lang }: PageTools): string {
  const headings = t("tables:columns", { returnObjects: true });
  return CSV_MARK + csvLine(COLUMNS.map((column) => headings[column]), separatorIn(lang));
}

export const lineOf = ({ lang }: PageTools, cells: Partial<Record<Column, string>>): string => csvLine(COLUMNS.map((column) => cells[column] ?? null), separatorIn(lang));

/** An item as a table has it, to be imported again: a line for each of its languages, that of the original first. */
export function linesOfItem({ item, key }: KeyedItem, words: TableWords): string {
  const { t } = words.tools;
  const { country } = item;
  const original = item.versions.find(({ lang }) => lang === item.originalLanguage);
  const versions = [...(original ? [original] : []), ...item.versions.filter((version) => version !== original)].filter((version) => textOf(version) !== null);
  return versions
    .map((version) => {
      const isOriginal = version === original;
      const { content, facts } = openText(item, version.lang);
      const fields = fieldsOf(content, { type: item.type, lang: version.lang, isOriginal, facts, original: original ? textOf(original) : null });
      return lineOf(words.tools, {
        key: key ?? "", id: item.id, ...(item.mechanism ? { mechanism: item.mechanism } : {}), ...(country ? { country } : {}),
        type: t(`items:type.${item.type}`), language: version.lang, original: t(isOriginal ? "tables:yes" : "tables:no"),
        ...cellsOf(fields, { type: item.type, isOriginal }, words),
      });
    })
    .join("");
}

export const tableHeaders = (name: string, lang: string): Record<string, string> => ({
  "Content-Type": "text/csv; charset=utf-8",
  "Content-Disposition": `attachment; filename="${name}-${today()}.csv"`,
  "Content-Language": lang,
  "Cache-Control": "no-store",
});
