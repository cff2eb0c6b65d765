import { redo, redoDepth, undo, undoDepth } from "prosemirror-history";
import { liftListItem } from "prosemirror-schema-list";
import { type Command, type EditorState, NodeSelection } from "prosemirror-state";
import { addColumnAfter, addColumnBefore, addRowAfter, addRowBefore, deleteColumn, deleteRow, deleteTable, isInTable } from "prosemirror-tables";
import type { ReactNode } from "react";

import type { RichTextTexts } from "../texts.server.ts";
import { around, insertTable, isHeading, isMarked, linkAt, toggleBold, toggleHeading, toggleItalic, toggleList, toggleQuote } from "./commands.ts";
import { Icon, type IconName } from "./icons.tsx";
import { schema } from "./schema.ts";

const { nodes, marks } = schema;

export type Words = RichTextTexts["editor"];
export type Tool = {
  name: { [Key in keyof Words]: Words[Key] extends string ? Key : never }[keyof Words];
  face: ReactNode;
  /** The keys that do the same; `Mod` is Ctrl, or Command on a Mac. */
  keys?: string;
  /** What a press does: a command, or a form that opens. */
  does: Command | "link" | "footnote";
  /** Whether the selection has already what the tool gives; left out where a tool only does something once. */
  isOn?: (state: EditorState) => boolean;
  /** Whether it can do anything here, where the command itself does not say. */
  isPossible?: (state: EditorState) => boolean;
};

const letter = (text: string, style: string) => (
  <span aria-hidden className={`font-serif text-lg leading-none ${style}`}>
    {text}
  </span>
);

/** The deletion of the last row, or column, of a table would leave nothing to write in. */
const ifMore = (command: Command, kind: "rows" | "columns"): Command => (state, dispatch) => {
  const table = around(state, nodes.table)?.node;
  const count = kind === "rows" ? table?.childCount : table?.firstChild?.childCount;
  return (count ?? 0) > 1 && command(state, dispatch);
};

const isIn = (type: (typeof nodes)[keyof typeof nodes]) => (state: EditorState) => around(state, nodes.bullet_list, nodes.ordered_list, nodes.blockquote)?.node.type === type;

const hasFootnote = ({ selection }: EditorState): boolean => selection instanceof NodeSelection && selection.node.type === nodes.footnote;

/** The tools of a text, in groups that belong together. */
export const TOOLS: Tool[][] = [
  [
    { name: "undo", face: <Icon name="undo" />, keys: "Mod+Z", does: undo, isPossible: (state) => Number(undoDepth(state)) > 0 },
    { name: "redo", face: <Icon name="redo" />, keys: "Mod+Y", does: redo, isPossible: (state) => Number(redoDepth(state)) > 0 },
  ],
  [
    { name: "heading", face: letter("H", "font-bold"), keys: "Mod+Alt+2", does: toggleHeading(2), isOn: (state) => isHeading(state, 2) },
    { name: "subheading", face: letter("H", "text-sm font-bold"), keys: "Mod+Alt+3", does: toggleHeading(3), isOn: (state) => isHeading(state, 3) },
    { name: "bold", face: letter("B", "font-bold"), keys: "Mod+B", does: toggleBold, isOn: (state) => isMarked(state, marks.strong) },
    { name: "italic", face: letter("I", "italic"), keys: "Mod+I", does: toggleItalic, isOn: (state) => isMarked(state, marks.em) },
  ],
  [
    { name: "bullets", face: <Icon name="bullets" />, keys: "Mod+Shift+8", does: toggleList(nodes.bullet_list), isOn: isIn(nodes.bullet_list) },
    { name: "numbers", face: <Icon name="numbers" />, keys: "Mod+Shift+7", does: toggleList(nodes.ordered_list), isOn: isIn(nodes.ordered_list) },
    { name: "outdent", face: <Icon name="outdent" />, keys: "Shift+Tab", does: liftListItem(nodes.list_item) },
    { name: "quote", face: <Icon name="quote" />, keys: "Mod+Shift+9", does: toggleQuote, isOn: (state) => around(state, nodes.blockquote) !== null },
  ],
  [
    { name: "link", face: <Icon name="link" />, keys: "Mod+K", does: "link", isPossible: ({ selection }) => selection.$from.parent.inlineContent, isOn: (state) => linkAt(state) !== null },
    { name: "footnote", face: <FootnoteFace />, keys: "Mod+Alt+F", does: "footnote", isOn: hasFootnote, isPossible: ({ selection }) => selection.$to.parent.inlineContent },
    { name: "table", face: <Icon name="table" />, does: insertTable(3, 3), isPossible: (state) => !isInTable(state) },
  ],
];

function FootnoteFace() {
  return (
    <span aria-hidden className="font-serif text-lg leading-none">
      a<sup className="text-xs font-bold">1</sup>
    </span>
  );
}

const tableTool = (name: IconName & Tool["name"], does: Command): Tool => ({ name, face: <Icon name={name} />, does });

/** Those that are shown while the cursor is in a table. */
export const TABLE_TOOLS: Tool[][] = [
  [tableTool("rowBefore", addRowBefore), tableTool("rowAfter", addRowAfter), tableTool("rowRemove", ifMore(deleteRow, "rows"))],
  [tableTool("columnBefore", addColumnBefore), tableTool("columnAfter", addColumnAfter), tableTool("columnRemove", ifMore(deleteColumn, "columns"))],
  [tableTool("tableRemove", deleteTable)],
];
