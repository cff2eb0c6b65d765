import { createHash } from "node:crypto";
import type { Json } from "./document.ts";
import { DocSet } from "./doc-set.ts";

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
