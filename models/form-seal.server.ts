import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

import mongoose from "mongoose";

type Key = { _id: string; key: string };
const KEY = "form-seal";

/** The hub's own key, one for all its processes: made once, and never sent. */
async function readKey(): Promise<string> {
  const keys = mongoose.connection.collection<Key>("keys");
  const found = await keys.findOne({ _id: KEY });
  if (found) return found.key;
  // Another process may be quicker: what is there then counts.
  await keys.updateOne({ _id: KEY }, { $setOnInsert: { key: randomBytes(32).toString("base64url") } }, { upsert: true }).catch(() => {});
  return (await keys.findOne({ _id: KEY }))?.key ?? readKey();
}

const sign = (key: string, text: string): string => createHmac("sha256", key).update(text).digest("base64url");

const isSame = (wanted: string, given: string): boolean => {
  const [a, b] = [Buffer.from(wanted), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
};

/**
 * What opens a link that lasts as long as the thing with this id, for one `use` alone. It follows from the hub's key: there
 * is nothing more to keep, and the links of all mails about a thing are one.
 */
export async function sealedId(use: string, id: string): Promise<string> {
  return `${id}.${sign(await readKey(), `${use}:${id}`)}`;
}

/** The id that `sealedId` was given for this use; null where the token is no such one. */
export async function openSealedId(use: string, token: string): Promise<string | null> {
  const [id = ""] = token.split(".", 1);
  return isSame(await sealedId(use, id), token) ? id : null;
}

/** A seal for a form that is shown now: it says when, names this one form, and cannot be made elsewhere. */
export async function sealForm(form: string, at = Date.now()): Promise<string> {
  const said = `${at.toString(36)}.${randomBytes(9).toString("base64url")}`;
  return `${said}.${sign(await readKey(), `${form}.${said}`)}`;
}

/** How many milliseconds ago a form was shown; null where the seal is not one of this form. */
export async function ageOfForm(form: string, seal: string): Promise<number | null> {
  const [at = "", nonce = "", signature = ""] = seal.split(".");
  if (!isSame(sign(await readKey(), `${form}.${at}.${nonce}`), signature)) return null;
  return Date.now() - Number.parseInt(at, 36);
}
