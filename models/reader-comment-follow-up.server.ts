import { appendAudit, type AuditEntry } from "./audit.server.ts";
import type { Told } from "./item-follow-up.server.ts";
import { notify } from "./notice.server.ts";
import type { CommentNotice } from "./notice.ts";
import { can } from "./policy.ts";
import { moveCommentWithItem } from "./reader-comment-moves.server.ts";
import { type ReaderCommentDocument, ReaderCommentModel } from "./reader-comment.server.ts";
import type { User } from "./user.ts";
import { listUsers, toMember, usersById } from "./user.server.ts";

/**
 * Writes what follows from the steps that comments still carry as entries of the log: the entry itself, notices and,
 * through `told`, their mails; then takes them off. Every part has an id that follows from the entry's, so that all can
 * be repeated after a crash and nothing is doubled. Called right after a step, and by the hub's round.
 */
export async function followReaderComments({ id, told }: { id?: string; told: Told }): Promise<number> {
  const found = await ReaderCommentModel.find({ ...(id === undefined ? {} : { _id: id }), "trail.id": { $exists: true } }).limit(50).lean<ReaderCommentDocument[]>();
  // What cannot be followed keeps nothing else waiting.
  const failures: unknown[] = [];
  for (const comment of found) await follow(comment, told).catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
  return found.length;
}

export async function isAnyReaderCommentLeft(): Promise<boolean> {
  return (await ReaderCommentModel.exists({ "trail.id": { $exists: true } })) !== null;
}

async function follow(found: ReaderCommentDocument, told: Told): Promise<void> {
  const comment = await moveCommentWithItem(found);
  const { _id, trail = [] } = comment;
  for (const entry of trail) {
    await appendAudit(entry);
    await tell(comment, entry, told);
  }
  const done = { $in: trail.map((entry) => entry.id) };
  await ReaderCommentModel.updateOne({ _id }, { $pull: { trail: { id: done }, reporters: { entry: done } } });
  await ReaderCommentModel.updateOne({ _id, trail: { $size: 0 } }, { $unset: { trail: 1, reporters: 1 } });
}

/** What is told of a step, by its action in the log. Of other steps nobody is told. */
const NOTICE_OF: Record<string, CommentNotice> = {
  "comment:write": "comment-waiting",
  "comment:report": "comment-reported",
  "comment:pass": "comment-passed",
  "comment:show": "comment-passed",
  "comment:refuse": "comment-refused",
  "comment:answer": "comment-answered",
  "comment:hide": "comment-hidden",
};

/** What those are told who had reported it, by what a moderator decided. */
const NOTICE_OF_REPORT: Record<string, CommentNotice> = { "comment:keep": "comment-report-kept", "comment:hide": "comment-report-hidden" };

async function tell(comment: ReaderCommentDocument, entry: AuditEntry, told: Told): Promise<void> {
  const [kind, ofReport] = [NOTICE_OF[entry.action], NOTICE_OF_REPORT[entry.action]];
  const reporters = (comment.reporters ?? []).filter((one) => one.entry === entry.id).map(({ by }) => by);
  const toModerators = kind === "comment-waiting" || kind === "comment-reported";
  if (kind) await tellThem(comment, entry, kind, toModerators ? await moderatorsOf(comment) : await usersOf([comment.by]), told);
  if (ofReport && reporters.length > 0) await tellThem(comment, entry, ofReport, await usersOf(reporters), told);
}

async function tellThem(comment: ReaderCommentDocument, { id: cause, by, at }: AuditEntry, kind: CommentNotice, users: User[], told: Told): Promise<void> {
  const people = users.filter((user) => !user.suspended && user.id !== by);
  await told(await notify({ cause, users: people, kind, item: comment.item, lang: null, by, at, comment: comment._id }));
}

/** The coordinators, and the editors of the item's mechanism; of one's own comment another decides. */
async function moderatorsOf({ mechanism, by }: ReaderCommentDocument): Promise<User[]> {
  const [coordinators, editors] = await Promise.all([listUsers({ roles: ["coordinator"] }), mechanism ? listUsers({ mechanism, roles: ["editor"] }) : []]);
  const all = new Map([...coordinators, ...editors].map((user) => [user.id, user]));
  return [...all.values()].filter((user) => user.id !== by && can(toMember(user), "comments:moderate", { mechanism }));
}

const usersOf = async (ids: string[]): Promise<User[]> => [...(await usersById(ids)).values()];
