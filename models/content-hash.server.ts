import { createHash } from "node:crypto";

/** JSON with sorted keys and without what is not there, so that the same content has the same text. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(
          Object.entries(inner)
            .filter(([, part]) => part !== null && part !== undefined)
            .toSorted(([a], [b]) => (a < b ? -1 : 1)),
        )
      : inner,
  );
}

/**
 * Hash of these fields of a document. A field more in a later form of the document, still empty here,
 * changes nothing.
 */
export function contentHash(document: Record<string, unknown>, fields: readonly string[]): string {
  const content = Object.fromEntries(fields.map((field) => [field, document[field]]));
  return createHash("sha256").update(canonical(content)).digest("hex");
}
