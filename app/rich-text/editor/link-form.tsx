import { TextSelection } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { useState } from "react";

import { isAllowedLink } from "../links.ts";
import { linkAt } from "./commands.ts";
import { schema } from "./schema.ts";
import { SmallForm } from "./small-form.tsx";
import type { Words } from "./tools.tsx";

const { link } = schema.marks;

/** What a member writes for an address: the beginning of a site's, and an e-mail address, are made whole. */
export function completed(written: string): string {
  const address = written.trim();
  if (isAllowedLink(address)) return address;
  if (/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/.test(address)) return `mailto:${address}`;
  if (/^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}(?:[/?#]\S*)?$/u.test(address)) return `https://${address}`;
  return address;
}

/** The address of the link that is there, or is to be; its words where none are selected. */
export function LinkForm({ view, words, lang, dir, onClose }: { view: EditorView; words: Words; lang: string; dir: "ltr" | "rtl"; onClose: () => void }) {
  const [here] = useState(() => linkAt(view.state));
  const [needsText] = useState(() => !here && view.state.selection.empty);
  const [values, setValues] = useState({ address: here?.href ?? "", text: "" });
  const [wrong, setWrong] = useState<"address" | "text" | null>(null);
  const { linkForm } = words;

  const apply = () => {
    const href = completed(values.address);
    if (!isAllowedLink(href)) return setWrong("address");
    if (needsText && values.text.trim() === "") return setWrong("text");
    const { tr, selection } = view.state;
    const [from, to] = here ? [here.from, here.to] : [selection.from, selection.to];
    if (needsText) {
      const text = schema.text(values.text.trim(), [...(view.state.storedMarks ?? selection.$from.marks()), link.create({ href })]);
      tr.replaceSelectionWith(text, false);
    } else {
      tr.removeMark(from, to, link).addMark(from, to, link.create({ href, title: here?.title ?? null }));
      tr.setSelection(TextSelection.near(tr.doc.resolve(to), -1));
    }
    view.dispatch(tr.removeStoredMark(link).scrollIntoView());
    onClose();
  };
  const remove = () => {
    if (here) view.dispatch(view.state.tr.removeMark(here.from, here.to, link));
    onClose();
  };
  return (
    <SmallForm
      title={linkForm.title}
      words={words}
      fields={[
        { name: "address", label: linkForm.address, help: linkForm.addressHelp, value: values.address, dir: "ltr", error: wrong === "address" ? linkForm.wrong : undefined },
        ...(needsText ? [{ name: "text", label: linkForm.text, value: values.text, lang, dir, error: wrong === "text" ? linkForm.missing : undefined }] : []),
      ]}
      removeLabel={here ? linkForm.remove : undefined}
      onChange={(name, value) => setValues((before) => ({ ...before, [name]: value }))}
      onApply={apply}
      onRemove={remove}
      onClose={onClose}
    />
  );
}
