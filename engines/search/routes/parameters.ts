import { ApiError } from "../errors.ts";

/** A whole number from the query string. */
export function numberOf(query: URLSearchParams, name: string, code: string, otherwise: number): number {
  const text = query.get(name);
  if (text === null || text === "") return otherwise;
  if (!/^\d{1,15}$/.test(text)) throw new ApiError(code, `Invalid value in parameter \`${name}\`: could not parse \`${text}\` as a positive integer`);
  return Number(text);
}

/** A list separated by commas; `undefined` where it is missing or `*`. */
export function listOf(query: URLSearchParams, name: string): string[] | undefined {
  const text = query.get(name);
  return text === null || text === "*" ? undefined : text.split(",").map((each) => each.trim());
}

export function indexUid(value: unknown, code = "invalid_index_uid"): string {
  if (typeof value !== "string" || !/^[A-Za-z0-9_-]{1,400}$/.test(value)) {
    throw new ApiError(code, `\`${String(value)}\` is not a valid index uid. Index uid can be an integer or a string containing only alphanumeric characters, hyphens (-) and underscores (_), and can not be more than 400 bytes.`);
  }
  return value;
}

export const metadataOf = (query: URLSearchParams) => query.get("customMetadata") ?? undefined;
