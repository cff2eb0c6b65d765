import type { PageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import { placeName } from "#app/routes/desk/offices/choices.server.ts";
import { mechanismUrl, termOfOffice } from "#app/routes/mechanisms/view.server.ts";
import { type Localized, localize } from "#models/localized.ts";
import { lineOf } from "#models/mechanism.ts";
import { effectiveHistory, type Membership } from "#models/membership.ts";
import { listMemberships } from "#models/membership.server.ts";
import { type KeptSettings, readNetworkSettings } from "#models/network-settings.server.ts";
import { countedTerms, type Office } from "#models/office.ts";
import { listOffices } from "#models/office.server.ts";
import { partialDate } from "#models/partial-date.ts";
import type { Plan } from "#models/plan.ts";
import { findPlan } from "#models/plan.server.ts";

export type Changed = { kind: "office" | "membership" | "mechanism" | "plan" | "settings"; text: string; detail: string; url: string | null };

/** What can name a decision, beside the mechanisms, which are at hand everywhere. */
export type Changeable = { offices: Office[]; memberships: Membership[]; plan: Plan | null; settings: KeptSettings };

export async function readChangeable(): Promise<Changeable> {
  const [offices, memberships, plan, settings] = await Promise.all([listOffices(), listMemberships(), findPlan(), readNetworkSettings()]);
  return { offices, memberships, plan, settings };
}

/** What a decision changed: the terms of office, steps of memberships, events of mechanisms, parts of the plan and settings that name it. */
export function changesOf(tools: PageTools, decision: string, changeable: Changeable): Changed[] {
  return [...ofOffices(tools, decision, changeable), ...ofMemberships(tools, decision, changeable), ...ofMechanisms(tools, decision), ...ofPlan(tools, decision, changeable), ...ofSettings(tools, decision, changeable)];
}

function ofOffices(tools: PageTools, decision: string, { offices }: Changeable): Changed[] {
  const { lang } = tools;
  return offices.flatMap((office) =>
    countedTerms(office)
      .filter((term) => term.decision === decision)
      .map((term): Changed => ({
        kind: "office",
        text: `${localize(office.name, lang)?.text ?? ""}: ${placeName(tools, term)}`,
        detail: termOfOffice(tools, term),
        url: `${paths.network(lang)}#offices`,
      })),
  );
}

function ofMemberships(tools: PageTools, decision: string, { memberships }: Changeable): Changed[] {
  return memberships.flatMap(({ state, mechanism: id, history }) =>
    effectiveHistory(history)
      .filter((step) => step.decision === decision)
      .map((step): Changed => {
        const mechanism = id ? tools.reference.mechanisms.get(id) : undefined;
        return { kind: "membership", text: `${tools.country(state)}: ${tools.term(step.status)}`, detail: tools.date(step.date), url: mechanism ? mechanismUrl(tools, mechanism) : null };
      }),
  );
}

function ofMechanisms(tools: PageTools, decision: string): Changed[] {
  const { mechanisms } = tools.reference;
  return [...mechanisms.values()].flatMap((present) =>
    [present, ...mechanisms.predecessorsOf(present.id)].flatMap((of) =>
      lineOf(of.history)
        .filter((event) => event.decision === decision)
        .map((event): Changed => ({
          kind: "mechanism",
          text: `${tools.country(of.state)} – ${tools.mechanism(of).text}: ${tools.t(`profile:event.${event.kind}`)}`,
          detail: tools.date(event.date),
          url: `${mechanismUrl(tools, present)}#history`,
        })),
    ),
  );
}

function ofPlan(tools: PageTools, decision: string, { plan }: Changeable): Changed[] {
  if (!plan) return [];
  const { lang, t } = tools;
  const name = (title: Localized | null) => localize(title, lang)?.text ?? t("gatherings:plan.unknown");
  const part = (title: Localized | null, what: "plan" | "priority" | "activity", anchor?: string): Changed => ({ kind: "plan", text: name(title), detail: t(`offices:changed.${what}`), url: paths.plan(lang, anchor) });
  const isBehind = ({ decisions }: { decisions?: string[] }) => decisions?.includes(decision) ?? false;
  return [
    ...(plan.decision === decision ? [part(plan.title, "plan")] : []),
    ...plan.priorities.flatMap((priority) => [
      ...(isBehind(priority) ? [part(priority.title, "priority", priority.id)] : []),
      ...priority.activities.filter(isBehind).map((activity) => part(activity.title, "activity", activity.id)),
    ]),
  ];
}

/** No page for readers shows the settings: the register alone tells of them. */
function ofSettings(tools: PageTools, decision: string, { settings: { decided } }: Changeable): Changed[] {
  const sections = tools.t("settings:page.sections", { returnObjects: true }) as Record<string, string>;
  return decided
    .filter((one) => one.decision === decision)
    .map(({ section, day }): Changed => ({ kind: "settings", text: tools.t("offices:changed.settings", { section: sections[section] ?? section }), detail: tools.date(partialDate(day)), url: null }));
}
