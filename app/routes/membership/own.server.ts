import { randomUUID } from "node:crypto";

import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";

import { allowReader } from "#app/auth/guards.server.ts";
import { passToAnswer, passToRenewLink } from "#app/auth/limits.server.ts";
import { formatMoment, formatNumber } from "#app/lib/dates.ts";
import type { FormError } from "#app/lib/form-errors.server.ts";
import { cleanText, readForm } from "#app/lib/form.server.ts";
import { pagePart } from "#app/lib/page-texts.server.ts";
import { type PageTools, pageTools } from "#app/lib/page-tools.server.ts";
import { followUpApplications } from "#app/notices/application-follow-up.server.ts";
import { paths } from "#app/paths.ts";
import { type Application, APPLICATION_LIMITS as LIMITS, CONFIRM_DAYS, waitsFor } from "#models/application.ts";
import { canBeConfirmed, confirmApplication, findByToken, renewLinks, withdrawApplication, writeMessage } from "#models/application.server.ts";
import { isDomainError } from "#models/errors.ts";
import { idForKey } from "#models/ids.server.ts";
import { readNetworkSettings } from "#models/network-settings.server.ts";
import { normalEmail } from "#models/user.ts";

import { emailField } from "../accounts/person.schema.ts";
import { mailNote } from "../accounts/mail-note.server.ts";
import { factsOf, letterName, messagesOf, outcomeOf, stagesOf, stateName } from "./application-words.server.ts";

const DONE = ["confirm", "answer", "withdraw"] as const;
const DAY_MS = 24 * 3_600_000;

/** An application for whoever has its link; without one, or with one that leads to none, where a link is asked for. Uses nothing up. */
export async function loadOwn({ params, request }: LoaderFunctionArgs) {
  const { lang } = allowReader(params);
  const application = params.token ? await findByToken({ token: params.token }) : null;
  const tools = await pageTools(lang);
  const query = new URL(request.url).searchParams;
  if (!application) {
    const texts = tools.t("membership:find", { returnObjects: true });
    const view = {
      view: "find" as const,
      meta: tools.meta(texts.title, undefined, { unlisted: true }),
      texts,
      lead: await pagePart(tools, "application/lead"),
      isVoid: params.token !== undefined,
      sent: query.has("sent"),
      mailNote: mailNote(tools.t),
    };
    return params.token === undefined ? view : data(view, { status: 404 });
  }
  const texts = tools.t("membership:own", { returnObjects: true, country: tools.country(application.country), max: formatNumber(LIMITS.message, lang) });
  const shared = { meta: tools.meta(texts.title, undefined, { unlisted: true }), here: paths.application(lang, params.token), withdraw: paths.application(lang, params.token, { ask: "withdraw" }) };
  if (query.get("ask") === "withdraw" && waitsFor(application)) return { view: "ask" as const, ...shared, texts: texts.ask, fields: { intent: "withdraw" } };
  return { view: "own" as const, ...shared, texts, ...(await ownView(application, tools, query)) };
}

async function ownView(application: Application, tools: PageTools, query: URLSearchParams) {
  const { t, lang } = tools;
  const settings = await readNetworkSettings();
  const waits = waitsFor(application);
  const done = DONE.find((one) => one === query.get("done"));
  const until = new Date(Date.parse(application.at) + CONFIRM_DAYS * DAY_MS);
  return {
    state: application.state,
    stateName: stateName(application, tools),
    done: done ? t(`membership:own.done.${done}`) : null,
    confirm: canBeConfirmed(application) ? t("membership:own.confirmHelp", { until: formatMoment(until, lang) }) : null,
    waits: application.state === "open" && waits ? t(`membership:own.waits.${waits}`) : null,
    isAsked: waits === "applicant",
    stages: stagesOf(application, settings, tools),
    messages: messagesOf(application, tools, { timeZone: "UTC", own: true }),
    message: randomUUID(),
    consulted: application.consultations.filter(({ told }) => told).map(({ id, who, date }) => ({ id, who, date: tools.date(date) })),
    outcome: await outcomeOf(application, tools),
    facts: [
      ...factsOf(application, tools),
      ...(application.letter ? [{ term: t("membership:own.letter"), value: letterName(application, tools) ?? "", lang, isText: true }] : []),
      { term: t("membership:own.sentAt"), value: formatMoment(application.at, lang), lang, isText: false },
    ],
    mayWithdraw: waits !== null,
    apply: paths.apply(lang),
    applyName: t("membership:apply.title"),
  };
}

type Refused = { intent: string; text: string; errors: FormError[] };
const refuse = (status: number, refused: Refused) => data<Refused>(refused, { status, ...(status === 429 ? { headers: { "Retry-After": "3600" } } : {}) });

/** Confirms, answers, withdraws: for whoever has the link. Without it, sends it again to the address of an application. */
export async function changeOwn({ params, request, context }: ActionFunctionArgs) {
  const { lang } = allowReader(params);
  const [form, tools] = await Promise.all([readForm(request), pageTools(lang)]);
  const intent = form.get("intent") ?? "";
  if (intent === "renew") return renew({ form, tools, address: context.address });
  const application = params.token ? await findByToken({ token: params.token }) : null;
  if (!application) throw new Response(null, { status: 404 });
  const { errors } = tools.t("membership:own", { returnObjects: true, max: formatNumber(LIMITS.message, lang) });
  const { id } = application;
  const { address } = context;
  const text = cleanText(form.get("text"));
  try {
    switch (intent) {
      case "confirm": {
        const { applicationStages } = await readNetworkSettings();
        await confirmApplication({ id, stage: applicationStages[0]?.id ?? null, address });
        break;
      }
      case "answer": {
        if (!text || text.length > LIMITS.message) return refuse(400, { intent, text, errors: [{ field: "text", text: text ? errors.textLong : errors.textMissing }] });
        const pass = await passToAnswer({ application: id });
        if (pass.until) return refuse(429, { intent, text, errors: [{ field: null, text: errors.often }] });
        await writeMessage({ id, message: idForKey(`answer:${id}:${form.get("message") ?? ""}`), text, doer: { by: null, address } });
        break;
      }
      case "withdraw":
        await withdrawApplication({ id, address });
        break;
      default:
        throw new Response(null, { status: 400 });
    }
  } catch (error) {
    if (isDomainError(error, "wrong-state", "moved-on")) return refuse(409, { intent, text, errors: [{ field: null, text: errors.wrongState }] });
    if (isDomainError(error, "too-long")) return refuse(409, { intent, text, errors: [{ field: null, text: errors.tooLong }] });
    throw error;
  }
  await followUpApplications({ id });
  return redirect(paths.application(lang, params.token, { done: intent }));
}

/** Answers the same, and as fast, whether or not there is an application: the hub's round writes the mail. */
async function renew({ form, tools, address }: { form: URLSearchParams; tools: PageTools; address: string }) {
  const { lang, t } = tools;
  const email = cleanText(form.get("email"));
  const words: Record<string, string> = { ...t("accounts:errors", { returnObjects: true }), ...t("membership:apply.errors", { returnObjects: true }) };
  const parsed = emailField.safeParse(email);
  if (!parsed.success) return refuse(400, { intent: "renew", text: email, errors: [{ field: "email", text: words[parsed.error.issues[0]?.message ?? ""] ?? "" }] });
  const pass = await passToRenewLink({ email: normalEmail(email), address });
  if (pass.until) return refuse(429, { intent: "renew", text: email, errors: [{ field: null, text: t("membership:find.often") }] });
  await renewLinks({ email, address });
  return redirect(paths.application(lang, undefined, { sent: "1" }));
}
