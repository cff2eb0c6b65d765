import { randomUUID } from "node:crypto";

import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";

import { allowReader } from "#app/auth/guards.server.ts";
import { translator } from "#app/i18n/i18n.server.ts";
import type { Language } from "#app/i18n/languages.ts";
import { formatNumber } from "#app/lib/dates.ts";
import { cleanText, readForm } from "#app/lib/form.server.ts";
import { pagePart, referenceOrNone } from "#app/lib/page-texts.server.ts";
import { RETRY_AFTER_S } from "#app/lib/guarded-build.server.ts";
import { paths } from "#app/paths.ts";
import { isDatabaseDown } from "#models/mongo-errors.server.ts";
import { REPORT_KINDS, REPORT_LIMITS, type ReportKind } from "#models/report.ts";
import { keepReport, type NewReport, reportNumber } from "#models/report.server.ts";
import { takeTurn } from "#models/throttle.server.ts";

import { REPORT_FIELDS, type ReportField, reportSchemaOf, type ReportValues } from "./report.schema.ts";

/** How many reports an hour the hub takes from one connection, and from all together. */
const HOURLY = { one: 5, all: 300 };
const HOUR_MS = 3_600_000;

/** What is written: an error, unless the address of the form says a message. */
function kindOf(request: Request): ReportKind {
  const asked = new URL(request.url).searchParams.get("kind");
  return REPORT_KINDS.find((kind) => kind === asked) ?? "error";
}

/** The words of the form. They come with the page, so that no other page carries them. */
async function formTexts(lang: Language, kind: ReportKind) {
  const t = await translator(lang);
  const limits = { max: formatNumber(REPORT_LIMITS.text, lang), maxPage: formatNumber(REPORT_LIMITS.page, lang) };
  const form = t("report:form", { returnObjects: true, ...limits });
  const message = t("report:message", { returnObjects: true, ...limits });
  const errors = { ...form.errors, ...message.errors };
  return {
    texts: kind === "message" ? { ...form, ...message, errors } : { ...form, errors: { ...errors, ...form.errors } },
    shortName: t("site:shortName"),
  };
}

type ErrorName = keyof Awaited<ReturnType<typeof formTexts>>["texts"]["errors"];

export async function loadReportForm({ params, request }: LoaderFunctionArgs) {
  const { lang } = allowReader(params);
  const kind = kindOf(request);
  const [{ texts: { errors: _, ...texts }, shortName }, t, reference] = await Promise.all([formTexts(lang, kind), translator(lang), referenceOrNone()]);
  return {
    kind,
    lead: await pagePart({ t, lang, reference }, kind === "message" ? "message/lead" : "report/lead"),
    meta: { title: `${texts.title} · ${shortName}`, unlisted: true },
    texts,
    page: cleanText(new URL(request.url).searchParams.get("page")).slice(0, REPORT_LIMITS.page),
    token: randomUUID(),
  };
}

/** Keeps a report or a message, and leads to its number; gives the form back with what was typed where it cannot. */
export async function sendReport({ params, request, context }: ActionFunctionArgs) {
  const { lang } = allowReader(params);
  const kind = kindOf(request);
  const form = await readForm(request);
  const values: ReportValues = {
    page: cleanText(form.get("page")),
    text: cleanText(form.get("text")),
    email: cleanText(form.get("email")),
    website: form.get("website") ?? "",
    token: form.get("token") || randomUUID(),
  };
  const { texts } = await formTexts(lang, kind);
  const refuse = (status: number, codes: Array<[field: ReportField | null, error: ErrorName]>) =>
    data(
      { values: { ...values, website: "" }, errors: codes.map(([field, error]) => ({ field, text: texts.errors[error] })) },
      { status, ...(status === 503 || status === 429 ? { headers: { "Retry-After": status === 503 ? RETRY_AFTER_S : "3600" } } : {}) },
    );

  const parsed = reportSchemaOf(kind).safeParse(values);
  if (!parsed.success) {
    const { fieldErrors } = parsed.error.flatten();
    return refuse(400, REPORT_FIELDS.flatMap((field) => (fieldErrors[field]?.[0] ? [[field, fieldErrors[field][0] as ErrorName]] : [])));
  }
  const { website: _, ...fields } = parsed.data;
  const report: NewReport = { ...fields, kind, lang };
  try {
    if (!(await mayReport(context.address, reportNumber(report)))) return refuse(429, [[null, "often"]]);
    return redirect(paths.reportReceived(lang, await keepReport(report), report.page));
  } catch (error) {
    if (!isDatabaseDown(error)) throw error;
    return refuse(503, [[null, "down"]]);
  }
}

async function mayReport(address: string, turn: string): Promise<boolean> {
  const rule = { action: "report", turn, spanMs: HOUR_MS };
  return (await takeTurn({ ...rule, who: address, limit: HOURLY.one })) && takeTurn({ ...rule, who: "everyone", limit: HOURLY.all });
}
