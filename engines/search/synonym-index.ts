import type { DocSet } from "./doc-set.ts";
import { MatchSets } from "./match-sets.ts";
import type { Store } from "./store.ts";
import type { Synonyms } from "./synonyms.ts";

interface Node {
  next: Map<string, Node>;
  /** The sets that have the words up to here. */
  sets: number[];
}

/**
 * Which documents hold some member of a set of synonyms, kept in step with the documents: members of several words would
 * have to be looked up among all places of their words, many of them for a word of a query. It goes with the synonyms it
 * was made for.
 */
export class SynonymIndex {
  private readonly sets: MatchSets;
  private tree: Node | undefined;

  constructor(private readonly store: Store, private readonly generation: number, private readonly synonyms: Synonyms) {
    this.sets = new MatchSets(store, `synonyms_${generation}`);
  }

  static create(store: Store, generation: number): void {
    store.exec(`CREATE VIRTUAL TABLE synonyms_${generation} USING fts5(sets, content='', contentless_delete=1, detail=none, tokenize='ascii')`);
  }

  /** Reads words that follow each other and adds the sets of which they hold a member. */
  reader(found: Set<number>): (word: string) => void {
    const root = (this.tree ??= treeOf(this.synonyms));
    let begun: Node[] = [];
    return (word) => {
      if (begun.length === 0 && !root.next.has(word)) return;
      const goesOn: Node[] = [];
      for (const node of [...begun, root]) {
        const next = node.next.get(word);
        if (!next) continue;
        for (const set of next.sets) found.add(set);
        if (next.next.size > 0) goesOn.push(next);
      }
      begun = goesOn;
    };
  }

  write(id: number, sets: ReadonlySet<number>): void {
    const names = Array.from(sets, nameOf).join(" ");
    this.store.run(`INSERT OR REPLACE INTO synonyms_${this.generation} (rowid, sets) VALUES (?, ?)`, id, names);
    this.sets.wrote(id, []);
  }

  remove(id: number): void {
    this.store.run(`DELETE FROM synonyms_${this.generation} WHERE rowid = ?`, id);
    this.sets.wrote(id, []);
  }

  match(set: number, capacity: number): DocSet {
    return this.sets.match(nameOf(set), capacity);
  }
}

function nameOf(set: number): string {
  return `s${set.toString(36)}`;
}

function treeOf({ sets }: Synonyms): Node {
  const root: Node = { next: new Map(), sets: [] };
  for (const { number, others } of sets) {
    for (const words of others) {
      let node = root;
      for (const word of words) {
        let next = node.next.get(word);
        if (!next) node.next.set(word, (next = { next: new Map(), sets: [] }));
        node = next;
      }
      node.sets.push(number);
    }
  }
  return root;
}
