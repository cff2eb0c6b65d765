import { randomUUID } from "node:crypto";

import { LANGUAGE_CODES } from "#app/i18n/languages.ts";
import type { FormError } from "#app/lib/form-errors.server.ts";
import { cleanText } from "#app/lib/form.server.ts";
import { termsInForce, type ReferenceData } from "#app/lib/reference-data.server.ts";
import type { Localized } from "#models/localized.ts";
import type { NetworkSettings, Quorum, SettingDecided } from "#models/network-settings.ts";
import type { Operator } from "#models/operator.server.ts";
import { LIMITS } from "#models/vocabulary.ts";

/** The sections of the page, each with a form of its own. */
export const SECTIONS = ["statuses", "applications", "stages", "votes", "reminders", "comments", "operator"] as const;
export type Section = (typeof SECTIONS)[number];

type Words = Record<"number" | "percent" | "days" | "stageName" | "stageOrder" | "email" | "url" | "long", string>;
export type Change = { change: Partial<NetworkSettings>; errors: FormError[] };

const MOST_REMINDERS = 6;
const MOST_STAGES = 12;

const line = (form: URLSearchParams, name: string): string => cleanText(form.get(name)).replace(/\s+/g, " ");

/** A whole number as a form has it; null where it is none between these. */
function wholeNumber(text: string, least: number, most: number): number | null {
  const number = /^\d{1,4}$/.test(text) ? Number(text) : NaN;
  return number >= least && number <= most ? number : null;
}

/** The statuses that a form may name. */
export const statusesOf = (reference: ReferenceData, besides: string[] = []): string[] => termsInForce(reference, "membershipStatus", besides).map(({ id }) => id);

/** A text in several languages from fields `NAME.LANG`. */
export const localizedFrom = (form: URLSearchParams, name: string): Localized =>
  Object.fromEntries(LANGUAGE_CODES.map((lang) => [lang, line(form, `${name}.${lang}`)]).filter(([, text]) => text !== ""));

export function readStatuses(form: URLSearchParams, statuses: string[]): Change {
  const steps = ["", ...statuses].map((from): [string, string[]] => [from, statuses.filter((to) => to !== from && form.getAll(`to.${from}`).includes(to))]);
  return { change: { statusSteps: Object.fromEntries(steps.filter(([, to]) => to.length > 0)) }, errors: [] };
}

export function readApplications(form: URLSearchParams, statuses: string[]): Change {
  return { change: { applicationsOpen: form.get("applicationsOpen") === "on", applyFor: statuses.filter((status) => form.getAll("applyFor").includes(status)) }, errors: [] };
}

/** The stages that a form names, in the order of their numbers; one without any name, at the end, is no stage. */
export function readStages(form: URLSearchParams, words: Words): Change {
  const errors: FormError[] = [];
  const rows = form.getAll("stage").slice(0, MOST_STAGES).flatMap((id, index) => {
    const name = localizedFrom(form, `stage.${id}`);
    const order = wholeNumber(line(form, `order.${id}`), 1, 99);
    if (form.get(`remove.${id}`) === "on" || (id === "new" && Object.keys(name).length === 0)) return [];
    if (Object.keys(name).length === 0) errors.push({ field: `stage.${id}.en`, text: words.stageName });
    if (Object.values(name).some((text) => text.length > LIMITS.name)) errors.push({ field: `stage.${id}.en`, text: words.long });
    if (order === null && id !== "new") errors.push({ field: `order.${id}`, text: words.stageOrder });
    return [{ stage: { id: id === "new" ? randomUUID().slice(0, 8) : id, name }, order: order ?? 99, index }];
  });
  const stages = rows.toSorted((a, b) => a.order - b.order || a.index - b.index).map(({ stage }) => stage);
  return { change: { applicationStages: stages }, errors };
}

export function readVotes(form: URLSearchParams, words: Words): Change {
  const errors: FormError[] = [];
  const kind = (["percent", "number"] as const).find((one) => one === form.get("quorumKind")) ?? null;
  const value = wholeNumber(line(form, "quorumValue"), 1, kind === "percent" ? 100 : 250);
  if (kind && value === null) errors.push({ field: "quorumValue", text: kind === "percent" ? words.percent : words.number });
  const quorum: Quorum | null = kind && value !== null ? { kind, value } : null;
  const founding = line(form, "foundingMembers");
  const foundingMembers = founding === "" ? null : wholeNumber(founding, 0, 250);
  if (founding !== "" && foundingMembers === null) errors.push({ field: "foundingMembers", text: words.number });
  return { change: { quorum, foundingMembers }, errors };
}

export function readReminders(form: URLSearchParams, words: Words): Change {
  const errors: FormError[] = [];
  const days = line(form, "termReminderDays").split(/[\s,;،؛]+/).filter(Boolean).map((text) => wholeNumber(text, 1, 1_500));
  const isWrong = days.includes(null) || days.length > MOST_REMINDERS;
  if (isWrong) errors.push({ field: "termReminderDays", text: words.days });
  const invitationReminderDays = wholeNumber(line(form, "invitationReminderDays"), 0, 13);
  if (invitationReminderDays === null) errors.push({ field: "invitationReminderDays", text: words.number });
  const profileMonths = wholeNumber(line(form, "profileMonths"), 1, 60);
  if (profileMonths === null) errors.push({ field: "profileMonths", text: words.number });
  const reminders = [...new Set(days.filter((day) => day !== null))].toSorted((a, b) => b - a);
  return { change: { termReminderDays: reminders, invitationReminderDays: invitationReminderDays ?? 0, profileMonths: profileMonths ?? 1 }, errors };
}

/** By which decisions the parts were changed, with those that the form of one part names; a decision more is entered today. */
export function decidedWith(before: SettingDecided[], section: Section, named: string[], day: string): SettingDecided[] {
  const others = before.filter((one) => one.section !== section);
  return [...others, ...named.map((decision) => before.find((one) => one.section === section && one.decision === decision) ?? { section, decision, day })];
}

export const readComments = (form: URLSearchParams): Change => ({ change: { commentsOpen: form.get("commentsOpen") === "on" }, errors: [] });

export function readOperatorForm(form: URLSearchParams, words: Words): { operator: Operator; errors: FormError[] } {
  const errors: FormError[] = [];
  const name = localizedFrom(form, "operatorName");
  const [email, telephone, sourceCode] = [line(form, "operatorEmail"), line(form, "operatorTelephone"), line(form, "operatorSource")];
  const address = cleanText(form.get("operatorAddress"));
  if (email && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) errors.push({ field: "operatorEmail", text: words.email });
  if (sourceCode && !(URL.canParse(sourceCode) && /^https?:/.test(sourceCode))) errors.push({ field: "operatorSource", text: words.url });
  for (const [field, text] of [["operatorName.en", Object.values(name).join("")], ["operatorAddress", address], ["operatorEmail", email], ["operatorTelephone", telephone], ["operatorSource", sourceCode]] as const) {
    if (text.length > 500) errors.push({ field, text: words.long });
  }
  return { operator: { name: Object.keys(name).length > 0 ? name : null, address: address || null, email: email || null, telephone: telephone || null, sourceCode: sourceCode || null }, errors };
}
