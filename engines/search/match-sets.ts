import { DocSet } from "./doc-set.ts";
import type { Store } from "./store.ts";

const KEPT = 600;
/** So many documents later a set is looked up anew; of fewer it is asked for each whether it is in it. */
const FOLLOWED = 20;
/** What begins with a word, in all columns or in some. */
const BEGINNING = /^(?:\{([^}]+)\} : \()?"([^" ]+)" \*\)?$/;

interface Written {
  id: number;
  /** Its words by column, each behind a space; none where it is gone. */
  columns: readonly string[];
}

/** The documents that match expressions in one FTS5 table, as sets that are kept and follow the writes. */
export class MatchSets {
  private readonly sets = new Map<string, { set: DocSet; asOf: number }>();
  /** How many documents have been written, and the last of them. */
  private written = 0;
  private readonly lastWritten: Written[] = [];

  constructor(private readonly store: Store, private readonly table: string) {}

  wrote(id: number, columns: readonly string[]): void {
    this.written += 1;
    this.lastWritten.push({ id, columns });
    if (this.lastWritten.length > FOLLOWED) this.lastWritten.shift();
  }

  /** The documents that match, as a set that holds `capacity` documents. */
  match(expression: string, capacity: number): DocSet {
    const { store, table } = this;
    const kept = this.sets.get(expression);
    const beginning = BEGINNING.exec(expression);
    // Of others in which a word goes on FTS5 looks up all, also where it is asked for one document.
    const most = beginning || !expression.includes('" *') ? this.lastWritten.length : 0;
    const missed = kept ? this.written - kept.asOf : Infinity;
    if (kept && missed <= most && kept.set.words.length === (capacity + 31) >>> 5) {
      for (const document of missed > 0 ? this.lastWritten.slice(-missed) : []) {
        if (beginning ? hasBeginning(document, beginning) : this.holds(expression, document.id)) kept.set.add(document.id);
        else kept.set.delete(document.id);
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

function hasBeginning({ columns }: Written, [, among, word]: RegExpExecArray): boolean {
  const texts = among === undefined ? columns : among.split(" ").map((name) => columns[Number(name.slice(1))]);
  return texts.some((text) => text?.includes(` ${word}`));
}
