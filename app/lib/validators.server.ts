import { createHash } from "node:crypto";

/**
 * A text that programs fetch again and again; `changedAt` where it is known that nothing in it can have changed since
 * that second, not by anything's being taken away either.
 */
export type Validated = { body: string; contentType: string; headers?: Record<string, string>; changedAt?: Date | null };

/**
 * Answers with a text and its tag, or with 304 where the asker has it already. The text may be kept,
 * and is asked for anew each time. The tag is a weak one: compression changes the bytes. Most texts have no
 * date beside it: when something is withdrawn, the newest date of what is left lies in the past.
 */
export function withValidators(request: Request, { body, contentType, headers: more, changedAt = null }: Validated): Response {
  const tag = `W/"${createHash("sha256").update(body).digest("base64url").slice(0, 27)}"`;
  const headers = new Headers({ ...more, ETag: tag, "Cache-Control": "public, no-cache" });
  if (changedAt) headers.set("Last-Modified", changedAt.toUTCString());
  const tags = request.headers.get("If-None-Match");
  // Whoever sends a tag is answered by it alone (RFC 9110, 13.2.2).
  const isKnown = tags === null ? isSince(request.headers.get("If-Modified-Since"), changedAt) : isAmong(tag, tags);
  if (isKnown) return new Response(null, { status: 304, headers });
  headers.set("Content-Type", contentType);
  return new Response(request.method === "HEAD" ? null : body, { headers });
}

function isAmong(tag: string, tags: string): boolean {
  const known = tags.split(",").map((one) => one.trim().replace(/^(?=")/, "W/"));
  return known.includes(tag) || known.includes("*");
}

/** Dates of HTTP have no parts of a second. */
const isSince = (date: string | null, changedAt: Date | null): boolean => date !== null && changedAt !== null && Date.parse(date) >= Math.floor(changedAt.getTime() / 1000) * 1000;
