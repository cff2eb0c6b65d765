import { type Model, Schema } from "mongoose";

import { type NewMail, queueMail } from "./mail.server.ts";

/** A mail that tells of a step, in the document that the step changes: no token lies in it. */
export type CarriedMail = Omit<NewMail, "secret" | "expiresAt">;

/** Mails that a write carries in the document itself until they are queued; for schemas of such documents. */
export type CarriesMails = { mails?: CarriedMail[] };
// Absent where there is none, so that a sparse index finds the few that wait.
export const mailsField = { type: [Schema.Types.Mixed], default: undefined };

/**
 * Queues the mails that documents of this model still carry; returns how many documents that were. Can be repeated at any
 * moment; called right after a write, and by the round for what a crash has left.
 */
export async function queueCarried(model: Model<any>, id?: string): Promise<number> {
  const found = await model
    .find({ ...(id === undefined ? {} : { _id: id }), "mails.id": { $exists: true } })
    .select({ mails: 1 })
    .limit(100)
    .lean<Array<{ _id: string } & CarriesMails>>();
  for (const { _id, mails = [] } of found) {
    for (const mail of mails) await queueMail(mail);
    await model.updateOne({ _id }, { $pull: { mails: { id: { $in: mails.map((mail) => mail.id) } } } }, { timestamps: false });
    await model.updateOne({ _id, mails: { $size: 0 } }, { $unset: { mails: 1 } }, { timestamps: false });
  }
  return found.length;
}

export async function isAnyCarried(model: Model<any>): Promise<boolean> {
  return (await model.exists({ "mails.id": { $exists: true } })) !== null;
}
