import { lift, setBlockType, toggleMark, wrapIn } from "prosemirror-commands";
import type { MarkType, Node, NodeType } from "prosemirror-model";
import { liftListItem, wrapInList } from "prosemirror-schema-list";
import { type Command, type EditorState, TextSelection } from "prosemirror-state";
import { isInTable, nextCell, selectionCell } from "prosemirror-tables";

import { schema } from "./schema.ts";

const { nodes, marks } = schema;

/** The innermost node of a type around the selection, with its place. */
export function around(state: EditorState, ...types: NodeType[]): { node: Node; pos: number } | null {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    const node = $from.node(depth);
    if (types.includes(node.type)) return { node, pos: $from.before(depth) };
  }
  return null;
}

export const isHeading = (state: EditorState, level: 2 | 3): boolean => {
  const { parent } = state.selection.$from;
  return parent.type === nodes.heading && (parent.attrs.level === 3) === (level === 3);
};

/** Makes the blocks of the selection headings of a level, or paragraphs again. */
export const toggleHeading = (level: 2 | 3): Command => (state, dispatch) =>
  isHeading(state, level) ? setBlockType(nodes.paragraph)(state, dispatch) : setBlockType(nodes.heading, { level })(state, dispatch);

export function isMarked(state: EditorState, type: MarkType): boolean {
  const { from, to, empty, $from } = state.selection;
  return empty ? Boolean(type.isInSet(state.storedMarks ?? $from.marks())) : state.doc.rangeHasMark(from, to, type);
}

export const toggleBold: Command = toggleMark(marks.strong);
export const toggleItalic: Command = toggleMark(marks.em);

/** Makes a list of the selection, takes its points out of one, or changes the kind of the list that they are in. */
export const toggleList = (type: NodeType): Command => (state, dispatch) => {
  const list = around(state, nodes.bullet_list, nodes.ordered_list);
  if (!list) return wrapInList(type)(state, dispatch);
  if (list.node.type === type) return liftListItem(nodes.list_item)(state, dispatch);
  dispatch?.(state.tr.setNodeMarkup(list.pos, type, { tight: list.node.attrs.tight as boolean }));
  return true;
};

export const toggleQuote: Command = (state, dispatch) => (around(state, nodes.blockquote) ? lift(state, dispatch) : wrapIn(nodes.blockquote)(state, dispatch));

/** A new table of so many rows, the head among them, with the cursor in its first cell. */
export const insertTable = (rows: number, columns: number): Command => (state, dispatch) => {
  if (isInTable(state)) return false;
  const row = (type: NodeType) => nodes.table_row.create(null, Array.from({ length: columns }, () => type.create()));
  const table = nodes.table.create(null, [row(nodes.table_header), ...Array.from({ length: rows - 1 }, () => row(nodes.table_cell))]);
  const { tr } = state;
  tr.replaceSelectionWith(table, false);
  let place: number | null = null;
  // The new table is the last that stands before the selection, or where it is.
  tr.doc.nodesBetween(0, tr.doc.content.size, (node, pos) => {
    if (node === table || (node.type === nodes.table && node.eq(table) && pos <= tr.selection.to)) place = pos;
  });
  if (place === null) return false;
  dispatch?.(tr.setSelection(TextSelection.near(tr.doc.resolve(place + 3))).scrollIntoView());
  return true;
};

/** From a cell to the one below it; from the last row, behind the table. */
export const leaveCell: Command = (state, dispatch) => {
  if (!isInTable(state)) return false;
  const below = nextCell(selectionCell(state), "vert", 1);
  const { tr } = state;
  if (below) {
    dispatch?.(tr.setSelection(TextSelection.near(tr.doc.resolve(below.pos + 1))).scrollIntoView());
    return true;
  }
  const table = around(state, nodes.table);
  if (!table) return false;
  const end = table.pos + table.node.nodeSize;
  if (!tr.doc.resolve(end).nodeAfter?.isTextblock) tr.insert(end, nodes.paragraph.create());
  dispatch?.(tr.setSelection(TextSelection.near(tr.doc.resolve(end + 1))).scrollIntoView());
  return true;
};

export const breakLine: Command = (state, dispatch) => {
  if (!state.selection.$from.parent.type.contentMatch.matchType(nodes.hard_break)) return false;
  dispatch?.(state.tr.replaceSelectionWith(nodes.hard_break.create()).scrollIntoView());
  return true;
};

/** The link around the cursor, or under the selection. */
export function linkAt(state: EditorState): { href: string; title: string | null; from: number; to: number } | null {
  const { $from, from, to, empty } = state.selection;
  let found: { href: string; title: string | null; from: number; to: number } | null = null;
  const start = $from.start();
  $from.parent.forEach((node, offset) => {
    const mark = marks.link.isInSet(node.marks);
    if (!mark) return;
    const [first, last] = [start + offset, start + offset + node.nodeSize];
    const goesOn = found?.to === first && found.href === mark.attrs.href;
    const link: { href: string; title: string | null; from: number; to: number } = {
      href: mark.attrs.href as string,
      title: mark.attrs.title as string | null,
      from: goesOn && found ? found.from : first,
      to: last,
    };
    const isHere = (range: { from: number; to: number }) => (empty ? range.from <= from && from <= range.to : range.from < to && from < range.to);
    if (!found || !isHere(found) || goesOn) found = link;
  });
  const link = found as { href: string; title: string | null; from: number; to: number } | null;
  if (!link) return null;
  const isUnder = empty ? link.from <= from && from <= link.to : link.from < to && from < link.to;
  return isUnder ? link : null;
}
