import { randomUUID } from "node:crypto";
import { open } from "node:fs/promises";

import { type ArchiveReport, ARCHIVED_KINDS, countOf, type Outcome, OUTCOMES } from "#models/archive-import.ts";
import { appendAudit } from "#models/audit.server.ts";
import { withLease } from "#models/lease.server.ts";

import { ARCHIVE_LEASE } from "./lease.ts";
import { contentsOf, fromFile } from "./read.server.ts";
import { planOf, takeArchive } from "./take.server.ts";

/** How a zip begins: one with entries, and one without. */
const BEGINNINGS = ["504b0304", "504b0506"];

/** Whether a file is a zip, by its bytes. False where there is none. */
export async function isZip(file: string): Promise<boolean> {
  const handle = await open(file).catch(() => null);
  if (!handle) return false;
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    return bytesRead === 4 && BEGINNINGS.includes(buffer.toString("hex"));
  } finally {
    await handle.close();
  }
}

/**
 * Takes the archive in a file into the hub and prints what became of it. It is looked through to its end before anything is written.
 * @throws ArchiveRefused; Error where another archive is being taken.
 */
export async function importArchive({ file, print }: { file: string; print: (text: string) => void }): Promise<ArchiveReport> {
  const source = fromFile(file);
  const contents = await contentsOf(source);
  print(`${contents.mechanism}: an archive of ${contents.begun}, ${contents.entries.length} entries\n`);
  const plan = await planOf({ source, contents });
  if (countOf(plan, "new") + countOf(plan, "replaced") === 0) {
    print(linesOf(plan));
    return plan;
  }
  const taken = await withLease(ARCHIVE_LEASE, async ({ assertHeld }) => takeArchive({ source, contents, step: async () => assertHeld() }));
  if (!taken) throw new Error("another archive is being taken; try again when that is done");
  const report = taken.result;
  print(linesOf(report));
  const detail = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, String(countOf(report, outcome))]));
  await appendAudit({ id: randomUUID(), at: new Date(), by: null, action: "mechanism:archive-taken", subject: { kind: "mechanism", id: report.mechanism }, detail, address: null });
  return report;
}

const WORDS: Record<Outcome, string> = { new: "new", replaced: "in place of what the hub was founded with", same: "the same", different: "different here, and left as they are" };

function linesOf({ counts, different }: ArchiveReport): string {
  const lines = ARCHIVED_KINDS.flatMap((kind) => {
    const told = OUTCOMES.flatMap((outcome) => (counts[kind]?.[outcome] ? [`${counts[kind][outcome]} ${WORDS[outcome]}`] : []));
    return told.length > 0 ? [`  ${kind}: ${told.join(", ")}`] : [];
  });
  return [...lines, ...different.map(({ kind, id }) => `    different: ${kind} ${id}`), ""].join("\n");
}
