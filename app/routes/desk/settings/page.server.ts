import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";

import { requireMay } from "#app/auth/guards.server.ts";
import { LANGUAGE_CODES, LANGUAGES } from "#app/i18n/languages.ts";
import { today } from "#app/lib/dates.ts";
import { readForm, versionIn } from "#app/lib/form.server.ts";
import { type PageTools, pageTools } from "#app/lib/page-tools.server.ts";
import { referenceData } from "#app/lib/reference-data.server.ts";
import { paths } from "#app/paths.ts";
import { auditEntry } from "#models/audit.server.ts";
import { listDecisions } from "#models/decision.server.ts";
import { isDomainError } from "#models/errors.ts";
import { changeNetworkSettings, type KeptSettings, readNetworkSettings } from "#models/network-settings.server.ts";
import { readOperator, stateOperator } from "#models/operator.server.ts";

import { decisionsBehind, readDecisionsBehind } from "../decisions/behind.server.ts";
import { deskNavigation } from "../navigation.server.ts";
import { type Change, decidedWith, readApplications, readComments, readOperatorForm, readReminders, readStages, readStatuses, readVotes, type Section, SECTIONS, statusesOf } from "./read-settings.server.ts";

/** What the forms hold, by the names of their fields; a name may stand several times. */
export type Values = Record<string, string[]>;

/** What the network has decided, a section each. */
export async function loadSettings(args: LoaderFunctionArgs) {
  const proved = await requireMay(args, "settings:manage");
  const { lang } = proved;
  const [tools, navigation, settings, operator, decisions] = await Promise.all([pageTools(lang), deskNavigation(proved), readNetworkSettings(), readOperator(), listDecisions()]);
  const { t } = tools;
  const texts = t("settings:page", { returnObjects: true });
  const done = SECTIONS.find((one) => one === new URL(args.request.url).searchParams.get("done"));
  const named = [...Object.keys(settings.statusSteps), ...Object.values(settings.statusSteps).flat(), ...settings.applyFor];
  return {
    meta: tools.meta(texts.title, undefined, { unlisted: true }),
    navigation,
    texts: { ...texts, summary: t("settings:errors.summary") },
    done: done ? t("settings:page.saved", { section: texts.sections[done] }) : null,
    here: paths.settings(lang),
    versions: { network: String(settings.version), operator: String(operator.version) },
    statuses: statusesOf(tools.reference, named).map((id) => ({ id, name: tools.term(id) })),
    stages: [...settings.applicationStages.map(({ id }) => id), "new"],
    languages: LANGUAGE_CODES.map((code) => ({ code, dir: LANGUAGES[code].dir, name: tools.language(code) })),
    behind: decisionsBehind(tools, decisions, settings.decided.map(({ decision }) => decision)),
    values: valuesOf(settings, operator),
  };
}

function valuesOf(settings: KeptSettings, operator: Awaited<ReturnType<typeof readOperator>>): Values {
  const { statusSteps, applicationsOpen, applyFor, applicationStages, quorum, foundingMembers, termReminderDays, invitationReminderDays, profileMonths, commentsOpen, decided } = settings;
  const localized = (name: string, text: Record<string, string> | null) => Object.entries(text ?? {}).map(([lang, own]): [string, string[]] => [`${name}.${lang}`, [own]]);
  return Object.fromEntries<string[]>([
    ...Object.entries(statusSteps).map(([from, to]): [string, string[]] => [`to.${from}`, to]),
    ["applicationsOpen", applicationsOpen ? ["on"] : []],
    ["applyFor", applyFor],
    ...applicationStages.flatMap(({ id, name }, index): Array<[string, string[]]> => [[`order.${id}`, [String(index + 1)]], ...localized(`stage.${id}`, name)]),
    ["quorumKind", [quorum?.kind ?? ""]],
    ["quorumValue", [quorum ? String(quorum.value) : ""]],
    ["foundingMembers", [foundingMembers === null ? "" : String(foundingMembers)]],
    ["termReminderDays", [termReminderDays.join(", ")]],
    ["invitationReminderDays", [String(invitationReminderDays)]],
    ["profileMonths", [String(profileMonths)]],
    ["commentsOpen", commentsOpen ? ["on"] : []],
    ...SECTIONS.map((section): [string, string[]] => [`decision.${section}`, decided.filter((one) => one.section === section).map(({ decision }) => decision)]),
    ...localized("operatorName", operator.name),
    ["operatorAddress", [operator.address ?? ""]],
    ["operatorEmail", [operator.email ?? ""]],
    ["operatorTelephone", [operator.telephone ?? ""]],
    ["operatorSource", [operator.sourceCode ?? ""]],
  ]);
}

/** Reads the form of one section of the network's settings. */
function changeFrom(section: Exclude<Section, "operator">, form: URLSearchParams, tools: PageTools, statuses: string[]): Change {
  const words = tools.t("settings:errors", { returnObjects: true });
  switch (section) {
    case "statuses":
      return readStatuses(form, statuses);
    case "applications":
      return readApplications(form, statuses);
    case "stages":
      return readStages(form, words);
    case "votes":
      return readVotes(form, words);
    case "reminders":
      return readReminders(form, words);
    case "comments":
      return readComments(form);
  }
}

/** Saves one section, as far as the settings are as they were seen. */
export async function saveSettings(args: ActionFunctionArgs) {
  const { actor, lang } = await requireMay(args, "settings:manage");
  const form = await readForm(args.request);
  const section = SECTIONS.find((one) => one === form.get("intent"));
  if (!section) throw new Response(null, { status: 400 });
  const [tools, settings] = await Promise.all([pageTools(lang), readNetworkSettings()]);
  const words = tools.t("settings:errors", { returnObjects: true });
  const version = versionIn(form);
  const doer = { by: actor.id, address: args.context.address };
  const values: Values = Object.fromEntries([...new Set(form.keys())].map((name) => [name, form.getAll(name)]));
  const refuse = (errors: Change["errors"], status = 400) => data({ section, values, errors }, { status });
  try {
    if (section === "operator") {
      const { operator, errors } = readOperatorForm(form, words);
      if (errors.length > 0) return refuse(errors);
      await stateOperator({ operator, version, entry: auditEntry(doer, "settings:operator", { kind: "settings", id: "operator" }) });
    } else {
      const known = [...Object.keys(settings.statusSteps), ...Object.values(settings.statusSteps).flat(), ...settings.applyFor];
      const { change, errors } = changeFrom(section, form, tools, statusesOf(tools.reference, known));
      if (errors.length > 0) return refuse(errors);
      const named = readDecisionsBehind(form, `decision.${section}`, await listDecisions());
      const decided = decidedWith(settings.decided, section, named, today());
      await changeNetworkSettings({ change: { ...change, decided }, version, entry: auditEntry(doer, `settings:${section}`, { kind: "settings", id: "network" }) });
    }
  } catch (error) {
    if (isDomainError(error, "moved-on")) return refuse([{ field: null, text: words.movedOn }], 409);
    throw error;
  }
  await referenceData({ fresh: true });
  return redirect(`${paths.settings(lang, { done: section })}#${section}`);
}
