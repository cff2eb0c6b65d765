import { flatten, type Document, type Json } from "./document.ts";
import { DocSet } from "./doc-set.ts";
import type { Store } from "./store.ts";

/** A facet value: `key` is what filters compare, `text` what is shown, `contents` the numbers of those that hold it. */
export interface FacetValue {
  key: string;
  text: string;
  number: number | undefined;
  contents: number[];
}

/** All that one document holds in one field. Documents with equal contents share one. */
export interface Content {
  exists: boolean;
  isNull: boolean;
  isEmpty: boolean;
  values: FacetValue[];
}

const MISSING: Content = { exists: false, isNull: false, isEmpty: false, values: [] };

/** Filters and facets compare strings without regard to case. */
export function normalizeFacet(text: string): string {
  return text.trim().normalize("NFKD").toLowerCase();
}

/** One field as a column in memory: for each document the number of its content, 0 = field missing. */
export class Column {
  readonly contents: Content[] = [MISSING];
  contentOf = new Int32Array(0);
  private readonly texts = new Map<string, FacetValue>();
  private readonly textsByKey = new Map<string, FacetValue[]>();
  private readonly byNumber = new Map<number, FacetValue>();
  private readonly numbers = new Map<string, number>();
  private readonly orders = new Map<string, Int32Array>();

  constructor(readonly name: string, readonly number: number) {}

  get(id: number): Content {
    return this.contents[this.contentOf[id] ?? 0]!;
  }

  /** The number of a content; a new one is told to `onNew` for storing. */
  intern(raw: string, onNew: (number: number) => void): number {
    let number = this.numbers.get(raw);
    if (number === undefined) {
      number = this.contents.length;
      this.define(number, raw);
      onNew(number);
    }
    return number;
  }

  define(number: number, raw: string): void {
    this.numbers.set(raw, number);
    this.contents[number] = this.read(number, JSON.parse(raw) as Json[]);
    this.orders.clear();
  }

  private read(number: number, raw: Json[]): Content {
    const values: FacetValue[] = [];
    let isNull = false;
    let isEmpty = false;
    for (const each of raw) {
      if (each === null) isNull = true;
      else if (typeof each === "object" || each === "") isEmpty = true;
      else {
        const value = typeof each === "number" ? this.numberValue(each) : this.textValue(String(each));
        if (values.some(({ key, number: same }) => key === value.key && same === value.number)) continue;
        values.push(value);
        value.contents.push(number);
      }
    }
    return { exists: true, isNull: isNull && values.length === 0, isEmpty: isEmpty && values.length === 0, values };
  }

  private numberValue(number: number): FacetValue {
    let value = this.byNumber.get(number);
    if (!value) this.byNumber.set(number, (value = { key: String(number), text: String(number), number, contents: [] }));
    return value;
  }

  private textValue(text: string): FacetValue {
    let value = this.texts.get(text);
    if (value) return value;
    value = { key: normalizeFacet(text), text, number: undefined, contents: [] };
    this.texts.set(text, value);
    const same = this.textsByKey.get(value.key);
    if (same) same.push(value);
    else this.textsByKey.set(value.key, [value]);
    return value;
  }

  /** Every value that some document has or had. */
  *values(): Generator<FacetValue> {
    yield* this.byNumber.values();
    yield* this.texts.values();
  }

  /** The values that are equal to this text, or to the number that it reads as. */
  equal(text: string, number: number | undefined): FacetValue[] {
    const same = number === undefined ? undefined : this.byNumber.get(number);
    return [...(this.textsByKey.get(normalizeFacet(text)) ?? []), ...(same ? [same] : [])];
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
    order = new Int32Array(this.contents.length).fill(present.length);
    let rank = -1;
    present.forEach((number, i) => {
      if (i === 0 || compareValues(best[present[i - 1]!]!, best[number]!, direction) !== 0) rank = i;
      order![number] = rank;
    });
    this.orders.set(direction, order);
    return order;
  }
}

function extreme(values: FacetValue[], direction: "asc" | "desc"): FacetValue | undefined {
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

  /** Reads the columns from the disk and returns the set of live documents. */
  load(capacity: number): DocSet {
    const { store, generation } = this;
    const list: Column[] = [];
    for (const [number, name] of store.rows<[number, string]>(`SELECT number, name FROM columns_${generation} ORDER BY number`)) {
      const column = new Column(name, number);
      this.byName.set(name, column);
      list.push(column);
      const json = store.value<string>(
        `SELECT json_group_array(json_array(number, raw)) FROM contents_${generation} WHERE col = ?`, number,
      );
      for (const [content, raw] of JSON.parse(json ?? "[]") as [number, string][]) column.define(content, raw);
      column.contentOf = new Int32Array(capacity);
    }
    const live = new DocSet(capacity);
    for (let from = -1; ; ) {
      const [row] = store.rows<[string | null, number]>(
        `SELECT group_concat('[' || id || numbers || ']'), max(id) FROM (SELECT id, numbers FROM facets_${generation} WHERE id > ? ORDER BY id LIMIT 20000)`,
        from,
      );
      if (!row?.[0]) break;
      for (const entry of JSON.parse(`[${row[0]}]`) as number[][]) {
        live.add(entry[0]!);
        for (let i = 1; i < entry.length; i++) list[i - 1]!.assign(entry[0]!, entry[i]!);
      }
      from = row[1];
    }
    return live;
  }

  write(id: number, document: Document): void {
    const { store, generation } = this;
    const leaves = flatten(document);
    for (const path of leaves.keys()) if (!this.byName.has(path) && this.keeps(path)) this.addColumn(path);
    let numbers = "";
    for (const column of this.byName.values()) {
      const values = leaves.get(column.name);
      const content = values === undefined ? 0 : column.intern(JSON.stringify(values), (number) =>
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
