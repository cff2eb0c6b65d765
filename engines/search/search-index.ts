import { Analyzer } from "./analyzer.ts";
import { needsColumn } from "./attributes.ts";
import { Columns } from "./columns.ts";
import type { Document, Json } from "./document.ts";
import type { DocSet } from "./doc-set.ts";
import type { Settings } from "./settings.ts";
import type { Store } from "./store.ts";
import { SynonymIndex } from "./synonym-index.ts";
import { compileSynonyms, type Synonyms } from "./synonyms.ts";
import { TextIndex, type Change } from "./text-index.ts";

/** Of more, all of a document is read. */
const MOST_FIELDS = 20;

export interface CatalogRow {
  id: number;
  uid: string;
  primaryKey: string | null;
  createdAt: string;
  updatedAt: string;
  settings: Settings;
  textGeneration: number;
  columnGeneration: number;
  /** 0 where there are no synonyms, or none have been indexed yet. */
  synonymGeneration: number;
  /** How many documents have each top-level field. */
  fields: Record<string, number>;
  /** Length of all documents as JSON. */
  bytes: number;
}

/** What an index holds in memory; read from the disk when it is first needed. */
export interface Loaded {
  live: DocSet;
  capacity: number;
  text: TextIndex;
  columns: Columns;
  analyzer: Analyzer;
  synonyms: Synonyms;
  stopWords: ReadonlySet<string>;
  /** What was answered since the last write, by the request as JSON; the oldest first. */
  answers: Map<string, Record<string, unknown>>;
}

export interface Entry {
  key: string;
  document: Document;
}

/** One index: its documents, their words and their columns, always written together. */
export class SearchIndex {
  private state: Loaded | undefined;

  constructor(private readonly store: Store, readonly row: CatalogRow) {}

  get loaded(): Loaded {
    return (this.state ??= load(this.store, this.row));
  }

  /** Reads some more from the disk of what the first write needs; false where all is there. */
  readOn(): boolean {
    return this.loaded.columns.readOn();
  }

  /** Drops what is in memory, after a write failed half-way or the generation changed. */
  unload(): void {
    this.state = undefined;
  }

  get documentCount(): number {
    return this.state ? this.state.live.size : (this.store.value<number>(`SELECT count(*) FROM docs_${this.row.id}`) ?? 0);
  }

  documents(ids: ArrayLike<number>): Document[] {
    const byId = new Map(this.read<[number, string]>("json", ids));
    return Array.from(ids, (id) => JSON.parse(byId.get(id) ?? "{}") as Document);
  }

  /** The same with some of their fields only, and perhaps others: that spares reading all that is in them. */
  fieldsOf(ids: ArrayLike<number>, fields: readonly string[]): Document[] {
    const isPlain = (field: string) => /^\w+$/.test(field) && !Object.keys(this.row.fields).some((name) => name.startsWith(`${field}.`));
    if (fields.length === 0 || fields.length > MOST_FIELDS || !fields.every(isPlain)) return this.documents(ids);
    const paths = fields.map((field) => `$.${field}`);
    const types = fields.map(() => "json_type(json, ?)");
    // Of one path alone SQLite gives the bare value, of two a list.
    const rows = this.read<[number, string, string]>(`json_extract(json, '$.id'${", ?".repeat(fields.length)}), json_array(${types.join()})`, ids, [...paths, ...paths]);
    const byId = new Map(rows.map(([id, ...row]) => {
      const [[, ...values], kinds] = row.map((json) => JSON.parse(json) as Json[]) as [Json[], Json[]];
      return [id, Object.fromEntries(fields.flatMap((field, i) => (kinds[i] === null ? [] : [[field, values[i]!]])))];
    }));
    return Array.from(ids, (id) => byId.get(id) ?? {});
  }

  private read<Row extends unknown[]>(what: string, ids: ArrayLike<number>, params: string[] = []): Row[] {
    return this.store.rows<Row>(`SELECT id, ${what} FROM docs_${this.row.id} WHERE id IN (SELECT value FROM json_each(?))`, ...params, JSON.stringify(Array.from(ids)));
  }

  idsOf(keys: readonly string[]): Map<string, number> {
    return new Map(
      this.store.rows<[string, number]>(
        `SELECT key, id FROM docs_${this.row.id} WHERE key IN (SELECT value FROM json_each(?))`, JSON.stringify(keys),
      ),
    );
  }

  /** Adds or replaces documents, or with `merge` changes only the given fields; one transaction. */
  put(entries: Entry[], options: { merge: boolean; skipCreation: boolean }): void {
    const last = new Map(entries.map((entry) => [entry.key, entry]));
    if (last.size !== entries.length) {
      // A key twice in one batch: one after the other, so that merging sees what came before.
      const rest = entries.filter((entry) => last.get(entry.key) !== entry);
      this.put(rest, options);
    }
    this.write(() => {
      const { loaded, row, store } = this;
      const ids = this.idsOf([...last.keys()]);
      const known = [...ids.values()];
      const before = new Map(this.documents(known).map((document, i) => [known[i]!, document]));
      const changes: Change[] = [];
      let free = 1;
      for (const { key, document } of last.values()) {
        const existing = ids.get(key);
        if (existing === undefined && options.skipCreation) continue;
        const id = existing ?? (free = loaded.live.firstFree(free));
        const old = existing === undefined ? undefined : before.get(existing);
        const after = options.merge && old ? { ...old, ...document } : document;
        const json = JSON.stringify(after);
        if (old && JSON.stringify(old) === json) continue;
        this.reserve(id);
        loaded.live.add(id);
        store.run(`INSERT OR REPLACE INTO docs_${row.id} VALUES (?, ?, ?)`, id, key, json);
        loaded.columns.write(id, after);
        this.count(old, after);
        changes.push({ id, after });
      }
      loaded.text.write(changes);
    });
  }

  remove(ids: readonly number[]): void {
    this.write(() => {
      const { loaded, row, store } = this;
      this.documents(ids).forEach((before, i) => {
        const id = ids[i]!;
        store.run(`DELETE FROM docs_${row.id} WHERE id = ?`, id);
        loaded.columns.remove(id);
        loaded.live.delete(id);
        this.count(before, undefined);
      });
      loaded.text.write(ids.map((id) => ({ id })));
    });
  }

  private write(work: () => void): void {
    this.loaded.answers.clear();
    try {
      this.store.transientTransaction(() => {
        work();
        this.store.run("UPDATE catalog SET fields = ?, bytes = ? WHERE id = ?", JSON.stringify(this.row.fields), this.row.bytes, this.row.id);
      });
    } catch (error) {
      this.unload();
      const [[fields, bytes] = ["{}", 0]] = this.store.rows<[string, number]>("SELECT fields, bytes FROM catalog WHERE id = ?", this.row.id);
      Object.assign(this.row, { fields: JSON.parse(fields) as Record<string, number>, bytes });
      throw error;
    }
  }

  /** Room for the document number `id`; sets of another capacity are read anew. */
  private reserve(id: number): void {
    const { loaded } = this;
    if (id < loaded.capacity) return;
    loaded.capacity = Math.max(1024, loaded.capacity * 2, id + 1);
    loaded.live = loaded.live.grow(loaded.capacity);
  }

  private count(before: Document | undefined, after: Document | undefined): void {
    const { fields } = this.row;
    const length = (document: Document | undefined) => (document ? JSON.stringify(document).length : 0);
    this.row.bytes += length(after) - length(before);
    for (const name of Object.keys(before ?? {})) {
      fields[name] = (fields[name] ?? 1) - 1;
      if (fields[name]! <= 0) delete fields[name];
    }
    for (const name of Object.keys(after ?? {})) fields[name] = (fields[name] ?? 0) + 1;
  }
}

function load(store: Store, row: CatalogRow): Loaded {
  const { settings } = row;
  const highest = store.value<number | null>(`SELECT max(id) FROM docs_${row.id}`) ?? 0;
  const capacity = Math.max(1024, highest + 1);
  const analyzer = new Analyzer(settings);
  const columns = new Columns(store, row.columnGeneration, (field) => needsColumn(settings, field));
  const synonyms = compileSynonyms(settings, analyzer);
  const synonymIndex = row.synonymGeneration > 0 ? new SynonymIndex(store, row.synonymGeneration, synonyms) : undefined;
  return {
    live: columns.load(capacity),
    capacity,
    columns,
    analyzer,
    text: new TextIndex(store, row.textGeneration, analyzer, settings.searchableAttributes, synonymIndex),
    stopWords: new Set(settings.stopWords.flatMap((word) => analyzer.terms(word))),
    synonyms,
    answers: new Map(),
  };
}
