import type { Document } from "./document.ts";
import { ApiError } from "./errors.ts";

/** The key of a document, as text: an integer, or letters, digits, `-` and `_`. */
export function documentKey(document: Document, primaryKey: string): string {
  const value = Object.hasOwn(document, primaryKey) ? document[primaryKey] : undefined;
  if (value === undefined) {
    throw new ApiError("missing_document_id", `Document doesn't have a \`${primaryKey}\` attribute: \`${shorten(document)}\`.`);
  }
  const key = typeof value === "number" && Number.isInteger(value) ? String(value) : value;
  if (typeof key !== "string" || !/^[A-Za-z0-9_-]{1,511}$/.test(key)) {
    throw new ApiError(
      "invalid_document_id",
      `Document identifier \`${JSON.stringify(value)}\` is invalid. A document identifier can be of type integer or string, only composed of alphanumeric characters (a-z A-Z 0-9), hyphens (-) and underscores (_), and can not be more than 511 bytes.`,
    );
  }
  return key;
}

/** The one field whose name ends in "id". */
export function inferPrimaryKey(document: Document): string {
  const candidates = Object.keys(document).filter((name) => name.toLowerCase().endsWith("id"));
  if (candidates.length === 1) return candidates[0]!;
  const hint = "Please specify the primary key manually using the `primaryKey` query parameter.";
  if (candidates.length === 0) {
    throw new ApiError(
      "index_primary_key_no_candidate_found",
      `The primary key inference failed as the engine did not find any field ending with \`id\` in its name. ${hint}`,
    );
  }
  throw new ApiError(
    "index_primary_key_multiple_candidates_found",
    `The primary key inference failed as the engine found ${candidates.length} fields ending with \`id\` in their names: '${candidates[0]}' and '${candidates[1]}'. ${hint}`,
  );
}

function shorten(document: Document): string {
  const text = JSON.stringify(document);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
