import type { loadPart } from "./edit.server.ts";
import type { Fields } from "./fields.ts";

/** What the fields of every part are given: what is typed, what is wrong with it, their names and the words around them. */
export type FormOf<View> = {
  view: View;
  fields: Fields;
  errorOf: (name: string) => string | undefined;
  labels: Record<string, string>;
  texts: Awaited<ReturnType<typeof loadPart>>["texts"];
};
