import { createHash } from "node:crypto";

/** A text that programs fetch again and again. */
export type Validated = { body: string; contentType: string; headers?: Record<string, string> };

/**
 * Answers with a text and its tag, or with 304 where the asker has it already. The text may be kept,
 * and is asked for anew each time. The tag is a weak one: compression changes the bytes. There is no
 * date beside it: when something is withdrawn, the newest date of what is left lies in the past.
 */
export function withValidators(request: Request, { body, contentType, headers: more }: Validated): Response {
  const tag = `W/"${createHash("sha256").update(body).digest("base64url").slice(0, 27)}"`;
  const headers = new Headers({ ...more, ETag: tag, "Cache-Control": "public, no-cache" });
  const known = (request.headers.get("If-None-Match") ?? "").split(",").map((one) => one.trim().replace(/^(?=")/, "W/"));
  if (known.includes(tag) || known.includes("*")) return new Response(null, { status: 304, headers });
  headers.set("Content-Type", contentType);
  return new Response(request.method === "HEAD" ? null : body, { headers });
}
