import { createHash } from "node:crypto";
import { Contents } from "./contents.ts";
import type { Json } from "./document.ts";
import { DocSet } from "./doc-set.ts";

/** A facet value: `key` is what filters compare, `text` what is shown. */
export interface FacetValue {
  readonly key: string;
  readonly text: string;
  readonly number: number | undefined;
  /** Its place among the values of its column. */
  readonly place: number;
  /** The place of the first value that is equal to it. */
  readonly first: number;
  /** The number of the content that is this value alone, as most are; 0 where there is none. */
  alone: number;
}

const KEPT_WHOLE = 48;
/** What a content is known by: itself where it is short, else its digest, so that long ones are not in memory twice. */
function nameOf(content: readonly Json[]): string {
  const raw = JSON.stringify(content);
  return raw.length <= KEPT_WHOLE ? raw : createHash("sha256").update(raw).digest().toString("latin1", 0, 16);
}

/** Filters and facets compare strings without regard to case. */
export function normalizeFacet(text: string): string {
  return text.trim().normalize("NFKD").toLowerCase();
}

/** One field as a column in memory: for each document the number of its content, 0 = field missing. */
export class Column {
  contentOf = new Int32Array(0);
  private readonly known = new Contents();
  /** Every value that some document has or had, by its place. */
  private readonly list: FacetValue[] = [];
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

  get contents(): Contents {
    this.readAll();
    return this.known;
  }

  get values(): readonly FacetValue[] {
    this.readAll();
    return this.list;
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
    const number = this.known.size;
    this.define(number, raw);
    onNew(number);
    return number;
  }

  define(number: number, raw: readonly Json[]): void {
    const lone = this.lone(raw);
    if (lone && lone.alone === 0) {
      lone.alone = number;
      this.known.add(number, [lone.place], false, false);
    } else {
      this.numbers.set(nameOf(raw), number);
      this.addMany(number, raw);
    }
    this.orders.clear();
  }

  /** The value of a content that is one text or one number. */
  private lone(raw: readonly Json[]): FacetValue | undefined {
    const [only] = raw;
    if (raw.length !== 1 || only === "") return undefined;
    return typeof only === "number" ? this.numberValue(only) : typeof only === "string" ? this.textValue(only) : undefined;
  }

  private addMany(number: number, raw: readonly Json[]): void {
    // Of texts that are equal the first counts.
    const unlike = new Map<number, FacetValue>();
    let isNull = false;
    let isEmpty = false;
    for (const each of raw) {
      if (each === null) isNull = true;
      else if (typeof each === "object" || each === "") isEmpty = true;
      else {
        const value = typeof each === "number" ? this.numberValue(each) : this.textValue(String(each));
        if (!unlike.has(value.first)) unlike.set(value.first, value);
      }
    }
    const places = Array.from(unlike.values(), ({ place }) => place);
    this.known.add(number, places, isNull && places.length === 0, isEmpty && places.length === 0);
    if (places.length > 0) this.plain = false;
  }

  private numberValue(number: number): FacetValue {
    let value = this.byNumber.get(number);
    if (!value) this.byNumber.set(number, (value = this.newValue(String(number), String(number), number, undefined)));
    return value;
  }

  private textValue(text: string): FacetValue {
    let value = this.texts.get(text);
    if (value) return value;
    const key = normalizeFacet(text);
    const [equal] = this.equalTexts(key);
    if (equal) this.plain = false;
    value = this.newValue(key === text ? text : key, text, undefined, equal);
    this.texts.set(text, value);
    if (key !== text) this.textsByKey.set(key, [...(this.textsByKey.get(key) ?? []), value]);
    return value;
  }

  private newValue(key: string, text: string, number: number | undefined, equal: FacetValue | undefined): FacetValue {
    const place = this.list.length;
    const value = { key, text, number, place, first: equal?.first ?? place, alone: 0 };
    this.list.push(value);
    return value;
  }

  private equalTexts(key: string): FacetValue[] {
    const itself = this.texts.get(key);
    return [...(this.textsByKey.get(key) ?? []), ...(itself?.key === key ? [itself] : [])];
  }

  /** The values that are equal to this text, or to the number that it reads as. */
  equal(text: string, number: number | undefined): FacetValue[] {
    this.readAll();
    const same = number === undefined ? undefined : this.byNumber.get(number);
    return [...this.equalTexts(normalizeFacet(text)), ...(same ? [same] : [])];
  }

  /** Marks the contents that hold one of some values. */
  mark(values: Iterable<FacetValue>, marks: Uint8Array, mark: number): void {
    const wanted = new Uint8Array(this.list.length);
    for (const { place, alone } of values) {
      wanted[place] = 1;
      if (alone > 0) marks[alone] = mark;
    }
    if (!this.isPlain) this.known.markHolding(wanted, marks, mark);
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

  /** The documents of `among` whose content passes: 1 for each content that does, by its number. */
  select(among: DocSet, passes: Uint8Array): DocSet {
    const { contentOf } = this;
    const selected = new DocSet(among.words.length * 32);
    for (let word = 0; word < among.words.length; word++) {
      if (among.words[word] === 0) continue;
      const first = word << 5;
      let bits = 0;
      for (let bit = 0; bit < 32; bit++) bits |= passes[contentOf[first + bit] ?? 0]! << bit;
      selected.words[word] = bits & among.words[word]!;
    }
    return selected;
  }

  /** Rank of each content for sorting: numbers before strings, equal values equal, missing ones last. */
  order(direction: "asc" | "desc"): Int32Array {
    let order = this.orders.get(direction);
    if (order) return order;
    const { contents, list } = this;
    const best = Array.from({ length: contents.size }, (_, number) => extreme(contents.of(number), list, direction));
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

function extreme(places: Uint32Array, values: readonly FacetValue[], direction: "asc" | "desc"): FacetValue | undefined {
  let best: FacetValue | undefined;
  for (const place of places) {
    const value = values[place]!;
    if (best === undefined || compareValues(value, best, direction) < 0) best = value;
  }
  return best;
}

function compareValues(a: FacetValue, b: FacetValue, direction: "asc" | "desc"): number {
  if ((a.number === undefined) !== (b.number === undefined)) return a.number === undefined ? 1 : -1;
  const ascending = a.number !== undefined ? a.number - b.number! : a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
  return direction === "asc" ? ascending : -ascending;
}
