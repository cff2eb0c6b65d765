import { createHash, randomBytes } from "node:crypto";

import { type Application, type ApplicationText, type Applicant, APPLICATION_LIMITS, CONFIRM_DAYS, type Consultation, type Letter, type Outcome } from "./application.ts";
import { change, stepOf } from "./application-change.server.ts";
import { type ApplicationDocument, ApplicationModel, toApplication } from "./application-schema.server.ts";
import { auditEntry, type Doer, settleTrail } from "./audit.server.ts";
import { DomainError } from "./errors.ts";
import { claimFile, removeFile } from "./file.server.ts";
import { isDuplicateKey } from "./mongo-errors.server.ts";
import { normalEmail } from "./user.ts";

const hash = (token: string): string => createHash("sha256").update(token).digest("hex");
const DAY_MS = 24 * 3_600_000;
/** How many links to its private page work at a time: as many mails as an applicant may want to go back to. */
const TOKENS = 20;

type NewApplication = { id: string; text: ApplicationText; applicant: Applicant & { email: string }; lang: string; letter: Letter | null; address: string };

/** Keeps an application that its applicant has yet to confirm; one with this id stays as it is. */
export async function createApplication({ id, text, applicant, lang, letter, address }: NewApplication): Promise<void> {
  const doer = { by: null, address };
  const trail = [auditEntry(doer, "application:sent", { kind: "application", id }, { country: text.country })];
  // Claimed first: a file that belongs to nothing is removed, an application with a letter that is gone is not whole.
  if (letter) await claimFile({ id: letter.file, owner: { kind: "application", id } });
  try {
    await ApplicationModel.create({ _id: id, ...text, applicant: { ...applicant, email: normalEmail(applicant.email) }, lang, letter, state: "unconfirmed", steps: [stepOf("apply", doer)], writes: 1, trail });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    // Sent twice: the letter of the second time is one too many.
    if (letter) await removeFile({ id: letter.file });
  }
  await settleTrail(ApplicationModel, id);
}

/** Gives an application one link more to its private page. The token is given once and not kept. */
export async function issueToken({ id }: { id: string }): Promise<string> {
  const token = randomBytes(24).toString("base64url");
  await ApplicationModel.updateOne({ _id: id }, { $push: { tokens: { $each: [hash(token)], $slice: -TOKENS } } });
  return token;
}

/** Takes a link back that nobody has got. */
export async function revokeToken({ id, token }: { id: string; token: string }): Promise<void> {
  await ApplicationModel.updateOne({ _id: id }, { $pull: { tokens: hash(token) } });
}

/** The application whose private page this token opens. */
export async function findByToken({ token }: { token: string }): Promise<Application | null> {
  const found = await ApplicationModel.findOne({ tokens: hash(token) }).lean<ApplicationDocument>();
  return found ? toApplication(found) : null;
}

export async function findApplication({ id }: { id: string }): Promise<Application | null> {
  const found = await ApplicationModel.findById(id).lean<ApplicationDocument>();
  return found ? toApplication(found) : null;
}

/** Applications in these states, or of a State, or whose step waits, the newest first; only those that their applicants have confirmed. */
export async function listApplications({ states, country, step, limit }: { states?: ReadonlyArray<Application["state"]>; country?: string; step?: Outcome["step"]; limit: number }): Promise<Application[]> {
  const filter = { confirmedAt: { $ne: null }, ...(states ? { state: { $in: [...states] } } : {}), ...(country ? { country } : {}), ...(step ? { "outcome.step": step } : {}) };
  const found = await ApplicationModel.find(filter).sort({ createdAt: -1, _id: 1 }).limit(limit).lean<ApplicationDocument[]>();
  return found.map(toApplication);
}

/** The States of applications, by their ids: what the log calls them. */
export async function countriesOfApplications(ids: string[]): Promise<Map<string, string>> {
  const found = ids.length > 0 ? await ApplicationModel.find({ _id: { $in: ids } }).select({ country: 1 }).lean<Array<Pick<ApplicationDocument, "_id" | "country">>>() : [];
  return new Map(found.map(({ _id, country }) => [_id, country]));
}

/** How many applications wait for their applicants to confirm them. */
export async function countUnconfirmed(): Promise<number> {
  return ApplicationModel.countDocuments({ state: "unconfirmed" });
}

/** Whether an application can still be confirmed, some days long. */
export const canBeConfirmed = ({ state, at }: Application): boolean => state === "unconfirmed" && Date.parse(at) > Date.now() - CONFIRM_DAYS * DAY_MS;

/** The applicant says that it was he. `stage` is the first one. @throws what `change` throws. */
export async function confirmApplication({ id, stage, address }: { id: string; stage: string | null; address: string }): Promise<void> {
  await change({
    id,
    move: "confirm",
    doer: { by: null, address },
    follow: "confirm",
    make: (application) => {
      if (application.state === "open") return null;
      if (application.state === "unconfirmed" && !canBeConfirmed(application)) throw new DomainError("wrong-state");
      return { set: { confirmedAt: new Date(), stage } };
    },
  });
}

type Writing = { id: string; message: string; text: string; doer: Doer };

/** A question to the applicant, or what he writes. One that is there already is not written twice. @throws what `change` throws. */
export async function writeMessage({ id, message, text, doer }: Writing): Promise<void> {
  const from = doer.by === null ? "applicant" : "coordinators";
  const move = from === "applicant" ? "answer" : "ask";
  await change({
    id,
    move,
    doer,
    follow: move,
    make: ({ messages }) => {
      if (messages.some((known) => known.id === message)) return null;
      if (messages.length >= APPLICATION_LIMITS.messages) throw new DomainError("too-long");
      return { push: { messages: { id: message, from, text, by: doer.by, at: new Date().toISOString() } } };
    },
  });
}

/** Notes who was consulted and what he said. @throws what `change` throws. */
export async function noteConsultation({ id, consultation, doer }: { id: string; consultation: Pick<Consultation, "id" | "who" | "note" | "date" | "told">; doer: Doer & { by: string } }): Promise<void> {
  await change({
    id,
    move: "consult",
    doer,
    make: ({ consultations }) => {
      if (consultations.some((known) => known.id === consultation.id)) return null;
      if (consultations.length >= APPLICATION_LIMITS.consultations) throw new DomainError("too-long");
      return { push: { consultations: { ...consultation, by: doer.by, at: new Date().toISOString() } } };
    },
  });
}

/** @throws what `change` throws. */
export async function moveToStage({ id, stage, seen, doer }: { id: string; stage: string; seen: number; doer: Doer }): Promise<void> {
  await change({ id, move: "stage", doer, seen, make: (application) => (application.stage === stage ? null : { set: { stage }, detail: { stage } }) });
}

/** @throws what `change` throws. */
export async function withdrawApplication({ id, address }: { id: string; address: string }): Promise<void> {
  await change({ id, move: "withdraw", doer: { by: null, address }, follow: "withdraw", make: ({ state }) => (state === "withdrawn" ? null : {}) });
}

/** Has a mail with a link to its private page written for each of the last applications of this address. Returns their ids. */
export async function renewLinks({ email, address }: { email: string; address: string }): Promise<string[]> {
  const found = await ApplicationModel.find({ "applicant.email": normalEmail(email) }).sort({ createdAt: -1 }).limit(5).select({ _id: 1 }).lean<Array<{ _id: string }>>();
  const ids = found.map(({ _id }) => _id);
  for (const id of ids) await ApplicationModel.updateOne({ _id: id }, { $push: { steps: stepOf("renew", { by: null, address }) } });
  return ids;
}

/**
 * Removes applications that nobody has confirmed, with all that they say, a day after they can no longer be; and the addresses,
 * and with them the links, of those that ended before a moment.
 */
export async function forgetApplications({ before }: { before: Date }): Promise<void> {
  const unconfirmed = { confirmedAt: null, state: { $in: ["unconfirmed", "withdrawn"] as Array<Application["state"]> } };
  const old = await ApplicationModel.find({ ...unconfirmed, createdAt: { $lt: new Date(Date.now() - (CONFIRM_DAYS + 1) * DAY_MS) } }).select({ letter: 1 }).lean<Array<Pick<ApplicationDocument, "_id" | "letter">>>();
  for (const { _id, letter } of old) {
    if (letter) await removeFile({ id: letter.file });
    await ApplicationModel.deleteOne({ _id, ...unconfirmed });
  }
  await ApplicationModel.updateMany({ endedAt: { $lt: before }, "applicant.email": { $ne: null } }, { $set: { "applicant.email": null, tokens: [] } });
}
