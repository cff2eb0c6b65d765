import { NodeSelection } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { useState } from "react";

import { parseMarkdown } from "./parse.ts";
import { schema } from "./schema.ts";
import { SmallForm } from "./small-form.tsx";
import type { Words } from "./tools.tsx";

const { footnote } = schema.nodes;

/** A note as it can stand between its brackets: with a backslash before those that do not pair. */
export function noteOf(written: string): string {
  const text = written.replace(/\s+/g, " ").trim();
  for (const note of [text, text.replace(/[[\]]/g, "\\$&"), text.replace(/[\\[\]]/g, "\\$&")]) {
    const read = parseMarkdown(`a^[${note}]`).firstChild;
    if (read?.childCount === 2 && read.lastChild?.type === footnote && read.lastChild.attrs.text === note) return note;
  }
  return text.replace(/[\\[\]]/g, "");
}

/** The text of the footnote that is selected, or of a new one. */
export function FootnoteForm({ view, words, lang, dir, onClose }: { view: EditorView; words: Words; lang: string; dir: "ltr" | "rtl"; onClose: () => void }) {
  const { selection } = view.state;
  const here = selection instanceof NodeSelection && selection.node.type === footnote ? selection : null;
  const [text, setText] = useState(String(here?.node.attrs.text ?? ""));
  const [isWrong, setWrong] = useState(false);
  const { footnoteForm } = words;
  const apply = () => {
    if (text.trim() === "") return setWrong(true);
    const { tr } = view.state;
    const node = footnote.create({ text: noteOf(text) }, null, here?.node.marks);
    // A new one stands behind what is selected, and replaces nothing.
    if (here) tr.replaceWith(here.from, here.to, node);
    else tr.insert(selection.to, node);
    view.dispatch(tr.scrollIntoView());
    onClose();
  };
  const remove = () => {
    if (here) view.dispatch(view.state.tr.delete(here.from, here.to));
    onClose();
  };
  return (
    <SmallForm
      title={footnoteForm.title}
      words={words}
      fields={[{ name: "text", label: footnoteForm.text, value: text, lang, dir, lines: 3, error: isWrong ? footnoteForm.missing : undefined }]}
      removeLabel={here ? footnoteForm.remove : undefined}
      onChange={(_name, value) => setText(value)}
      onApply={apply}
      onRemove={remove}
      onClose={onClose}
    />
  );
}
