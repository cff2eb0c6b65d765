import { MongoError } from "../errors.ts";
import type { Doc, Value } from "./types.ts";
import { isDoc, toDouble } from "./types.ts";

/** Compares strings by a language's rules instead of by bytes. */
export interface Collation {
  compare(a: string, b: string): number;
  spec: Doc;
}

const SENSITIVITY = ["base", "base", "accent", "variant", "variant", "variant"] as const;

/**
 * The collation of a command's `collation` field; none for the simple one (bytes).
 * Honours locale, strength, caseLevel, caseFirst, numericOrdering and alternate.
 * @throws MongoError BadValue for a locale or a strength that does not exist.
 */
export function parseCollation(value: Value): Collation | undefined {
  if (value === undefined || value === null) return undefined;
  if (!isDoc(value)) throw new MongoError("TypeMismatch", "collation must be an object");
  const locale = value.get("locale");
  if (typeof locale !== "string") throw new MongoError(40414, "BSON field 'collation.locale' is missing but a required field");
  if (locale === "simple") return undefined;
  const strength = value.has("strength") ? toDouble(value.get("strength")) : 3;
  const sensitivity = SENSITIVITY[strength];
  if (!sensitivity || strength < 1) throw new MongoError("BadValue", `Enumeration value '${strength}' for field 'collation.strength' is not valid.`);
  const caseFirst = value.get("caseFirst");
  try {
    const collator = new Intl.Collator(locale.replaceAll("_", "-"), {
      sensitivity: strength === 1 && value.get("caseLevel") === true ? "case" : sensitivity,
      numeric: value.get("numericOrdering") === true,
      caseFirst: caseFirst === "upper" || caseFirst === "lower" ? caseFirst : "false",
      ignorePunctuation: value.get("alternate") === "shifted",
    });
    return { compare: (a, b) => collator.compare(a, b), spec: value };
  } catch {
    throw new MongoError("BadValue", `Field 'locale' is invalid in: ${locale}`);
  }
}
