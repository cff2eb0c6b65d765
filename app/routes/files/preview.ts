import { createReadableStreamFromReadable, type LoaderFunctionArgs } from "@remix-run/node";

import { allowAnyone, memberReading } from "#app/auth/guards.server.ts";
import { previewOf } from "#app/files/previews.server.ts";
import { findAttached } from "#models/item-files.server.ts";

/** The picture of a page of a file, for those who may read its item. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { actor } = allowAnyone();
  const member = await memberReading({ request, context });
  const found = await findAttached({ actor: member ?? actor, id: params.id ?? "" });
  const page = /^\d{1,4}$/.test(params.page ?? "") ? Number(params.page) : 0;
  if (!found) throw new Response(null, { status: 404, headers: NOT_KEPT });
  const etag = `"${found.file.check.hash}-${page}"`;
  const headers = { "Content-Type": "image/webp", "Cache-Control": `${found.open ? "public" : "private"}, no-cache`, ETag: etag, ...(found.open ? {} : { Vary: "Cookie" }) };
  if (request.headers.get("If-None-Match") === etag) return new Response(null, { status: 304, headers });
  const preview = await previewOf(found.file, page);
  if (preview === "busy") throw new Response(null, { status: 503, headers: { ...NOT_KEPT, "Retry-After": "10" } });
  if (!preview) throw new Response(null, { status: 404, headers: NOT_KEPT });
  return new Response(createReadableStreamFromReadable(preview.content), { headers: { ...headers, "Content-Length": String(preview.size) } });
}

const NOT_KEPT = { "Cache-Control": "no-store" };
