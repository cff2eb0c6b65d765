import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";

import { beginEmailChange } from "#app/auth/email-change.server.ts";
import { type Proved, requireMember } from "#app/auth/guards.server.ts";
import { acceptAsMember, invitationsTo } from "#app/auth/invitations.server.ts";
import { passToWrite } from "#app/auth/limits.server.ts";
import { changePassword, checkPresent } from "#app/auth/password-change.server.ts";
import { openSession } from "#app/auth/sessions.server.ts";
import { env } from "#app/env.server.ts";
import { translator } from "#app/i18n/i18n.server.ts";
import { errorsOf, type FormError } from "#app/lib/form-errors.server.ts";
import { cleanText, readForm } from "#app/lib/form.server.ts";
import { formatMoment } from "#app/lib/dates.ts";
import { grantName } from "#app/lib/grant-name.server.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import { auditEntry, type Doer } from "#models/audit.server.ts";
import { DomainError, isDomainError } from "#models/errors.ts";
import { needsSecondFactor } from "#models/policy.ts";
import { deleteSessionOf, deleteSessionsOf, listSessions } from "#models/session.server.ts";
import { normalEmail } from "#models/user.ts";
import { changeUser } from "#models/user.server.ts";

import { isolated } from "../desk/people.server.ts";
import { lockedAnswer } from "../accounts/on-the-way.server.ts";
import { personFields, readPerson } from "../accounts/person-fields.server.ts";
import { ACCOUNT_INTENTS, type AccountIntent, DONE, emailSchema, passwordSchema, profileSchema } from "./account.schema.ts";

export async function loadAccount(args: LoaderFunctionArgs) {
  const { user, lang, session } = await requireMember(args);
  const [tools, sessions, invitations] = await Promise.all([pageTools(lang), listSessions(user.id), invitationsTo(user)]);
  const { t } = tools;
  const asked = new URL(args.request.url).searchParams.get("done");
  const done = DONE.find((one) => one === asked);
  const { zone, ...texts } = { ...t("accounts:account", { returnObjects: true, date: user.secondFactorSince ? formatMoment(user.secondFactorSince, lang, user.timeZone) : "" }), zone: user.timeZone };
  return {
    meta: tools.meta(texts.title, undefined, { unlisted: true }),
    texts: { ...texts, summary: t("accounts:errors.summary") },
    done: done ? texts.done[done] : null,
    user: { name: user.name, email: user.email, lang: user.lang, timeZone: zone, hasSecondFactor: user.secondFactorSince !== null },
    grants: user.grants.map((grant) => grantName(grant, tools)),
    notices: t("notices:account", { returnObjects: true }),
    invitations: invitations.map(({ id, grants, inviter, expiresAt }) => {
      const role = grants.map((grant) => grantName(grant, tools)).join(" · ");
      return {
        id,
        role,
        from: t("notices:account.from", { name: isolated(inviter?.name ?? t("review:hub")), until: expiresAt ? formatMoment(expiresAt, lang, zone) : "" }),
        label: t("notices:account.acceptOf", { role }),
        factor: needsSecondFactor(grants) && user.secondFactorSince === null ? t("notices:account.factor") : null,
      };
    }),
    fields: personFields(t),
    searches: t("alerts:account", { returnObjects: true }),
    sendsMail: env().SMTP_URL !== undefined,
    sessions: sessions.map(({ _id, device, createdAt, seenAt }) => ({
      id: _id,
      device: device || texts.unknown,
      opened: formatMoment(createdAt, lang, zone),
      seen: formatMoment(seenAt, lang, zone),
      isThis: _id === session.hash,
    })),
  };
}

/** What one form of the page needs: who sends it, what is in it, and how it is given back. */
type Sent = {
  proved: Proved;
  args: ActionFunctionArgs;
  form: URLSearchParams;
  doer: Doer;
  errors: Record<string, string>;
  refuse: (list: FormError[], status?: number, headers?: Record<string, string>) => ReturnType<typeof refused>;
  /** Leads back to the page, which says what is done. */
  done: (what: (typeof DONE)[number], cookie?: string) => ReturnType<typeof redirect>;
};

function refused(intent: AccountIntent, values: Record<string, string>, errors: FormError[], status: number, headers: Record<string, string>) {
  return data({ intent, values, errors }, { status, headers });
}

export async function changeAccount(args: ActionFunctionArgs) {
  const proved = await requireMember(args);
  const form = await readForm(args.request);
  const intent = ACCOUNT_INTENTS.find((one) => one === form.get("intent"));
  if (!intent) throw new Response(null, { status: 400 });
  const { lang, user } = proved;
  const values = { ...readPerson(form), newEmail: cleanText(form.get("newEmail")) };
  return STEPS[intent]({
    proved,
    args,
    form,
    doer: { by: user.id, address: args.context.address },
    errors: (await translator(lang))("accounts:errors", { returnObjects: true }),
    refuse: (list, status = 400, headers = {}) => refused(intent, values, list, status, headers),
    done: (what, cookie) => redirect(`${paths.account(lang)}?done=${what}`, cookie ? { headers: { "Set-Cookie": cookie } } : {}),
  });
}

const STEPS: { [intent in AccountIntent]: (sent: Sent) => Promise<ReturnType<typeof redirect> | ReturnType<typeof refused>> } = {
  profile: saveProfile,
  password: savePassword,
  email: askForEmail,
  "end-session": endOne,
  "end-others": endOthers,
  accept: acceptRole,
};

async function saveProfile({ proved: { user }, form, doer, errors, refuse, done }: Sent) {
  const { email: _, ...values } = readPerson(form);
  const parsed = profileSchema.safeParse(values);
  if (!parsed.success) return refuse(errorsOf(parsed.error, errors, ["name", "lang", "timeZone"]));
  await changeUser({ id: user.id, change: parsed.data, entry: auditEntry(doer, "user:profile-changed", { kind: "user", id: user.id }) });
  return done("profile");
}

/** Checks the present password; the answer of a form where it is not right. */
async function withPresent({ proved: { user, lang }, form, errors, refuse }: Sent, field: string) {
  const present = await checkPresent({ user, password: form.get(field) ?? "" });
  if (present.result === "locked") return lockedAnswer(present.until, lang, (text, headers) => refuse([{ field: null, text }], 429, headers));
  return present.result === "wrong" ? refuse([{ field, text: errors.presentWrong ?? "" }]) : null;
}

async function savePassword(sent: Sent) {
  const { proved, args, form, doer, errors, refuse, done } = sent;
  const parsed = passwordSchema.safeParse({ present: form.get("present") ?? "", newPassword: form.get("newPassword") ?? "" });
  if (!parsed.success) return refuse(errorsOf(parsed.error, errors, ["present", "newPassword"]));
  const wrong = await withPresent(sent, "present");
  if (wrong) return wrong;
  await changePassword({ user: proved.user, password: parsed.data.newPassword, doer, how: "account" });
  // All sessions have ended with the change, also this one; its browser gets another.
  return done("password", await openSession({ user: proved.user, step: "open", request: args.request, context: args.context }));
}

async function askForEmail(sent: Sent) {
  const { proved: { user, lang }, form, doer, errors, refuse, done } = sent;
  const parsed = emailSchema.safeParse({ newEmail: cleanText(form.get("newEmail")), presentForEmail: form.get("presentForEmail") ?? "" });
  if (!parsed.success) return refuse(errorsOf(parsed.error, errors, ["newEmail", "presentForEmail"]));
  if (normalEmail(parsed.data.newEmail) === user.email) return refuse([{ field: "newEmail", text: errors.emailSame ?? "" }]);
  const wrong = await withPresent(sent, "presentForEmail");
  if (wrong) return wrong;
  const pass = await passToWrite({ account: user.id });
  if (pass.until) return lockedAnswer(pass.until, lang, (text, headers) => refuse([{ field: null, text }], 429, headers));
  await beginEmailChange({ user, email: normalEmail(parsed.data.newEmail), doer });
  return done("email");
}

async function endOne({ proved: { user }, form, doer, done }: Sent) {
  const isEnded = await deleteSessionOf(user.id, form.get("session") ?? "");
  if (isEnded) await changeUser({ id: user.id, change: {}, entry: auditEntry(doer, "user:sessions-ended", { kind: "user", id: user.id }) });
  return done("sessions");
}

/** Ends all sessions but this one, which gets another id. */
async function endOthers({ proved: { user }, args: { request, context }, doer, done }: Sent) {
  await changeUser({ id: user.id, change: { validFrom: new Date() }, entry: auditEntry(doer, "user:sessions-ended", { kind: "user", id: user.id }) });
  await deleteSessionsOf(user.id);
  return done("sessions", await openSession({ user, step: "open", request, context }));
}

/** Takes up a role that the person's address is invited to. @throws a 404 response where it is not, or no more. */
async function acceptRole({ proved: { user }, args, form, done }: Sent) {
  const link = (await invitationsTo(user)).find(({ id }) => id === form.get("invitation"));
  try {
    if (!link) throw new DomainError("link-void");
    await acceptAsMember({ link, user, address: args.context.address });
  } catch (error) {
    if (isDomainError(error, "link-void")) throw new Response(null, { status: 404 });
    throw error;
  }
  return done("invitation");
}
