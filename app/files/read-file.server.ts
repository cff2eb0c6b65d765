import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { stat } from "node:fs/promises";
import path from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

import { env } from "#app/env.server.ts";
import { type CheckedFile, keepMade, noteFailure, noteRead, noteRefused, openReceived } from "#models/file-work.server.ts";

import { runJob } from "./child.server.ts";
import { scanByClamd } from "./clamd.server.ts";
import { inOwnFolder } from "./own-folder.server.ts";

/** The hash of a file, and how large it is. */
async function measure(file: string): Promise<{ hash: string; size: number }> {
  const hash = createHash("sha256");
  for await (const part of createReadStream(file) as AsyncIterable<Buffer>) hash.update(part);
  return { hash: hash.digest("hex"), size: (await stat(file)).size };
}

/**
 * Has a file scanned and read, and notes what came of it. Can be repeated: nothing is noted before all that it says is kept.
 * @throws Error where the scanner does not answer, or the program that reads files cannot run: the file goes on waiting.
 */
export async function readFileOf(file: CheckedFile, signal: AbortSignal): Promise<void> {
  const { CLAMD_URL } = env();
  if (CLAMD_URL && (await scanByClamd(CLAMD_URL, openReceived(file))) !== null) return noteRefused({ id: file.id, reason: "infected" });
  await inOwnFolder(async (folder) => {
    const [given, out] = [path.join(folder, "in"), path.join(folder, "out")];
    await pipeline(openReceived(file), createWriteStream(given, { mode: 0o600 }));
    const ending = await runJob({ task: "read", path: given, type: file.type, out }, signal);
    if ("ended" in ending) return ending.ended === "exhausted" ? noteFailure(file) : undefined;
    if ("refused" in ending) return noteRefused({ id: file.id, reason: ending.refused });
    const { pages } = ending.done;
    const changed = ending.done.changed && !file.check.cleaned;
    const kept = changed ? out : given;
    const measured = await measure(kept);
    const content = changed ? await keepMade({ id: file.id, name: "clean", content: createReadStream(kept) as Readable }) : file.id;
    await noteRead({ ...file, ...measured, content, pages });
  });
}
