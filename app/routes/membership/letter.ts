import { createReadableStreamFromReadable, type LoaderFunctionArgs } from "@remix-run/node";

import { requireMay } from "#app/auth/guards.server.ts";
import { disposition } from "#app/lib/parts.ts";
import { openFile } from "#models/file.server.ts";

import { openApplication } from "./application.server.ts";

/** The letter that came with an application: to be kept, and never shown by the browser as a page of the hub. */
export async function loader(args: LoaderFunctionArgs) {
  await requireMay(args, "network:manage");
  const application = await openApplication(args.params.id);
  const file = application.letter ? await openFile({ id: application.letter.file, owner: { kind: "application", id: application.id } }) : null;
  if (!file) throw new Response(null, { status: 404 });
  return new Response(createReadableStreamFromReadable(file.content), {
    headers: {
      "Content-Type": file.type,
      "Content-Length": String(file.size),
      "Content-Disposition": disposition("attachment", file.name),
      "Cache-Control": "private, no-store",
    },
  });
}
