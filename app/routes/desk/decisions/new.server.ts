import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";

import { requireMay } from "#app/auth/guards.server.ts";
import { readForm } from "#app/lib/form.server.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";

import { deskNavigation } from "../navigation.server.ts";
import { recordView, saveDecision } from "./record.server.ts";

/** An empty form for a decision; an address may name its kind, its gathering and the office that is filled. */
export async function loadNewDecision(args: LoaderFunctionArgs) {
  const proved = await requireMay(args, "network:manage");
  const [tools, navigation] = await Promise.all([pageTools(proved.lang), deskNavigation(proved)]);
  const view = await recordView(tools, proved.actor, null, new URL(args.request.url).searchParams);
  return { meta: tools.meta(view.texts.new, undefined, { unlisted: true }), navigation, ...view };
}

export async function createDecision(args: ActionFunctionArgs) {
  const { actor, lang } = await requireMay(args, "network:manage");
  return saveDecision({ actor, lang, doer: { by: actor.id, address: args.context.address }, form: await readForm(args.request), before: null });
}
