import type { FileText } from "../job.ts";

/** What is read of one file. */
const MOST_CHARACTERS = 2_000_000;
/** A section that is longer goes on in another. */
const SECTION = 4_000;

/** Gathers lines into sections of a readable length, each under its heading. */
export class Sections {
  readonly #list: FileText[] = [];
  #label: string | null = null;
  #lines: string[] = [];
  #length = 0;
  #left = MOST_CHARACTERS;

  /** Begins a section; `label` stands above it. */
  begin(label: string | null): void {
    this.#end();
    this.#label = label;
  }

  line(text: string): void {
    const line = tidy(text).slice(0, this.#left);
    if (!line) return;
    if (this.#length > 0 && this.#length + line.length > SECTION) this.#end();
    this.#lines.push(line);
    this.#length += line.length;
    this.#left -= line.length;
  }

  /** True where no more is read: the rest of a very long file is not searched. */
  get isFull(): boolean {
    return this.#left <= 0;
  }

  all(): FileText[] {
    this.#end();
    return this.#list;
  }

  #end(): void {
    if (this.#lines.length > 0 || this.#label) this.#list.push({ label: this.#label, text: this.#lines.join("\n") });
    [this.#label, this.#lines, this.#length] = [null, [], 0];
  }
}

/** A line without what cannot be seen, and with Arabic letters in place of their forms. */
export const tidy = (text: string): string => text.normalize("NFKC").replace(/[\p{Cc}\u200B\u2060\uFEFF]+/gu, " ").replace(/ {2,}/g, " ").trim();
