import { data, redirect } from "@remix-run/node";
import type { Params } from "@remix-run/react";

import { translator } from "#app/i18n/i18n.server.ts";
import { isLanguage, type Language } from "#app/i18n/languages.ts";
import { isPlainForm, readBody } from "#app/lib/form.server.ts";
import { paths } from "#app/paths.ts";
import { type Actor, type Member, VISITOR } from "#models/actor.ts";
import { type Action, can, needsSecondFactor, type Subject } from "#models/policy.ts";
import type { User } from "#models/user.ts";
import { toMember } from "#models/user.server.ts";

import { readSession, type SignedIn } from "./sessions.server.ts";

/** Says that a route is for everyone. Stands first in its loader; returns who is asking. */
export function allowAnyone(): { actor: Actor } {
  return { actor: VISITOR };
}

/**
 * Says that a page is for everyone, and proves the language in its URL.
 * @throws a 404 response where the hub does not have that language.
 */
export function allowReader(params: Params): { actor: Actor; lang: Language } {
  if (!isLanguage(params.lang)) throw new Response(null, { status: 404 });
  return { ...allowAnyone(), lang: params.lang };
}

/**
 * The member who reads a page that is for everyone and tells members more; null for all others, also for those who have
 * yet to set up a second factor that their roles demand. What he is told stands in no page that is kept for others.
 */
export async function memberReading({ request, context }: Pick<Asked, "request" | "context">): Promise<Member | null> {
  const session = await readSession(request, context);
  if (session?.step !== "open") return null;
  const { user } = session;
  return needsSecondFactor(user.grants) && !user.secondFactorSince ? null : toMember(user);
}

/** Who is signed in, proved: what the loaders and actions of members begin with. */
export type Proved = { actor: Member; user: User; lang: Language; session: SignedIn };

/** What a loader or an action is given; with the context, several of them read a session once. */
type Asked = { request: Request; params: Params; context?: object };

/** What an answer 401 carries: where its form was to go, and the form itself, so that signing in again loses nothing. */
export type SignInAgain = { to: string; kept: string; texts: Record<"title" | "kept" | "lost" | "email" | "password" | "submit", string> };

/**
 * Says that a route is for people with an account. With `enrolling`, also for those whose roles demand a second
 * factor that they do not have yet; everyone else of them is led to where they get one.
 * @throws a redirect to where one signs in; for a form, 401 with what was in it; 404 for another language.
 */
export async function requireMember({ request, params, context }: Asked, { enrolling = false } = {}): Promise<Proved> {
  const { lang } = allowReader(params);
  const session = await readSession(request, context);
  if (!session) throw await toSignIn(request, lang);
  const to = addressOf(request);
  if (session.step === "second-factor") throw redirect(paths.secondFactor(lang, to));
  const { user } = session;
  if (!enrolling && needsSecondFactor(user.grants) && !user.secondFactorSince) throw redirect(paths.enrol(lang, to));
  return { actor: toMember(user), user, lang, session };
}

/** Who is signed in, all the way, where a page for everyone has more for members; null for all others. */
export async function memberAmongReaders({ request, params, context }: Asked): Promise<Proved | null> {
  const { lang } = allowReader(params);
  const session = await readSession(request, context);
  if (session?.step !== "open") return null;
  const { user } = session;
  return needsSecondFactor(user.grants) && !user.secondFactorSince ? null : { actor: toMember(user), user, lang, session };
}

/**
 * Says that a route is for those who may do this, to the subject or, without one, to anything.
 * @throws what `requireMember` throws; 403 where he may not.
 */
export async function requireMay(asked: Asked, action: Action, subject?: Subject): Promise<Proved> {
  const proved = await requireMember(asked);
  if (!can(proved.actor, action, subject)) throw new Response(null, { status: 403 });
  return proved;
}

/**
 * Says that a route is for someone who is in the middle of signing in.
 * @throws a redirect to the beginning.
 */
export async function requireFirstStep({ request, params, context }: Asked): Promise<{ lang: Language; session: SignedIn }> {
  const { lang } = allowReader(params);
  const session = await readSession(request, context);
  if (session?.step !== "second-factor") throw redirect(paths.signIn(lang));
  return { lang, session };
}

/** Path and query of a request: an address within the hub. */
function addressOf(request: Request): string {
  const { pathname, search } = new URL(request.url);
  return pathname + search;
}

/** The most of a form, in bytes, that a page can carry through signing in. Nobody has proved who he is yet: what is more is not kept. */
const KEPT = 900_000;

async function toSignIn(request: Request, lang: Language): Promise<Response | ReturnType<typeof data<SignInAgain>>> {
  const to = addressOf(request);
  if (request.method !== "POST") return redirect(paths.signIn(lang, to));
  const kept = isPlainForm(request) ? await readBody(request, KEPT) : "";
  const t = await translator(lang);
  const texts = { ...t("accounts:again", { returnObjects: true }), email: t("accounts:fields.email"), password: t("accounts:fields.password"), submit: t("accounts:signIn.submit") };
  return data<SignInAgain>({ to, kept: kept ?? "", texts }, { status: 401 });
}
