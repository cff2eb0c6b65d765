import { type AuditEntry, settleTrail } from "./audit.server.ts";
import { UserModel } from "./user.server.ts";

/** Each step below is one write that says in its filter what must still be so: of two at once, one gets true. */

/** Notes that the code of a step of time has opened the account. False where it, or a later one, has done so before. */
export async function takeStep({ id, step, entry }: { id: string; step: number; entry: AuditEntry }): Promise<boolean> {
  return take(id, { "secondFactor.lastStep": { $lt: step } }, { $set: { "secondFactor.lastStep": step } }, entry);
}

/** Uses a recovery code up, by its hash. False where it is none, or is used. */
export async function takeRecoveryCode({ id, hash, entry }: { id: string; hash: string; entry: AuditEntry }): Promise<boolean> {
  return take(id, { "secondFactor.recovery": hash }, { $pull: { "secondFactor.recovery": hash } }, entry);
}

async function take(id: string, where: Record<string, unknown>, update: Record<string, object>, entry: AuditEntry): Promise<boolean> {
  const { modifiedCount } = await UserModel.updateOne({ ...where, _id: id }, { ...update, $push: { trail: entry } });
  if (modifiedCount === 1) await settleTrail(UserModel, id);
  return modifiedCount === 1;
}
