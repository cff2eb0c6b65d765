import type { Analyzer } from "./analyzer.ts";
import { covers, flatten, type Document, type Json } from "./document.ts";
import type { DocSet } from "./doc-set.ts";
import { MatchSets } from "./match-sets.ts";
import type { SqlValue, Store } from "./store.ts";
import type { SynonymIndex } from "./synonym-index.ts";

/** Text columns set aside when every attribute is searchable; later attributes share the last one. */
const OPEN_COLUMNS = 64;
const LONGEST_ATTRIBUTE = 65_535;
const KEPT_ANSWERS = 600;
/** Terms remembered as stored, so that only new ones are written. */
const KNOWN_TERMS = 50_000;

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
  private readonly sets: MatchSets;
  private readonly answers = new Map<string, string[]>();
  private readonly known = new Set<string>();
  private readonly open: boolean;

  constructor(
    private readonly store: Store,
    readonly generation: number,
    private readonly analyzer: Analyzer,
    searchable: readonly string[],
    /** None where there are no synonyms, or where the data folder is older than this index. */
    readonly synonyms: SynonymIndex | undefined,
  ) {
    this.sets = new MatchSets(store, `words_${generation}`);
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

  /** The columns of the FTS5 table that are in use. */
  get columns(): number[] {
    const count = this.open ? Math.min(this.attributes.length, OPEN_COLUMNS) : this.attributes.length;
    return Array.from({ length: count }, (_, column) => column);
  }

  /** The column of a searchable attribute. */
  columnNamed(name: string): number | undefined {
    const position = this.attributes.indexOf(name);
    if (position < 0) return undefined;
    return this.open ? Math.min(position, OPEN_COLUMNS - 1) : position;
  }

  /** Writes a batch; the caller holds the transaction. */
  write(changes: Change[]): void {
    const { store, generation } = this;
    const newTerms = new Set<string>();
    for (const { id, after } of changes) {
      if (!after) {
        this.sets.wrote(id, []);
        store.run(`DELETE FROM words_${generation} WHERE rowid = ?`, id);
        store.run(`DELETE FROM streams_${generation} WHERE id = ?`, id);
        this.synonyms?.remove(id);
        continue;
      }
      const { columns, codes, synonymSets } = this.analyze(after, newTerms);
      this.sets.wrote(id, columns);
      const names = columns.map((_, i) => `c${i}`);
      store.run(
        `INSERT OR REPLACE INTO words_${generation} (rowid, ${names.join()}) VALUES (?, ${names.map(() => "?").join()})`,
        id, ...columns,
      );
      store.run(`INSERT OR REPLACE INTO streams_${generation} VALUES (?, ?)`, id, Buffer.from(Int32Array.from(codes).buffer));
      this.synonyms?.write(id, synonymSets);
    }
    this.learn(newTerms);
  }

  /** Writes a document into the index of synonyms alone, where only these have changed; the caller holds the transaction. */
  writeSynonyms(id: number, document: Document): void {
    this.synonyms?.write(id, this.analyze(document, new Set()).synonymSets);
  }

  /** The documents that match an FTS5 expression, as a set that holds `capacity` documents. */
  match(expression: string, capacity: number): DocSet {
    return this.sets.match(expression, capacity);
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
      if (this.answers.size >= KEPT_ANSWERS) this.answers.delete(this.answers.keys().next().value!);
      this.answers.set(key, terms);
    }
    return terms;
  }

  streams(ids: ArrayLike<number>): Map<number, Int32Array> {
    const rows = this.store.rows<[number, Buffer]>(
      `SELECT id, codes FROM streams_${this.generation} WHERE id IN (SELECT value FROM json_each(?))`, JSON.stringify(Array.from(ids)),
    );
    return new Map(rows.map(([id, codes]) => [id, codesOf(codes)]));
  }

  private analyze(document: Document, newTerms: Set<string>): { columns: string[]; codes: number[]; synonymSets: Set<number> } {
    const parts = new Map<number, { text: string; count: number; codes: number[]; read: ((word: string) => void) | undefined }>();
    const { known } = this;
    const synonymSets = new Set<number>();
    for (const [path, values] of flatten(document)) {
      const column = this.columnOf(path);
      if (column < 0) continue;
      for (const value of values) {
        const text = searchableText(value);
        if (text === "") continue;
        const part = parts.get(column) ?? { text: "", count: 0, codes: [], read: this.synonyms?.reader(synonymSets) };
        if (part.count > 0) part.codes.push(BREAK);
        parts.set(column, part);
        this.analyzer.scan(text, ({ term, code }, _start, _end, afterBreak) => {
          if (part.count++ >= LONGEST_ATTRIBUTE) return;
          if (afterBreak) part.codes.push(BREAK);
          part.codes.push(code);
          part.text += ` ${ftsTerm(term)}`;
          part.read?.(term);
          if (!known.has(term)) newTerms.add(term);
        });
      }
    }
    const columns = Array.from({ length: Math.max(1, this.columns.length) }, () => "");
    const codes: number[] = [];
    for (const [column, part] of [...parts].toSorted(([a], [b]) => a - b)) {
      columns[column] = part.text;
      codes.push(ATTRIBUTE, column);
      for (const code of part.codes) codes.push(code);
    }
    return { columns, codes, synonymSets };
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

function codesOf(bytes: Buffer): Int32Array {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : Buffer.from(bytes);
  return new Int32Array(aligned.buffer, aligned.byteOffset, aligned.length >>> 2);
}
