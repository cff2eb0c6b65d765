import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";

import { allowReader } from "#app/auth/guards.server.ts";
import { passToApply, passToUpload } from "#app/auth/limits.server.ts";
import { env } from "#app/env.server.ts";
import type { Language } from "#app/i18n/languages.ts";
import { formatNumber } from "#app/lib/dates.ts";
import { errorsOf, type FormError } from "#app/lib/form-errors.server.ts";
import { cleanText } from "#app/lib/form.server.ts";
import { logger } from "#app/lib/logger.server.ts";
import { pagePart } from "#app/lib/page-texts.server.ts";
import { type PageTools, pageTools } from "#app/lib/page-tools.server.ts";
import { termsInForce } from "#app/lib/reference-data.server.ts";
import { readUploadForm, type UploadForm } from "#app/lib/upload-form.server.ts";
import { followUpApplications } from "#app/notices/application-follow-up.server.ts";
import { paths } from "#app/paths.ts";
import { standingText } from "#app/routes/mechanisms/view.server.ts";
import { APPLICATION_LIMITS as LIMITS, CONFIRM_DAYS } from "#models/application.ts";
import { createApplication } from "#models/application.server.ts";
import { DOCUMENT_TYPES } from "#models/file.ts";
import { removeFile } from "#models/file.server.ts";
import { ageOfForm, sealForm } from "#models/form-seal.server.ts";
import { idForKey } from "#models/ids.server.ts";
import { STANDINGS } from "#models/mechanism.ts";
import type { NetworkSettings } from "#models/network-settings.ts";
import { readNetworkSettings } from "#models/network-settings.server.ts";
import { KEPT_DAYS } from "#models/trails.server.ts";
import { normalEmail } from "#models/user.ts";

import { countryChoices } from "./choices.server.ts";
import { APPLY_FIELDS, applySchema, type ApplyValues } from "./apply.schema.ts";

const FORM = "apply";
/** Nobody fills the form in so fast; and a page is not left open for so long. */
const AGE_MS = { least: 1_000, most: 24 * 3_600_000 };

const maxBytes = (): number => env().MAX_UPLOAD_MB * 1_000_000;

function words({ t, lang }: PageTools) {
  const numbers = Object.fromEntries(Object.entries(LIMITS).map(([name, limit]) => [name, formatNumber(limit, lang)]));
  return t("membership:apply", { returnObjects: true, ...numbers, size: formatNumber(env().MAX_UPLOAD_MB, lang), days: KEPT_DAYS });
}

/** What can be chosen: States, types of mechanisms, and the statuses for which one can apply. */
function choicesOf(tools: PageTools, { applyFor }: NetworkSettings) {
  const { terms } = tools.reference;
  const named = (id: string) => ({ value: id, name: tools.term(id) });
  return {
    countries: countryChoices(tools),
    standings: STANDINGS.map((standing) => ({ value: standing, name: standingText(tools, { standing }) ?? standing })),
    types: termsInForce(tools.reference, "mechanismType").map(({ id }) => named(id)),
    statuses: applyFor.filter((id) => terms.has(id)).map(named),
  };
}

/** The form; or that it is closed, or has been sent. */
export async function loadApply({ params, request }: LoaderFunctionArgs) {
  const { lang } = allowReader(params);
  const [tools, settings] = await Promise.all([pageTools(lang), readNetworkSettings()]);
  const { errors: _, sent, closed, ...texts } = words(tools);
  if (new URL(request.url).searchParams.has("sent")) {
    const lead = tools.t("membership:apply.sent.lead", { days: CONFIRM_DAYS });
    return { view: "sent" as const, meta: tools.meta(sent.title, undefined, { unlisted: true }), texts: { ...sent, lead, noMail: env().SMTP_URL === undefined ? sent.noMail : null }, again: paths.application(lang) };
  }
  const lead = await pagePart(tools, "apply/lead");
  const meta = tools.meta(texts.title, lead.plain);
  const choices = choicesOf(tools, settings);
  if (!settings.applicationsOpen || choices.statuses.length === 0) {
    return { view: "closed" as const, meta, title: texts.title, text: closed, network: { url: paths.network(lang), name: tools.t("network:title") } };
  }
  return { view: "form" as const, meta, lead, texts, ...choices, accept: Object.values(DOCUMENT_TYPES).map((ending) => `.${ending}`).join(","), seal: await sealForm(FORM) };
}

/** Keeps an application that is yet to be confirmed, and has its mail sent; gives the form back with what was typed where it cannot. */
export async function sendApplication({ params, request, context }: ActionFunctionArgs) {
  const { lang } = allowReader(params);
  const tries = await passToUpload({ address: context.address });
  const form = await readUploadForm(request, { field: "letter", types: DOCUMENT_TYPES, maxBytes: tries.until ? null : maxBytes() });
  try {
    return await take({ lang, form, address: context.address, mayTry: tries.until === null });
  } catch (error) {
    if (form.file) await removeFile(form.file);
    throw error;
  }
}

async function take({ lang, form, address, mayTry }: { lang: Language; form: UploadForm; address: string; mayTry: boolean }) {
  const [tools, settings] = await Promise.all([pageTools(lang), readNetworkSettings()]);
  const { errors: texts } = words(tools);
  const values = valuesOf(form.fields);
  const hadFile = form.file !== null || form.refused !== null;
  const refuse = async (status: number, errors: FormError[], change: Partial<ApplyValues> = {}) => {
    if (form.file) await removeFile(form.file);
    return data({ values: { ...values, ...change }, errors, chooseAgain: hadFile }, { status, ...(status === 429 ? { headers: { "Retry-After": "3600" } } : {}) });
  };
  if (!mayTry) return refuse(429, [{ field: null, text: texts.often }]);
  if (!settings.applicationsOpen) return refuse(403, [{ field: null, text: tools.t("membership:apply.closed") }]);
  const done = paths.apply(lang, { sent: "1" });
  // People do not see this field. What fills it in is answered as they are.
  if (form.fields.get("website")) {
    if (form.file) await removeFile(form.file);
    return redirect(done);
  }
  const parsed = applySchema.safeParse(values);
  const wrong = parsed.success ? [] : errorsOf(parsed.error, { ...tools.t("accounts:errors", { returnObjects: true }), ...texts }, APPLY_FIELDS);
  if (values.country && !tools.reference.states.has(values.country)) wrong.push({ field: "country", text: texts.countryMissing });
  if (values.type && tools.reference.terms.get(values.type)?.scheme !== "mechanismType") wrong.push({ field: "type", text: texts.typeMissing });
  if (values.status && !settings.applyFor.includes(values.status)) wrong.push({ field: "status", text: texts.statusMissing });
  if (form.refused) wrong.push({ field: "letter", text: form.refused === "file-encrypted" ? tools.t("files:refusal.file-encrypted") : texts[form.refused] });
  if (!parsed.success || wrong.length > 0) return refuse(400, wrong.toSorted((a, b) => placeOf(a) - placeOf(b)));
  const age = await ageOfForm(FORM, values.seal);
  if (age === null || age > AGE_MS.most) return refuse(400, [{ field: null, text: texts.late }], { seal: await sealForm(FORM) });
  if (age < AGE_MS.least) return refuse(400, [{ field: null, text: texts.early }]);
  const { name, position, email, ...text } = parsed.data;
  const pass = await passToApply({ email: normalEmail(email), address });
  if (pass.until) return refuse(429, [{ field: null, text: texts.often }]);
  // The same form sent twice is one application; one that was changed before it was sent again is another.
  const id = idForKey(`application:${JSON.stringify(values)}`);
  const letter = form.file ? { file: form.file.id, name: form.file.name, type: form.file.type, size: form.file.size } : null;
  // From here on the letter is the application's.
  form.file = null;
  await createApplication({ id, text, applicant: { name, position, email }, lang, letter, address });
  try {
    await followUpApplications({ id });
  } catch (error) {
    // It is kept: the round writes what follows.
    logger.warn({ err: error }, "what follows from an application could not be written; trying again");
  }
  return redirect(done);
}

const placeOf = ({ field }: FormError): number => APPLY_FIELDS.findIndex((one) => one === field);

function valuesOf(fields: URLSearchParams): ApplyValues {
  const line = (name: string) => cleanText(fields.get(name)).replace(/\s+/g, " ");
  return {
    country: line("country"),
    mechanism: line("mechanism"),
    type: line("type"),
    standing: line("standing"),
    legalBasis: cleanText(fields.get("legalBasis")),
    status: line("status"),
    motivation: cleanText(fields.get("motivation")),
    name: line("name"),
    position: line("position"),
    email: line("email"),
    seal: line("seal"),
  };
}
