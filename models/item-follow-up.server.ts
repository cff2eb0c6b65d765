import mongoose from "mongoose";

import { appendAudit } from "./audit.server.ts";
import { type ItemDocument, ItemModel, toWorkItem } from "./item.server.ts";
import type { WorkItem } from "./item.ts";
import { notify, type ToldNotice } from "./notice.server.ts";
import type { NoticeKind } from "./notice.ts";
import { can } from "./policy.ts";
import { isAnyCommentPending, listComments, listPendingComments, settleComment } from "./review.server.ts";
import { keepRevision } from "./revision.server.ts";
import type { User } from "./user.ts";
import { listUsers, toMember, usersById } from "./user.server.ts";
import type { Step, StepKind } from "./workflow.ts";

/** What is to be told by mail as well, as each has chosen. */
export type Told = (notices: ToldNotice[]) => Promise<void>;

/**
 * Writes what follows from the steps that items still carry: a revision, an entry in the log, notices and, through
 * `told`, their mails; then takes the steps off. Every part has an id that follows from the step's, so that all can be
 * repeated after a crash and nothing is doubled. Called right after a step, and by the hub's round.
 */
export async function followSteps({ id, told }: { id?: string; told: Told }): Promise<number> {
  const filter = { ...(id === undefined ? {} : { _id: id }), "steps.id": { $exists: true } };
  const found = await ItemModel.find(filter).sort({ _id: 1 }).limit(50).lean<ItemDocument[]>();
  const comments = await listPendingComments(id);
  const tasks = [
    ...found.map((document) => () => followItem(document, told)),
    ...comments.map((comment) => () => followComment(comment, told)),
  ];
  // What cannot be followed keeps nothing else waiting.
  const failures: unknown[] = [];
  for (const task of tasks) await task().catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
  return tasks.length;
}

/** Whether a step or a comment waits to be followed. */
export async function isAnyStepLeft(): Promise<boolean> {
  return (await ItemModel.exists({ "steps.id": { $exists: true } })) !== null || (await isAnyCommentPending());
}

async function followItem(document: ItemDocument, told: Told): Promise<void> {
  const steps = document.steps ?? [];
  for (const step of steps) await followStep(toWorkItem(document), step, told);
  const items = mongoose.connection.collection<ItemDocument>(ItemModel.collection.name);
  await items.updateOne({ _id: document._id }, { $pull: { steps: { id: { $in: steps.map((step) => step.id) } } } } as object);
  await items.updateOne({ _id: document._id, steps: { $size: 0 } }, { $unset: { steps: "" } });
}

async function followStep(item: WorkItem, step: Step, told: Told): Promise<void> {
  const { kind, lang, by, at, reason, content, facts, revision, replaced, assignee = null, table } = step;
  if (replaced && lang) {
    // The text of a publication from before revisions were kept; one that is kept already stays.
    await keepRevision({ item: item.id, number: replaced.revision, lang, kind: "publication-before", by: null, at: replaced.at, reason: null, assignee: null, content: replaced.content, facts: null });
  }
  await keepRevision({ item: item.id, number: revision, lang, kind, by, at, reason, assignee, content, facts });
  const detail = { ...(lang ? { lang } : {}), revision: String(revision), ...(reason ? { reason } : {}), ...(assignee ? { assignee } : {}), ...(table ? { table } : {}) };
  await appendAudit({ id: step.id, at, by, action: `item:${kind}`, subject: { kind: "item", id: item.id }, detail, address: step.address });
  await tell(item, { cause: step.id, kind: NOTICE_OF[kind], lang, by, at, to: NOTICE_OF[kind] === "submitted" ? await reviewersOf(item) : await authorsOf(item) }, told);
  for (const other of step.behind ?? []) {
    await tell(item, { cause: `${step.id}/${other}`, kind: "behind", lang: other, by, at, to: await authorsOf(item), alsoDoer: true }, told);
  }
}

/** Which steps people are told of. */
const NOTICE_OF: Partial<Record<StepKind, NoticeKind>> = {
  submit: "submitted",
  "request-changes": "changes-requested",
  approve: "approved",
  reject: "rejected",
  withdraw: "withdrawn",
  archive: "archived",
};

/** Everyone who reviews, but those who wrote any part of it. */
async function reviewersOf(item: WorkItem): Promise<User[]> {
  const people = await listUsers({ roles: ["reviewer", "coordinator"] });
  return people.filter((user) => can(toMember(user), "item:review", item) && !item.authors.includes(user.id));
}

/** Everyone who wrote a part of it or handed it in, and still writes for its mechanism. */
async function authorsOf(item: WorkItem): Promise<User[]> {
  const ids = [...item.authors, ...item.versions.flatMap(({ submitted }) => submitted?.by ?? [])];
  const people = [...(await usersById(ids)).values()];
  const editors = item.mechanism ? await listUsers({ mechanism: item.mechanism, roles: ["editor"] }) : [];
  const all = new Map([...people, ...editors].map((user) => [user.id, user]));
  return [...all.values()].filter((user) => can(toMember(user), "item:write", item));
}

async function followComment(comment: Awaited<ReturnType<typeof listPendingComments>>[number], told: Told): Promise<void> {
  const { id, by, lang } = comment;
  const found = await ItemModel.findById(comment.item).lean<ItemDocument>();
  if (!found) return settleComment({ id });
  const item = toWorkItem(found);
  const at = new Date(comment.at);
  await appendAudit({ id: `comment:${id}`, at, by, action: "item:comment", subject: { kind: "item", id: item.id }, detail: { lang, revision: String(comment.revision) }, address: comment.address });
  const before = await usersById((await listComments({ item: item.id, lang })).map((other) => other.by));
  const assignee = item.versions.find((version) => version.lang === lang)?.submitted?.assignee;
  // To everyone in the conversation: the authors, who reviews it, and the reviewers who have spoken.
  const reviewers = (await reviewersOf(item)).filter((user) => user.id === assignee || before.has(user.id));
  await tell(item, { cause: `comment:${id}`, kind: "commented", lang, by, at, to: [...(await authorsOf(item)), ...reviewers] }, told);
  await settleComment({ id });
}

type Telling = { cause: string; kind: NoticeKind | undefined; lang: string | null; by: string; at: Date; to: User[]; alsoDoer?: boolean };

async function tell(item: WorkItem, { cause, kind, lang, by, at, to, alsoDoer = false }: Telling, told: Told): Promise<void> {
  if (!kind) return;
  const people = [...new Map(to.map((user) => [user.id, user])).values()].filter((user) => !user.suspended && (alsoDoer || user.id !== by));
  await told(await notify({ cause, users: people, kind, item: item.id, lang, by, at }));
}
