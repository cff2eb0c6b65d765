import { Fragment } from "react";

import { hasMarks, piecesOf } from "#app/lib/marked-text.ts";

/** A text with the stretches marked that a search found. */
export function Marked({ text }: { text: string }) {
  if (!hasMarks(text)) return text;
  return piecesOf(text).map((piece, index) =>
    // Pieces have no other identity than their place.
    index % 2 === 1 ? <mark key={index} className="rounded-xs bg-accent-soft text-inherit">{piece}</mark> : <Fragment key={index}>{piece}</Fragment>,
  );
}
