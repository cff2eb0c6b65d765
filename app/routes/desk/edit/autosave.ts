import type { ActionFunctionArgs } from "@remix-run/node";

import { requireMember } from "#app/auth/guards.server.ts";

import { keepText } from "./save.server.ts";

/** Keeps a text while it is written; answers in JSON, and with 401 where the session has ended. */
export async function action(args: ActionFunctionArgs): Promise<Response> {
  const proved = await requireMember(args);
  const { status, body } = await keepText(args, proved);
  return Response.json(body, { status });
}
