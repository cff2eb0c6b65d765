import { createReadableStreamFromReadable, type LoaderFunctionArgs } from "@remix-run/node";

import { allowAnyone, memberReading } from "#app/auth/guards.server.ts";
import { disposition, partAsked } from "#app/lib/parts.ts";
import { findAttached } from "#models/item-files.server.ts";
import { openContent } from "#models/file-work.server.ts";

/** Kinds that browsers show; all others are kept. */
const SHOWN = /^(?:image\/(?:png|jpeg|webp)|application\/pdf)$/;

/**
 * A file, for those who may read its item: whole, or the part that is asked for. Whoever has it asks each time whether it may
 * still be read; only what has not changed is not sent again.
 */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { actor } = allowAnyone();
  const member = await memberReading({ request, context });
  const found = await findAttached({ actor: member ?? actor, id: params.id ?? "" });
  if (!found) throw new Response(null, { status: 404, headers: { "Cache-Control": "no-store" } });
  const { file, attached, open } = found;
  const { size } = file;
  const etag = `"${file.check.hash}"`;
  const headers = new Headers({
    "Content-Type": file.type,
    "Content-Disposition": disposition(SHOWN.test(file.type) ? "inline" : "attachment", attached.name),
    "Cache-Control": `${open ? "public" : "private"}, no-cache, no-transform`,
    "Accept-Ranges": "bytes",
    ETag: etag,
    ...(open ? {} : { Vary: "Cookie" }),
  });
  const known = (request.headers.get("If-None-Match") ?? "").split(",").map((tag) => tag.trim().replace(/^W\//, ""));
  if (known.includes(etag)) return new Response(null, { status: 304, headers });
  const isSame = (request.headers.get("If-Range") ?? etag) === etag;
  const part = isSame ? partAsked(request.headers.get("Range"), size) : null;
  if (part === "none") {
    headers.set("Content-Range", `bytes */${size}`);
    return new Response(null, { status: 416, headers });
  }
  headers.set("Content-Length", String(part ? part.end - part.start : size));
  if (part) headers.set("Content-Range", `bytes ${part.start}-${part.end - 1}/${size}`);
  const body = request.method === "HEAD" ? null : createReadableStreamFromReadable(openContent(file, part ?? undefined));
  return new Response(body, { status: part ? 206 : 200, headers });
}
