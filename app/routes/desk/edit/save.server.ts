import { type ActionFunctionArgs, data, redirect } from "@remix-run/node";

import { type Proved, requireMember } from "#app/auth/guards.server.ts";
import { formatMoment } from "#app/lib/dates.ts";
import { cleanText, readForm } from "#app/lib/form.server.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import type { UploadForm } from "#app/lib/upload-form.server.ts";
import { paths } from "#app/paths.ts";
import { cleanRichText } from "#app/rich-text/clean.server.ts";
import { type Criterion, gate } from "#models/acceptance.ts";
import { findDraftState } from "#models/draft-state.server.ts";
import { isDomainError } from "#models/errors.ts";
import { removeFile } from "#models/file.server.ts";
import { type Content, type Facts, isBehind } from "#models/item.ts";
import { saveDraft } from "#models/item-writing.server.ts";
import { submitVersion } from "#models/item-workflow.server.ts";
import { can } from "#models/policy.ts";
import { usersById } from "#models/user.server.ts";

import { afterStep } from "../after-step.server.ts";
import { isolated } from "../people.server.ts";
import { attach, type AttachRefusal, detach, readEditorForm, refusalText, STATUS } from "./attached.server.ts";
import { type FieldError, type Fields, fieldsOf, readFields } from "./fields.ts";
import { fieldsOfForm } from "./form.ts";
import { type Clash, mergeFields } from "./merge.ts";
import { criteriaFor, type Opened, openVersion } from "./opened.server.ts";
import { unknownChoices } from "./unknown.server.ts";

/** What is asked of a form beside that its text be kept. */
const INTENTS = ["save", "submit", "add-part", "add-figure", "add-source", "add-file", "remove-file"] as const;
export type Intent = (typeof INTENTS)[number];

/** Why a text was not kept, with everything that was typed. */
export type Refusal = {
  problem: "fields" | "criteria" | "clash" | "merged" | "review" | "too-long" | "file" | "files-open";
  fields: Fields;
  /** The state that the next save begins from. */
  edit: string;
  errors: FieldError[];
  /** What is required and not there. */
  criteria: Criterion[];
  clashes: Clash[];
  /** Fields that are as another has written them meanwhile, and who that was. */
  taken: string[];
  other: { name: string; at: string } | null;
  /** Why a file was not taken, in words. */
  file: string | null;
};

const NOTHING_WRONG = { file: null, errors: [], criteria: [], clashes: [], taken: [], other: null };

type Kept = { status: number; body: { saved: { edit: string; at: string } } | { refused: Pick<Refusal, "problem" | "errors" | "other"> } };

/** What became of a form: the text is kept, with the state it is in, or refused. */
type Outcome = { kept: { edit: string; at: Date; content: Content; facts: Facts | null }; fields: Fields } | { refusal: Refusal; status: number };

/** The form of the editor's page: keeps its text, hands it in, or comes back with what keeps it from that. */
export async function saveText({ request, params, context }: ActionFunctionArgs) {
  const proved = await requireMember({ request, params });
  const opened = await openVersion(proved, params);
  const upload = await readEditorForm(request);
  const form = upload.fields;
  const intent = INTENTS.find((name) => name === form.get("intent"));
  if (!intent) {
    if (upload.file) await removeFile(upload.file);
    throw new Response(null, { status: 400 });
  }
  const { actor, lang } = proved;
  // Whatever becomes of the text: a file need not be sent twice.
  const refusedFile = await changeFiles(proved, opened, intent, upload, new URL(request.url).searchParams.get("file"));
  const { item, version } = opened;
  if (intent === "submit" && !can(actor, "item:submit", item)) throw new Response(null, { status: 403 });
  if (refusedFile) {
    const file = refusalText(await pageTools(lang), refusedFile);
    return data({ refusal: { ...NOTHING_WRONG, problem: "file" as const, fields: typedIn(form, lang), edit: form.get("base") ?? "", file } }, { status: STATUS[refusedFile] });
  }
  const outcome = await keep(proved, opened, form);
  if ("refusal" in outcome) return data({ refusal: outcome.refusal }, { status: outcome.status });
  const { kept, fields } = outcome;
  if (intent !== "submit") return redirect(leadOn(proved, opened, intent, form));
  const criteria = gate(criteriaFor(opened, kept));
  if (criteria.length > 0) return data({ refusal: { ...NOTHING_WRONG, problem: "criteria" as const, fields, edit: kept.edit, criteria } }, { status: 400 });
  const doer = { by: actor.id, address: context.address };
  try {
    await submitVersion({ actor, doer, id: item.id, lang: version.lang, seen: kept.edit, follows: !isBehind(item, version) || form.has("followed") });
  } catch (error) {
    // Another hand came between the save and this.
    if (isDomainError(error, "files-open")) return data({ refusal: { ...NOTHING_WRONG, problem: "files-open" as const, fields, edit: kept.edit } }, { status: 409 });
    const other = isDomainError(error, "moved-on") ? await meet(proved, opened, fields, kept.edit) : null;
    if (other && "refusal" in other) return data({ refusal: other.refusal }, { status: other.status });
    if (!isDomainError(error, "wrong-state")) throw error;
    return data({ refusal: { ...NOTHING_WRONG, problem: "review" as const, fields, edit: kept.edit } }, { status: 409 });
  }
  await afterStep(item.id);
  return redirect(`${paths.work(lang, item.id)}?done=submit`);
}

async function changeFiles(proved: Proved, opened: Opened, intent: Intent, upload: UploadForm, removed: string | null): Promise<AttachRefusal | null> {
  if (intent === "add-file") return attach(proved, opened, upload);
  // A file that was chosen and not asked for.
  if (upload.file) await removeFile(upload.file);
  return intent === "remove-file" ? detach(proved, opened, removed ?? "") : null;
}

/** The same form while it is written. A window that saves by itself keeps what it holds, and only has to know why. */
export async function keepText({ request, params }: Pick<ActionFunctionArgs, "request" | "params">, proved: Proved): Promise<Kept> {
  const opened = await openVersion(proved, params);
  const outcome = await keep(proved, opened, await readForm(request));
  if ("refusal" in outcome) {
    const { problem, errors, other } = outcome.refusal;
    return { status: outcome.status, body: { refused: { problem, errors, other } } };
  }
  const { edit, at } = outcome.kept;
  return { status: 200, body: { saved: { edit, at: formatMoment(at, proved.lang, proved.user.timeZone) } } };
}

async function keep(proved: Proved, opened: Opened, form: URLSearchParams): Promise<Outcome> {
  const fields = typedIn(form, proved.lang);
  const { content, facts, errors: wrong } = readFields(fields, opened.setting);
  const errors = [...wrong, ...(facts ? await unknownChoices(facts, opened.facts) : [])];
  const base = form.get("base") ?? "";
  const refuse = (status: number, problem: Refusal["problem"]): Outcome => ({ status, refusal: { ...NOTHING_WRONG, problem, fields, edit: base, errors } });
  if (errors.length > 0) return refuse(400, "fields");
  try {
    const kept = await saveDraft({ actor: proved.actor, id: opened.item.id, lang: opened.version.lang, base, hand: form.get("hand") ?? "", content, facts });
    return { kept: { ...kept, content, facts }, fields };
  } catch (error) {
    if (isDomainError(error, "moved-on")) return meet(proved, opened, fields, base);
    if (isDomainError(error, "wrong-state")) return refuse(409, "review");
    if (isDomainError(error, "too-long")) return refuse(400, "too-long");
    throw error;
  }
}

const typedIn = (form: URLSearchParams, lang: string): Fields => decided(fieldsOfForm(form, lang, { plain: cleanText, rich: cleanRichText }), form);

/** Without JavaScript a further entry comes with the page that follows the save. */
function leadOn({ lang }: Proved, { item, version }: Opened, intent: Intent, form: URLSearchParams): string {
  const page = paths.edit(lang, item.id, version.lang);
  if (intent.endsWith("-file")) return `${page}#files`;
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
async function meet(proved: Proved, { item, version }: Opened, mine: Fields, base: string): Promise<Outcome> {
  const opened = await openVersion(proved, { id: item.id, version: version.lang });
  const began = await findDraftState(base, { item: item.id, lang: version.lang });
  const { fields, taken, clashes } = mergeFields({
    base: began ? fieldsOf(began.content, { ...opened.setting, facts: began.facts }) : null,
    mine,
    theirs: fieldsOf(opened.content, opened.setting),
  });
  const { editedBy, editedAt } = opened.version;
  // One's own other window is nobody else.
  const people = await usersById(editedBy && editedBy !== proved.user.id ? [editedBy] : []);
  const other = { name: isolated(people.get(editedBy ?? "")?.name ?? ""), at: editedAt ? formatMoment(editedAt, proved.lang, proved.user.timeZone) : "" };
  return { status: 409, refusal: { ...NOTHING_WRONG, problem: clashes.length > 0 ? "clash" : "merged", fields, edit: opened.edit, clashes, taken, other } };
}
