import { createHash } from "node:crypto";

import { type ActionFunctionArgs, data, redirect } from "@remix-run/node";

import { type Proved, requireMember } from "#app/auth/guards.server.ts";
import { translator } from "#app/i18n/i18n.server.ts";
import { cleanText, readForm } from "#app/lib/form.server.ts";
import { paths } from "#app/paths.ts";
import type { Version, WorkItem } from "#models/item.ts";
import { approveVersion, assignReview, rejectVersion, requestChanges, type TakeStep } from "#models/item-workflow.server.ts";
import { addComment, listComments, markDone } from "#models/review.server.ts";
import { LIMITS } from "#models/vocabulary.ts";

import { afterStep } from "../after-step.server.ts";
import { answerStep, doerOf, type Refused } from "../steps.server.ts";
import { handedIn, openReview } from "./page.server.ts";

const DECISIONS = { approve: approveVersion, "request-changes": requestChanges, reject: rejectVersion } satisfies Record<string, (asked: TakeStep) => Promise<void>>;

/** Decides on what was handed in, takes the review on or gives it back, or adds to the conversation. */
export async function takeReviewStep(args: ActionFunctionArgs) {
  const proved = await requireMember(args);
  const { item, version } = await openReview(proved, args.params);
  const form = await readForm(args.request);
  const intent = form.get("intent") ?? "";
  const { actor, lang } = proved;
  const { id } = item;
  const doer = doerOf(proved, args.context);
  const to = paths.review(lang, id, version.lang);
  const asked = { actor, doer, id, lang: version.lang, seen: form.get("seen") ?? "" };
  const answer = { id, intent, version: version.lang, form, to };
  switch (intent) {
    case "approve":
    case "request-changes":
    case "reject":
      return answerStep(proved, { ...answer, reason: intent === "approve" ? undefined : true, take: (reason) => DECISIONS[intent]({ ...asked, reason }) });
    case "assign":
    case "release":
      return answerStep(proved, { ...answer, take: () => assignReview({ ...asked, assignee: intent === "assign" ? actor.id : null, was: form.get("was") || null }) });
    case "comment":
      return comment(proved, item, version, form, { to, address: doer.address });
    case "done":
    case "open":
      return markComment(proved, item, version, form, to);
    default:
      throw new Response(null, { status: 400 });
  }
}

async function comment(proved: Proved, item: WorkItem, version: Version, form: URLSearchParams, { to, address }: { to: string; address: string | null }) {
  const t = await translator(proved.lang);
  const handed = await handedIn(item, version);
  if (!handed) throw new Response(null, { status: 400 });
  const section = form.get("section") ?? "";
  const isPart = ["title", "summary", ...handed.content.sections.map((part) => part.id)].includes(section);
  if (section && !isPart) throw new Response(null, { status: 400 });
  const [field, text] = [`text-${section}`, cleanText(form.get(`text-${section}`))];
  const quote = cleanText(form.get(`quote-${section}`)).slice(0, LIMITS.comment);
  const refuse = (error: "commentMissing" | "commentLong") =>
    data<Refused & { quote: string }>({ intent: "comment", version: section, kept: text, quote, errors: [{ field, text: t(`review:errors.${error}`, { max: LIMITS.comment }) }] }, { status: 400 });
  if (!text) return refuse("commentMissing");
  if (text.length > LIMITS.comment) return refuse("commentLong");
  // One form sent twice is one comment; another text from the same page is another.
  const token = createHash("sha256").update([form.get("token"), section, quote, text].join("\n")).digest("base64url");
  const by = proved.user.id;
  await addComment({ item: item.id, lang: version.lang, revision: handed.revision, by, passage: section ? { section, quote: quote || null } : null, text, address, token });
  await afterStep(item.id);
  return redirect(`${to}#conversation`);
}

async function markComment({ user }: Proved, item: WorkItem, version: Version, form: URLSearchParams, to: string) {
  const id = form.get("comment") ?? "";
  const found = (await listComments({ item: item.id, lang: version.lang })).find((one) => one.id === id);
  if (!found) throw new Response(null, { status: 404 });
  await markDone({ id, item: item.id, lang: version.lang, by: user.id, done: form.get("intent") === "done" });
  return redirect(`${to}#conversation`);
}
