import { randomUUID } from "node:crypto";

import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";

import { type Proved, requireMember } from "#app/auth/guards.server.ts";
import { passToWrite } from "#app/auth/limits.server.ts";
import { isLanguage } from "#app/i18n/languages.ts";
import { formatNumber } from "#app/lib/dates.ts";
import { cleanText, readForm } from "#app/lib/form.server.ts";
import { logger } from "#app/lib/logger.server.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { followUpMessages } from "#app/notices/cooperation.server.ts";
import { NETWORK, paths } from "#app/paths.ts";
import { afterCooperationStep, COOPERATION_LIMITS, COOPERATION_STEPS, type Cooperation } from "#models/cooperation.ts";
import { changeCooperation, findCooperation, stepCooperation } from "#models/cooperation.server.ts";
import { sendMessage } from "#models/cooperation-messages.server.ts";
import { isDomainError } from "#models/errors.ts";
import { can } from "#models/policy.ts";

import { lockedAnswer } from "../../accounts/on-the-way.server.ts";
import { deskNavigation } from "../navigation.server.ts";
import { conversationsOf } from "./conversation.server.ts";
import { formView, readValues, readWords, valuesOf } from "./form.server.ts";
import { cooperationView } from "./view.server.ts";

const DONE = ["opened", "change", "message", "match", "close", "reopen"] as const;

/** @throws a 404 response where there is no such offer or request. */
async function openOne({ actor }: Proved, id: string | undefined): Promise<Cooperation> {
  const found = id ? await findCooperation({ actor, id }) : null;
  if (!found) throw new Response(null, { status: 404 });
  return found;
}

/** An offer or a request, with the conversations about it that its reader follows; or the form to change it. */
export async function loadCooperation(args: LoaderFunctionArgs) {
  const proved = await requireMember(args);
  const { actor, lang } = proved;
  const one = await openOne(proved, args.params.id);
  const [tools, navigation] = await Promise.all([pageTools(lang), deskNavigation(proved)]);
  const { t } = tools;
  const query = new URL(args.request.url).searchParams;
  const texts = t("cooperation:page", { returnObjects: true });
  const mayWrite = can(actor, "cooperation:write", { mechanism: one.mechanism });
  const did = DONE.find((what) => what === query.get("done"));
  return {
    navigation,
    meta: tools.meta(one.title, undefined, { unlisted: true }),
    texts,
    over: { url: paths.cooperation(lang), name: t("cooperation:list.title") },
    one: cooperationView(tools, one),
    done: did ? t(`cooperation:done.${did}`) : null,
    seen: String(one.writes),
    form: mayWrite && query.has("edit") ? formView(tools, actor, valuesOf(one, { lang, mechanism: one.mechanism })) : null,
    summary: t("cooperation:form.summary"),
    edit: mayWrite ? paths.cooperationOf(lang, one.id, { edit: "1" }) : null,
    self: paths.cooperationOf(lang, one.id),
    steps: mayWrite ? COOPERATION_STEPS.filter((step) => afterCooperationStep(one.state, step) !== null).map((intent) => ({ intent, label: texts.steps[intent] })) : [],
    conversations: await conversationsOf(tools, proved, one),
    token: randomUUID(),
  };
}

/** Changes it, takes a step, and sends a message to the other side. */
export async function changeOne(args: ActionFunctionArgs) {
  const proved = await requireMember(args);
  const { actor, lang } = proved;
  const one = await openOne(proved, args.params.id);
  const form = await readForm(args.request);
  const tools = await pageTools(lang);
  const { t } = tools;
  const change = { actor, doer: { by: actor.id, address: args.context.address }, id: one.id, seen: Number(form.get("seen")) };
  const message = { side: form.get("side") ?? "", text: cleanText(form.get("message")), token: form.get("token") || randomUUID() };
  const values = readValues(form);
  const refuse = (errors: Array<{ field: string | null; text: string }>, status = 400, headers = {}) => data({ values, message, errors }, { status, headers });
  const done = (what: (typeof DONE)[number]) => redirect(paths.cooperationOf(lang, one.id, { done: what }));
  const intent = form.get("intent");
  try {
    switch (intent) {
      case "change": {
        const { words, errors } = readWords(values, tools);
        if (errors.length > 0) return refuse(errors);
        await changeCooperation({ ...change, words });
        return done("change");
      }
      case "match":
      case "close":
      case "reopen":
        await stepCooperation({ ...change, step: intent });
        return done(intent);
      case "message": {
        const field = `message-${message.side}`;
        if (!message.text) return refuse([{ field, text: t("cooperation:form.errors.textMissing") }]);
        if (message.text.length > COOPERATION_LIMITS.text) return refuse([{ field, text: t("cooperation:form.errors.textLong", { max: formatNumber(COOPERATION_LIMITS.text, lang) }) }]);
        const pass = await passToWrite({ account: actor.id });
        if (pass.until) return lockedAnswer(pass.until, lang, (text, headers) => refuse([{ field: null, text }], 429, headers));
        const own = form.get("lang") ?? "";
        const id = await sendMessage({ actor, cooperation: one, side: message.side === NETWORK ? null : message.side, lang: isLanguage(own) ? own : lang, text: message.text, token: message.token });
        // The message is kept: what cannot be queued now the hub's round queues.
        await followUpMessages({ id }).catch((error: unknown) => logger.warn({ err: error, message: id }, "mails about a message could not be queued at once"));
        return done("message");
      }
      default:
        throw new Response(null, { status: 400 });
    }
  } catch (error) {
    if (isDomainError(error, "moved-on")) return refuse([{ field: null, text: t("cooperation:page.movedOn") }], 409);
    if (isDomainError(error, "wrong-state")) return refuse([{ field: null, text: t("cooperation:page.wrongState") }], 409);
    if (isDomainError(error, "not-found", "not-allowed")) throw new Response(null, { status: 403 });
    throw error;
  }
}
