import type { LoaderFunctionArgs } from "@remix-run/node";

import { requireMay } from "#app/auth/guards.server.ts";
import { formatDay, today } from "#app/lib/dates.ts";
import { type PageTools, pageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import { termOfOffice } from "#app/routes/mechanisms/view.server.ts";
import { can } from "#models/policy.ts";
import { localize } from "#models/localized.ts";
import { readNetworkSettings } from "#models/network-settings.server.ts";
import { listOffices, readPlaces } from "#models/office.server.ts";
import { committeeOn, holesOf, type Office, type Seated, seatedOn, spanOf, type Term } from "#models/office.ts";

import { deskNavigation } from "../navigation.server.ts";
import { placeName } from "./choices.server.ts";
import { alertsOf } from "./findings.server.ts";

const DONE = ["defined", "redefined"] as const;

/** Who sits in an office now, in a line for each. */
const seatLines = (tools: PageTools, seated: Seated[]): string[] =>
  seated.map(({ term, holder }) => [placeName(tools, term), localize(holder?.name, tools.lang)?.text].filter(Boolean).join(" · "));

/** Every office: who holds it now, and what a coordinator should look at. */
export async function loadOffices(args: LoaderFunctionArgs) {
  const proved = await requireMay(args, "network:manage");
  const { lang } = proved;
  const [tools, offices, places, settings, navigation] = await Promise.all([pageTools(lang), listOffices(), readPlaces(), readNetworkSettings(), deskNavigation(proved)]);
  const { t } = tools;
  const soon = Math.max(0, ...settings.termReminderDays);
  const texts = t("offices:list", { returnObjects: true });
  return {
    meta: tools.meta(texts.title, undefined, { unlisted: true }),
    navigation,
    texts,
    offices: offices.map((office) => ({
      id: office.id,
      url: paths.office(lang, office.id),
      name: localize(office.name, lang),
      seats: office.seats === null ? t("offices:anySeats") : t("offices:seats", { count: office.seats }),
      now: seatLines(tools, committeeOn(offices, office.id, today(), places.present).seated),
      alerts: alertsOf(tools, office, { places, today: today(), soon }).map(({ text }) => text),
    })),
    urls: { new: paths.newOffice(lang), decisions: paths.register(lang) },
  };
}

/** One office: its definition, who holds it, what is doubtful, and every term. */
export async function loadOffice(args: LoaderFunctionArgs) {
  const proved = await requireMay(args, "network:manage");
  const { lang, actor } = proved;
  const [tools, offices, places, settings, navigation] = await Promise.all([pageTools(lang), listOffices(), readPlaces(), readNetworkSettings(), deskNavigation(proved)]);
  const office = offices.find(({ id }) => id === args.params.id);
  if (!office) throw new Response(null, { status: 404 });
  const { t } = tools;
  const name = localize(office.name, lang);
  const done = DONE.find((one) => one === new URL(args.request.url).searchParams.get("done"));
  const texts = t("offices:office", { returnObjects: true });
  const now = seatedOn(office, today()).seated.map(({ term }) => term.id);
  const terms = office.terms.toSorted((a, b) => (spanOf(a).mayBegin < spanOf(b).mayBegin ? 1 : -1));
  return {
    meta: tools.meta(name?.text ?? office.id, undefined, { unlisted: true }),
    navigation,
    texts: { ...texts, offices: t("offices:list.title") },
    name,
    done: done ? t(`offices:done.${done}`) : null,
    facts: factsOf(tools, office, offices),
    alerts: alertsOf(tools, office, { places, today: today(), soon: Math.max(0, ...settings.termReminderDays) }).map(({ text, term }) => ({
      text,
      url: term ? paths.officeTerm(lang, office.id, term) : null,
    })),
    holes: holesOf(office, today()).filter(({ to }) => to < today()).map(({ from, to, empty }) => t("offices:public.hole", { count: empty, from: formatDay(from, lang), to: formatDay(to, lang) })),
    now: terms.filter(({ id }) => now.includes(id)).map((term) => termLine(tools, office, term)),
    others: terms.filter(({ id, struck }) => !now.includes(id) && !struck).map((term) => termLine(tools, office, term)),
    struck: terms.filter(({ struck }) => struck).map((term) => termLine(tools, office, term)),
    urls: {
      add: paths.newOfficeTerm(lang, office.id),
      edit: paths.editOffice(lang, office.id),
      offices: paths.offices(lang),
      log: can(actor, "audit:read") ? paths.audit(lang, { subject: office.id }) : null,
      public: `${paths.network(lang)}#offices`,
    },
  };
}

function termLine(tools: PageTools, office: Office, term: Term) {
  const holders = term.holders.filter(({ substitute }) => !substitute).map(({ name }) => localize(name, tools.lang)?.text ?? "");
  return {
    id: term.id,
    url: paths.officeTerm(tools.lang, office.id, term.id),
    place: placeName(tools, term),
    term: termOfOffice(tools, term),
    holders,
    isCorrected: term.corrections.length > 0,
  };
}

/** What is laid down, each as it is or as not laid down. */
function factsOf(tools: PageTools, office: Office, offices: Office[]) {
  const { t, lang } = tools;
  const { facts } = t("offices:office", { returnObjects: true });
  const none = t("offices:notFixed");
  const exOfficio = offices.find(({ id }) => id === office.exOfficio);
  return [
    { term: facts.seats, value: office.seats === null ? t("offices:anySeats") : t("offices:seats", { count: office.seats }) },
    { term: facts.mayHold, value: office.mayHold.length > 0 ? office.mayHold.map((id) => tools.term(id)).join(", ") : none },
    { term: facts.termMonths, value: office.termMonths === null ? none : t("offices:months", { count: office.termMonths }) },
    { term: facts.maxRenewals, value: office.maxRenewals === null ? none : String(office.maxRenewals) },
    { term: facts.substitutes, value: String(office.substitutes) },
    ...(exOfficio ? [{ term: facts.exOfficio, value: localize(exOfficio.name, lang)?.text ?? exOfficio.id }] : []),
  ];
}
