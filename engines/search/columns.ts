import { Column } from "./column.ts";
import { flatten, type Document, type Json } from "./document.ts";
import { DocSet } from "./doc-set.ts";
import type { Store } from "./store.ts";

/** Rows that are read from the disk at a time, and those that are looked at before readers are let through. */
const PAGE = 4_000;
const STEP = 500;

/** The columns of one index: those fields that filters, facets, sorting and `distinct` ask for. */
export class Columns {
  readonly byName = new Map<string, Column>();

  constructor(private readonly store: Store, readonly generation: number, private readonly keeps: (path: string) => boolean) {}

  static create(store: Store, generation: number): void {
    store.exec(`
      CREATE TABLE columns_${generation} (number INTEGER PRIMARY KEY, name TEXT NOT NULL);
      CREATE TABLE contents_${generation} (col INTEGER, number INTEGER, raw TEXT NOT NULL, PRIMARY KEY (col, number)) WITHOUT ROWID;
      CREATE TABLE facets_${generation} (id INTEGER PRIMARY KEY, numbers TEXT NOT NULL);`);
  }

  /** Reads the columns from the disk and returns the set of live documents. Contents that no document has any more are forgotten. */
  load(capacity: number): DocSet {
    const { store, generation } = this;
    const list = store.rows<[number, string]>(`SELECT number, name FROM columns_${generation} ORDER BY number`).map(([number, name]) => new Column(name, number));
    for (const column of list) {
      this.byName.set(column.name, column);
      column.contentOf = new Int32Array(capacity);
    }
    const live = new DocSet(capacity);
    for (const [id, ...contents] of this.pages<number[]>("'[' || id || numbers || ']'", `facets_${generation}`, "id")) {
      live.add(id!);
      contents.forEach((content, i) => list[i]!.assign(id!, content));
    }
    for (const column of list) column.readLater(this.readContents(column));
    return live;
  }

  /** Reads some more of what writing needs; false where all is there. */
  readOn(): boolean {
    return [...this.byName.values()].some((column) => column.readOn());
  }

  private *readContents(column: Column): Generator<void> {
    const used = new Set(column.contentOf);
    const unused: number[] = [];
    let count = 0;
    const rows = this.pages<[number, Json[]]>("json_array(number, json(raw))", `contents_${this.generation} WHERE col = ${column.number}`, "number");
    for (const [number, raw] of rows) {
      if (used.has(number)) column.define(number, raw);
      else unused.push(number);
      if (++count % STEP === 0) yield;
    }
    if (unused.length === 0) return;
    this.store.transaction(() =>
      this.store.run(`DELETE FROM contents_${this.generation} WHERE col = ? AND number IN (SELECT value FROM json_each(?))`, column.number, JSON.stringify(unused)));
  }

  /** Rows as JSON in the order of a number, some at a time: of a large index they would fill the memory. */
  private *pages<Row>(json: string, from: string, order: string): Generator<Row> {
    for (let last = -1; ; ) {
      const [page] = this.store.rows<[string | null, number]>(
        `SELECT group_concat(json), max(at) FROM (SELECT ${json} AS json, ${order} AS at FROM ${from}${from.includes("WHERE") ? " AND" : " WHERE"} ${order} > ? ORDER BY ${order} LIMIT ${PAGE})`,
        last,
      );
      if (!page?.[0]) return;
      yield* JSON.parse(`[${page[0]}]`) as Row[];
      last = page[1];
    }
  }

  write(id: number, document: Document): void {
    const { store, generation } = this;
    const leaves = flatten(document);
    for (const path of leaves.keys()) if (!this.byName.has(path) && this.keeps(path)) this.addColumn(path);
    let numbers = "";
    for (const column of this.byName.values()) {
      const values = leaves.get(column.name);
      const content = values === undefined ? 0 : column.intern(values, (number) =>
        store.run(`INSERT OR REPLACE INTO contents_${generation} VALUES (?, ?, ?)`, column.number, number, JSON.stringify(values)));
      column.assign(id, content);
      numbers += `,${content}`;
    }
    store.run(`INSERT OR REPLACE INTO facets_${generation} VALUES (?, ?)`, id, numbers);
  }

  remove(id: number): void {
    this.store.run(`DELETE FROM facets_${this.generation} WHERE id = ?`, id);
    for (const column of this.byName.values()) column.assign(id, 0);
  }

  private addColumn(name: string): void {
    const column = new Column(name, this.byName.size);
    this.byName.set(name, column);
    this.store.run(`INSERT INTO columns_${this.generation} VALUES (?, ?)`, column.number, name);
  }
}
