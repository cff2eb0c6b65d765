import type { Doc } from "../bson/types.ts";
import type { Filter } from "../query/filter.ts";

export interface IndexField {
  path: string;
  parts: string[];
  descending: boolean;
}

export interface Index {
  id: number;
  name: string;
  /** The specification as `listIndexes` shows it. */
  spec: Doc;
  key: Doc;
  fields: IndexField[];
  descending: boolean[];
  unique: boolean;
  sparse: boolean;
  hidden: boolean;
  partial: Filter | undefined;
  expireAfterSeconds: number | undefined;
  /** Bit n is set once an array was met on the path of field n. */
  multikey: number;
}

export interface Collection {
  id: number;
  db: string;
  name: string;
  namespace: string;
  uuid: Buffer;
  options: Doc;
  validator: Filter | undefined;
  indexes: readonly Index[];
}

/** All collections by namespace; never changed, only replaced. */
export type Catalog = ReadonlyMap<string, Collection>;
