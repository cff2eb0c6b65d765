import { LANGUAGE_CODES } from "#app/i18n/languages.ts";
import { formatNumber } from "#app/lib/dates.ts";
import { languageName } from "#app/lib/language-names.ts";
import type { PageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import type { CellProblem, TableRow } from "#models/table-import.ts";
import { ITEM_TYPES } from "#models/vocabulary.ts";

import { COLUMNS, isWritten } from "./columns.ts";

/** Why a cell cannot be imported, in words. */
export function reasonOf({ t, lang }: PageTools, { code, detail = "" }: CellProblem): string {
  return t(`tables:problems.${code}`, { detail: code === "long" || code === "parts" ? formatNumber(Number(detail), lang) : (possible({ t, lang }, code) ?? detail) });
}

/** Of what can only be one of a few things, what it can be. */
function possible({ t, lang }: Pick<PageTools, "t" | "lang">, code: CellProblem["code"]): string | null {
  if (code === "type") return ITEM_TYPES.map((type) => t(`items:type.${type}`)).join(" · ");
  return code === "language" ? LANGUAGE_CODES.map((one) => languageName(one, lang)).join(" · ") : null;
}

/** What came of a row, in words; null while it was only looked at. */
export function outcomeOf({ t }: PageTools, { kind, outcome, undone }: Pick<TableRow, "kind" | "outcome" | "undone">, isStarted: boolean): string | null {
  if (!isStarted || kind === "unchanged" || kind === "refused") return null;
  if (undone) return undone === "done" ? t("tables:table.takenBack") : t(`tables:left.${undone}`);
  if (!outcome) return t("tables:table.waiting");
  return outcome === "done" ? t("tables:table.written") : t(`tables:left.${outcome}`);
}

export const columnName = ({ t }: PageTools, column: string): string => {
  const known = COLUMNS.find((one) => one === column);
  return known ? t(`tables:columns.${known}`) : column;
};

/** A row as its page shows it. */
export function rowView(tools: PageTools, row: TableRow, isStarted: boolean) {
  const { t, lang } = tools;
  const isThere = row.item !== null && row.undone !== "done" && (row.outcome === "done" || row.kind === "changed" || row.kind === "unchanged");
  return {
    number: row.number,
    shownNumber: formatNumber(row.number, lang),
    kind: row.kind,
    kindName: t(`tables:kind.${row.kind}`),
    title: row.title,
    titleLang: row.lang,
    about: [row.type ? t(`items:type.${row.type}`) : null, row.lang ? tools.language(row.lang) : null, row.key].filter((one) => one !== null).join(" · "),
    url: isThere && row.item ? paths.work(lang, row.item) : null,
    outcome: outcomeOf(tools, row, isStarted),
    isLeft: (row.undone ?? row.outcome ?? "done") !== "done",
    // Where the row itself is meant, its number stands above.
    problems: row.problems.map((problem) => ({ cell: /^\d+$/.test(problem.cell) ? "" : problem.cell, column: problem.column === null ? "" : columnName(tools, problem.column), value: problem.value, reason: reasonOf(tools, problem) })),
    changes: row.changes.map(({ column, before, after }) => ({ column, name: columnName(tools, column), before, after, lang: isWritten(column) ? row.lang : null })),
  };
}

export type RowView = ReturnType<typeof rowView>;
