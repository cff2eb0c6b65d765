import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { z } from "zod";

import { allowReader } from "#app/auth/guards.server.ts";
import { openSession, readSession } from "#app/auth/sessions.server.ts";
import { tryPassword } from "#app/auth/sign-in.server.ts";
import { translator } from "#app/i18n/i18n.server.ts";
import { errorsOf } from "#app/lib/form-errors.server.ts";
import { cleanText, readForm, WITH_KEPT_FORM } from "#app/lib/form.server.ts";
import { paths } from "#app/paths.ts";

import { mailNote } from "./mail-note.server.ts";
import { signInByCode } from "./code.server.ts";
import { codeView, goOn, goOnView, keptOf, lockedAnswer, toOf } from "./on-the-way.server.ts";
import { emailField, passwordField } from "./person.schema.ts";

const signInSchema = z.object({ email: emailField, password: passwordField });

export async function loadSignIn({ params, request, context }: LoaderFunctionArgs) {
  const { lang } = allowReader(params);
  const to = toOf(request);
  const [t, session] = await Promise.all([translator(lang), readSession(request, context)]);
  const member = session?.step === "open" ? session.user : null;
  const texts = t("accounts:signIn", { returnObjects: true, name: member?.name ?? "" });
  return {
    // Said, and not led on: this runs after the action, too, whose answer may hold a form.
    goOn: member ? (to ?? paths.desk(lang)) : null,
    meta: { title: `${texts.title} · ${t("site:shortName")}`, unlisted: true },
    texts: { ...texts, email: t("accounts:fields.email"), password: t("accounts:fields.password"), summary: t("accounts:errors.summary") },
    to,
    mailNote: mailNote(t),
  };
}

/**
 * Takes address and password. Leads on to `to`, over the second factor where the account has one; where a form was
 * kept, the answer is the page that holds it.
 */
export async function signIn({ params, request, context }: ActionFunctionArgs) {
  const { lang } = allowReader(params);
  const to = toOf(request);
  const form = await readForm(request, WITH_KEPT_FORM);
  const kept = keptOf(form, to);
  if (form.has("code")) return signInByCode({ lang, request, context, form });
  const email = cleanText(form.get("email"));
  const errors = (await translator(lang))("accounts:errors", { returnObjects: true });
  const refuse = (status: number, list: ReturnType<typeof errorsOf>, headers = {}) =>
    data({ view: "form" as const, email, kept, errors: list }, { status, headers });

  const parsed = signInSchema.safeParse({ email, password: form.get("password") ?? "" });
  if (!parsed.success) return refuse(400, errorsOf(parsed.error, errors, ["email", "password"]));
  const attempt = await tryPassword({ ...parsed.data, address: context.address });
  if (attempt.result === "locked") return lockedAnswer(attempt.until, lang, (text, headers) => refuse(429, [{ field: null, text }], headers));
  if (attempt.result === "wrong") return refuse(400, [{ field: "email", text: errors.wrong }]);

  const { user, at } = attempt;
  if (user.secondFactorSince) {
    const cookie = await openSession({ user, step: "second-factor", request, context, at });
    if (!kept) return redirect(paths.secondFactor(lang, to ?? undefined), { headers: { "Set-Cookie": cookie } });
    return data({ view: "code" as const, ...(await codeView({ lang, to, kept })), errors: [] }, { headers: { "Set-Cookie": cookie } });
  }
  const cookie = await openSession({ user, step: "open", request, context, at });
  return goOn({ cookie, to, kept, lang, view: () => goOnView({ lang, to, kept, user }) });
}
