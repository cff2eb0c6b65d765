import type { SerializeFrom } from "@remix-run/node";
import { createContext, useContext } from "react";

import type { FieldError, Fields } from "./fields.ts";
import type { EditorData } from "./load.server.ts";
import type { Refusal } from "./save.server.ts";

/** What every part of the editor's form knows: the page's data, the text that it begins with, why it came back, and what is wrong now. */
export type EditorView = { data: SerializeFrom<EditorData>; fields: Fields; refusal: Refusal | null; errors: FieldError[] };

export const EditorContext = createContext<EditorView | null>(null);

export function useEditor(): EditorView {
  const view = useContext(EditorContext);
  if (!view) throw new Error("a part of the editor stands outside of it");
  return view;
}

/** What is wrong with a field, in words; undefined where nothing is. */
export function useErrorOf(): (name: string) => string | undefined {
  const { data, errors } = useEditor();
  return (name) => {
    const error = errors.find(({ field }) => field === name);
    return error ? data.texts.errors[error.code] : undefined;
  };
}
