import type { Analyzer } from "./analyzer.ts";
import { covers, flatten, type Document, type Json } from "./document.ts";
import { DocSet } from "./doc-set.ts";
import type { SqlValue, Store } from "./store.ts";

/** Text columns set aside when every attribute is searchable; later attributes share the last one. */
const OPEN_COLUMNS = 64;
const LONGEST_ATTRIBUTE = 65_535;
const CACHED_SETS = 600;
/** So many documents later a set is looked up anew; of fewer it is asked for each whether it is in it. */
const FOLLOWED = 20;
/** Terms remembered as stored, so that only new ones are written. */
const KNOWN_TERMS = 200_000;

/** Codes of a stored token stream: what is not one of these is the hash of a term. */
export const BREAK = 0;
export const ATTRIBUTE = 1;

export interface Change {
  id: number;
  /** The document as it now is; none when it was deleted. */
  after?: Document | undefined;
}

/**
 * The words of one index: an FTS5 table for "which documents", a vocabulary for typos and prefixes,
 * and per document its token stream (term codes in order) for exact ranking.
 */
export class TextIndex {
  /** Searchable attributes in order of importance; the position is the FTS column. */
  readonly attributes: string[];
  private readonly columnOfPath = new Map<string, number>();
  private readonly sets = new Map<string, { set: DocSet; asOf: number }>();
  /** How many documents have been written, and the last of them. */
  private written = 0;
  private readonly lastWritten: number[] = [];
  private readonly answers = new Map<string, string[]>();
  private readonly known = new Set<string>();
  private readonly open: boolean;

  constructor(
    private readonly store: Store,
    readonly generation: number,
    private readonly analyzer: Analyzer,
    searchable: readonly string[],
  ) {
    this.open = searchable.includes("*");
    const stored = store.rows<[string]>(`SELECT name FROM attributes_${generation} ORDER BY position`);
    this.attributes = stored.map(([name]) => name);
  }

  static create(store: Store, generation: number, searchable: readonly string[]): void {
    const open = searchable.includes("*");
    const columns = Array.from({ length: open ? OPEN_COLUMNS : Math.max(1, searchable.length) }, (_, i) => `c${i}`);
    store.exec(`
      CREATE VIRTUAL TABLE words_${generation} USING fts5(${columns.join()}, content='', contentless_delete=1, tokenize='ascii', prefix='1 2');
      CREATE TABLE vocabulary_${generation} (term TEXT PRIMARY KEY, initial TEXT, letters INTEGER) WITHOUT ROWID;
      CREATE INDEX vocabulary_${generation}_letters ON vocabulary_${generation} (initial, letters);
      CREATE TABLE attributes_${generation} (position INTEGER PRIMARY KEY, name TEXT NOT NULL);
      CREATE TABLE streams_${generation} (id INTEGER PRIMARY KEY, codes BLOB NOT NULL);`);
    const declared = searchable.filter((name) => name !== "*");
    declared.forEach((name, i) => store.run(`INSERT INTO attributes_${generation} VALUES (?, ?)`, i, name));
  }

  /** Writes a batch; the caller holds the transaction. */
  write(changes: Change[]): void {
    const { store, generation } = this;
    const newTerms = new Set<string>();
    for (const { id, after } of changes) {
      this.written += 1;
      this.lastWritten.push(id);
      if (this.lastWritten.length > FOLLOWED) this.lastWritten.shift();
      if (!after) {
        store.run(`DELETE FROM words_${generation} WHERE rowid = ?`, id);
        store.run(`DELETE FROM streams_${generation} WHERE id = ?`, id);
        continue;
      }
      const { columns, codes } = this.analyze(after, newTerms);
      const names = columns.map((_, i) => `c${i}`);
      store.run(
        `INSERT OR REPLACE INTO words_${generation} (rowid, ${names.join()}) VALUES (?, ${names.map(() => "?").join()})`,
        id, ...columns,
      );
      store.run(`INSERT OR REPLACE INTO streams_${generation} VALUES (?, ?)`, id, Buffer.from(Uint32Array.from(codes).buffer));
    }
    this.learn(newTerms);
  }

  /** The documents that match an FTS5 expression, as a set that holds `capacity` documents. */
  match(expression: string, capacity: number): DocSet {
    const kept = this.sets.get(expression);
    // What begins with a word is found in one go or not at all: asking for one document takes as long as asking for all.
    const most = expression.includes('" *') ? 0 : this.lastWritten.length;
    const missed = kept ? this.written - kept.asOf : Infinity;
    if (kept && missed <= most && kept.set.words.length === (capacity + 31) >>> 5) {
      for (const id of missed > 0 ? this.lastWritten.slice(-missed) : []) {
        if (this.holds(expression, id)) kept.set.add(id);
        else kept.set.delete(id);
      }
      kept.asOf = this.written;
      return kept.set;
    }
    const table = `words_${this.generation}`;
    const json = this.store.value<string>(`SELECT json_group_array(rowid) FROM ${table} WHERE ${table} MATCH ?`, expression);
    const set = DocSet.of(JSON.parse(json!) as number[], capacity);
    if (this.sets.size >= CACHED_SETS) this.sets.delete(this.sets.keys().next().value!);
    this.sets.set(expression, { set, asOf: this.written });
    return set;
  }

  private holds(expression: string, id: number): boolean {
    const table = `words_${this.generation}`;
    return this.store.value(`SELECT 1 FROM ${table} WHERE ${table} MATCH ? AND rowid = ?`, expression, id) !== undefined;
  }

  /** Terms of the vocabulary by a condition on it. */
  terms(condition: string, ...params: SqlValue[]): string[] {
    const key = `${condition}\n${params.join("\n")}`;
    let terms = this.answers.get(key);
    if (!terms) {
      const json = this.store.value<string>(
        `SELECT json_group_array(term) FROM (SELECT term FROM vocabulary_${this.generation} WHERE ${condition})`, ...params,
      );
      terms = JSON.parse(json!) as string[];
      if (this.answers.size >= CACHED_SETS) this.answers.delete(this.answers.keys().next().value!);
      this.answers.set(key, terms);
    }
    return terms;
  }

  streams(ids: ArrayLike<number>): Map<number, Uint32Array> {
    const rows = this.store.rows<[number, Buffer]>(
      `SELECT id, codes FROM streams_${this.generation} WHERE id IN (SELECT value FROM json_each(?))`, JSON.stringify(Array.from(ids)),
    );
    return new Map(rows.map(([id, codes]) => [id, codesOf(codes)]));
  }

  private analyze(document: Document, newTerms: Set<string>): { columns: string[]; codes: number[] } {
    const parts = new Map<number, { text: string; count: number; codes: number[] }>();
    const { known } = this;
    for (const [path, values] of flatten(document)) {
      const column = this.columnOf(path);
      if (column < 0) continue;
      for (const value of values) {
        const text = searchableText(value);
        if (text === "") continue;
        const part = parts.get(column) ?? { text: "", count: 0, codes: [] };
        if (part.count > 0) part.codes.push(BREAK);
        parts.set(column, part);
        this.analyzer.scan(text, ({ term, code }, _start, _end, afterBreak) => {
          if (part.count++ >= LONGEST_ATTRIBUTE) return;
          if (afterBreak) part.codes.push(BREAK);
          part.codes.push(code);
          part.text += ` ${ftsTerm(term)}`;
          if (!known.has(term)) newTerms.add(term);
        });
      }
    }
    const columns = Array.from({ length: Math.min(Math.max(1, this.attributes.length), OPEN_COLUMNS) }, () => "");
    const codes: number[] = [];
    for (const [column, part] of [...parts].toSorted(([a], [b]) => a - b)) {
      columns[column] = part.text;
      codes.push(ATTRIBUTE, column);
      for (const code of part.codes) codes.push(code);
    }
    return { columns, codes };
  }

  private columnOf(path: string): number {
    let column = this.columnOfPath.get(path);
    if (column === undefined) {
      column = this.attributes.findIndex((name) => covers(name, path));
      if (column < 0 && this.open) {
        column = this.attributes.push(path) - 1;
        this.store.run(`INSERT INTO attributes_${this.generation} VALUES (?, ?)`, column, path);
      }
      if (this.open) column = Math.min(column, OPEN_COLUMNS - 1);
      this.columnOfPath.set(path, column);
    }
    return column;
  }

  /** Adds to the vocabulary. A word that no document holds any more stays until the next rebuild. */
  private learn(terms: Set<string>): void {
    if (terms.size === 0) return;
    const rows = Array.from(terms, (term) => [term, initial(term), [...term].length]);
    this.store.run(
      `INSERT OR IGNORE INTO vocabulary_${this.generation} SELECT value->>0, value->>1, value->>2 FROM json_each(?)`, JSON.stringify(rows),
    );
    this.answers.clear();
    if (this.known.size + terms.size > KNOWN_TERMS) this.known.clear();
    for (const term of terms) this.known.add(term);
  }
}

export function initial(term: string): string {
  return String.fromCodePoint(term.codePointAt(0) ?? 0);
}

const PUNCTUATION = /[ -/:-`{-~]/;

/** FTS5's ascii tokenizer splits at ASCII punctuation: inside a term it moves to the private use area. */
export function ftsTerm(term: string): string {
  if (!PUNCTUATION.test(term)) return term;
  return term.replace(/[ -/:-`{-~]/g, (character) => String.fromCharCode(0xe000 + character.charCodeAt(0)));
}

function searchableText(value: Json): string {
  return typeof value === "string" ? value : typeof value === "number" || typeof value === "boolean" ? String(value) : "";
}

function codesOf(bytes: Buffer): Uint32Array {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : Buffer.from(bytes);
  return new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.length >>> 2);
}
