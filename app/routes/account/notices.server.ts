import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";

import { requireMember } from "#app/auth/guards.server.ts";
import { readForm } from "#app/lib/form.server.ts";
import type { FormError } from "#app/lib/form-errors.server.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import { auditEntry } from "#models/audit.server.ts";
import { groupsFor, MAIL_WAYS, type NoticeChoices } from "#models/notice-choices.ts";
import { changeUser } from "#models/user.server.ts";

import { isolated } from "../desk/people.server.ts";
import { waySchema } from "./notices.schema.ts";

/** What of the hub's notices a person gets by mail, by the groups that can concern him. */
export async function loadChoices(args: LoaderFunctionArgs) {
  const { actor, user, lang } = await requireMember(args);
  const tools = await pageTools(lang);
  const { t } = tools;
  const { groups, about, ways, ...texts } = t("notices:page", { returnObjects: true, email: isolated(user.email), zone: isolated(user.timeZone.replaceAll("_", " ")), group: "" });
  return {
    meta: tools.meta(texts.title, undefined, { unlisted: true }),
    texts,
    isSaved: new URL(args.request.url).searchParams.get("done") === "1",
    ways: MAIL_WAYS.map((value) => ({ value, label: ways[value] })),
    groups: groupsFor(actor).map((group) => ({ name: group, title: groups[group], about: about[group], chosen: user.noticeChoices[group] ?? "at-once" })),
  };
}

export async function saveChoices(args: ActionFunctionArgs) {
  const { actor, user, lang } = await requireMember(args);
  const form = await readForm(args.request);
  const { t } = await pageTools(lang);
  const chosen: NoticeChoices = {};
  const errors: FormError[] = [];
  for (const group of groupsFor(actor)) {
    const way = waySchema.safeParse(form.get(group));
    if (way.success) chosen[group] = way.data;
    else errors.push({ field: group, text: t("notices:page.missing", { group: t(`notices:page.groups.${group}`) }) });
  }
  if (errors.length > 0) return data({ chosen, errors }, { status: 400 });
  // What he chose for groups of roles that he does not have at present stays.
  const noticeChoices = { ...user.noticeChoices, ...chosen };
  await changeUser({ id: user.id, change: { noticeChoices }, entry: auditEntry({ by: user.id, address: args.context.address }, "user:notices-chosen", { kind: "user", id: user.id }) });
  return redirect(`${paths.noticeChoices(lang)}?done=1`);
}
