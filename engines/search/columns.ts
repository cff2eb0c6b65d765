import { createHash } from "node:crypto";
import { flatten, type Document, type Json } from "./document.ts";
import { DocSet } from "./doc-set.ts";
import type { Store } from "./store.ts";

/** All that one document holds in one field. Documents with equal contents share one. */
export interface Content {
  readonly exists: boolean;
  readonly isNull: boolean;
  readonly isEmpty: boolean;
  readonly values: readonly FacetValue[];
}

/** A facet value: `key` is what filters compare, `text` what is shown. It is the content as well of documents that hold nothing else, as most do. */
export class FacetValue implements Content {
  /** The number of the content that is this value alone; 0 where there is none. */
  alone = 0;
  private others: number[] | undefined;

  constructor(readonly key: string, readonly text: string, readonly number: number | undefined) {}

  get exists() { return true; }
  get isNull() { return false; }
  get isEmpty() { return false; }
  get values(): readonly FacetValue[] { return [this]; }

  isIn(content: number): void {
    if (this.others) this.others.push(content);
    else this.others = [content];
  }

  /** Calls `visit` with the number of each content that holds it. */
  eachContent(visit: (content: number) => void): void {
    if (this.alone > 0) visit(this.alone);
    this.others?.forEach(visit);
  }
}

const KEPT_WHOLE = 48;
/** Rows that are read from the disk at a time, and those that are looked at before readers are let through. */
const PAGE = 4_000;
const STEP = 500;

/** What a content is known by: itself where it is short, else its digest, so that long ones are not in memory twice. */
function nameOf(content: readonly Json[]): string {
  const raw = JSON.stringify(content);
  return raw.length <= KEPT_WHOLE ? raw : createHash("sha256").update(raw).digest("base64");
}

const MISSING: Content = { exists: false, isNull: false, isEmpty: false, values: [] };

/** Filters and facets compare strings without regard to case. */
export function normalizeFacet(text: string): string {
  return text.trim().normalize("NFKD").toLowerCase();
}

/** One field as a column in memory: for each document the number of its content, 0 = field missing. */
export class Column {
  contentOf = new Int32Array(0);
  private readonly known: Content[] = [MISSING];
  private plain = true;
  private reading: Iterator<void> | undefined;
  private readonly texts = new Map<string, FacetValue>();
  /** Texts by what they are equal to, but for those that are that themselves. */
  private readonly textsByKey = new Map<string, FacetValue[]>();
  private readonly byNumber = new Map<number, FacetValue>();
  private readonly numbers = new Map<string, number>();
  private readonly orders = new Map<string, Int32Array>();

  constructor(readonly name: string, readonly number: number) {}

  /** Has its contents read when they are first needed; of a large index that takes a while. */
  readLater(reading: Iterator<void>): void {
    this.reading = reading;
  }

  /** Reads some of its contents; false where all are there. */
  readOn(): boolean {
    if (this.reading?.next().done) this.reading = undefined;
    return this.reading !== undefined;
  }

  private readAll(): void {
    while (this.readOn());
  }

  get contents(): readonly Content[] {
    this.readAll();
    return this.known;
  }

  /** Whether each content is one value, and no two values are equal: then contents need not be looked into to tell them apart. */
  get isPlain(): boolean {
    this.readAll();
    return this.plain;
  }

  /** The number of a content; a new one is told to `onNew` for storing. */
  intern(raw: readonly Json[], onNew: (number: number) => void): number {
    this.readAll();
    const lone = this.lone(raw);
    const known = lone ? lone.alone : (this.numbers.get(nameOf(raw)) ?? 0);
    if (known > 0) return known;
    const number = this.known.length;
    this.define(number, raw);
    onNew(number);
    return number;
  }

  define(number: number, raw: readonly Json[]): void {
    const lone = this.lone(raw);
    if (lone && lone.alone === 0) {
      lone.alone = number;
      this.known[number] = lone;
    } else {
      this.numbers.set(nameOf(raw), number);
      const content = this.read(raw);
      for (const value of content.values) value.isIn(number);
      this.known[number] = content;
      if (content.values.length > 0) this.plain = false;
    }
    this.orders.clear();
  }

  /** The value of a content that is one text or one number. */
  private lone(raw: readonly Json[]): FacetValue | undefined {
    const [only] = raw;
    if (raw.length !== 1 || only === "") return undefined;
    return typeof only === "number" ? this.numberValue(only) : typeof only === "string" ? this.textValue(only) : undefined;
  }

  private read(raw: readonly Json[]): Content {
    const values = new Set<FacetValue>();
    let isNull = false;
    let isEmpty = false;
    for (const each of raw) {
      if (each === null) isNull = true;
      else if (typeof each === "object" || each === "") isEmpty = true;
      else values.add(typeof each === "number" ? this.numberValue(each) : this.textValue(String(each)));
    }
    const keys = new Set<string>();
    // Of texts that are equal the first counts.
    const unlike = [...values].filter(({ key, number }) => number !== undefined || (!keys.has(key) && keys.add(key)));
    return { exists: true, isNull: isNull && unlike.length === 0, isEmpty: isEmpty && unlike.length === 0, values: unlike };
  }

  private numberValue(number: number): FacetValue {
    let value = this.byNumber.get(number);
    if (!value) this.byNumber.set(number, (value = new FacetValue(String(number), String(number), number)));
    return value;
  }

  private textValue(text: string): FacetValue {
    let value = this.texts.get(text);
    if (value) return value;
    const key = normalizeFacet(text);
    if (this.equalTexts(key).length > 0) this.plain = false;
    value = new FacetValue(key === text ? text : key, text, undefined);
    this.texts.set(text, value);
    if (key !== text) this.textsByKey.set(key, [...(this.textsByKey.get(key) ?? []), value]);
    return value;
  }

  private equalTexts(key: string): FacetValue[] {
    const itself = this.texts.get(key);
    return [...(this.textsByKey.get(key) ?? []), ...(itself?.key === key ? [itself] : [])];
  }

  /** Every value that some document has or had. */
  *values(): Generator<FacetValue> {
    this.readAll();
    yield* this.byNumber.values();
    yield* this.texts.values();
  }

  /** The values that are equal to this text, or to the number that it reads as. */
  equal(text: string, number: number | undefined): FacetValue[] {
    this.readAll();
    const same = number === undefined ? undefined : this.byNumber.get(number);
    return [...this.equalTexts(normalizeFacet(text)), ...(same ? [same] : [])];
  }

  assign(id: number, content: number): void {
    if (id >= this.contentOf.length) {
      if (content === 0) return;
      const grown = new Int32Array(Math.max(1024, id + 1, this.contentOf.length * 2));
      grown.set(this.contentOf);
      this.contentOf = grown;
    }
    this.contentOf[id] = content;
  }

  /** The documents of `among` whose content passes: a mark for each content by its number. */
  select(among: DocSet, passes: Uint8Array): DocSet {
    const { contentOf } = this;
    const selected = new DocSet(among.words.length * 32);
    among.forEach((id) => {
      if (passes[contentOf[id] ?? 0] === 1) selected.add(id);
    });
    return selected;
  }

  /** Rank of each content for sorting: numbers before strings, equal values equal, missing ones last. */
  order(direction: "asc" | "desc"): Int32Array {
    let order = this.orders.get(direction);
    if (order) return order;
    const best = this.contents.map((each) => extreme(each?.values ?? [], direction));
    const present = best.map((_, i) => i).filter((i) => best[i] !== undefined);
    present.sort((a, b) => compareValues(best[a]!, best[b]!, direction));
    order = new Int32Array(best.length).fill(present.length);
    let rank = -1;
    present.forEach((number, i) => {
      if (i === 0 || compareValues(best[present[i - 1]!]!, best[number]!, direction) !== 0) rank = i;
      order![number] = rank;
    });
    this.orders.set(direction, order);
    return order;
  }
}

function extreme(values: readonly FacetValue[], direction: "asc" | "desc"): FacetValue | undefined {
  return values.reduce<FacetValue | undefined>(
    (best, value) => (best === undefined || compareValues(value, best, direction) < 0 ? value : best),
    undefined,
  );
}

function compareValues(a: FacetValue, b: FacetValue, direction: "asc" | "desc"): number {
  if ((a.number === undefined) !== (b.number === undefined)) return a.number === undefined ? 1 : -1;
  const ascending = a.number !== undefined ? a.number - b.number! : a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
  return direction === "asc" ? ascending : -ascending;
}

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
