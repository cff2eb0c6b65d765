import type { Piece } from "./pieces.ts";

/** How much of a text is written with a backslash before its signs: nothing, what may need it, all signs of Markdown. */
export type Escaping = "none" | "some" | "all";

export type LineStyle = { escaping: Escaping; em: "*" | "_" };

type MarkName = "link" | "strong" | "em";

/** Pieces as Markdown. Marks that go on are kept open, the longest outside. */
export function writeLine(pieces: Piece[], style: LineStyle): string {
  return startsEscaped(written(pieces, [], style), style.escaping);
}

function written(pieces: Piece[], open: MarkName[], style: LineStyle): string {
  let [text, at] = ["", 0];
  while (at < pieces.length) {
    const piece = pieces[at] as Piece;
    const runs = (["link", "strong", "em"] as const)
      .filter((mark) => !open.includes(mark) && piece[mark])
      .map((mark) => ({ mark, end: endOfRun(pieces, at, mark) }));
    const longest = runs.toSorted((one, other) => other.end - one.end)[0];
    if (!longest) {
      text += piece.note === undefined ? escaped(piece.text, style.escaping) : `^[${piece.note}]`;
      at += 1;
      continue;
    }
    const inner = written(pieces.slice(at, longest.end), [...open, longest.mark], style);
    text += wrapped(inner, longest.mark, piece, style);
    at = longest.end;
  }
  return text;
}

/** Where the mark of a piece ends; the same link is the same address. */
function endOfRun(pieces: Piece[], from: number, mark: MarkName): number {
  const first = pieces[from];
  const ends = pieces.findIndex((piece, at) => at > from && (piece[mark] !== first?.[mark] || (mark === "link" && piece.title !== first?.title)));
  return ends < 0 ? pieces.length : ends;
}

function wrapped(inner: string, mark: MarkName, { link, title }: Piece, style: LineStyle): string {
  if (mark === "strong") return `**${inner}**`;
  if (mark === "em") return style.em + inner + style.em;
  const quoted = title ? ` "${title.replace(/[\\"&]/g, "\\$&")}"` : "";
  return `[${inner}](${addressOf(link ?? "")}${quoted})`;
}

/** Parentheses that do not pair would end the address; what reads like a character's name would become it. */
function addressOf(link: string): string {
  const isPaired = [...link].reduce((depth, sign) => (depth < 0 ? depth : depth + (sign === "(" ? 1 : sign === ")" ? -1 : 0)), 0) === 0;
  const address = link.replace(/&(?=#?\w+;)/g, "\\&");
  return isPaired ? address : address.replace(/[()]/g, "\\$&");
}

const PUNCTUATION = "!-/:-@[-`{-~";
/** Stars and dashes between two spaces, and dashes within words, mark nothing. */
const MARKING = "(?<=\\S)\\*|\\*(?=\\S)|(?<![\\p{L}\\p{N}_])_(?=\\S)|(?<=\\S)_(?![\\p{L}\\p{N}_])";
const SOME = new RegExp(`${MARKING}|\\\\(?=[${PUNCTUATION}]|$)|\\^(?=\\[|$)|\\[(?=[^\\]]*\\]\\()`, "gu");
const ALL = /[*_\\[\]^|]/g;

function escaped(text: string, escaping: Escaping): string {
  return escaping === "none" ? text : text.replace(escaping === "some" ? SOME : ALL, "\\$&");
}

/** With a backslash where the beginning of a line would begin a block, and where the end of a heading would be cut off. */
function startsEscaped(text: string, escaping: Escaping): string {
  if (escaping === "none") return text;
  return text
    .replace(/^([ \t]*)([-#>])/gm, "$1\\$2")
    .replace(/^([ \t]*\d{1,9})([.)])(?=\s|$)/gm, "$1\\$2")
    .replace(/(^|\s)(#+)$/g, "$1\\$2");
}
