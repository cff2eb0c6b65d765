import { z } from "zod";

import type { ShownPlace } from "#models/item-shown.server.ts";

import { OaiError } from "./error.ts";

/** Where a harvester goes on, with all that he asked for: the hub keeps nothing of it, and it never runs out. */
export type Resumed = { from?: string | undefined; until?: string | undefined; set?: string | undefined; after: ShownPlace; /** How many came before. */ cursor: number };

const text = z.string().max(200).nullable();
const form = z.tuple([text, text, text, z.number().int().min(-8.64e15).max(8.64e15), z.string().regex(/^[a-z0-9]{1,40}$/), z.number().int().min(1)]);

export function tokenOf({ from, until, set, after, cursor }: Resumed): string {
  return Buffer.from(JSON.stringify([from ?? null, until ?? null, set ?? null, after.at.getTime(), after.id, cursor])).toString("base64url");
}

/** @throws OaiError `badResumptionToken`. */
export function readToken(token: string): Resumed {
  try {
    const [from, until, set, at, id, cursor] = form.parse(JSON.parse(Buffer.from(token, "base64url").toString()));
    return { from: from ?? undefined, until: until ?? undefined, set: set ?? undefined, after: { at: new Date(at), id }, cursor };
  } catch {
    throw new OaiError("badResumptionToken", "The hub has not given this token.");
  }
}
