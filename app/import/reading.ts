import type { Language } from "#app/i18n/languages.ts";
import type { FileReport } from "#models/import-report.ts";
import type { Section } from "#models/item.ts";
import type { PartialDate } from "#models/partial-date.ts";

import type { Ledger } from "./ledger.ts";
import type { Line } from "./lines.ts";

/** What a recogniser is given: the lines of a text without the page's furniture, and where to account for them. */
export type Source = {
  lines: Line[];
  lang: Language;
  ledger: Ledger;
  /** The title that the manifest gives, if it gives one. */
  title: string | null;
};

/** A part of the text with the line on which it begins. */
export type ReadSection = Section & { line: number };

/** What a recogniser finds in a text: one item's content, or that of one of several items. */
export type Reading = {
  /** The year that tells the items of one text apart; null where the text is one item. */
  part: string | null;
  title: FileReport["title"];
  summary: string;
  place: string | null;
  date: PartialDate | null;
  /** The fields of `details` that the text states. */
  details: Record<string, unknown>;
  sections: ReadSection[];
  /** How many entries, paragraphs and the like the text has, for the report. */
  counts: Record<string, number>;
  ledger: Ledger;
};

/** A text that cannot be taken, with the line where that shows, if there is one. */
export class SourceProblem extends Error {
  override name = "SourceProblem";
  readonly line: number | undefined;

  constructor(message: string, line?: number) {
    super(message);
    this.line = line;
  }
}
