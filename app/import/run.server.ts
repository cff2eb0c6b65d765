import path from "node:path";

import mongoose from "mongoose";

import { referenceData } from "#app/lib/reference-data.server.ts";
import { listDecisions } from "#models/decision.server.ts";
import type { ImportedItem } from "#models/import-report.ts";
import { importItem, type ImportOutcome, listImportedKeys } from "#models/item-import.server.ts";
import { isTooLarge } from "#models/mongo-errors.server.ts";

import { checkEntry, type Known } from "./check.server.ts";
import { readEntry } from "./entry.server.ts";
import { type Entry, ManifestProblem, parseManifest, type Problem } from "./manifest.ts";
import { itemLines, noteLines, problemLines } from "./print.ts";
import { termFinder } from "./proposals.ts";
import { SourceProblem } from "./reading.ts";
import { readBytes } from "./source-file.server.ts";

/** The largest manifest, in bytes. */
const MAX_MANIFEST = 1_000_000;

export type ImportSummary = Record<ImportOutcome, number> & { problems: Problem[] };

/**
 * Takes everything that a manifest names into the hub, entry by entry, and prints what it recognised,
 * what it could not place and what became of each item. What is wrong with an entry or a file stops
 * that one alone.
 * @throws ManifestProblem where the manifest is not there or no list; the driver's error where the
 * database fails, after which the same import can be run again.
 */
export async function runImport({ file, print }: { file: string; print: (text: string) => void }): Promise<ImportSummary> {
  const name = path.relative(process.cwd(), file).startsWith("..") ? file : path.relative(process.cwd(), file);
  const entries = parseManifest(readManifest(file, name), name);
  const [reference, decisions] = await Promise.all([referenceData({ fresh: true }), listDecisions()]);
  if (reference.terms.size === 0 || reference.states.size === 0) {
    throw new ManifestProblem("the hub has no vocabularies yet: run `npm run seed` first");
  }
  const run = new Run({ reference, decisions }, path.dirname(file), print);
  for (const { name: label, entry, problems } of entries) {
    if (entry) await run.take(entry);
    else run.refuse(label, problems);
  }
  return run.summary;
}

function readManifest(file: string, name: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(readBytes(file, MAX_MANIFEST));
  } catch (error) {
    throw new ManifestProblem(`${name}: ${error instanceof SourceProblem ? error.message : "is not UTF-8"}`);
  }
}

class Run {
  readonly summary: ImportSummary = { created: 0, updated: 0, unchanged: 0, kept: 0, problems: [] };
  readonly #proposalsFor: ReturnType<typeof termFinder>;
  /** Keys of the items written in this run, with the entry each comes from. */
  readonly #written = new Map<string, string>();

  constructor(
    readonly known: Known,
    readonly folder: string,
    readonly print: (text: string) => void,
  ) {
    this.#proposalsFor = termFinder(known.reference.terms.values());
  }

  refuse(label: string, problems: Problem[]): void {
    this.print(problemLines(label, problems));
    this.summary.problems.push(...problems);
  }

  async take(entry: Entry): Promise<void> {
    const wrong = checkEntry(entry, this.known);
    if (wrong.length > 0) return this.refuse(entry.key, wrong);
    const { items, problems } = readEntry(entry, { folder: this.folder, known: this.known, proposalsFor: this.#proposalsFor });
    for (const item of items) await this.#write(item, entry);
    if (problems.length > 0) this.refuse(entry.key, problems);
    else await this.#tellLeftBehind(entry, items);
  }

  async #write(item: ImportedItem, entry: Entry): Promise<void> {
    const other = this.#written.get(item.key);
    if (other !== undefined) {
      const message = `key: "${item.key}" is an item of the entry "${other}" already`;
      return this.refuse(item.key, [{ place: entry.place("key"), message }]);
    }
    this.#written.set(item.key, entry.key);
    try {
      const result = await importItem(item);
      this.summary[result.outcome] += 1;
      this.print(itemLines(item, result));
    } catch (error) {
      const message = isTooLarge(error) ? "is larger than the database takes" : error instanceof mongoose.Error.ValidationError ? error.message : null;
      if (message === null) throw error;
      this.refuse(item.key, [{ place: entry.place("files"), message: `${item.key}: ${message}` }]);
    }
  }

  /** Items that an earlier form of the entry's files had made, and this one does not: nothing is taken away. */
  async #tellLeftBehind(entry: Entry, items: ImportedItem[]): Promise<void> {
    const keys = await listImportedKeys({ entry: entry.key });
    const left = keys.filter((key) => !items.some((item) => item.key === key));
    if (left.length > 0) this.print(noteLines(`${entry.key}: no longer in its files, left as they are: ${left.join(", ")}`));
  }
}
