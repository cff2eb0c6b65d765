import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";

import { requireMay } from "#app/auth/guards.server.ts";
import { env } from "#app/env.server.ts";
import { directionOf } from "#app/i18n/languages.ts";
import { formatMoment, formatNumber } from "#app/lib/dates.ts";
import { cleanText, readForm } from "#app/lib/form.server.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { isPageOfHub, paths } from "#app/paths.ts";
import { auditEntry } from "#models/audit.server.ts";
import { isDomainError } from "#models/errors.ts";
import { REPORT_LIMITS } from "#models/report.ts";
import { answerReport, closeReport, findReport, reopenReport } from "#models/report.server.ts";
import { usersById } from "#models/user.server.ts";

import { deskNavigation } from "../navigation.server.ts";

const DONE = ["answered", "closed", "reopened"] as const;

/** One report in full; or the question that comes before its address is removed without an answer. */
export async function loadReport(args: LoaderFunctionArgs) {
  const proved = await requireMay(args, "network:manage");
  const { lang, user } = proved;
  const report = await findReport({ id: args.params.id ?? "" });
  if (!report) throw new Response(null, { status: 404 });
  const query = new URL(args.request.url).searchParams;
  const [tools, navigation, people] = await Promise.all([pageTools(lang), deskNavigation(proved), usersById(report.answer ? [report.answer.by] : [])]);
  const { t } = tools;
  const texts = t("overview:report", { returnObjects: true });
  const back = paths.readerReport(lang, report.id);
  const shared = { meta: tools.meta(texts.kind[report.kind], undefined, { unlisted: true }), navigation, texts, back };
  if (query.get("ask") === "close" && report.state === "open" && report.email !== null) return { view: "ask" as const, ...shared };
  const moment = (at: string) => formatMoment(at, lang, user.timeZone);
  const done = DONE.find((one) => one === query.get("done"));
  return {
    view: "report" as const,
    ...shared,
    over: { url: paths.readerReports(lang, { state: report.state }), name: t("overview:reports.title") },
    title: texts.kind[report.kind],
    done: done ? texts.done[done] : null,
    // Without a server for it, the answer waits in the outbox.
    waits: done === "answered" && env().SMTP_URL === undefined ? texts.noMail : null,
    state: report.state,
    facts: [
      { term: texts.number, value: report.id.match(/.{1,4}/g)?.join(" ") ?? report.id },
      { term: texts.received, value: moment(report.at) },
      { term: texts.language, value: tools.language(report.lang) },
      { term: texts.stateLabel, value: report.answeredAt ? t("overview:report.doneAt", { at: moment(report.answeredAt) }) : texts.isOpen },
    ],
    page: { text: report.page, url: isPageOfHub(report.page) ? report.page : null },
    lang: report.lang,
    dir: directionOf(report.lang),
    text: report.text,
    answer: report.answer ? { text: report.answer.text, told: t("overview:report.answeredBy", { name: people.get(report.answer.by)?.name ?? "–", at: moment(report.answer.at) }) } : null,
    email: report.email,
    answerHelp: t("overview:report.answerHelp", { language: tools.language(report.lang), max: formatNumber(REPORT_LIMITS.answer, lang) }),
    askUrl: paths.readerReport(lang, report.id, { ask: "close" }),
  };
}

/** Answers a report, marks it as done, or opens it again. */
export async function changeReport(args: ActionFunctionArgs) {
  const { actor, lang } = await requireMay(args, "network:manage");
  const id = args.params.id ?? "";
  const form = await readForm(args.request);
  const tools = await pageTools(lang);
  const entry = (action: string) => auditEntry({ by: actor.id, address: args.context.address }, action, { kind: "report", id });
  const done = (what: (typeof DONE)[number]) => redirect(paths.readerReport(lang, id, { done: what }));
  const errors = tools.t("overview:report.errors", { returnObjects: true, max: formatNumber(REPORT_LIMITS.answer, lang) });
  const answer = cleanText(form.get("answer"));
  const refuse = (field: string | null, code: keyof typeof errors, status = 400) => data({ answer, errors: [{ field, text: errors[code] }] }, { status });
  switch (form.get("intent")) {
    case "answer":
      if (!answer) return refuse("answer", "missing");
      if (answer.length > REPORT_LIMITS.answer) return refuse("answer", "tooLong");
      try {
        await answerReport({ id, text: answer, by: actor.id, entry: entry("report:answered") });
      } catch (error) {
        if (isDomainError(error, "not-found")) throw new Response(null, { status: 404 });
        if (isDomainError(error, "moved-on")) return refuse(null, "moved", 409);
        if (isDomainError(error, "wrong-state")) return refuse(null, "noAddress", 409);
        throw error;
      }
      return done("answered");
    case "close":
      if (!(await closeReport({ id, entry: entry("report:closed") }))) throw new Response(null, { status: 404 });
      return done("closed");
    case "reopen":
      if (!(await reopenReport({ id, entry: entry("report:reopened") }))) throw new Response(null, { status: 404 });
      return done("reopened");
    default:
      throw new Response(null, { status: 400 });
  }
}
