import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";

import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

import type { Language } from "#app/i18n/languages.ts";
import type { Ledger } from "#app/import/ledger.ts";
import { recognise } from "#app/import/recognise.ts";
import type { Reading } from "#app/import/reading.ts";
import { type ImportSummary, runImport } from "#app/import/run.server.ts";
import type { PartialDate } from "#models/partial-date.ts";
import type { ItemType } from "#models/vocabulary.ts";

/** The five real documents; absent where the project stands alone. */
export const SEEDS = fileURLToPath(new URL("../../../shared/seeds", import.meta.url));
export const HAS_SEEDS = existsSync(SEEDS);
export const EXAMPLE = fileURLToPath(new URL("../../examples/manifest.yaml", import.meta.url));

/** Says once that what needs the real documents was not tested. */
export function sayIfSeedsAreAbsent(): void {
  if (!HAS_SEEDS) process.stderr.write(`${SEEDS} is not there: the import of the real documents was not tested\n`);
}

/** Reads a text as the import does. */
export function readText(
  type: ItemType,
  lang: Language,
  text: string,
  { title = null, date = null }: { title?: string | null; date?: PartialDate | null } = {},
): Reading[] {
  return recognise({ text, type, lang, title, date });
}

/** The only reading of a text. */
export function readOne(...given: Parameters<typeof readText>): Reading {
  const [reading, ...more] = readText(...given);
  if (!reading || more.length > 0) throw new Error("not one reading");
  return reading;
}

/** Everything that a reading shows to readers, as one text. */
export function shownIn({ title, summary, place, sections }: Reading): string {
  return [title.text, summary, place ?? "", ...sections.flatMap(({ heading, text }) => [heading ?? "", text])].join("\n");
}

const letters = (texts: string[]): number => texts.join("").match(/\p{L}/gu)?.length ?? 0;
const bare = (text: string): string => text.replace(/[\s\p{Cf}]/gu, "");

/**
 * The lines of a text whose pieces do not add up: every line that is not blank must be its pieces in
 * their order, but for spaces, and every piece of text must stand in what is shown, once.
 */
export function unaccounted(text: string, readings: Reading[]): string[] {
  const ledgers = new Set<Ledger>(readings.map(({ ledger }) => ledger));
  const pieces = [...ledgers].flatMap((ledger) => ledger.pieces);
  const shown = readings.map(shownIn).join("\n");
  const faults = text.split(/\r\n|\n|\r/).flatMap((raw, index) => {
    const own = pieces.filter(({ line }) => line === index + 1).map((piece) => piece.text);
    const wanted = bare(raw);
    return bare(own.join("")) === wanted ? [] : [`line ${index + 1}: ${raw} | ${own.join(" + ")}`];
  });
  const missing = pieces.filter(({ as, text: piece }) => (as === "text" || as === "title") && !shown.includes(piece));
  // Letters shown and letters read are as many: nothing is said twice. A made title repeats by intent.
  const said = readings.flatMap(({ title, summary, sections }) => [
    title.from === "text" ? title.text : "",
    summary,
    ...sections.flatMap((section) => [section.heading ?? "", section.text]),
  ]);
  const [wanted, found] = [pieces.filter(({ as }) => as === "text" || as === "title").map((piece) => piece.text), said].map(letters);
  if (wanted !== found) faults.push(`${wanted} letters were read, ${found} are shown`);
  return [...faults, ...missing.map(({ line, text: piece }) => `line ${line} is not shown: ${piece}`)];
}

/** A folder for manifests and files of a suite, and imports from it. */
export class Workbench {
  readonly folder = mkdtempSync(path.join(os.tmpdir(), "hub-import-"));

  write(name: string, content: string | Uint8Array): string {
    const file = path.join(this.folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
    return file;
  }

  /** Imports a manifest of these entries; returns what became of them and what was printed. */
  async import(entries: unknown): Promise<ImportSummary & { printed: string }> {
    return importFile(this.write("manifest.json", typeof entries === "string" ? entries : JSON.stringify(entries)));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export async function importFile(file: string): Promise<ImportSummary & { printed: string }> {
  let printed = "";
  const summary = await runImport({ file, print: (text) => (printed += text) });
  return { ...summary, printed };
}
