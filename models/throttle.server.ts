import { createHmac, randomBytes } from "node:crypto";
import { isIP } from "node:net";

import mongoose, { Schema, type Model } from "mongoose";

import { isDuplicateKey } from "./mongo-errors.server.ts";

/** The turns that someone has taken within a span of time. Nobody's address is kept: `_id` is a keyed hash. */
type ThrottleDocument = { _id: string; turns: string[]; until: Date };
/** The key of a span's hashes. When it has expired, nothing leads from them back to an address. */
type ThrottleKeyDocument = { _id: string; key: string; until: Date };

const throttleSchema = new Schema<ThrottleDocument>({
  _id: { type: String, required: true },
  turns: { type: [String], default: [] },
  until: { type: Date, required: true, expires: 0 },
});
const throttleKeySchema = new Schema<ThrottleKeyDocument>({
  _id: { type: String, required: true },
  key: { type: String, required: true },
  until: { type: Date, required: true, expires: 0 },
});

export const ThrottleModel: Model<ThrottleDocument> =
  mongoose.models.Throttle ?? mongoose.model<ThrottleDocument>("Throttle", throttleSchema);
export const ThrottleKeyModel: Model<ThrottleKeyDocument> =
  mongoose.models.ThrottleKey ?? mongoose.model<ThrottleKeyDocument>("ThrottleKey", throttleKeySchema);

export type Turn = {
  /** What is being done, e.g. `report`. */
  action: string;
  /** Who does it: an address of the internet, an account, or both where the limit is that of the one from the other. */
  who: string | string[];
  /** Names this one turn; a repetition of it counts once. */
  turn: string;
  limit: number;
  spanMs: number;
};

/**
 * Takes a turn; returns false where `who` has had `limit` of them in the present span. Counts across all
 * processes of the hub.
 */
export async function takeTurn({ action, who, turn, limit, spanMs }: Turn): Promise<boolean> {
  const until = endOfSpan(spanMs);
  const _id = await nameOf({ action, who, spanMs });
  const attempt = () =>
    ThrottleModel.updateOne(
      { _id, $or: [{ turns: turn }, { [`turns.${limit - 1}`]: { $exists: false } }] },
      { $addToSet: { turns: turn }, $setOnInsert: { until } },
      { upsert: true },
    );
  try {
    await attempt();
    return true;
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
  // Either it is full, or another request made it between this one's look and its write.
  try {
    await attempt();
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}

/** Gives a turn back that turned out to be none to count, such as a sign-in that succeeded. */
export async function giveTurnBack({ action, who, turn, spanMs }: Omit<Turn, "limit">): Promise<void> {
  await ThrottleModel.updateOne({ _id: await nameOf({ action, who, spanMs }) }, { $pull: { turns: turn } });
}

/** When the present span ends, and turns can be taken again. */
export function endOfSpan(spanMs: number): Date {
  return new Date((Math.floor(Date.now() / spanMs) + 1) * spanMs);
}

async function nameOf({ action, who, spanMs }: Pick<Turn, "action" | "who" | "spanMs">): Promise<string> {
  const span = Math.floor(Date.now() / spanMs);
  const key = await keyOf(`${action}:${spanMs}:${span}`, endOfSpan(spanMs));
  return createHmac("sha256", key).update(JSON.stringify([action, span, [who].flat().map(neighbourhood)])).digest("base64url");
}

async function keyOf(span: string, until: Date): Promise<string> {
  const made = { key: randomBytes(32).toString("base64url"), until };
  const attempt = () =>
    ThrottleKeyModel.findOneAndUpdate({ _id: span }, { $setOnInsert: made }, { upsert: true, returnDocument: "after" }).lean<ThrottleKeyDocument>();
  try {
    return (await attempt())?.key ?? made.key;
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    return (await attempt())?.key ?? made.key;
  }
}

/** An address as far as it stands for one connection: of IPv6, the half that a household is given. Others are names. */
function neighbourhood(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, "").toLowerCase();
  if (isIP(plain) !== 6) return plain;
  const [head = "", tail] = plain.split("::");
  const before = head.split(":").filter(Boolean);
  const after = (tail ?? "").split(":").filter(Boolean);
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - before.length - after.length)).fill("0");
  return [...before, ...zeros, ...after].slice(0, 4).map((part) => Number.parseInt(part, 16).toString(16)).join(":");
}
