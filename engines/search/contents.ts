const [EXISTS, IS_NULL, IS_EMPTY] = [1, 2, 4];

/**
 * What the contents of a column hold, by their number, in flat arrays: a large index has as many contents as items, with
 * dozens of values each. Number 0 is the content of a document without the field.
 */
export class Contents {
  /** One more than the highest number. */
  size = 1;
  private kinds = new Uint8Array(64);
  /** Where the values of a content begin among all that are held; they end where those of the next begin. */
  private starts = new Uint32Array(65);
  private held = new Uint32Array(64);

  /** Adds a content, whose number must be higher than those before, with the places of its values. */
  add(number: number, places: readonly number[], isNull: boolean, isEmpty: boolean): void {
    const end = this.starts[this.size]!;
    this.kinds = withRoom(this.kinds, number + 1);
    this.starts = withRoom(this.starts, number + 2);
    this.held = withRoom(this.held, end + places.length);
    // Numbers left out are of contents that are gone.
    this.starts.fill(end, this.size, number + 1);
    this.held.set(places, end);
    this.starts[number + 1] = end + places.length;
    this.kinds[number] = EXISTS | (isNull ? IS_NULL : 0) | (isEmpty ? IS_EMPTY : 0);
    this.size = number + 1;
  }

  exists(number: number): boolean {
    return (this.kinds[number]! & EXISTS) !== 0;
  }

  isNull(number: number): boolean {
    return (this.kinds[number]! & IS_NULL) !== 0;
  }

  isEmpty(number: number): boolean {
    return (this.kinds[number]! & IS_EMPTY) !== 0;
  }

  /** The places of its values. */
  of(number: number): Uint32Array {
    return this.held.subarray(this.starts[number], this.starts[number + 1]);
  }

  /** Marks those that hold a wanted value: `wanted` and `marks` by place and by number. */
  markHolding(wanted: Uint8Array, marks: Uint8Array, mark: number): void {
    const { held, starts, size } = this;
    for (let number = 1; number < size; number++) {
      for (let at = starts[number]!; at < starts[number + 1]!; at++) {
        if (wanted[held[at]!] === 1) marks[number] = mark;
      }
    }
  }
}

function withRoom<A extends Uint8Array | Uint32Array>(array: A, length: number): A {
  if (length <= array.length) return array;
  const grown = new (array.constructor as new (length: number) => A)(Math.max(length, array.length + (array.length >> 1)));
  grown.set(array);
  return grown;
}
