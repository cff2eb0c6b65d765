import { decode } from "../bson/decode.ts";
import { encode } from "../bson/encode.ts";
import type { Doc } from "../bson/types.ts";
import { MongoError } from "../errors.ts";
import type { Connection } from "./connection.ts";

/** Sessions end after half an hour; then nobody retries their last write any more. */
const KEEP_MS = 30 * 60_000;
let written = 0;

/**
 * The reply of a write that was already committed under a transaction number; undefined when it is new.
 * @throws MongoError TransactionTooOld when the session has gone on to a higher number.
 */
export function recall(connection: Connection, session: string, number: bigint): Doc | undefined {
  const [row] = connection.all("SELECT CAST(number AS TEXT), reply FROM retries WHERE session = ?", Buffer.from(session, "hex"));
  if (!row) return undefined;
  const last = BigInt(row[0] as string);
  if (last > number) throw new MongoError("TransactionTooOld", `Retryable write with txnNumber ${number} is prohibited: a newer one (${last}) has started in this session`);
  return last === number ? decode(row[1] as Buffer) : undefined;
}

/** Keeps a reply in the same transaction as the write it answers. */
export function remember(connection: Connection, session: string, number: bigint, reply: Doc): void {
  connection.run("INSERT OR REPLACE INTO retries VALUES (?, ?, ?, ?)", Buffer.from(session, "hex"), number, Date.now(), encode(reply));
  if (++written % 500 === 0) connection.run("DELETE FROM retries WHERE at < ?", Date.now() - KEEP_MS);
}
