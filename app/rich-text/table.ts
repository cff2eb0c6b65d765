import type { RuleBlock } from "markdown-it/lib/parser_block.mjs";
import type StateBlock from "markdown-it/lib/rules_block/state_block.mjs";

/** Where the words of a column stand, as its rule of dashes says. */
export type Alignment = "start" | "center" | "end" | null;

/** More cells than this are not filled up in one table: a few signs could otherwise ask for millions. */
const MOST_CELLS = 10_000;

/**
 * Tables of lines with `|` between cells, the second line a rule of dashes. As GitHub has them, but for two
 * things, so that no word is lost: a row with more cells than the head widens the table, and a line without any
 * `|` ends it.
 */
export const table: RuleBlock = (state, start, end, silent) => {
  if (start + 2 > end || !isLine(state, start) || !isLine(state, start + 1)) return false;
  const head = cellsOf(lineOf(state, start));
  const alignments = alignmentsOf(lineOf(state, start + 1));
  if (!head || !alignments || alignments.length !== head.length) return false;
  if (silent) return true;

  const rows: string[][] = [];
  let [line, width] = [start + 2, head.length];
  for (; line < end && isLine(state, line) && !isInterrupted(state, line, end); line += 1) {
    const cells = cellsOf(lineOf(state, line));
    if (!cells || Math.max(width, cells.length) * (rows.length + 2) > MOST_CELLS) break;
    width = Math.max(width, cells.length);
    rows.push(cells);
  }

  const span: [number, number] = [start, line];
  state.push("table_open", "table", 1).map = span;
  state.push("thead_open", "thead", 1);
  pushRow(state, { cells: head, tag: "th", width, alignments, line: start });
  state.push("thead_close", "thead", -1);
  if (rows.length > 0) state.push("tbody_open", "tbody", 1);
  for (const [index, cells] of rows.entries()) pushRow(state, { cells, tag: "td", width, alignments, line: start + 2 + index });
  if (rows.length > 0) state.push("tbody_close", "tbody", -1);
  state.push("table_close", "table", -1);
  state.line = line;
  return true;
};

const lineOf = (state: StateBlock, line: number): string =>
  state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]);

/** True for a line that is not empty and belongs to the list or quote that is being read. */
const isLine = (state: StateBlock, line: number): boolean => !state.isEmpty(line) && (state.sCount[line] ?? -1) >= state.blkIndent;

/** The cells of a line; null where no `|` stands in it. One with a backslash before it is part of the cell. */
function cellsOf(line: string): string[] | null {
  const cells = line.trim().split(/(?<!\\)\|/);
  if (cells.length < 2) return null;
  if (cells[0] === "") cells.shift();
  if (cells.length > 1 && cells.at(-1)?.trim() === "") cells.pop();
  return cells.map((cell) => cell.replaceAll("\\|", "|").trim());
}

function alignmentsOf(line: string): Alignment[] | null {
  const cells = cellsOf(line);
  if (!cells?.every((cell) => /^:?-+:?$/.test(cell))) return null;
  return cells.map((cell) => (cell.endsWith(":") ? (cell.startsWith(":") ? "center" : "end") : cell.startsWith(":") ? "start" : null));
}

/** True where another kind of block begins. */
function isInterrupted(state: StateBlock, line: number, end: number): boolean {
  const rules = state.md.block.ruler.getRules("blockquote");
  return rules.some((rule) => rule(state, line, end, true));
}

function pushRow(
  state: StateBlock,
  { cells, tag, width, alignments, line }: { cells: string[]; tag: "th" | "td"; width: number; alignments: Alignment[]; line: number },
): void {
  state.push("tr_open", "tr", 1).map = [line, line + 1];
  for (let column = 0; column < width; column += 1) {
    state.push(`${tag}_open`, tag, 1).meta = { align: alignments[column] ?? null };
    const inline = state.push("inline", "", 0);
    inline.content = cells[column] ?? "";
    inline.children = [];
    state.push(`${tag}_close`, tag, -1);
  }
  state.push("tr_close", "tr", -1);
}
