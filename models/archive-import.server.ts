import { randomUUID } from "node:crypto";

import mongoose, { Schema, type Model } from "mongoose";

import { ARCHIVE_STATES, type ArchiveReport, type ArchiveState, countOf, OUTCOMES } from "./archive-import.ts";
import { auditEntry, type Doer, settleTrail, type Trail, trailField } from "./audit.server.ts";
import { DomainError } from "./errors.ts";
import type { StoredFile } from "./file.ts";
import { claimFile, lookAgain, removeFile } from "./file.server.ts";
import { newId } from "./ids.server.ts";

/** Why an archive is not taken: a code, and where in it. */
export type Refusal = { code: string; entry: string | null; detail: string | null };

/** An archive that an administrator has given, and how it stands with it. */
export type ArchiveImport = {
  id: string;
  name: string;
  size: number;
  /** The stored file; gone once nothing is to be read in it any more. */
  file: string;
  by: string;
  at: Date;
  state: ArchiveState;
  refusal: Refusal | null;
  /** What would become of it, and once it is taken has. */
  report: ArchiveReport | null;
  /** How many of its documents are done. */
  done: number;
};

type ArchiveImportDocument = Omit<ArchiveImport, "id"> &
  Trail & {
    _id: string;
    /** Who has said that it is to be taken. */
    doer: Doer | null;
    /** A fresh token while something is to be done (sparse). */
    work?: string;
  };

const archiveImportSchema = new Schema<ArchiveImportDocument>(
  {
    _id: { type: String, required: true },
    name: { type: String, required: true },
    size: { type: Number, required: true },
    file: { type: String, required: true },
    by: { type: String, required: true },
    at: { type: Date, required: true },
    state: { type: String, enum: ARCHIVE_STATES, required: true },
    refusal: { type: Schema.Types.Mixed, default: null },
    report: { type: Schema.Types.Mixed, default: null },
    done: { type: Number, default: 0 },
    doer: { type: Schema.Types.Mixed, default: null },
    work: String,
    trail: trailField,
  },
  { minimize: false },
);
archiveImportSchema.index({ at: -1 });
archiveImportSchema.index({ work: 1 }, { sparse: true });
archiveImportSchema.index({ "trail.id": 1 }, { sparse: true });

export const ArchiveImportModel: Model<ArchiveImportDocument> =
  mongoose.models.ArchiveImport ?? mongoose.model<ArchiveImportDocument>("ArchiveImport", archiveImportSchema, "archiveImports");

const toImport = ({ _id, name, size, file, by, at, state, refusal, report, done }: ArchiveImportDocument): ArchiveImport => ({ id: _id, name, size, file, by, at, state, refusal, report, done });

/** The archives that were given, the newest first. */
export async function listArchives(): Promise<ArchiveImport[]> {
  return (await ArchiveImportModel.find().sort({ at: -1, _id: 1 }).limit(50).lean<ArchiveImportDocument[]>()).map(toImport);
}

export const findArchive = async ({ id }: { id: string }): Promise<ArchiveImport | null> => {
  const found = await ArchiveImportModel.findById(id).lean<ArchiveImportDocument>();
  return found && toImport(found);
};

/** Whether something reads a stored file for this archive, or is yet to be decided on it. */
export const isOfArchive = async ({ id }: { id: string }): Promise<boolean> => (await ArchiveImportModel.exists({ _id: id })) !== null;

/** Keeps an archive that was stored; from here on it is looked through. Returns its id. */
export async function giveArchive({ file, by }: { file: StoredFile; by: string }): Promise<string> {
  const _id = newId();
  await claimFile({ id: file.id, owner: { kind: "archive", id: _id } });
  await ArchiveImportModel.create({ _id, name: file.name, size: file.size, file: file.id, by, at: new Date(), state: "waiting", work: randomUUID() });
  return _id;
}

/** Has an archive taken that was looked through. @throws DomainError `wrong-state` where it is not there, or was decided on already. */
export async function decideArchive({ id, doer }: { id: string; doer: Doer }): Promise<void> {
  const { modifiedCount } = await ArchiveImportModel.updateOne({ _id: id, state: "checked" }, { $set: { state: "taking", done: 0, doer, work: randomUUID() } });
  if (modifiedCount === 0) throw new DomainError("wrong-state");
}

/** Forgets an archive. @throws DomainError `wrong-state` where it is being taken, or gone. */
export async function dropArchive({ id }: { id: string }): Promise<void> {
  const found = await ArchiveImportModel.findOne({ _id: id }).lean<ArchiveImportDocument>();
  if (!found) throw new DomainError("wrong-state");
  // A crash between the two leaves a file that belongs to nothing.
  await lookAgain({ id: found.file });
  const { deletedCount } = await ArchiveImportModel.deleteOne({ _id: id, state: { $ne: "taking" } });
  if (deletedCount === 0) throw new DomainError("wrong-state");
  await removeFile({ id: found.file });
}

/** The archive for which something is to be done that has waited longest. */
export async function nextArchive(): Promise<(ArchiveImport & { token: string }) | null> {
  const found = await ArchiveImportModel.findOne({ work: { $exists: true } }).sort({ at: 1 }).lean<ArchiveImportDocument>();
  return found?.work ? { ...toImport(found), token: found.work } : null;
}

export async function noteProgress({ id, done }: { id: string; done: number }): Promise<void> {
  await ArchiveImportModel.updateOne({ _id: id }, { $set: { done } });
}

/** Notes what would become of an archive; it waits for somebody to decide. */
export async function noteChecked({ id, token, report }: { id: string; token: string; report: ArchiveReport }): Promise<void> {
  await ArchiveImportModel.updateOne({ _id: id, work: token, state: "waiting" }, { $set: { state: "checked", report }, $unset: { work: 1 } });
}

/** Notes why an archive is not taken. */
export async function noteRefusedArchive({ id, token, refusal }: { id: string; token: string; refusal: Refusal }): Promise<void> {
  await ArchiveImportModel.updateOne({ _id: id, work: token }, { $set: { state: "refused", refusal } });
}

/**
 * Notes that all of an archive is there, with the entry for the log. What it counts is what was to be done when it was looked through:
 * after a crash the last run has found most of it done.
 */
export async function noteTaken({ id, token, report: last }: { id: string; token: string; report: ArchiveReport }): Promise<void> {
  const found = await ArchiveImportModel.findOne({ _id: id, work: token, state: "taking" }).lean<ArchiveImportDocument>();
  if (!found) return;
  const report: ArchiveReport = { ...(found.report ?? last), different: last.different };
  const detail = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, String(countOf(report, outcome))]));
  const entry = auditEntry(found.doer ?? { by: found.by, address: null }, "mechanism:archive-taken", { kind: "mechanism", id: report.mechanism }, detail);
  await ArchiveImportModel.updateOne({ _id: id, work: token, state: "taking" }, { $set: { state: "done", report, done: report.total }, $push: { trail: entry } });
  await settleTrail(ArchiveImportModel, id);
}

/** The file of an archive that was taken or refused goes, and with it the mark that something is to be done. */
export async function settleArchive({ id, token }: { id: string; token: string }): Promise<void> {
  const found = await ArchiveImportModel.findOne({ _id: id, work: token, state: { $in: ["refused", "done"] } }).lean<ArchiveImportDocument>();
  if (!found) return;
  await removeFile({ id: found.file });
  await ArchiveImportModel.updateOne({ _id: id, work: token }, { $unset: { work: 1 } });
}

/** Forgets archives that were given before a moment, whatever became of them. */
export async function forgetArchives({ before }: { before: Date }): Promise<void> {
  const old = await ArchiveImportModel.find({ at: { $lt: before }, state: { $ne: "taking" } }).limit(100).lean<ArchiveImportDocument[]>();
  for (const { _id } of old) await dropArchive({ id: _id }).catch(() => {});
}
