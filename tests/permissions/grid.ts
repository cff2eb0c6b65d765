import type { Outcome } from "./answers.ts";
import { OUTCOMES } from "./answers.ts";
import { ELSEWHERE, OWN, type Who } from "./cast.ts";
import { type ItemState, type Owner, STATES } from "./items.ts";
import type { Cells, Grid } from "./table.ts";

const COLUMNS = ["contributor", "editor", "reviewer", "coordinator", "others"] as const;
type Column = (typeof COLUMNS)[number];
type Line = { network: boolean; states: readonly ItemState[]; cells: Map<Column, Outcome | null> };

const parsed = new Map<Grid, Line[]>();

/** @throws Error for a grid that does not say what it means. */
function linesOf(grid: Grid): Line[] {
  const known = parsed.get(grid);
  if (known) return known;
  const lines = grid.trim().split("\n").map((text): Line => {
    const [label = "", ...cells] = text.trim().split(/\s{2,}|(?<=\S) (?=-\s)/);
    if (cells.length !== COLUMNS.length) throw new Error(`${cells.length} cells, not ${COLUMNS.length}: ${text}`);
    const network = label.startsWith("network's ");
    const names = label.replace("network's ", "").split(", ");
    const states = names[0] === "any" ? STATES : names.map((name) => named(STATES, name));
    return { network, states, cells: new Map(COLUMNS.map((column, at) => [column, cells[at] === "-" ? null : named(OUTCOMES, cells[at] ?? "")])) };
  });
  parsed.set(grid, lines);
  return lines;
}

function named<T extends string>(list: readonly T[], name: string): T {
  const found = list.find((one) => one === name);
  if (!found) throw new Error(`no such thing in the table: ${name}`);
  return found;
}

/** The column of whoever asks for an item of this owner. */
function columnOf(who: Who, owner: Owner): Column {
  if (who === "reviewer" || who === "coordinator") return who;
  const mechanism = who.endsWith("elsewhere") ? ELSEWHERE : OWN;
  const role = who.startsWith("contributor") ? "contributor" : who.startsWith("editor") ? "editor" : null;
  return role && owner === mechanism ? role : "others";
}

/** What the table says of an item; the first line that names its state counts. @throws Error where it says nothing. */
export function expectedOf(grid: Grid, who: Who, { owner, state }: { owner: Owner; state: ItemState }): Outcome {
  const line = linesOf(grid).find(({ network, states }) => network === (owner === null) && states.includes(state));
  const cell = line?.cells.get(columnOf(who, owner));
  if (!cell) throw new Error(`the table says nothing of ${who} and an item (${owner ?? "network's"}, ${state})`);
  return cell;
}

export const cellOf = (cells: Cells, who: Who): Outcome => cells[who] ?? cells.others;
