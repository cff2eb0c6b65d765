import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";

import { requireFirstStep } from "#app/auth/guards.server.ts";
import { openSession } from "#app/auth/sessions.server.ts";
import { tryCode } from "#app/auth/sign-in.server.ts";
import { translator } from "#app/i18n/i18n.server.ts";
import { readForm, WITH_KEPT_FORM } from "#app/lib/form.server.ts";

import { codeView, goOn, goOnView, keptOf, lockedAnswer, toOf } from "./on-the-way.server.ts";

/** Longer than any code, with the spaces that people type. */
const LONGEST = 60;

export async function loadSecondFactor(args: LoaderFunctionArgs) {
  const { lang } = await requireFirstStep(args);
  const { title, ...view } = await codeView({ lang, to: toOf(args.request), kept: "" });
  return { meta: { title, unlisted: true }, ...view };
}

/** Takes the code; the session of the first step ends, and another opens. */
export async function confirmSecondFactor(args: ActionFunctionArgs) {
  const { lang, session } = await requireFirstStep(args);
  const { request, context } = args;
  const to = toOf(request);
  const form = await readForm(request, WITH_KEPT_FORM);
  const kept = keptOf(form, to);
  const code = (form.get("code") ?? "").trim();
  const errors = (await translator(lang))("accounts:errors", { returnObjects: true });
  const refuse = (status: number, field: string | null, text: string, headers = {}) =>
    data({ view: "code" as const, kept, errors: [{ field, text }] }, { status, headers });

  if (code === "") return refuse(400, "code", errors.codeMissing);
  if (code.length > LONGEST) return refuse(400, "code", errors.codeWrong);
  const attempt = await tryCode({ user: session.user, code, address: context.address });
  if (attempt.result === "locked") return lockedAnswer(attempt.until, lang, (text, headers) => refuse(429, null, text, headers));
  if (attempt.result === "wrong") return refuse(400, "code", errors.codeWrong);
  const { user } = attempt;
  const cookie = await openSession({ user, step: "open", request, context });
  return goOn({ cookie, to, kept, lang, view: () => goOnView({ lang, to, kept, user }) });
}
