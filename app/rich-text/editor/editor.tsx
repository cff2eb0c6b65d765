import type { EditorState } from "prosemirror-state";
import { isInTable } from "prosemirror-tables";
import { EditorView } from "prosemirror-view";
import { type RefObject, useEffect, useImperativeHandle, useRef, useState } from "react";

import { FootnoteForm } from "./footnote-form.tsx";
import { LinkForm } from "./link-form.tsx";
import { keys } from "./plugins.ts";
import { schema } from "./schema.ts";
import { serializeMarkdown } from "./serialize.ts";
import { pasting, replaced, stateOf } from "./state.ts";
import { TABLE_TOOLS, type Tool, TOOLS, type Words } from "./tools.tsx";
import { Toolbar } from "./toolbar.tsx";

/** What a field may ask of its editor. */
export type EditorHandle = { focus: () => void; replace: (text: string) => void };

export type EditorProps = {
  /** The field's id; ids within the editor begin with it. */
  id: string;
  lang: string;
  dir: "ltr" | "rtl";
  /** The text to begin with. It is handed back as it was, to the letter, while nothing has been changed. */
  text: string;
  takesFocus: boolean;
  words: Words;
  /** What names and describes the field, and whether what is in it was refused. */
  aria: { labelledBy: string | undefined; describedBy: string | undefined; invalid: true | undefined };
  onChange: (text: string) => void;
  handle: RefObject<EditorHandle | null>;
};

/** The text as it will look, with a toolbar above it. */
export function Editor({ id, lang, dir, text, takesFocus, words, aria, onChange, handle }: EditorProps) {
  const place = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<EditorView | null>(null);
  const [state, setState] = useState<EditorState | null>(null);
  const [form, setForm] = useState<"link" | "footnote" | null>(null);
  const toolbar = `${id}-tools`;
  // The view is made once; what it calls is always of the last rendering.
  const latest = useRef({ onChange, words });
  useEffect(() => {
    latest.current = { onChange, words };
  });

  useEffect(() => {
    if (!place.current) return;
    const toToolbar = () => document.querySelector<HTMLElement>(`#${CSS.escape(toolbar)} [tabindex="0"]`)?.focus();
    const own = keys({ toToolbar, openLink: () => setForm("link"), openFootnote: () => setForm("footnote") });
    let origin = { doc: stateOf(text, own).doc, text };
    const made = new EditorView(place.current, {
      state: stateOf(text, own),
      attributes: { id: `${id}-editor`, role: "textbox", "aria-multiline": "true", lang, dir, class: "rich rich-editor field" },
      ...pasting,
      nodeViews: { footnote: (node) => ({ dom: noteElement(String(node.attrs.text), latest.current.words) }) },
      handleDOMEvents: { focus: () => void setForm(null) },
      handleClickOn: (_view, _pos, node) => {
        if (node.type === schema.nodes.footnote) window.setTimeout(() => setForm("footnote"));
        return false;
      },
      dispatchTransaction(transaction) {
        const { state: next, transactions } = made.state.applyTransaction(transaction);
        made.updateState(next);
        setState(next);
        if (!transactions.some(({ docChanged }) => docChanged)) return;
        const replacement = transaction.getMeta("replacement") as string | undefined;
        if (replacement !== undefined) origin = { doc: next.doc, text: replacement };
        else latest.current.onChange(next.doc.eq(origin.doc) ? origin.text : serializeMarkdown(next.doc));
      },
    });
    setView(made);
    setState(made.state);
    if (takesFocus) made.focus();
    return () => made.destroy();
    // The text is what the editor begins with; later ones come through `replace`.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [id, lang, dir, toolbar]);

  useEffect(() => {
    for (const [name, value] of Object.entries({ "aria-labelledby": aria.labelledBy, "aria-describedby": `${aria.describedBy ?? ""} ${id}-reach`.trim(), "aria-invalid": aria.invalid && "true" })) {
      if (value) view?.dom.setAttribute(name, value);
      else view?.dom.removeAttribute(name);
    }
  }, [view, id, aria.labelledBy, aria.describedBy, aria.invalid]);

  useImperativeHandle(
    handle,
    () => ({
      focus: () => view?.focus(),
      replace: (other) => {
        const transaction = view && replaced(view.state, other);
        if (transaction) view.dispatch(transaction.setMeta("replacement", other));
      },
    }),
    [view],
  );

  const use = (tool: Tool) => {
    if (!view) return;
    if (typeof tool.does !== "function") return setForm(tool.does);
    tool.does(view.state, view.dispatch, view);
    view.focus();
  };
  const leave = () => {
    setForm(null);
    view?.focus();
  };
  const shared = { view: view as EditorView, words, lang, dir, onClose: leave };
  const bar = state && { words, state, controls: `${id}-editor`, onUse: use, onLeave: leave };
  return (
    <div className="grid gap-1">
      <div className="rich-bars">
        {bar ? <Toolbar id={toolbar} label={words.toolbar} tools={TOOLS} {...bar} /> : null}
        {bar && isInTable(bar.state) ? <Toolbar id={`${id}-table-tools`} label={words.tableToolbar} tools={TABLE_TOOLS} {...bar} /> : null}
        {view && form === "link" ? <LinkForm {...shared} /> : null}
        {view && form === "footnote" ? <FootnoteForm {...shared} /> : null}
      </div>
      <div ref={place} />
      <p id={`${id}-reach`} className="text-sm text-muted not-group-data-used/rich:hidden pointer-coarse:sr-only">
        {words.reach}
      </p>
    </div>
  );
}

/** A footnote in the text: a small number, which the style sheet counts, named by what the note says. */
function noteElement(text: string, words: Words): HTMLElement {
  const note = document.createElement("span");
  note.className = "rich-note";
  note.title = text;
  note.setAttribute("role", "img");
  note.setAttribute("aria-label", words.footnoteMark.replace("{{text}}", () => text));
  return note;
}
