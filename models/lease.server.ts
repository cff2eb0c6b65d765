import { randomUUID } from "node:crypto";

import mongoose, { Schema, type Model } from "mongoose";

import { DomainError } from "./errors.ts";
import { isDuplicateKey } from "./mongo-errors.server.ts";

type LeaseDocument = { _id: string; owner: string; until: Date };

const leaseSchema = new Schema<LeaseDocument>({
  _id: { type: String, required: true },
  owner: { type: String, required: true },
  until: { type: Date, required: true },
});

export const LeaseModel: Model<LeaseDocument> =
  mongoose.models.Lease ?? mongoose.model<LeaseDocument>("Lease", leaseSchema);

/** Takes or renews a lease; returns false where another owner holds it. */
export async function takeLease({ name, owner, ms }: { name: string; owner: string; ms: number }): Promise<boolean> {
  try {
    await LeaseModel.findOneAndUpdate(
      { _id: name, $or: [{ owner }, { until: { $lt: new Date() } }] },
      { $set: { owner, until: new Date(Date.now() + ms) } },
      { upsert: true },
    );
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}

/** Says whether the lease is still held; to be asked before every step that another holder's work would suffer from. */
export type Hold = { assertHeld: () => void | Promise<void> };

/**
 * Does a piece of work that only one of several processes may do at a time, renewing the lease
 * meanwhile. Returns null, without having done it, where another process holds the lease.
 * @throws what the work throws; an Error from `assertHeld` where the lease was lost.
 */
export async function withLease<T>(
  { name, ms }: { name: string; ms: number },
  work: (hold: Hold) => Promise<T>,
): Promise<{ result: T } | null> {
  const owner = randomUUID();
  if (!(await takeLease({ name, owner, ms }))) return null;
  let heldUntil = Date.now() + ms;
  const renew = async () => {
    const asked = Date.now();
    if (await takeLease({ name, owner, ms })) heldUntil = asked + ms;
  };
  const renewing = setInterval(() => void renew().catch(() => undefined), ms / 3);
  try {
    const assertHeld = () => {
      if (Date.now() >= heldUntil) throw new Error(`the lease "${name}" was lost`);
    };
    return { result: await work({ assertHeld }) };
  } finally {
    clearInterval(renewing);
    await LeaseModel.deleteOne({ _id: name, owner });
  }
}

const PAUSE_MS = 50;

/**
 * Does a short piece of work after whoever is at the same: what a look at several documents decides is still so when it is
 * written. Waits until the lease of one who died at it has run out.
 * @throws what the work throws; DomainError `moved-on` where others never made room.
 */
export async function inTurn<T>(lease: { name: string; ms: number }, work: () => Promise<T>): Promise<T> {
  const until = Date.now() + 2 * lease.ms;
  do {
    const done = await withLease(lease, work);
    if (done) return done.result;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  } while (Date.now() < until);
  throw new DomainError("moved-on");
}
