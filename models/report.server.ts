import mongoose, { Schema, type Model } from "mongoose";

import { type AuditEntry, settleTrail, type Trail, trailField } from "./audit.server.ts";
import { DomainError } from "./errors.ts";
import { idForKey } from "./ids.server.ts";
import { queueMail } from "./mail.server.ts";
import { type Report, REPORT_KINDS, REPORT_LIMITS, REPORT_STATES, type ReportKind, type ReportState } from "./report.ts";

type Answer = { text: string; by: string; at: Date };
type ReportDocument = Omit<Report, "id" | "at" | "answeredAt" | "answer"> &
  Trail & {
    _id: string;
    at: Date;
    answeredAt: Date | null;
    answer?: Answer;
    /** Where the answer goes, until its mail stands in the outbox (indexed, sparse). */
    answerTo?: string;
  };

const reportSchema = new Schema<ReportDocument>(
  {
    _id: { type: String, required: true },
    // Those of older hubs say no kind, and report an error.
    kind: { type: String, enum: REPORT_KINDS, default: "error" },
    page: { type: String, default: "", maxlength: REPORT_LIMITS.page },
    text: { type: String, required: true, maxlength: REPORT_LIMITS.text },
    email: { type: String, default: null, maxlength: REPORT_LIMITS.email },
    lang: { type: String, required: true },
    state: { type: String, enum: REPORT_STATES, required: true },
    at: { type: Date, required: true },
    answeredAt: { type: Date, default: null },
    answer: {
      type: new Schema<Answer>({ text: { type: String, required: true, maxlength: REPORT_LIMITS.answer }, by: { type: String, required: true }, at: { type: Date, required: true } }, { _id: false }),
      default: undefined,
    },
    answerTo: String,
    trail: trailField,
  },
  { minimize: false },
);
reportSchema.index({ state: 1, at: -1 });
reportSchema.index({ answerTo: 1 }, { sparse: true });
reportSchema.index({ "trail.id": 1 }, { sparse: true });

export const ReportModel: Model<ReportDocument> =
  mongoose.models.Report ?? mongoose.model<ReportDocument>("Report", reportSchema);

const toReport = ({ _id, kind = "error", page, text, email, lang, state, at, answeredAt, answer }: ReportDocument): Report => ({
  id: _id,
  kind,
  page,
  text,
  email,
  lang,
  state,
  at: at.toISOString(),
  answeredAt: answeredAt?.toISOString() ?? null,
  answer: answer ? { ...answer, at: answer.at.toISOString() } : null,
});

/** What a reader sends, with the token of the form that he was shown. */
export type NewReport = Pick<Report, "kind" | "page" | "text" | "email" | "lang"> & { token: string };

/**
 * The number that a report will have. The same form sent twice has one number; a form that was changed
 * before it was sent again has another, so that nothing written is lost.
 */
export function reportNumber({ token, kind, page, text, email }: NewReport): string {
  return idForKey(`report:${JSON.stringify([token, kind, page, text, email])}`);
}

/** Keeps a report; one that is kept already stays as it is. Returns its number once it is on the disk. */
export async function keepReport(report: NewReport): Promise<string> {
  const id = reportNumber(report);
  const { kind, page, text, email, lang } = report;
  const document = new ReportModel({ _id: id, kind, page, text, email, lang, state: "open", at: new Date() });
  await document.validate();
  const { _id, ...fields } = document.toObject();
  await ReportModel.updateOne({ _id }, { $setOnInsert: fields }, { upsert: true });
  return id;
}

/** What a reader who has the number may know of a report: when it came, and whether it is answered. */
export async function findReportState({ id }: { id: string }): Promise<Pick<Report, "id" | "kind" | "state" | "at"> | null> {
  const found = await ReportModel.findById(id).select({ kind: 1, state: 1, at: 1 }).lean<ReportDocument>();
  return found ? { id: found._id, kind: found.kind ?? "error", state: found.state, at: found.at.toISOString() } : null;
}

/** A report for the coordinators; null where there is none. */
export async function findReport({ id }: { id: string }): Promise<Report | null> {
  const found = await ReportModel.findById(id).lean<ReportDocument>();
  return found ? toReport(found) : null;
}

// Those of older hubs say no kind, and report an error.
const ofKind = (kind: ReportKind | undefined) => (kind === "error" ? { kind: { $ne: "message" as const } } : kind ? { kind } : {});

/** The reports for the coordinators, newest first: of one state and kind or all, those from before a moment. */
export async function listReports({ state, kind, before, limit }: { state?: ReportState; kind?: ReportKind; before?: Date; limit?: number } = {}): Promise<Report[]> {
  const filter = { ...(state ? { state } : {}), ...ofKind(kind), ...(before ? { at: { $lt: before } } : {}) };
  const found = await ReportModel.find(filter).sort({ at: -1, _id: 1 }).limit(limit ?? 0).lean<ReportDocument[]>();
  return found.map(toReport);
}

/** How many reports are in a state, all or those of one kind. */
export async function countReports({ state, kind }: { state: ReportState; kind?: ReportKind }): Promise<number> {
  return ReportModel.countDocuments({ state, ...ofKind(kind) });
}

/**
 * Answers a report: its address gets the text by mail and is forgotten.
 * @throws DomainError `not-found`; `wrong-state` where it left no address; `moved-on` where it is open no more.
 */
export async function answerReport({ id, text, by, entry }: { id: string; text: string; by: string; entry: AuditEntry }): Promise<void> {
  const found = await ReportModel.findById(id).select({ email: 1, state: 1 }).lean<Pick<ReportDocument, "email" | "state">>();
  if (!found) throw new DomainError("not-found");
  if (found.state !== "open") throw new DomainError("moved-on");
  if (!found.email) throw new DomainError("wrong-state");
  const at = new Date();
  const answered = { state: "answered" as const, email: null, answerTo: found.email, answeredAt: at, answer: { text, by, at } };
  const { matchedCount } = await ReportModel.updateOne({ _id: id, state: "open", email: found.email }, { $set: answered, $push: { trail: entry } }, { runValidators: true });
  if (matchedCount === 0) throw new DomainError("moved-on");
  await settleTrail(ReportModel, id);
  await settleAnswers(id);
}

/** Queues the mails of answers that still have to go out: of one report, or what a crash has left. Can be repeated. */
export async function settleAnswers(id?: string): Promise<void> {
  const found = await ReportModel.find({ ...(id === undefined ? {} : { _id: id }), answerTo: { $exists: true } }).select({ answerTo: 1, lang: 1, answer: 1 }).limit(100).lean<ReportDocument[]>();
  for (const { _id, answerTo, lang, answer } of found) {
    if (answerTo && answer) await queueMail({ id: `report-answer:${_id}:${answer.at.getTime()}`, kind: "report-answer", to: { email: answerTo, lang }, params: { report: _id } });
    await ReportModel.updateOne({ _id, answerTo: answerTo ?? null }, { $unset: { answerTo: 1 } });
  }
}

/**
 * Marks a report as done without an answer, and removes the address for one, which has done its work. One that is done
 * already stays as it is. Returns false where there is no such report.
 */
export async function closeReport({ id, entry }: { id: string; entry: AuditEntry }): Promise<boolean> {
  const closed = { state: "answered" as const, email: null, answeredAt: new Date() };
  const { matchedCount } = await ReportModel.updateOne({ _id: id, state: "open" }, { $set: closed, $push: { trail: entry } });
  await settleTrail(ReportModel, id);
  return matchedCount === 1 || (await ReportModel.exists({ _id: id })) !== null;
}

/** Opens a report again; an address that was removed stays removed. Returns false where there is no such report. */
export async function reopenReport({ id, entry }: { id: string; entry: AuditEntry }): Promise<boolean> {
  const { matchedCount } = await ReportModel.updateOne({ _id: id, state: "answered" }, { $set: { state: "open", answeredAt: null }, $push: { trail: entry } });
  await settleTrail(ReportModel, id);
  return matchedCount === 1 || (await ReportModel.exists({ _id: id })) !== null;
}
