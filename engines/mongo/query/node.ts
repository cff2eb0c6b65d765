import type { Doc, Value } from "../bson/types.ts";

/** A condition on one path: `test` looks at a value found there, arrays being opened first if `opens`. */
export interface Leaf {
  kind: "leaf";
  path: string;
  parts: string[];
  op: string;
  operand: Value;
  opens: boolean;
  test(value: Value): boolean;
  /** Conditions inside an `$elemMatch` on documents. */
  inner?: Node | undefined;
}
export interface Branch {
  kind: "and" | "or" | "nor";
  children: Node[];
}
export interface Computed {
  kind: "expr";
  test(root: Doc): boolean;
}
export type Node = Leaf | Branch | Computed;
