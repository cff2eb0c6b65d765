import type { Analyzer } from "./analyzer.ts";
import { covers, flatten, type Document, type Json } from "./document.ts";
import { DocSet } from "./doc-set.ts";
import type { SqlValue, Store } from "./store.ts";

/** Text columns set aside when every attribute is searchable; later attributes share the last one. */
const OPEN_COLUMNS = 64;
const LONGEST_ATTRIBUTE = 65_535;
const CACHED_SETS = 600;

/** Codes of a stored token stream: what is not one of these is the hash of a term. */
export const BREAK = 0;
export const ATTRIBUTE = 1;

/** 30-bit hash of a term, never one of the marks above. */
export function termCode(term: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < term.length; i++) hash = Math.imul(hash ^ term.charCodeAt(i), 0x01000193);
  hash = (hash ^ (hash >>> 15)) & 0x3fffffff;
  return hash < 2 ? hash + 2 : hash;
}

export interface Change {
  id: number;
  before?: Document | undefined;
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
  private readonly sets = new Map<string, DocSet>();
  private readonly answers = new Map<string, string[]>();
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
      CREATE TABLE vocabulary_${generation} (term TEXT PRIMARY KEY, initial TEXT, letters INTEGER, docs INTEGER) WITHOUT ROWID;
      CREATE INDEX vocabulary_${generation}_letters ON vocabulary_${generation} (initial, letters);
      CREATE TABLE attributes_${generation} (position INTEGER PRIMARY KEY, name TEXT NOT NULL);
      CREATE TABLE streams_${generation} (id INTEGER PRIMARY KEY, codes BLOB NOT NULL);`);
    const declared = searchable.filter((name) => name !== "*");
    declared.forEach((name, i) => store.run(`INSERT INTO attributes_${generation} VALUES (?, ?)`, i, name));
  }

  /** Writes a batch; the caller holds the transaction. */
  write(changes: Change[]): void {
    const { store, generation } = this;
    const counts = new Map<string, number>();
    for (const { id, before, after } of changes) {
      if (before) for (const term of this.analyze(before).terms) counts.set(term, (counts.get(term) ?? 0) - 1);
      if (!after) {
        store.run(`DELETE FROM words_${generation} WHERE rowid = ?`, id);
        store.run(`DELETE FROM streams_${generation} WHERE id = ?`, id);
        continue;
      }
      const { columns, codes, terms } = this.analyze(after);
      for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
      const names = columns.map((_, i) => `c${i}`);
      store.run(
        `INSERT OR REPLACE INTO words_${generation} (rowid, ${names.join()}) VALUES (?, ${names.map(() => "?").join()})`,
        id, ...columns,
      );
      store.run(`INSERT OR REPLACE INTO streams_${generation} VALUES (?, ?)`, id, Buffer.from(Uint32Array.from(codes).buffer));
    }
    this.count(counts);
    this.sets.clear();
    this.answers.clear();
  }

  /** The documents that match an FTS5 expression, as a set that holds `capacity` documents. */
  match(expression: string, capacity: number): DocSet {
    let set = this.sets.get(expression);
    if (!set || set.words.length !== (capacity + 31) >>> 5) {
      const table = `words_${this.generation}`;
      const json = this.store.value<string>(`SELECT json_group_array(rowid) FROM ${table} WHERE ${table} MATCH ?`, expression);
      set = DocSet.of(JSON.parse(json!) as number[], capacity);
      if (this.sets.size >= CACHED_SETS) this.sets.delete(this.sets.keys().next().value!);
      this.sets.set(expression, set);
    }
    return set;
  }

  /** Terms of the vocabulary by a condition on it, most frequent first. */
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

  private analyze(document: Document): { columns: string[]; codes: number[]; terms: Set<string> } {
    const parts = new Map<number, { words: string[]; codes: number[] }>();
    const terms = new Set<string>();
    for (const [path, values] of flatten(document)) {
      const column = this.columnOf(path);
      if (column < 0) continue;
      for (const value of values) {
        const text = searchableText(value);
        if (text === "") continue;
        let part = parts.get(column);
        if (part) part.codes.push(BREAK);
        else parts.set(column, (part = { words: [], codes: [] }));
        for (const token of this.analyzer.tokens(text)) {
          if (part.words.length >= LONGEST_ATTRIBUTE) break;
          if (token.afterBreak) part.codes.push(BREAK);
          part.words.push(ftsTerm(token.term));
          part.codes.push(termCode(token.term));
          terms.add(token.term);
        }
      }
    }
    const columns = Array.from({ length: Math.min(Math.max(1, this.attributes.length), OPEN_COLUMNS) }, () => "");
    const codes: number[] = [];
    for (const [column, part] of [...parts].toSorted(([a], [b]) => a - b)) {
      columns[column] = part.words.join(" ");
      codes.push(ATTRIBUTE, column);
      for (const code of part.codes) codes.push(code);
    }
    return { columns, codes, terms };
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

  private count(counts: Map<string, number>): void {
    const changed = [...counts].filter(([, difference]) => difference !== 0);
    if (changed.length === 0) return;
    const table = `vocabulary_${this.generation}`;
    const rows = changed.map(([term, difference]) => [term, initial(term), [...term].length, difference]);
    this.store.run(
      `INSERT INTO ${table} SELECT value->>0, value->>1, value->>2, value->>3 FROM json_each(?) WHERE true
       ON CONFLICT (term) DO UPDATE SET docs = docs + excluded.docs`,
      JSON.stringify(rows),
    );
    const fewer = changed.filter(([, difference]) => difference < 0).map(([term]) => term);
    if (fewer.length > 0) {
      this.store.run(`DELETE FROM ${table} WHERE docs <= 0 AND term IN (SELECT value FROM json_each(?))`, JSON.stringify(fewer));
    }
  }
}

export function initial(term: string): string {
  return String.fromCodePoint(term.codePointAt(0) ?? 0);
}

/** FTS5's ascii tokenizer splits at ASCII punctuation: inside a term it moves to the private use area. */
export function ftsTerm(term: string): string {
  return term.replace(/[ -/:-`{-~]/g, (character) => String.fromCharCode(0xe000 + character.charCodeAt(0)));
}

function searchableText(value: Json): string {
  return typeof value === "string" ? value : typeof value === "number" || typeof value === "boolean" ? String(value) : "";
}

function codesOf(bytes: Buffer): Uint32Array {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : Buffer.from(bytes);
  return new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.length >>> 2);
}
