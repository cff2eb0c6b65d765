import { formatMoment } from "#app/lib/dates.ts";
import type { PageTools } from "#app/lib/page-tools.server.ts";
import { standingText } from "#app/routes/mechanisms/view.server.ts";
import { type Application, APPLICATION_STATES } from "#models/application.ts";
import { findDecision } from "#models/decision.server.ts";
import { localize } from "#models/localized.ts";
import type { NetworkSettings } from "#models/network-settings.ts";
import { partialDate } from "#models/partial-date.ts";

/** Size of a file, to a tenth of a megabyte or, where it is smaller, in kilobytes. */
function sizeOf(bytes: number, lang: string): string {
  const [value, unit] = bytes < 100_000 ? [Math.max(1, Math.round(bytes / 1_000)), "kilobyte"] : [Math.round(bytes / 100_000) / 10, "megabyte"];
  return new Intl.NumberFormat(`${lang}-u-nu-latn`, { style: "unit", unit, unitDisplay: "short" }).format(value);
}

/** The letter by its name and size. */
export function letterName({ letter }: Application, { lang }: PageTools): string | null {
  return letter ? `${letter.name} (${sizeOf(letter.size, lang)})` : null;
}

/** The stages of the network's way, with the one where an application is. */
export function stagesOf({ stage, state }: Pick<Application, "stage" | "state">, { applicationStages }: NetworkSettings, { lang }: PageTools) {
  const at = applicationStages.findIndex(({ id }) => id === stage);
  return applicationStages.map(({ id, name }, index) => ({
    id,
    ...(localize(name, lang) ?? { text: id, lang }),
    isNow: state === "open" && index === at,
    isPast: at >= 0 && (index < at || (state !== "open" && index <= at)),
  }));
}

/** A state in words. */
export function stateName({ state }: Pick<Application, "state">, { t }: PageTools): string {
  return t(`membership:state.${APPLICATION_STATES.find((one) => one === state) ?? "open"}`);
}

/** What an applicant wrote, as facts; texts in the language in which they were written. */
export function factsOf(application: Application, tools: PageTools) {
  const { t } = tools;
  const facts = t("membership:desk.facts", { returnObjects: true });
  const none = t("membership:own.none");
  const standing = standingText(tools, application) ?? none;
  const own = (value: string) => ({ value: value || none, lang: value ? application.lang : tools.lang, isText: Boolean(value) });
  const said = (value: string) => ({ value, lang: tools.lang, isText: false });
  return [
    { term: facts.status, ...said(tools.term(application.status)) },
    { term: facts.type, ...said(tools.term(application.type)) },
    { term: facts.mechanism, ...own(application.mechanism) },
    { term: facts.standing, ...said(standing) },
    { term: facts.legalBasis, ...own(application.legalBasis) },
    { term: facts.motivation, ...own(application.motivation) },
  ];
}

/** How it ended, as both sides read it. */
export async function outcomeOf({ outcome, lang }: Application, tools: PageTools) {
  if (!outcome) return null;
  const found = outcome.decision ? await findDecision({ id: outcome.decision }) : null;
  return {
    on: tools.t("membership:own.decided", { date: tools.date(partialDate(outcome.date)) }),
    status: outcome.status ? tools.term(outcome.status) : null,
    decision: found ? localize(found.title, tools.lang) : null,
    // The coordinators write to the applicant, and so in his language.
    reason: { text: outcome.reason, lang },
  };
}

/** Questions and answers, the oldest first; `who` says whose each is. */
export function messagesOf({ messages, lang: of }: Application, tools: PageTools, { timeZone, own }: { timeZone: string; own: boolean }) {
  const applicant = own ? ("byYou" as const) : ("byApplicant" as const);
  return messages.map(({ id, from, text, at }) => ({
    id,
    text,
    lang: of,
    isApplicant: from === "applicant",
    who: tools.t(`membership:own.${from === "applicant" ? applicant : "byCoordinators"}`, { at: formatMoment(at, tools.lang, timeZone) }),
  }));
}
