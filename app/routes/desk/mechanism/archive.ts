import type { LoaderFunctionArgs } from "@remix-run/node";

import { archiveOf } from "#app/archive/write.server.ts";
import { requireMay } from "#app/auth/guards.server.ts";
import { today } from "#app/lib/dates.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { disposition } from "#app/lib/parts.ts";
import { streamed } from "#app/lib/streamed.server.ts";
import { safeFileName } from "#models/file.ts";
import { findMechanism } from "#models/mechanism.server.ts";
import { can } from "#models/policy.ts";

/** Everything that a mechanism has with its files, as one archive that is made while it is sent. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, lang } = await requireMay(args, "archive:export");
  const id = args.params.id ?? "";
  const mechanism = can(actor, "archive:export", { mechanism: id }) ? await findMechanism({ id }) : null;
  if (!mechanism) throw new Response(null, { status: 404 });
  const tools = await pageTools(lang);
  const name = safeFileName(`${tools.mechanism(mechanism).text} ${today()}.zip`, "zip");
  const headers = { "Content-Type": "application/zip", "Content-Disposition": disposition("attachment", name, `${id}-${today()}.zip`), "Cache-Control": "private, no-store", "X-Robots-Tag": "noindex" };
  return streamed(args.request, archiveOf(id), { headers, drained: args.context.drained });
}
