import { randomUUID } from "node:crypto";

import type { LoaderFunctionArgs } from "@remix-run/node";

import { type Proved, requireMay } from "#app/auth/guards.server.ts";
import { formatMoment, formatNumber, today } from "#app/lib/dates.ts";
import { type PageTools, pageTools } from "#app/lib/page-tools.server.ts";
import { mechanismOfApplication } from "#app/notices/application-follow-up.server.ts";
import { paths } from "#app/paths.ts";
import { mechanismUrl } from "#app/routes/mechanisms/view.server.ts";
import { type Application, APPLICATION_LIMITS } from "#models/application.ts";
import { findApplication, listApplications } from "#models/application.server.ts";
import { listMemberships, presentStep } from "#models/membership.server.ts";
import { readNetworkSettings } from "#models/network-settings.server.ts";

import { deskNavigation } from "../desk/navigation.server.ts";
import { teller } from "../desk/people.server.ts";
import { factsOf, letterName, messagesOf, outcomeOf, stagesOf, stateName } from "./application-words.server.ts";
import { decisionChoices, mechanismChoices } from "./choices.server.ts";

export const DESK_INTENTS = ["ask", "consult", "stage", "accept", "decline", "record", "leave"] as const;
const OTHERS = 20;

/** An application that was confirmed; of any other nobody but its applicant knows. @throws a 404 response. */
export async function openApplication(id: string | undefined): Promise<Application> {
  const application = await findApplication({ id: id ?? "" });
  if (!application?.confirmedAt) throw new Response(null, { status: 404 });
  return application;
}

/** The words of the page with the limits in them. */
export function deskWords({ t, lang }: PageTools) {
  const limits = Object.fromEntries(Object.entries(APPLICATION_LIMITS).map(([name, limit]) => [name, formatNumber(limit, lang)]));
  const words = t("membership:desk", { returnObjects: true, ...limits, max: limits.message });
  return { ...words, reasonHelp: t("membership:desk.reasonHelp", { max: limits.reason }) };
}

/** One application with everything that is known of it, and what can be done. */
export async function loadApplication(args: LoaderFunctionArgs) {
  const proved = await requireMay(args, "network:manage");
  const { lang, user } = proved;
  const application = await openApplication(args.params.id);
  const [tools, navigation, settings] = await Promise.all([pageTools(lang), deskNavigation(proved), readNetworkSettings()]);
  const { t } = tools;
  const { errors: _, facts, done: dones, ...texts } = deskWords(tools);
  const asked = new URL(args.request.url).searchParams.get("done");
  const step = application.outcome?.step ?? null;
  // A step that was to be written down, and met another change once more, is not done.
  const done = DESK_INTENTS.find((one) => one === asked && !(one === "record" && step === "waits"));
  const country = tools.country(application.country);
  const { tell } = await teller(tools, proved, [...application.consultations.map(({ by }) => by), application.outcome?.by]);
  return {
    meta: tools.meta(country, undefined, { unlisted: true }),
    navigation,
    texts,
    own: t("membership:own", { returnObjects: true, country, max: "" }),
    country,
    state: application.state,
    stateName: stateName(application, tools),
    lang: application.lang,
    done: done ? dones[done] : null,
    version: application.version,
    back: paths.applications(lang),
    here: paths.applicationOnDesk(lang, application.id),
    log: paths.audit(lang, { subject: application.id }),
    contact: {
      term: facts.applicant,
      name: [application.applicant.name, application.applicant.position].filter(Boolean).join(", "),
      email: application.applicant.email,
    },
    brief: [
      { term: facts.lang, value: tools.language(application.lang) },
      { term: facts.sent, value: formatMoment(application.at, lang, user.timeZone) },
      { term: facts.confirmed, value: application.confirmedAt ? formatMoment(application.confirmedAt, lang, user.timeZone) : "–" },
    ],
    letter: application.letter ? { term: facts.letter, name: letterName(application, tools) ?? "", url: paths.letter(lang, application.id) } : null,
    facts: factsOf(application, tools),
    known: await knownOf(application, tools, proved),
    stages: stagesOf(application, settings, tools),
    stage: application.stage ?? "",
    messages: messagesOf(application, tools, { timeZone: user.timeZone, own: false }),
    consultations: application.consultations.map(({ id, who, note, date, told, by, at }) => ({ id, who, note, date: tools.date(date), isTold: told, told: tell(by, at) })),
    outcome: await outcomeOf(application, tools),
    step,
    decidedBy: application.outcome ? tell(application.outcome.by, application.outcome.at) : null,
    token: randomUUID(),
    today: today(),
    decisions: await decisionChoices(tools),
    statuses: settings.applyFor.map((id) => ({ value: id, name: tools.term(id) })),
    mechanisms: [...mechanismChoices(tools, application.country), { value: mechanismOfApplication(application.id), name: texts.newMechanism }],
    initial: {
      status: application.status,
      // Of a State whose mechanism the hub knows, the coordinator says whether it is that one.
      mechanism: mechanismChoices(tools, application.country).length > 0 ? "" : mechanismOfApplication(application.id),
    },
  };
}

/** What the network knows of the State already: for those who decide, and for nobody who applies. */
async function knownOf({ id, country, outcome }: Application, tools: PageTools, { lang, user }: Pick<Proved, "lang" | "user">) {
  const [memberships, others] = await Promise.all([listMemberships(), listApplications({ country, limit: OTHERS })]);
  const mechanism = outcome?.mechanism ? tools.reference.mechanisms.get(outcome.mechanism) : undefined;
  return {
    memberships: memberships
      .filter(({ state }) => state === country)
      .flatMap((membership) => {
        const step = presentStep(membership);
        const through = membership.mechanism ? tools.mechanismById(membership.mechanism) : "";
        return step ? [{ id: membership.id, url: paths.membership(lang, membership.id), text: [tools.t("membership:desk.members", { status: tools.term(step.status) }), through].filter(Boolean).join(" · ") }] : [];
      }),
    others: others.filter((other) => other.id !== id).map((other) => ({ id: other.id, url: paths.applicationOnDesk(lang, other.id), text: `${formatMoment(other.at, lang, user.timeZone)} · ${stateName(other, tools)}` })),
    mechanism: mechanism ? { url: mechanismUrl(tools, mechanism), text: tools.mechanism(mechanism).text } : null,
  };
}

export type ApplicationView = Awaited<ReturnType<typeof loadApplication>>;
