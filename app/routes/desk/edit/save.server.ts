import { type ActionFunctionArgs, data, redirect } from "@remix-run/node";

import { type Proved, requireMember } from "#app/auth/guards.server.ts";
import { formatMoment } from "#app/lib/dates.ts";
import { cleanText, readForm } from "#app/lib/form.server.ts";
import { paths } from "#app/paths.ts";
import { cleanRichText } from "#app/rich-text/clean.server.ts";
import { gate } from "#models/acceptance.ts";
import { findDraftState } from "#models/draft-state.server.ts";
import { isDomainError } from "#models/errors.ts";
import { saveDraft } from "#models/item-writing.server.ts";
import { submitVersion } from "#models/item-workflow.server.ts";
import { can } from "#models/policy.ts";
import { usersById } from "#models/user.server.ts";

import { afterStep } from "../after-step.server.ts";
import { type FieldError, type Fields, fieldsOf, readFields } from "./fields.ts";
import { fieldsOfForm } from "./form.ts";
import { type Clash, mergeFields } from "./merge.ts";
import { criteriaFor, type Opened, openVersion } from "./opened.server.ts";

/** What is asked of a form beside its text. `autosave` is answered without a page. */
const INTENTS = ["save", "autosave", "submit", "add-part", "add-figure", "add-source"] as const;
export type Intent = (typeof INTENTS)[number];

/** Why a text was not kept, with everything that was typed. */
export type Refusal = {
  problem: "fields" | "criteria" | "clash" | "merged" | "review" | "too-long";
  fields: Fields;
  /** The state that the next save begins from. */
  edit: string;
  errors: FieldError[];
  clashes: Clash[];
  /** Fields that are as another has written them meanwhile, and who that was. */
  taken: string[];
  other: { name: string; at: string } | null;
};

type Asked = { proved: Proved; opened: Opened; form: URLSearchParams; intent: Intent };

/** Keeps what an editor's form holds; see `Refusal` for what becomes of a form that cannot be kept. */
export async function saveText({ request, params, context }: ActionFunctionArgs) {
  const proved = await requireMember({ request, params });
  const opened = await openVersion(proved, params);
  const form = await readForm(request);
  const intent = INTENTS.find((name) => name === form.get("intent")) ?? null;
  if (!intent) throw new Response(null, { status: 400 });
  if (intent === "submit" && !can(proved.actor, "item:submit", opened.item)) throw new Response(null, { status: 403 });
  const doer = { by: proved.user.id, address: context.address };
  const asked = { proved, opened, form, intent };
  const fields = decided(fieldsOfForm(form, proved.lang, { plain: cleanText, rich: cleanRichText }), form);
  const { content, facts, errors } = readFields(fields, opened.setting);
  const base = form.get("base") ?? "";
  if (errors.length > 0) return refuse(asked, 400, { problem: "fields", fields, edit: base, errors });
  try {
    const { edit, at } = await saveDraft({ actor: proved.actor, id: opened.item.id, lang: opened.version.lang, base, hand: form.get("hand") ?? "", content, facts });
    if (intent === "autosave") return data({ saved: { edit, at: formatMoment(at, proved.lang, proved.user.timeZone) } });
    if (intent === "submit") {
      if (gate(criteriaFor(opened, { content, facts })).length > 0) return refuse(asked, 400, { problem: "criteria", fields, edit });
      await submitVersion({ actor: proved.actor, doer, id: opened.item.id, lang: opened.version.lang, seen: edit, follows: form.get("follows") !== "no" });
      await afterStep(opened.item.id);
      return redirect(`${paths.work(proved.lang, opened.item.id)}?done=submit`);
    }
    return redirect(leadOn(proved, opened, intent, form));
  } catch (error) {
    if (isDomainError(error, "moved-on")) return meet(asked, fields, base);
    if (isDomainError(error, "wrong-state")) return refuse(asked, 409, { problem: "review", fields, edit: base });
    if (isDomainError(error, "too-long")) return refuse(asked, 400, { problem: "too-long", fields, edit: base });
    throw error;
  }
}

/** Without JavaScript a further entry comes with the page that follows the save. */
function leadOn({ lang }: Proved, { item, version }: Opened, intent: Intent, form: URLSearchParams): string {
  const page = paths.edit(lang, item.id, version.lang);
  if (!intent.startsWith("add-")) return `${page}?saved=1`;
  const group = form.get("group") ?? "";
  return `${page}?${new URLSearchParams({ add: intent.slice("add-".length), ...(group ? { group } : {}) })}#added`;
}

/** The text with the other's words wherever the form says that they are to stand. */
function decided(fields: Fields, form: URLSearchParams): Fields {
  const chosen = form.getAll("take").flatMap((field) => (form.has(`theirs.${field}`) ? [[field, form.get(`theirs.${field}`) ?? ""] as const] : []));
  return { ...fields, ...Object.fromEntries(chosen.map(([field, text]) => [field, cleanRichText(text)])) };
}

/**
 * Another hand has written since the form was begun. What each changed is put together; what both changed at the
 * same place is shown for the person to decide. Nothing is kept that he has not seen.
 */
async function meet(asked: Asked, mine: Fields, base: string) {
  const { proved } = asked;
  const opened = await openVersion(proved, { id: asked.opened.item.id, version: asked.opened.version.lang });
  const began = await findDraftState(base, { item: opened.item.id, lang: opened.version.lang });
  const theirs = fieldsOf(opened.content, opened.setting);
  const { fields, taken, clashes } = mergeFields({
    base: began ? fieldsOf(began.content, { ...opened.setting, facts: began.facts }) : null,
    mine,
    theirs,
  });
  const { editedBy, editedAt } = opened.version;
  const people = await usersById(editedBy ? [editedBy] : []);
  const other = { name: people.get(editedBy ?? "")?.name ?? "", at: editedAt ? formatMoment(editedAt, proved.lang, proved.user.timeZone) : "" };
  return refuse({ ...asked, opened }, 409, { problem: clashes.length > 0 ? "clash" : "merged", fields, edit: opened.edit, clashes, taken, other });
}

function refuse({ intent }: Asked, status: number, refusal: Pick<Refusal, "problem" | "fields" | "edit"> & Partial<Refusal>) {
  const whole: Refusal = { errors: [], clashes: [], taken: [], other: null, ...refusal };
  // A window that saves by itself keeps what it holds; it only has to know why.
  if (intent === "autosave") return data({ refused: { problem: whole.problem, errors: whole.errors, other: whole.other } }, { status });
  return data({ refusal: whole }, { status });
}
