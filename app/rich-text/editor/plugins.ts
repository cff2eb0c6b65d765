import { baseKeymap, chainCommands, exitCode } from "prosemirror-commands";
import { history, redo, undo } from "prosemirror-history";
import { inputRules, textblockTypeInputRule, undoInputRule, wrappingInputRule } from "prosemirror-inputrules";
import { keymap } from "prosemirror-keymap";
import type { Node } from "prosemirror-model";
import { liftListItem, sinkListItem, splitListItem } from "prosemirror-schema-list";
import { type Command, NodeSelection, Plugin, type Transaction } from "prosemirror-state";
import { goToNextCell, tableEditing } from "prosemirror-tables";

import { breakLine, leaveCell, toggleBold, toggleHeading, toggleItalic, toggleList, toggleQuote } from "./commands.ts";
import { schema } from "./schema.ts";

const { nodes } = schema;

/** Signs of Markdown at the beginning of a block become what they mean. */
const rules = inputRules({
  rules: [
    wrappingInputRule(/^\s*[-*]\s$/, nodes.bullet_list),
    wrappingInputRule(
      /^\s*(\d{1,9})[.)]\s$/,
      nodes.ordered_list,
      (match) => ({ order: Number(match[1]) }),
      (match, before) => before.childCount + (before.attrs.order as number) === Number(match[1]),
    ),
    wrappingInputRule(/^\s*>\s$/, nodes.blockquote),
    textblockTypeInputRule(/^(#{1,3})\s$/, nodes.heading, (match) => ({ level: match[1]?.length === 3 ? 3 : 2 })),
  ],
});

/** What keys do. Where Tab has nothing to do it leads on through the page, so that nobody is caught. */
export function keys({ toToolbar, openLink, openFootnote }: { toToolbar: () => void; openLink: () => void; openFootnote: () => void }): Plugin {
  const opens = (open: () => void): Command => () => {
    open();
    return true;
  };
  const openSelected: Command = ({ selection }) => {
    if (!(selection instanceof NodeSelection) || selection.node.type !== nodes.footnote) return false;
    openFootnote();
    return true;
  };
  return keymap({
    "Mod-z": undo,
    "Mod-y": redo,
    "Shift-Mod-z": redo,
    Backspace: undoInputRule,
    "Mod-b": toggleBold,
    "Mod-i": toggleItalic,
    "Mod-k": opens(openLink),
    "Mod-Alt-f": opens(openFootnote),
    "Mod-Alt-2": toggleHeading(2),
    "Mod-Alt-3": toggleHeading(3),
    "Shift-Mod-7": toggleList(nodes.ordered_list),
    "Shift-Mod-8": toggleList(nodes.bullet_list),
    "Shift-Mod-9": toggleQuote,
    Enter: chainCommands(openSelected, leaveCell, splitListItem(nodes.list_item, { value: null })),
    "Shift-Enter": chainCommands(leaveCell, exitCode, breakLine),
    Tab: chainCommands(goToNextCell(1), sinkListItem(nodes.list_item)),
    "Shift-Tab": chainCommands(goToNextCell(-1), liftListItem(nodes.list_item)),
    "Alt-F10": opens(toToolbar),
  });
}

/** The first row of a table is its head and no other, no cell spans others, and there is room to write before and behind. */
const tidyTables = new Plugin({
  appendTransaction: (transactions, _before, state) => {
    if (!transactions.some(({ docChanged }) => docChanged)) return null;
    const { tr } = state;
    state.doc.descendants((node, pos) => {
      if (node.type !== nodes.table) return !node.isTextblock;
      tidy(tr, node, pos);
      return false;
    });
    const { firstChild, lastChild } = tr.doc;
    if (lastChild?.type === nodes.table) tr.insert(tr.doc.content.size, nodes.paragraph.create());
    if (firstChild?.type === nodes.table) tr.insert(0, nodes.paragraph.create());
    return tr.docChanged ? tr : null;
  },
});

function tidy(tr: Transaction, table: Node, pos: number): void {
  table.forEach((row, rowOffset, index) => {
    const type = index === 0 ? nodes.table_header : nodes.table_cell;
    row.forEach((cell, cellOffset) => {
      const isRight = cell.type === type && cell.attrs.colspan === 1 && cell.attrs.rowspan === 1;
      if (!isRight) tr.setNodeMarkup(pos + 1 + rowOffset + 1 + cellOffset, type, { ...cell.attrs, colspan: 1, rowspan: 1, colwidth: null });
    });
  });
}

export const plugins = [rules, history(), tableEditing({ allowTableNodeSelection: false }), tidyTables];

export const baseKeys = keymap(baseKeymap);
