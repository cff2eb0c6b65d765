import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";

import { factorChanged } from "#app/auth/account-mails.server.ts";
import { type Proved, requireMember } from "#app/auth/guards.server.ts";
import { checkPresent } from "#app/auth/password-change.server.ts";
import { enrolment, newRecoveryCodes, newSecret, plainCode, stepOfCode } from "#app/auth/second-factor.server.ts";
import { translator } from "#app/i18n/i18n.server.ts";
import type { FormError } from "#app/lib/form-errors.server.ts";
import { readForm } from "#app/lib/form.server.ts";
import { formatMoment } from "#app/lib/dates.ts";
import { paths } from "#app/paths.ts";
import { type AuditEntry, auditEntry } from "#models/audit.server.ts";
import { needsSecondFactor } from "#models/policy.ts";
import { forgetEnrolling, keepEnrolling } from "#models/session.server.ts";
import type { User } from "#models/user.ts";
import { changeUser, findCredentials } from "#models/user.server.ts";

import { lockedAnswer, toOf } from "../accounts/on-the-way.server.ts";

/** The page for the second factor: to set it up where there is none, to renew its codes or turn it off where there is. */
export async function loadFactor(args: LoaderFunctionArgs) {
  const { user, lang, session } = await requireMember(args, { enrolling: true });
  const t = await translator(lang);
  const since = user.secondFactorSince;
  const left = since ? ((await findCredentials({ id: user.id }))?.secondFactor?.recovery.length ?? 0) : 0;
  const texts = t("accounts:factor", { returnObjects: true, date: since ? formatMoment(since, lang, user.timeZone) : "", count: left });
  return {
    meta: { title: `${texts.title} · ${t("site:shortName")}`, unlisted: true },
    texts: { ...texts, present: t("accounts:fields.present"), summary: t("accounts:errors.summary") },
    isNeeded: needsSecondFactor(user.grants),
    isOn: since !== null,
    // Bound to the session and kept on the server: loaded anew, the page shows the same, and no form carries it.
    enrolment: since ? null : enrolment(await keepEnrolling(session.hash, newSecret()), { issuer: t("site:shortName"), label: user.email }),
    to: toOf(args.request),
  };
}

const INTENTS = ["turn-on", "renew", "turn-off"] as const;
type Intent = (typeof INTENTS)[number];

const refused = (intent: Intent, errors: FormError[], status = 400, headers: Record<string, string> = {}) => data({ codes: null, intent, errors, next: "" }, { status, headers });

/** Changes the second factor, for someone who also knows the password. */
export async function changeFactor(args: ActionFunctionArgs) {
  const proved = await requireMember(args, { enrolling: true });
  const form = await readForm(args.request);
  const intent = INTENTS.find((one) => one === form.get("intent"));
  if (!intent) throw new Response(null, { status: 400 });
  const { user, lang } = proved;
  const errors = (await translator(lang))("accounts:errors", { returnObjects: true });
  const field = `present-${intent}`;
  const present = await checkPresent({ user, password: form.get(field) ?? "" });
  if (present.result === "locked") return lockedAnswer(present.until, lang, (text, headers) => refused(intent, [{ field: null, text }], 429, headers));
  if (present.result === "wrong") return refused(intent, [{ field, text: errors.presentWrong }]);
  const entryOf = (action: string) => auditEntry({ by: user.id, address: args.context.address }, action, { kind: "user", id: user.id });
  const next = toOf(args.request) ?? `${paths.account(lang)}?done=factor`;
  if (intent === "turn-on") return turnOn({ proved, code: plainCode(form.get("code") ?? ""), entry: entryOf("user:second-factor-on"), next, wrong: errors.codeWrong });
  if (intent === "renew") return renewCodes({ user, entry: entryOf("user:recovery-codes"), next });
  // Whose role demands one may not be without; the page does not offer it to him.
  if (needsSecondFactor(user.grants)) throw new Response(null, { status: 403 });
  const entry = entryOf("user:second-factor-off");
  await changeUser({ id: user.id, change: { secondFactor: null }, entry, mails: [factorChanged(user, "off", entry)], where: HAS_FACTOR });
  return redirect(`${paths.account(lang)}?done=factor-off`);
}

const HAS_FACTOR = { secondFactor: { $ne: null } };

type TurningOn = { proved: Proved; code: string; entry: AuditEntry; next: string; wrong: string };

/** Turns it on by a code of the secret that this session is setting up; the code does not open the account again. */
async function turnOn({ proved: { user, session }, code, entry, next, wrong }: TurningOn) {
  const secret = await keepEnrolling(session.hash, newSecret());
  const step = stepOfCode(secret, code);
  if (step === null) return refused("turn-on", [{ field: "code", text: wrong }]);
  const { codes, hashes } = newRecoveryCodes();
  const secondFactor = { secret, since: entry.at, lastStep: step, recovery: hashes };
  // In another window it may have been turned on a moment before: that one's codes are the ones that hold.
  if (!(await changeUser({ id: user.id, change: { secondFactor }, entry, mails: [factorChanged(user, "on", entry)], where: { secondFactor: null } }))) return redirect(next);
  await forgetEnrolling(session.hash);
  return data({ codes, intent: "turn-on" as const, errors: [] as FormError[], next });
}

async function renewCodes({ user, entry, next }: { user: User; entry: AuditEntry; next: string }) {
  const found = await findCredentials({ id: user.id });
  if (!found?.secondFactor) return redirect(next);
  const { codes, hashes } = newRecoveryCodes();
  const { secret, since, lastStep } = found.secondFactor;
  // Only where it is still the same, with no code used since.
  const isSame = { "secondFactor.secret": secret, "secondFactor.lastStep": lastStep };
  const change = { secondFactor: { secret, since, lastStep, recovery: hashes } };
  if (!(await changeUser({ id: user.id, change, entry, mails: [factorChanged(user, "codes", entry)], where: isSame }))) return redirect(next);
  return data({ codes, intent: "renew" as const, errors: [] as FormError[], next });
}
