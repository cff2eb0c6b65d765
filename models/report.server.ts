import mongoose, { Schema, type Model } from "mongoose";

import { idForKey } from "./ids.server.ts";
import { type Report, REPORT_KINDS, REPORT_LIMITS, REPORT_STATES } from "./report.ts";

type ReportDocument = Omit<Report, "id" | "at" | "answeredAt"> & { _id: string; at: Date; answeredAt: Date | null };

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
  },
  { minimize: false },
);
reportSchema.index({ state: 1, at: -1 });

export const ReportModel: Model<ReportDocument> =
  mongoose.models.Report ?? mongoose.model<ReportDocument>("Report", reportSchema);

const toReport = ({ _id, kind = "error", page, text, email, lang, state, at, answeredAt }: ReportDocument): Report => ({
  id: _id,
  kind,
  page,
  text,
  email,
  lang,
  state,
  at: at.toISOString(),
  answeredAt: answeredAt?.toISOString() ?? null,
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

/** The reports for the coordinators, newest first; only the open ones unless `all`. */
export async function listReports({ all = false }: { all?: boolean } = {}): Promise<Report[]> {
  const found = await ReportModel.find(all ? {} : { state: "open" }).sort({ at: -1, _id: 1 }).lean<ReportDocument[]>();
  return found.map(toReport);
}

/**
 * Marks a report as answered and removes the address for the answer, which has done its work.
 * Returns false where there is no such report.
 */
export async function answerReport({ id }: { id: string }): Promise<boolean> {
  const answered = { state: "answered", email: null, answeredAt: new Date() };
  const { matchedCount } = await ReportModel.updateOne({ _id: id, state: "open" }, { $set: answered });
  return matchedCount === 1 || (await ReportModel.exists({ _id: id })) !== null;
}
