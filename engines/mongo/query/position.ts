import type { Doc, Value } from "../bson/types.ts";
import type { Leaf, Node } from "./node.ts";
import { holds } from "./filter.ts";
import { fieldAt, someAt } from "./path.ts";

function leafPosition(leaf: Leaf, root: Doc, array: string): number | undefined {
  const isSelf = leaf.path === array;
  if (!isSelf && !leaf.path.startsWith(`${array}.`)) return undefined;
  const items = fieldAt(root, array.split("."));
  if (!Array.isArray(items)) return undefined;
  const rest = isSelf ? [] : leaf.path.slice(array.length + 1).split(".");
  const matches = (item: Value): boolean => {
    if (isSelf && leaf.op === "$elemMatch") return leaf.inner ? item instanceof Map && holds(leaf.inner, item) : leaf.test([item]);
    return someAt(item, rest, 0, (value) => leaf.test(value) || (!isSelf && leaf.opens && Array.isArray(value) && value.some(leaf.test)));
  };
  const found = items.findIndex(matches);
  return found < 0 ? undefined : found;
}

/** Index of the element of an array for which the filter holds: what the positional `$` stands for. */
export function positionOf(node: Node, root: Doc, array: string): number | undefined {
  if (node.kind === "leaf") return leafPosition(node, root, array);
  if (node.kind !== "and" && node.kind !== "or") return undefined;
  for (const child of node.children) {
    const found = positionOf(child, root, array);
    if (found !== undefined) return found;
  }
  return undefined;
}
