import { type ActionFunctionArgs, data } from "@remix-run/node";

import { type Proved, requireMember } from "#app/auth/guards.server.ts";
import { translator } from "#app/i18n/i18n.server.ts";
import { isLanguage } from "#app/i18n/languages.ts";
import { today } from "#app/lib/dates.ts";
import { cleanText, readForm } from "#app/lib/form.server.ts";
import { paths, typeOfCollection } from "#app/paths.ts";
import { checkAcceptance, gate } from "#models/acceptance.ts";
import { VISITOR } from "#models/actor.ts";
import { archiveItem, unarchiveItem } from "#models/item-archive.server.ts";
import { textOf, type WorkItem } from "#models/item.ts";
import { listPublishedByIds } from "#models/item-queries.server.ts";
import { checkVersion, discardDraft, recallVersion, submitVersion, type TakeStep, withdrawVersion } from "#models/item-workflow.server.ts";
import { addVersion, markMachineMade, openText } from "#models/item-writing.server.ts";
import { can } from "#models/policy.ts";
import { LIMITS } from "#models/vocabulary.ts";

import { openItem } from "../open-item.server.ts";
import { answerStep, doerOf, type Refused } from "../steps.server.ts";

/** The steps of one version that this page takes, but for handing it in. */
const STEPS = { recall: recallVersion, discard: discardDraft, withdraw: withdrawVersion, check: checkVersion } satisfies Record<string, (asked: TakeStep) => Promise<void>>;

/** Takes one step of an item or of one of its versions. Each form says what its reader had before him. */
export async function takeWorkStep(args: ActionFunctionArgs) {
  const proved = await requireMember(args);
  const item = await openItem(proved, args.params.id);
  const form = await readForm(args.request);
  const [intent, version] = [form.get("intent") ?? "", form.get("version") ?? ""];
  const { actor, lang } = proved;
  const doer = doerOf(proved, args.context);
  const { id } = item;
  const asked = { actor, doer, id, lang: version, seen: form.get("seen") ?? "" };
  const answer = { id, intent, version, form, to: `${paths.work(lang, id)}?done=${intent}` };
  switch (intent) {
    case "submit":
      return submit(proved, item, { ...answer, asked });
    case "recall":
    case "discard":
    case "withdraw":
    case "check":
      return answerStep(proved, { ...answer, reason: intent === "withdraw" ? true : undefined, take: (reason) => STEPS[intent]({ ...asked, reason }) });
    case "machineOn":
    case "machineOff":
      return answerStep(proved, { ...answer, take: () => markMachineMade({ actor, id, lang: version, machine: intent === "machineOn" }) });
    case "add":
      if (!isLanguage(version)) throw new Response(null, { status: 400 });
      return answerStep(proved, { ...answer, take: () => addVersion({ actor, doer, id, lang: version }), to: paths.edit(lang, id, version) });
    case "archive":
      return archive(proved, item, { ...answer, doer });
    case "unarchive":
      return answerStep(proved, { ...answer, take: () => unarchiveItem({ actor, doer, id }) });
    default:
      throw new Response(null, { status: 400 });
  }
}

type Answer = { id: string; intent: string; version: string; form: URLSearchParams; to: string };

/** Hands a text in that meets the criteria; else says what is missing, which its editor's page shows field by field. */
async function submit(proved: Proved, item: WorkItem, { asked, ...answer }: Answer & { asked: TakeStep }) {
  const { actor, lang } = proved;
  if (can(actor, "item:submit", item) && item.versions.some((version) => version.lang === answer.version)) {
    const { content, facts } = openText(item, answer.version);
    const original = item.versions.find((version) => version.lang === item.originalLanguage && version.lang !== answer.version);
    const criteria = checkAcceptance({ type: item.type, content, facts, original: original ? textOf(original) : null, today: today() });
    if (gate(criteria).length > 0) {
      const t = await translator(lang);
      return data<Refused>({ intent: answer.intent, version: answer.version, kept: "", errors: [{ field: null, text: t("review:errors.unfinished") }] }, { status: 400 });
    }
  }
  // A box that is not ticked is not sent; `follows` is there wherever there is a box.
  const follows = !answer.form.has("asks-follows") || answer.form.has("follows");
  return answerStep(proved, { ...answer, take: () => submitVersion({ ...asked, follows }) });
}

async function archive(proved: Proved, item: WorkItem, { doer, ...answer }: Answer & { doer: TakeStep["doer"] }) {
  const { actor, lang } = proved;
  const t = await translator(lang);
  const note = cleanText(answer.form.get("reason-archive-"));
  const typed = cleanText(answer.form.get("forward")).slice(0, 500);
  const forward = typed ? await findForward(typed) : null;
  if (typed && (!forward || forward === item.id)) {
    return data<Refused & { forward: string }>({ intent: "archive", version: "", kept: note.slice(0, LIMITS.reason), forward: typed, errors: [{ field: "forward", text: t("review:errors.forward") }] }, { status: 400 });
  }
  const noteLang = answer.form.get("noteLang") ?? "";
  return answerStep(proved, {
    ...answer,
    reason: true,
    take: (reason) => archiveItem({ actor, doer, id: item.id, note: reason ?? "", lang: isLanguage(noteLang) ? noteLang : lang, forward }),
  });
}

/** The id of the published item that a typed address, or an id, names; null where there is none. */
async function findForward(typed: string): Promise<string | null> {
  const [, collection, ofPath] = /(?:^|\/)[a-z]{2}\/([a-z]+)\/([^/?#]+)/.exec(typed) ?? [];
  const id = ofPath ?? typed;
  if (collection && !typeOfCollection(collection)) return null;
  const [found] = await listPublishedByIds({ actor: VISITOR, ids: [id] });
  return found?.id ?? null;
}
