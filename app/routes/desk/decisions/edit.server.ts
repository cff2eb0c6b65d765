import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";

import { requireMay } from "#app/auth/guards.server.ts";
import { readForm } from "#app/lib/form.server.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import { changesOf, readChangeable } from "#app/routes/decisions/changes.server.ts";
import { electionView } from "#app/routes/decisions/election.server.ts";
import { findDecision } from "#models/decision.server.ts";
import type { Decision } from "#models/decision.ts";
import { localize } from "#models/localized.ts";

import { deskNavigation } from "../navigation.server.ts";
import { fillSeats, fillView } from "./fill.server.ts";
import { recordView, saveDecision } from "./record.server.ts";

const DONE = ["recorded", "changed", "filled"] as const;

/** @throws a 404 response where there is none. */
async function decisionOf(id: string | undefined): Promise<Decision> {
  const decision = await findDecision({ id: id ?? "" });
  if (!decision) throw new Response(null, { status: 404 });
  return decision;
}

/** A decision in its form, and below it, of an election, what fills the seats from its result. */
export async function loadThisDecision(args: LoaderFunctionArgs) {
  const proved = await requireMay(args, "network:manage");
  const { lang, actor } = proved;
  const decision = await decisionOf(args.params.id);
  const [tools, navigation, changeable] = await Promise.all([pageTools(lang), deskNavigation(proved), readChangeable()]);
  const query = new URL(args.request.url).searchParams;
  const done = DONE.find((one) => one === query.get("done"));
  const title = localize(decision.title, lang) ?? { text: decision.id, lang };
  return {
    meta: tools.meta(title.text, undefined, { unlisted: true }),
    navigation,
    title,
    done: done ? tools.t(`offices:recorded.${done}`) : null,
    ...(await recordView(tools, actor, decision, new URLSearchParams())),
    fill: await fillView(tools, decision),
    quorum: electionView(tools, decision, changeable)?.quorum ?? null,
    changes: { title: tools.t("offices:register.changes"), none: tools.t("offices:register.noChanges"), list: changesOf(tools, decision.id, changeable) },
    public: paths.decision(lang, decision.id),
  };
}

export async function changeThisDecision(args: ActionFunctionArgs) {
  const { actor, lang } = await requireMay(args, "network:manage");
  const [decision, form] = await Promise.all([decisionOf(args.params.id), readForm(args.request)]);
  const step = { lang, doer: { by: actor.id, address: args.context.address }, form };
  switch (form.get("intent")) {
    case "save":
      return saveDecision({ ...step, actor, before: decision });
    case "fill":
      return fillSeats({ ...step, decision });
    default:
      throw new Response(null, { status: 400 });
  }
}
