import { type AppLoadContext, data } from "@remix-run/node";

import { openSession, readSession } from "#app/auth/sessions.server.ts";
import { tryCode } from "#app/auth/sign-in.server.ts";
import { translator } from "#app/i18n/i18n.server.ts";
import type { Language } from "#app/i18n/languages.ts";

import { codeView, goOn, goOnView, keptOf, lockedAnswer, toOf } from "./on-the-way.server.ts";

/** Longer than any code, with the spaces that people type. */
const LONGEST = 60;

type Sent = { lang: Language; request: Request; context: AppLoadContext; form: URLSearchParams };

/**
 * Takes the code of someone who is in the middle of signing in; the session of the first step ends, and another opens.
 * Who took too long begins again, with the form that he carries along.
 */
export async function signInByCode({ lang, request, context, form }: Sent) {
  const to = toOf(request);
  const kept = keptOf(form, to);
  const code = (form.get("code") ?? "").trim();
  const errors = (await translator(lang))("accounts:errors", { returnObjects: true });
  const session = await readSession(request, context);
  if (session?.step !== "second-factor") return data({ view: "form" as const, email: "", kept, errors: [{ field: null, text: errors.expired }] }, { status: 400 });
  const view = await codeView({ lang, to, kept });
  const refuse = (status: number, field: string | null, text: string, headers = {}) => data({ view: "code" as const, ...view, errors: [{ field, text }] }, { status, headers });

  if (code === "") return refuse(400, "code", errors.codeMissing);
  if (code.length > LONGEST) return refuse(400, "code", errors.codeWrong);
  const attempt = await tryCode({ user: session.user, code, address: context.address });
  if (attempt.result === "locked") return lockedAnswer(attempt.until, lang, (text, headers) => refuse(429, null, text, headers));
  if (attempt.result === "wrong") return refuse(400, "code", errors.codeWrong);
  const { user, at } = attempt;
  const cookie = await openSession({ user, step: "open", request, context, at });
  return goOn({ cookie, to, kept, lang, view: () => goOnView({ lang, to, kept, user }) });
}
