import type { FileReport, Unplaced, UnplacedReason } from "#models/import-report.ts";

import type { Line } from "./lines.ts";

/** A piece of a line, and where it went. All pieces of a line together are the line, but for spaces. */
export type Piece = { line: number; text: string; as: "marker" | "title" | "text" | "field" | "unplaced" };

/**
 * The account of one source: every piece of every line is entered once, so that nothing is dropped and
 * nothing doubled.
 */
export class Ledger {
  readonly pieces: Piece[] = [];
  readonly unplaced: Unplaced[] = [];
  readonly fields: FileReport["fields"] = [];

  #enter(line: number, text: string, as: Piece["as"]): void {
    if (text !== "") this.pieces.push({ line, text, as });
  }

  /** The bullet or number before a line, and the piece of a table's edge before that. */
  #front({ number, stray, marker }: Line): void {
    if (stray) this.leave(number, stray, "stray-mark");
    this.#enter(number, marker, "marker");
  }

  /** The line stands in the text, without its bullet; a dash at its end is a bullet where `tailIsMarker`. */
  text(line: Line, { tailIsMarker = false } = {}): void {
    this.#front(line);
    this.#enter(line.number, line.body, "text");
    this.#enter(line.number, line.tail, tailIsMarker ? "marker" : "text");
  }

  title(line: Line): void {
    this.#front(line);
    this.#enter(line.number, line.body, "title");
    this.#enter(line.number, line.tail, "marker");
  }

  /** A labelled field; `pieces` are the words of the lines that gave it. */
  field(line: Line, name: string, words: string, value = ""): void {
    this.#front(line);
    this.#enter(line.number, words, "field");
    const known = this.fields.find((field) => field.name === name);
    if (!known) this.fields.push({ name, value, line: line.number });
    else if (value) known.value = known.value ? `${known.value} ${value}` : value;
  }

  /** The value of a field as it is shown in the text: the field is noted, the words are text. */
  note(name: string, value: string, line: number): void {
    const known = this.fields.find((field) => field.name === name);
    if (known) known.value = known.value ? `${known.value} ${value}` : value;
    else this.fields.push({ name, value, line });
  }

  /** The whole line goes nowhere, bullet included. */
  leaveLine(line: Line, why: UnplacedReason): void {
    if (line.stray) this.leave(line.number, line.stray, "stray-mark");
    const text = [line.marker, line.body, line.tail].filter(Boolean).join(" ");
    if (text) this.leave(line.number, text, line.body || why === "empty-field" ? why : "stray-mark");
  }

  leave(line: number, text: string, why: UnplacedReason): void {
    this.#enter(line, text, "unplaced");
    this.unplaced.push({ line, text, why });
  }
}
