import type { Node } from "prosemirror-model";

/** A stretch of a line as Markdown can say it; a break is a piece of one line end. */
export type Piece = { text: string; note?: string; link: string | null; title: string | null; strong: boolean; em: boolean };

const BREAK: Piece = { text: "\n", link: null, title: null, strong: false, em: false };

export const isBreak = (piece: Piece | undefined): boolean => piece?.text === "\n";
const isWords = (piece: Piece): boolean => piece.note === undefined && piece.text !== "\n";

/**
 * What a block of the editor says, without what Markdown cannot: no space at the ends of lines, no empty lines, no
 * marks on the spaces around words, no notes in links.
 */
export function piecesOf(block: Node): Piece[] {
  const pieces: Piece[] = [];
  block.forEach((node) => {
    if (node.type.name === "hard_break") return void pieces.push(BREAK);
    const link = node.marks.find(({ type }) => type.name === "link");
    const [strong, em] = ["strong", "em"].map((name) => node.marks.some(({ type }) => type.name === name));
    const marks = { strong: strong ?? false, em: em ?? false };
    if (node.type.name === "footnote") return void pieces.push({ text: "", note: String(node.attrs.text), link: null, title: null, ...marks });
    const words = { link: (link?.attrs.href as string) ?? null, title: (link?.attrs.title as string) ?? null, ...marks };
    const [, before = "", text = "", after = ""] = /^(\s*)([\s\S]*?)(\s*)$/.exec((node.text ?? "").replace(/[\n\r]+/g, " ")) ?? [];
    for (const part of [before, text, after]) if (part) pieces.push({ text: part, ...words });
  });
  return joined(withoutRims(withoutMarkedSpace(pieces)));
}

/** Space carries a mark only between two words that carry it. */
function withoutMarkedSpace(pieces: Piece[]): Piece[] {
  return pieces.map((piece, index) => {
    if (!isWords(piece) || piece.text.trim() !== "") return piece;
    const [before, after] = [neighbour(pieces, index, -1), neighbour(pieces, index, 1)];
    const isInLink = piece.link !== null && before?.link === piece.link && after?.link === piece.link;
    return {
      text: piece.text,
      link: isInLink ? piece.link : null,
      title: isInLink ? piece.title : null,
      strong: piece.strong && Boolean(before?.strong && after?.strong),
      em: piece.em && Boolean(before?.em && after?.em),
    };
  });
}

/** The next piece that is not space; none beyond the end of a line. */
function neighbour(pieces: Piece[], index: number, step: 1 | -1): Piece | undefined {
  for (let at = index + step; pieces[at]; at += step) {
    if (isBreak(pieces[at])) return undefined;
    if (pieces[at]?.text.trim() !== "" || pieces[at]?.note !== undefined) return pieces[at];
  }
  return undefined;
}

/** Without space and breaks at the ends of the block, and without space around breaks. */
function withoutRims(pieces: Piece[]): Piece[] {
  const kept: Piece[] = [];
  for (const piece of pieces) {
    const isSpace = isWords(piece) && piece.text.trim() === "";
    const last = kept.at(-1);
    if ((isSpace || isBreak(piece)) && (!last || isBreak(last))) continue;
    if (isBreak(piece)) while (kept.length > 0 && isBlank(kept.at(-1))) kept.pop();
    kept.push(piece);
  }
  while (kept.length > 0 && (isBreak(kept.at(-1)) || isBlank(kept.at(-1)))) kept.pop();
  return kept;
}

const isBlank = (piece: Piece | undefined): boolean => piece !== undefined && isWords(piece) && piece.text.trim() === "";

/** One piece for neighbours with the same marks. */
function joined(pieces: Piece[]): Piece[] {
  const kept: Piece[] = [];
  for (const piece of pieces) {
    const last = kept.at(-1);
    if (last && isWords(last) && isWords(piece) && hasSameMarks(last, piece)) kept[kept.length - 1] = { ...last, text: last.text + piece.text };
    else kept.push(piece);
  }
  return kept;
}

const hasSameMarks = (one: Piece, other: Piece): boolean =>
  one.link === other.link && one.title === other.title && one.strong === other.strong && one.em === other.em;

/** Without bold and italic on the punctuation at the ends of marked words, where Markdown cannot always have them. */
export function withoutMarkedPunctuation(pieces: Piece[]): Piece[] {
  const split = pieces.flatMap((piece) => {
    if (!isWords(piece) || !(piece.strong || piece.em)) return [piece];
    const [, before = "", words = "", after = ""] = /^([\p{P}\p{S}\s]*)([\s\S]*?)([\p{P}\p{S}\s]*)$/u.exec(piece.text) ?? [];
    return [
      { ...piece, text: before, strong: false, em: false },
      { ...piece, text: words },
      { ...piece, text: after, strong: false, em: false },
    ].filter(({ text }) => text !== "");
  });
  return joined(split);
}

export const withoutEmphasis = (pieces: Piece[]): Piece[] => joined(pieces.map((piece) => ({ ...piece, strong: false, em: false })));
