import { randomUUID } from "node:crypto";

import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";

import { requireMay } from "#app/auth/guards.server.ts";
import { passToWrite } from "#app/auth/limits.server.ts";
import { readForm } from "#app/lib/form.server.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import { openCooperation } from "#models/cooperation.server.ts";
import { voicesOf } from "#models/cooperation-messages.server.ts";
import { can } from "#models/policy.ts";

import { lockedAnswer } from "../../accounts/on-the-way.server.ts";
import { deskNavigation } from "../navigation.server.ts";
import { formView, readValues, readWords, valuesOf } from "./form.server.ts";

/** The form to offer something or to ask for it. */
export async function loadNewCooperation(args: LoaderFunctionArgs) {
  const proved = await requireMay(args, "cooperation:write");
  const { actor, lang } = proved;
  const [tools, navigation] = await Promise.all([pageTools(lang), deskNavigation(proved)]);
  const values = valuesOf(null, { lang, mechanism: voicesOf(actor).find((one) => one !== null) ?? "" });
  const form = formView(tools, actor, values);
  return { navigation, meta: tools.meta(form.texts.newTitle, undefined, { unlisted: true }), form, summary: form.texts.summary, token: randomUUID(), back: { url: paths.cooperation(lang), name: tools.t("cooperation:list.title") } };
}

/** Opens it, and leads to it. */
export async function addCooperation(args: ActionFunctionArgs) {
  const proved = await requireMay(args, "cooperation:write");
  const { actor, lang } = proved;
  const form = await readForm(args.request);
  const tools = await pageTools(lang);
  const values = readValues(form);
  const token = form.get("token") || randomUUID();
  const refuse = (errors: Array<{ field: string | null; text: string }>, status = 400, headers = {}) => data({ values, token, errors }, { status, headers });
  const { words, errors } = readWords(values, tools);
  if (errors.length > 0) return refuse(errors);
  if (!tools.reference.mechanisms.has(values.mechanism) || !can(actor, "cooperation:write", { mechanism: values.mechanism })) throw new Response(null, { status: 403 });
  const pass = await passToWrite({ account: actor.id });
  if (pass.until) return lockedAnswer(pass.until, lang, (text, headers) => refuse([{ field: null, text }], 429, headers));
  const id = await openCooperation({ actor, doer: { by: actor.id, address: args.context.address }, mechanism: values.mechanism, token, ...words });
  return redirect(paths.cooperationOf(lang, id, { done: "opened" }));
}
