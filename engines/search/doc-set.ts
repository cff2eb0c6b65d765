/** A set of internal document numbers, one bit each. Sets of one index share a capacity until the next write. */
export class DocSet {
  readonly words: Uint32Array;

  constructor(words: Uint32Array | number) {
    this.words = typeof words === "number" ? new Uint32Array((words + 31) >>> 5) : words;
  }

  static of(ids: Iterable<number>, capacity: number): DocSet {
    const set = new DocSet(capacity);
    for (const id of ids) set.add(id);
    return set;
  }

  add(id: number): void {
    const word = id >>> 5;
    if (word < this.words.length) this.words[word]! |= 1 << (id & 31);
  }

  delete(id: number): void {
    const word = id >>> 5;
    if (word < this.words.length) this.words[word]! &= ~(1 << (id & 31));
  }

  has(id: number): boolean {
    const word = this.words[id >>> 5];
    return word !== undefined && ((word >>> (id & 31)) & 1) === 1;
  }

  /** A copy that holds at least `capacity` documents. */
  grow(capacity: number): DocSet {
    const words = new Uint32Array(Math.max(this.words.length, (capacity + 31) >>> 5));
    words.set(this.words);
    return new DocSet(words);
  }

  and(other: DocSet): DocSet {
    const words = new Uint32Array(this.words.length);
    for (let i = 0; i < words.length; i++) words[i] = this.words[i]! & (other.words[i] ?? 0);
    return new DocSet(words);
  }

  or(other: DocSet): DocSet {
    const words = new Uint32Array(this.words.length);
    for (let i = 0; i < words.length; i++) words[i] = this.words[i]! | (other.words[i] ?? 0);
    return new DocSet(words);
  }

  without(other: DocSet): DocSet {
    const words = new Uint32Array(this.words.length);
    for (let i = 0; i < words.length; i++) words[i] = this.words[i]! & ~(other.words[i] ?? 0);
    return new DocSet(words);
  }

  get size(): number {
    let count = 0;
    for (let i = 0; i < this.words.length; i++) {
      let word = this.words[i]!;
      if (word === 0) continue;
      word -= (word >>> 1) & 0x55555555;
      word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
      count += (((word + (word >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
    }
    return count;
  }

  forEach(visit: (id: number) => void): void {
    const { words } = this;
    for (let i = 0; i < words.length; i++) {
      let word = words[i]!;
      while (word !== 0) {
        const bit = 31 - Math.clz32(word & -word);
        visit((i << 5) + bit);
        word &= word - 1;
      }
    }
  }

  toArray(): Uint32Array {
    const ids = new Uint32Array(this.size);
    let at = 0;
    this.forEach((id) => {
      ids[at++] = id;
    });
    return ids;
  }

  /** The lowest number not in the set. */
  firstFree(from = 0): number {
    let id = from;
    while (this.has(id)) id++;
    return id;
  }
}
