import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";

import { type Proved, requireMay } from "#app/auth/guards.server.ts";
import { env } from "#app/env.server.ts";
import { readForm } from "#app/lib/form.server.ts";
import { formatMoment } from "#app/lib/dates.ts";
import { type PageTools, pageTools } from "#app/lib/page-tools.server.ts";
import { composeMail } from "#app/mail/compose.server.ts";
import { paths } from "#app/paths.ts";
import { appendAudit, auditEntry, type Doer } from "#models/audit.server.ts";
import { MAIL_KINDS, MAIL_STATES, type MailSummary } from "#models/mail.ts";
import { countMails, findMail, listMails, retryMail } from "#models/mail.server.ts";

import { deskNavigation } from "../desk/navigation.server.ts";

/** Mails on one page. */
const PAGE = 50;

/** The outbox: a list by state, or one mail as it would be sent, its link with it. */
export async function loadOutbox(args: LoaderFunctionArgs) {
  const proved = await requireMay(args, "mail:read");
  const { lang, user } = proved;
  const query = new URL(args.request.url).searchParams;
  const [tools, navigation] = await Promise.all([pageTools(lang), deskNavigation(proved)]);
  const texts = tools.t("admin:mail", { returnObjects: true });
  const shared = { meta: tools.meta(texts.title, undefined, { unlisted: true }), navigation, texts, sendsMail: env().SMTP_URL !== undefined };
  const asked = query.get("mail");
  if (asked !== null) return { view: "mail" as const, ...shared, ...(await mailView({ id: asked, proved, tools, address: args.context.address })), wasRetried: query.get("done") === "retried" };

  const state = MAIL_STATES.find((one) => one === query.get("state"));
  const before = query.get("before") ?? undefined;
  const [counts, mails] = await Promise.all([countMails(), listMails({ states: state ? [state] : MAIL_STATES, before, limit: PAGE + 1 })]);
  const last = mails.length > PAGE ? mails[PAGE - 1] : undefined;
  const all = MAIL_STATES.reduce((sum, one) => sum + counts[one], 0);
  return {
    view: "list" as const,
    ...shared,
    states: [
      { url: paths.outbox(lang), name: texts.all, count: all, isShown: !state },
      ...MAIL_STATES.map((one) => ({ url: paths.outbox(lang, { state: one }), name: texts.states[one], count: counts[one], isShown: one === state })),
    ],
    mails: mails.slice(0, PAGE).map((mail) => ({
      url: paths.outbox(lang, { mail: mail.id }),
      kind: kindOf(mail, tools),
      to: mail.to.email,
      state: texts.states[mail.state],
      at: formatMoment(mail.createdAt, lang, user.timeZone),
    })),
    older: last ? paths.outbox(lang, { ...(state ? { state } : {}), before: last.id }) : null,
  };
}

function kindOf({ kind }: MailSummary, { t }: PageTools): string {
  const texts: Partial<Record<string, string>> = t("admin:mail.kinds", { returnObjects: true });
  return texts[kind] ?? t("admin:mail.other");
}

async function mailView({ id, proved: { actor, lang, user }, tools, address }: { id: string; proved: Proved; tools: PageTools; address: string }) {
  const mail = await findMail({ id });
  // One of a kind that only a later version of the hub knows cannot be composed.
  if (!mail || !MAIL_KINDS.includes(mail.kind)) throw new Response(null, { status: 404 });
  const composed = await composeMail(mail);
  // Whoever sees a link could use it: that he has seen it stands in the log, once a day.
  if (mail.secret) await noteOpened(mail.id, { by: actor.id, address });
  const texts = tools.t("admin:mail", { returnObjects: true });
  const moment = (at: string) => formatMoment(at, lang, user.timeZone);
  return {
    id: mail.id,
    title: kindOf(mail, tools),
    facts: [
      { term: texts.to, value: mail.to.name ? `${mail.to.name} <${mail.to.email}>` : mail.to.email },
      { term: texts.state, value: texts.states[mail.state] },
      { term: texts.queued, value: moment(mail.createdAt) },
      ...(mail.sentAt ? [{ term: texts.sent, value: moment(mail.sentAt) }] : []),
      { term: texts.attempts, value: String(mail.attempts) },
      ...(mail.state === "waiting" && mail.attempts > 0 ? [{ term: texts.next, value: moment(mail.nextAt) }] : []),
      ...(mail.lastError ? [{ term: texts.error, value: mail.lastError }] : []),
    ],
    composed: composed ? { subject: composed.subject, text: composed.text, link: composed.link, lang: mail.to.lang } : null,
    canRetry: mail.state === "failed" || (mail.state === "waiting" && mail.attempts > 0),
    back: paths.outbox(lang),
  };
}

async function noteOpened(id: string, doer: Doer): Promise<void> {
  const entry = auditEntry(doer, "mail:opened", { kind: "mail", id });
  await appendAudit({ ...entry, id: `mail-opened:${id}:${doer.by}:${entry.at.toISOString().slice(0, 10)}` });
}

/** Has a mail tried again. */
export async function retry(args: ActionFunctionArgs) {
  const { actor, lang } = await requireMay(args, "mail:read");
  const id = (await readForm(args.request)).get("mail") ?? "";
  if (!(await retryMail({ id }))) throw new Response(null, { status: 404 });
  await appendAudit(auditEntry({ by: actor.id, address: args.context.address }, "mail:retried", { kind: "mail", id }));
  return redirect(paths.outbox(lang, { mail: id, done: "retried" }));
}
