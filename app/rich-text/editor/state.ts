import type { Node } from "prosemirror-model";
import { Fragment, Slice } from "prosemirror-model";
import { EditorState, type Plugin, type Transaction } from "prosemirror-state";
import { isInTable } from "prosemirror-tables";
import type { EditorProps } from "prosemirror-view";

import { parseMarkdown } from "./parse.ts";
import { cleanPastedHtml } from "./paste.ts";
import { baseKeys, plugins } from "./plugins.ts";
import { schema } from "./schema.ts";

/** A text in the editor, with room to write before and behind tables. */
export function documentOf(text: string): Node {
  const doc = parseMarkdown(text);
  const empty = schema.nodes.paragraph.create();
  const before = doc.firstChild?.type === schema.nodes.table ? [empty] : [];
  const after = doc.lastChild?.type === schema.nodes.table ? [empty] : [];
  return before.length + after.length === 0 ? doc : doc.copy(Fragment.from([...before, ...doc.children, ...after]));
}

export const stateOf = (text: string, keys: Plugin): EditorState => EditorState.create({ doc: documentOf(text), plugins: [keys, baseKeys, ...plugins] });

/** Replaces what differs from another text, so that the cursor and the history stay; null where nothing does. */
export function replaced(state: EditorState, text: string): Transaction | null {
  const doc = documentOf(text);
  const start = state.doc.content.findDiffStart(doc.content);
  const end = state.doc.content.findDiffEnd(doc.content);
  if (start === null || !end) return null;
  const overlap = Math.max(0, start - Math.min(end.a, end.b));
  return state.tr.replace(start, end.a + overlap, doc.slice(start, end.b + overlap));
}

/** What is pasted: cleaned HTML, or plain text, which is read as the plain field would read it. */
export const pasting: EditorProps = {
  transformPastedHTML: cleanPastedHtml,
  clipboardTextParser: (text, _context, isPlain) => {
    const lines = text.replace(/\r\n?/g, "\n").trim();
    const paragraphs = () => lines.split(/\n+/).map((line) => schema.nodes.paragraph.create(null, line ? schema.text(line) : null));
    const content = isPlain ? Fragment.from(paragraphs()) : parseMarkdown(lines).content;
    // A paragraph goes on with what it is pasted into; a list or a table stands by itself.
    const open = (node: Node | null) => (node?.type === schema.nodes.paragraph ? 1 : 0);
    return new Slice(content, open(content.firstChild), open(content.lastChild));
  },
  handlePaste: (view, _event, slice) => {
    if (!isInTable(view.state) || holdsTable(slice)) return false;
    // A cell is one line of words: what is pasted into one becomes such a line.
    view.dispatch(view.state.tr.replaceSelection(new Slice(lineOf(slice.content), 0, 0)).scrollIntoView());
    return true;
  },
};

function holdsTable({ content }: Slice): boolean {
  let found = false;
  content.descendants((node) => {
    found ||= node.type.spec.tableRole !== undefined;
    return !found;
  });
  return found;
}

function lineOf(content: Fragment): Fragment {
  const line: Node[] = [];
  content.descendants((node) => {
    if (node.isTextblock && line.length > 0) line.push(schema.text(" "));
    if (node.type === schema.nodes.hard_break) line.push(schema.text(" "));
    else if (node.isInline) line.push(node);
  });
  return Fragment.from(line);
}
