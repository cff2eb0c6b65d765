import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";

import { type Proved, requireMay } from "#app/auth/guards.server.ts";
import { env } from "#app/env.server.ts";
import { readForm } from "#app/lib/form.server.ts";
import { formatMoment } from "#app/lib/dates.ts";
import { grantName } from "#app/lib/grant-name.server.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { sortByName } from "#app/lib/reference-data.server.ts";
import { absolute } from "#app/lib/structured-data.server.ts";
import { NETWORK, paths } from "#app/paths.ts";
import type { Grant } from "#models/actor.ts";
import { isDomainError } from "#models/errors.ts";
import { rolesToGive } from "#models/policy.ts";
import { listSessions } from "#models/session.server.ts";
import type { User } from "#models/user.ts";
import { findUser } from "#models/user.server.ts";
import { ROLES } from "#models/vocabulary.ts";

import { deskNavigation } from "../desk/navigation.server.ts";
import { addRole, endRole, endSessions, makeLink, reinstate, resetFactor, suspend } from "./user-steps.server.ts";

const DONE = ["role-added", "role-ended", "suspended", "reinstated", "factor-reset", "sessions-ended", "link-sent"] as const;

async function userOf(id: string | undefined): Promise<User> {
  const user = await findUser({ id: id ?? "" });
  if (!user) throw new Response(null, { status: 404 });
  return user;
}

/** A grant as an address or a form names it; null where it is none that is given there. */
function grantOf(role: string | null, owner: string | null, actor: Proved["actor"]): Grant | null {
  const mechanism = owner === NETWORK ? null : owner;
  const found = mechanism === "" ? undefined : rolesToGive(actor, mechanism).find((one) => one === role);
  return found ? { role: found, mechanism } : null;
}

/** One account with all that an administrator can do to it; or the question that comes before it is done. */
export async function loadUser(args: LoaderFunctionArgs) {
  const proved = await requireMay(args, "users:manage");
  const { lang, actor, user: own } = proved;
  const [user, tools, navigation] = await Promise.all([userOf(args.params.id), pageTools(lang), deskNavigation(proved)]);
  const { t } = tools;
  const query = new URL(args.request.url).searchParams;
  const shared = { meta: tools.meta(user.name, undefined, { unlisted: true }), navigation };
  const asked = askedFor(query, user, actor);
  const here = paths.user(lang, user.id);
  if (asked) {
    const ask = t("admin:people.ask", { returnObjects: true, name: user.name });
    const own = t("admin:user", { returnObjects: true, name: user.name });
    const words =
      asked.intent === "end-role"
        ? { title: ask.title, text: t("admin:people.ask.text", { name: user.name, role: t(`mail:roles.${asked.grant.role}`), owner: asked.grant.mechanism ? tools.mechanismById(asked.grant.mechanism) : t("accounts:network") }), yes: ask.yes }
        : asked.intent === "suspend"
          ? { title: own.ask.suspend, text: own.suspendHelp, yes: own.suspend }
          : { title: own.ask.factor, text: own.factorHelp, yes: own.factor };
    const fields: Record<string, string> = asked.intent === "end-role" ? { intent: asked.intent, role: asked.grant.role, owner: asked.grant.mechanism ?? NETWORK } : { intent: asked.intent };
    return { view: "ask" as const, ...shared, texts: { ...words, no: ask.no }, back: here, fields };
  }
  const done = DONE.find((one) => one === query.get("done"));
  const sessions = await listSessions(user.id);
  const texts = t("admin:user", { returnObjects: true });
  const moment = (at: string) => formatMoment(at, lang, own.timeZone);
  return {
    view: "user" as const,
    ...shared,
    texts: { ...texts, summary: t("accounts:errors.summary"), role: t("admin:users.role"), end: t("admin:people.end"), back: t("admin:users.title"), noRole: t("admin:users.noRole") },
    done: done ? texts.done[done] : null,
    user: { name: user.name, email: user.email, suspended: user.suspended, hasSecondFactor: user.secondFactorSince !== null, isSelf: user.id === actor.id },
    facts: [
      { term: texts.facts.email, value: user.email },
      { term: texts.facts.state, value: user.suspended ? t("admin:users.suspended") : texts.active },
      { term: texts.facts.lang, value: tools.language(user.lang) },
      { term: texts.facts.timeZone, value: user.timeZone },
      { term: texts.facts.since, value: moment(user.since) },
      { term: texts.facts.factor, value: user.secondFactorSince ? t("admin:user.since", { date: moment(user.secondFactorSince) }) : texts.notSetUp },
      { term: texts.facts.sessions, value: String(sessions.length) },
    ],
    grants: user.grants.map((grant) => ({ name: grantName(grant, tools), end: paths.user(lang, user.id, { ask: "end-role", role: grant.role, owner: grant.mechanism ?? NETWORK }) })),
    roles: ROLES.map((value) => ({ value, name: t(`mail:roles.${value}`) })),
    owners: [
      { value: NETWORK, name: t("admin:people.network") },
      ...sortByName([...tools.reference.mechanisms.keys()].map((value) => ({ value, name: tools.mechanismById(value) })), lang, ({ name }) => name),
    ],
    sendsMail: env().SMTP_URL !== undefined,
    urls: {
      here,
      suspend: paths.user(lang, user.id, { ask: "suspend" }),
      factor: paths.user(lang, user.id, { ask: "reset-factor" }),
      log: paths.audit(lang, { subject: user.id }),
      users: paths.users(lang),
    },
  };
}

/** What a query asks to be asked about, where it can be done. */
function askedFor(query: URLSearchParams, user: User, actor: Proved["actor"]) {
  const ask = query.get("ask");
  const grant = grantOf(query.get("role"), query.get("owner"), actor);
  const has = grant && user.grants.some((one) => one.role === grant.role && one.mechanism === grant.mechanism);
  if (ask === "end-role" && grant && has) return { intent: "end-role" as const, grant };
  if (user.id === actor.id) return null;
  if (ask === "suspend" && !user.suspended) return { intent: "suspend" as const };
  if (ask === "reset-factor" && user.secondFactorSince) return { intent: "reset-factor" as const };
  return null;
}

export async function changeThisUser(args: ActionFunctionArgs) {
  const { actor, lang } = await requireMay(args, "users:manage");
  const user = await userOf(args.params.id);
  const form = await readForm(args.request);
  const { t } = await pageTools(lang);
  const doer = { by: actor.id, address: args.context.address };
  const done = (what: (typeof DONE)[number]) => redirect(paths.user(lang, user.id, { done: what }));
  const refuse = (field: string | null, text: string) => data({ errors: [{ field, text }], link: null }, { status: 400 });
  const intent = form.get("intent");
  // One's own account has pages of its own, which ask for the password.
  if (user.id === actor.id && (intent === "suspend" || intent === "reset-factor")) return refuse(null, t("admin:user.self"));
  const grant = grantOf(form.get("role"), form.get("owner"), actor);
  try {
    switch (intent) {
      case "add-role":
        if (!grant) return refuse("role", t("admin:user.pairWrong"));
        await addRole({ user, grant, doer });
        return done("role-added");
      case "end-role":
        if (!grant) return refuse("role", t("admin:user.pairWrong"));
        await endRole({ user, grant, doer });
        return done("role-ended");
      case "suspend":
        await suspend({ user, doer });
        return done("suspended");
      case "reinstate":
        await reinstate({ user, doer });
        return done("reinstated");
      case "reset-factor":
        await resetFactor({ user, doer });
        return done("factor-reset");
      case "end-sessions":
        await endSessions({ user, doer });
        return done("sessions-ended");
      case "link": {
        const token = await makeLink({ user, administrator: actor, doer });
        return token === null ? done("link-sent") : data({ errors: [], link: absolute(paths.resetPassword(user.lang, token)) });
      }
      default:
        throw new Response(null, { status: 400 });
    }
  } catch (error) {
    if (isDomainError(error, "last-administrator")) return refuse(null, t("admin:people.last"));
    throw error;
  }
}
