import { diff3Merge } from "node-diff3";

import type { Fields } from "./fields.ts";

/** A field in which both have written at the same place: what each has there, for a person to decide. */
export type Clash = { field: string; mine: string; theirs: string };

export type Merged = {
  fields: Fields;
  /** Fields that are as the other has written them, or hold what both have written. */
  taken: string[];
  /** Fields that stand as one's own until it is decided. */
  clashes: Clash[];
};

/** Fields that are lists: an entry is a line, and each comes or goes by itself. */
const LISTS: readonly string[] = ["s", "f", "src", "terms", "partners", "na", "ps", "others"];

/**
 * Puts together what two people have made of one text. A field that one of them left alone is as the other has it;
 * one that both changed is merged by paragraphs. Where that does not go, or nothing is known of what they began
 * from (`base` is null), the field clashes.
 */
export function mergeFields({ base, mine, theirs }: { base: Fields | null; mine: Fields; theirs: Fields }): Merged {
  const merged: Merged = { fields: {}, taken: [], clashes: [] };
  for (const field of new Set([...Object.keys(mine), ...Object.keys(theirs)])) {
    const [own = "", other = ""] = [mine[field], theirs[field]];
    const before = base ? (base[field] ?? "") : null;
    if (own === other) merged.fields[field] = own;
    else if (before === own || (before === null && own === "")) take(merged, field, other);
    else if (before === other || (before === null && other === "")) merged.fields[field] = own;
    else if (LISTS.includes(field)) take(merged, field, mergeList(before ?? "", own, other));
    else {
      const both = before === null ? null : mergeText(before, own, other);
      if (both === null) {
        merged.fields[field] = own;
        merged.clashes.push({ field, mine: own, theirs: other });
      } else take(merged, field, both);
    }
  }
  return merged;
}

function take(merged: Merged, field: string, value: string): void {
  merged.fields[field] = value;
  merged.taken.push(field);
}

/** Lines that both keep or either added, but none that either took away; in the order of one's own. */
function mergeList(before: string, mine: string, theirs: string): string {
  const [old, own, other] = [before, mine, theirs].map((text) => text.split("\n").filter(Boolean)) as [string[], string[], string[]];
  const kept = own.filter((line) => other.includes(line) || !old.includes(line));
  const added = other.filter((line) => !own.includes(line) && !old.includes(line));
  return [...kept, ...added].join("\n");
}

/** Paragraph by paragraph, with what stands between them; null where both changed the same one. */
function mergeText(before: string, mine: string, theirs: string): string | null {
  const parts = (text: string) => text.split(/(\n{2,})/);
  const regions = diff3Merge(parts(mine), parts(before), parts(theirs), { excludeFalseConflicts: true });
  const texts: string[] = [];
  for (const { ok, conflict } of regions) {
    if (conflict) return null;
    texts.push(...(ok ?? []));
  }
  return texts.join("");
}
