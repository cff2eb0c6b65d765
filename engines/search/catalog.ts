import { Analyzer } from "./analyzer.ts";
import { needsColumn, parseSortRule } from "./attributes.ts";
import { Columns } from "./columns.ts";
import { ApiError, indexNotFound } from "./errors.ts";
import { SearchIndex, type CatalogRow } from "./search-index.ts";
import { defaultSettings, type Settings } from "./settings.ts";
import type { Store } from "./store.ts";
import { SynonymIndex } from "./synonym-index.ts";
import { compileSynonyms } from "./synonyms.ts";
import { TextIndex } from "./text-index.ts";

const FAMILIES = /^(docs|words|vocabulary|attributes|streams|columns|contents|facets|synonyms)_(\d+)$/;
const REBUILD_BATCH = 20;

/** Awaited between small steps of long work, so that searches get their turn. */
export type Pause = () => Promise<void>;

/** The indexes by name, and the tables each of them owns. */
export class Catalog {
  private readonly indexes = new Map<string, SearchIndex>();

  constructor(private readonly store: Store) {
    this.reload();
  }

  reload(): void {
    this.indexes.clear();
    const rows = this.store.rows<[number, string, string | null, string, string, string, number, number, number, string, number]>(
      "SELECT id, uid, primary_key, created_at, updated_at, settings, text_gen, column_gen, synonym_gen, fields, bytes FROM catalog",
    );
    for (const [id, uid, primaryKey, createdAt, updatedAt, settings, textGeneration, columnGeneration, synonymGeneration, fields, bytes] of rows) {
      const row: CatalogRow = {
        id, uid, primaryKey, createdAt, updatedAt, textGeneration, columnGeneration, synonymGeneration, bytes,
        settings: { ...defaultSettings(), ...(JSON.parse(settings) as Partial<Settings>) },
        fields: JSON.parse(fields) as Record<string, number>,
      };
      this.indexes.set(uid, new SearchIndex(this.store, row));
    }
  }

  find(uid: string): SearchIndex | undefined {
    return this.indexes.get(uid);
  }

  get(uid: string): SearchIndex {
    const index = this.indexes.get(uid);
    if (!index) throw indexNotFound(uid);
    return index;
  }

  list(): SearchIndex[] {
    return [...this.indexes.values()].toSorted((a, b) => (a.row.uid < b.row.uid ? -1 : 1));
  }

  create(uid: string, primaryKey: string | null): SearchIndex {
    return this.store.transaction(() => this.insert(uid, primaryKey));
  }

  private insert(uid: string, primaryKey: string | null): SearchIndex {
    if (this.indexes.has(uid)) throw new ApiError("index_already_exists", `Index \`${uid}\` already exists.`);
    const { store } = this;
    const now = new Date().toISOString();
    const settings = defaultSettings();
    const row: CatalogRow = {
      id: store.nextGeneration(), uid, primaryKey, createdAt: now, updatedAt: now, settings,
      textGeneration: store.nextGeneration(), columnGeneration: store.nextGeneration(), synonymGeneration: 0, fields: {}, bytes: 0,
    };
    store.exec(`CREATE TABLE docs_${row.id} (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, json TEXT NOT NULL)`);
    TextIndex.create(store, row.textGeneration, settings.searchableAttributes);
    Columns.create(store, row.columnGeneration);
    store.run("INSERT INTO catalog VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      row.id, uid, primaryKey, now, now, JSON.stringify(settings), row.textGeneration, row.columnGeneration, "{}", 0, 0);
    const index = new SearchIndex(store, row);
    this.indexes.set(uid, index);
    return index;
  }

  delete(uid: string): void {
    const { row } = this.get(uid);
    this.store.run("DELETE FROM catalog WHERE id = ?", row.id);
    this.indexes.delete(uid);
  }

  touch(index: SearchIndex, changes: { primaryKey?: string | null; uid?: string } = {}): void {
    const { row } = index;
    if (changes.uid !== undefined) this.indexes.delete(row.uid);
    Object.assign(row, changes, { updatedAt: new Date().toISOString() });
    this.indexes.set(row.uid, index);
    this.store.run("UPDATE catalog SET uid = ?, primary_key = ?, updated_at = ? WHERE id = ?", row.uid, row.primaryKey, row.updatedAt, row.id);
  }

  /** Two indexes take each other's name; what they hold does not move. */
  swap(left: string, right: string): void {
    const [a, b] = [this.get(left), this.get(right)];
    this.store.run("UPDATE catalog SET uid = ? WHERE id = ?", `\u0000${left}`, a.row.id);
    this.touch(b, { uid: left });
    this.touch(a, { uid: right });
    this.indexes.set(left, b);
  }

  /**
   * Prepares new settings and returns what puts them in force. Where words, columns or synonyms change, a new
   * generation is filled beside the old one, which answers searches until the switch.
   */
  async prepareSettings(index: SearchIndex, settings: Settings, pause: Pause): Promise<() => void> {
    const { store } = this;
    const { row } = index;
    const newText = textKey(row.settings) !== textKey(settings);
    const newColumns = columnKey(row.settings) !== columnKey(settings);
    const newSynonyms = hasSynonyms(settings) && (newText || row.synonymGeneration === 0 || synonymKey(row.settings) !== synonymKey(settings));
    const generations = store.transaction(() => ({
      text: newText ? store.nextGeneration() : row.textGeneration,
      columns: newColumns ? store.nextGeneration() : row.columnGeneration,
      synonyms: newSynonyms ? store.nextGeneration() : hasSynonyms(settings) ? row.synonymGeneration : 0,
    }));
    store.transientTransaction(() => {
      if (newText) TextIndex.create(store, generations.text, settings.searchableAttributes);
      if (newColumns) Columns.create(store, generations.columns);
      if (newSynonyms) SynonymIndex.create(store, generations.synonyms);
    });
    if (newText || newColumns || newSynonyms) {
      const analyzer = new Analyzer(settings);
      const synonyms = newSynonyms ? new SynonymIndex(store, generations.synonyms, compileSynonyms(settings, analyzer)) : undefined;
      const text = newText || newSynonyms ? new TextIndex(store, generations.text, analyzer, settings.searchableAttributes, synonyms) : undefined;
      const columns = newColumns ? new Columns(store, generations.columns, (field) => needsColumn(settings, field)) : undefined;
      const ids = index.loaded.live.toArray();
      for (let at = 0; at < ids.length; at += REBUILD_BATCH) {
        const page = ids.subarray(at, at + REBUILD_BATCH);
        store.transientTransaction(() => {
          const documents = index.documents(page);
          documents.forEach((document, i) => columns?.write(page[i]!, document));
          if (newText) text?.write(documents.map((after, i) => ({ id: page[i]!, after })));
          else documents.forEach((document, i) => text?.writeSynonyms(page[i]!, document));
        });
        await pause();
      }
    }
    return () => {
      row.settings = settings;
      row.textGeneration = generations.text;
      row.columnGeneration = generations.columns;
      row.synonymGeneration = generations.synonyms;
      store.run("UPDATE catalog SET settings = ?, text_gen = ?, column_gen = ?, synonym_gen = ? WHERE id = ?",
        JSON.stringify(settings), generations.text, generations.columns, generations.synonyms, row.id);
      index.unload();
      this.touch(index);
    };
  }

  /** Fills the synonyms of an index that has none, since its data are older than these; false where there is no such index. */
  async fillSynonyms(pause: Pause): Promise<boolean> {
    const index = this.list().find(({ row }) => row.synonymGeneration === 0 && hasSynonyms(row.settings));
    if (!index) return false;
    const apply = await this.prepareSettings(index, index.row.settings, pause);
    this.store.transaction(apply);
    return true;
  }

  /** Takes a small step in dropping the tables that no index owns any more; false when there are none. */
  sweepStep(): boolean {
    const { store } = this;
    const owned = new Set<number>();
    for (const { row } of this.indexes.values()) owned.add(row.id).add(row.textGeneration).add(row.columnGeneration).add(row.synonymGeneration);
    const tables = store.rows<[string]>("SELECT name FROM sqlite_master WHERE type = 'table'").map(([name]) => name);
    const table = tables.find((name) => {
      const family = FAMILIES.exec(name);
      return family !== null && !owned.has(Number(family[2]));
    });
    if (table === undefined) return false;
    // The first rows of an FTS5 table's data are its own description, without which it cannot be dropped.
    const content = /^(?:words|synonyms)/.test(table) ? `${table}_data WHERE rowid > 10` : table;
    const key = table.startsWith("vocabulary") ? "term" : table.startsWith("contents") ? "col, number" : "rowid";
    store.transientTransaction(() => {
      if (store.value<number>(`SELECT EXISTS (SELECT 1 FROM ${content})`) === 1) {
        store.run(`DELETE FROM ${content.split(" ")[0]} WHERE (${key}) IN (SELECT ${key} FROM ${content} LIMIT 200)`);
        return;
      }
      store.forget(table);
      store.exec(`DROP TABLE ${table}`);
    });
    return true;
  }
}

function textKey(settings: Settings): string {
  const { searchableAttributes, separatorTokens, nonSeparatorTokens, dictionary } = settings;
  return JSON.stringify([searchableAttributes, separatorTokens, nonSeparatorTokens, dictionary]);
}

function hasSynonyms({ synonyms }: Settings): boolean {
  return Object.keys(synonyms).length > 0;
}

/** In their order: the sets that they make are counted in it. */
function synonymKey({ synonyms, stopWords }: Settings): string {
  return JSON.stringify([synonyms, stopWords]);
}

function columnKey(settings: Settings): string {
  const { filterableAttributes, sortableAttributes, distinctAttribute, rankingRules } = settings;
  return JSON.stringify([filterableAttributes, sortableAttributes, distinctAttribute, rankingRules.filter(parseSortRule)]);
}
