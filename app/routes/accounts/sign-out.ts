import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";

import { allowReader } from "#app/auth/guards.server.ts";
import { endSession, readSession } from "#app/auth/sessions.server.ts";
import { paths } from "#app/paths.ts";
import { auditEntry } from "#models/audit.server.ts";
import { changeUser } from "#models/user.server.ts";

/** A link alone signs nobody out: it could stand anywhere. */
export function loader({ params }: LoaderFunctionArgs) {
  allowReader(params);
  throw new Response(null, { status: 405, headers: { Allow: "POST" } });
}

export async function action({ params, request, context }: ActionFunctionArgs) {
  const { lang } = allowReader(params);
  const session = await readSession(request, context);
  if (session) {
    const { id } = session.user;
    await changeUser({ id, change: {}, entry: auditEntry({ by: id, address: context.address }, "user:signed-out", { kind: "user", id }) });
  }
  return redirect(paths.home(lang), { headers: { "Set-Cookie": await endSession(request, context) } });
}
