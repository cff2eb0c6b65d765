import { diffArrays } from "diff";

/** A run of a text: in both, only in the later one, or only in the earlier one. */
export type Piece = { kind: "same" | "added" | "removed"; text: string };

/** How long a comparison may take; two texts of the hub's longest length that share nothing take longer. */
const PATIENCE_MS = 200;

/**
 * What became of a text, word by word, in the order of reading. Arabic is compared by words as Latin scripts
 * are, and a mark that changes changes its word alone. Only what is between two
 * changes and no word (a space) is taken to them: single words standing apart are read as what they are.
 */
export function wordDifferences(before: string, after: string): Piece[] {
  if (before === after) return after ? [{ kind: "same", text: after }] : [];
  return readable(compare(tokensOf(before), tokensOf(after), ""));
}

/** The same for lists of lines, each of which is the same or another. */
export function lineDifferences(before: string[], after: string[]): Piece[] {
  return compare(before, after, "\n");
}

/** Words with what belongs to them, runs of space, and every other sign by itself. The platform's segmenter copies the whole text for each. */
const TOKENS = /[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}\p{N}]+)*|\s+|[^\p{L}\p{M}\p{N}\s]/gu;

function tokensOf(text: string): string[] {
  return text.match(TOKENS) ?? [];
}

function compare(before: string[], after: string[], between: string): Piece[] {
  const changes = diffArrays(before, after, { timeout: PATIENCE_MS }) ?? [
    { value: before, added: false, removed: true },
    { value: after, added: true, removed: false },
  ];
  return changes
    .map(({ value, added, removed }): Piece => ({ kind: added ? "added" : removed ? "removed" : "same", text: value.join(between) }))
    .filter(({ text }) => text !== "");
}

/** Of each place at which something changed, first all that went and then all that came. */
function readable(pieces: Piece[]): Piece[] {
  const result: Piece[] = [];
  let [removed, added] = ["", ""];
  const end = () => {
    if (removed) result.push({ kind: "removed", text: removed });
    if (added) result.push({ kind: "added", text: added });
    [removed, added] = ["", ""];
  };
  for (const [index, { kind, text }] of pieces.entries()) {
    if (kind === "removed") removed += text;
    else if (kind === "added") added += text;
    else if (/^[^\S\n]+$/.test(text) && (removed || added) && index < pieces.length - 1) {
      removed += text;
      added += text;
    } else {
      end();
      result.push({ kind, text });
    }
  }
  end();
  return result;
}

/** What is left of a run that did not change, at each end of it. */
const CONTEXT = 160;

/** Leaves out what did not change far from what did; what is left out is a piece with no text. */
export function nearChanges(pieces: Piece[]): Array<Piece | { kind: "left-out"; text: "" }> {
  return pieces.flatMap((piece, index): Array<Piece | { kind: "left-out"; text: "" }> => {
    if (piece.kind !== "same" || piece.text.length <= CONTEXT * 3) return [piece];
    const head = index === 0 ? "" : piece.text.slice(0, CONTEXT).replace(/\S*$/, "");
    const tail = index === pieces.length - 1 ? "" : piece.text.slice(-CONTEXT).replace(/^\S*/, "");
    return [
      ...(head ? [{ kind: "same" as const, text: head }] : []),
      { kind: "left-out" as const, text: "" as const },
      ...(tail ? [{ kind: "same" as const, text: tail }] : []),
    ];
  });
}
