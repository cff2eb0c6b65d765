import { DocSet } from "./doc-set.ts";
import type { Store } from "./store.ts";

const KEPT = 600;
/** So many documents later a set is looked up anew; of fewer it is asked for each whether it is in it. */
const FOLLOWED = 20;

/** The documents that match expressions in one FTS5 table, as sets that are kept and follow the writes. */
export class MatchSets {
  private readonly sets = new Map<string, { set: DocSet; asOf: number }>();
  /** How many documents have been written, and the last of them. */
  private written = 0;
  private readonly lastWritten: number[] = [];

  constructor(private readonly store: Store, private readonly table: string) {}

  wrote(id: number): void {
    this.written += 1;
    this.lastWritten.push(id);
    if (this.lastWritten.length > FOLLOWED) this.lastWritten.shift();
  }

  /** The documents that match, as a set that holds `capacity` documents. */
  match(expression: string, capacity: number): DocSet {
    const { store, table } = this;
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
    const json = store.value<string>(`SELECT json_group_array(rowid) FROM ${table} WHERE ${table} MATCH ?`, expression);
    const set = DocSet.of(JSON.parse(json!) as number[], capacity);
    if (this.sets.size >= KEPT) this.sets.delete(this.sets.keys().next().value!);
    this.sets.set(expression, { set, asOf: this.written });
    return set;
  }

  private holds(expression: string, id: number): boolean {
    const { store, table } = this;
    return store.value(`SELECT 1 FROM ${table} WHERE ${table} MATCH ? AND rowid = ?`, expression, id) !== undefined;
  }
}
