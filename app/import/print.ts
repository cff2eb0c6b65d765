import type { FileReport, ImportedItem, LeftNumberReason, UnplacedReason } from "#models/import-report.ts";
import type { ImportOutcome, ImportResult } from "#models/item-import.server.ts";

import type { Problem } from "./manifest.ts";

/** The report as plain text for a terminal: at most 100 columns, whatever the direction of what it cites. */
const WIDTH = 100;
const LABEL = 16;
const INDENT = 6;

const OUTCOMES: Record<ImportOutcome, string> = {
  created: "created",
  updated: "updated",
  unchanged: "unchanged",
  kept: "kept: it was edited since the last import, and was not overwritten",
};
const WHY: Record<UnplacedReason, string> = {
  "page-furniture": "of the page around the text",
  "stray-mark": "a sign without a text",
  "empty-field": "a field without a value",
  "no-place": "nowhere to put it",
  "unknown-status": "a state that is not known",
  "before-first-heading": "before the first heading or field",
};
const TITLE_FROM = { manifest: "from the manifest", text: "from the text", "first-words": "made of its first words; give `title` for a better one" };
const NUMBER_WHY: Record<LeftNumberReason, string> = {
  year: "as years",
  date: "in dates",
  reference: "as references",
  "nothing-counted": "counting nothing",
  "too-many": "beyond the figures that an item may have",
};

/** Columns that a text takes: marks and signs of direction take none. */
const widthOf = (text: string): number => [...text.replace(/[\p{M}\p{Cf}]/gu, "")].length;
/** A piece of a source: it cannot steer the terminal, nor turn the direction of what stands around it. */
const cite = (text: string): string => `\u2068${plain(text)}\u2069`;
const plain = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ").trim();

/** Cuts a text between words, where there is a place to, into pieces of at most `most` columns. */
function wrap(text: string, most: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of plain(text).split(/\s+/)) {
    const wider = line === "" ? word : `${line} ${word}`;
    if (widthOf(wider) <= most) line = wider;
    else {
      if (line) lines.push(line);
      const pieces = widthOf(word) <= most ? [word] : cutEvery(most, word);
      lines.push(...pieces.slice(0, -1));
      line = pieces.at(-1) ?? "";
    }
  }
  return [...lines, line].filter(Boolean);
}

function cutEvery(length: number, word: string): string[] {
  const signs = [...word];
  return Array.from({ length: Math.ceil(signs.length / length) }, (_, index) => signs.slice(index * length, (index + 1) * length).join(""));
}

/** Something cited, with the report's own words around it. */
type Told = { before?: string; cited?: string; after?: string };

/** A labelled row of the report: each thing told begins a line, and goes on as far as it needs. */
function row(label: string, things: Told[], indent = INDENT): string {
  const start = indent + LABEL;
  return things
    .flatMap(({ before = "", cited = "", after = "" }) => {
      const room = WIDTH - start - widthOf(before) - 1;
      const pieces = cited ? wrap(cited, room) : [""];
      const rest = " ".repeat(widthOf(before));
      const lines = pieces.map((piece, index) => `${index === 0 ? before : rest}${piece ? cite(piece) : ""}`);
      const last = lines.at(-1) ?? "";
      if (!after) return lines;
      if (widthOf(last) + widthOf(after) + start <= WIDTH) return [...lines.slice(0, -1), last + after];
      return [...lines, ...wrap(after, room).map((piece) => rest + piece)];
    })
    .map((line, index) => `${" ".repeat(indent)}${(index === 0 ? label : "").padEnd(LABEL)}${line}\n`)
    .join("");
}

const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;
const COUNTS: Record<string, [one: string, many: string]> = {
  paragraphs: ["paragraph", "paragraphs"],
  headings: ["heading", "headings"],
  entries: ["entry", "entries"],
  subItems: ["item of a list under one", "items of lists under them"],
  statement: ["item of the statement", "items of the statement"],
  objectives: ["objective", "objectives"],
  achievements: ["part of the achievements", "parts of the achievements"],
  sections: ["section", "sections"],
};

/** What was made of one item: its outcome, each of its files, and the terms that are proposed for it. */
export function itemLines(item: ImportedItem, { outcome, id, proposals, carried }: ImportResult): string {
  const head = [item.key, item.type, item.country ?? "of the network", id].join(" · ");
  const files = item.versions.map(({ report }) => fileLines(report)).join("");
  const link = item.decision ? row("Linked to", [{ before: item.decision }], 2) : "";
  const already = carried > 0 ? [{ before: `${counted(carried, "term")} that it names, the item carries already` }] : [];
  const terms = proposals.map(({ term, words, count }) => ({ before: `${term} ×${count} `, cited: words.join("; ") }));
  const none = terms.length + already.length === 0 ? [{ before: "none named" }] : [];
  return `\n${wrap(head, WIDTH).join("\n")}\n  ${OUTCOMES[outcome]}\n${link}${files}${row("Terms proposed", [...terms, ...already, ...none], 2)}`;
}

function fileLines(report: FileReport): string {
  const { title, fields, figures, numbers, moreNumbers, breaksOff, unplaced } = report;
  const head = `${report.lang}  ${plain(report.path)} · ${report.encoding} · ${report.bytes} bytes · ${report.state}`;
  const counts = Object.entries(report.counts).flatMap(([name, count]) => {
    const words = COUNTS[name];
    return count > 0 && words ? [counted(count, ...words)] : [];
  });
  const reasons = (Object.entries(NUMBER_WHY) as [LeftNumberReason, string][]).flatMap(([why, words]) => {
    const count = numbers.filter((number) => number.why === why).length + (moreNumbers[why] ?? 0);
    return count > 0 ? [`${count} ${words}`] : [];
  });
  const number = new Intl.NumberFormat("en");
  return [
    ...wrap(head, WIDTH - 4).map((line, index) => `  ${index === 0 ? "" : "  "}${line}\n`),
    row("Title", [{ cited: title.text, after: ` (${TITLE_FROM[title.from]})` }]),
    fields.length > 0
      ? row("Fields", fields.map(({ name, value, line }) => ({ before: `${name} `, cited: value || "–", after: ` (line ${line})` })))
      : "",
    row("Recognised", wrap(counts.join(", "), WIDTH - INDENT - LABEL).map((before) => ({ before }))),
    row("Figures", figures.length > 0 ? figures.map(figureTold) : [{ before: "none" }]),
    reasons.length > 0 ? row("Other numbers", [{ before: `${reasons.join(", ")}: not figures` }]) : "",
    breaksOff.length > 0
      ? row("Breaks off", breaksOff.map(({ line, section }) => ({ before: `in mid-sentence at the end of line ${line} (${section}); marked, not repaired` })))
      : "",
    row(
      "Not placed",
      unplaced.length > 0
        ? unplaced.map(({ line, text, why }) => ({ before: `line ${line}  `, cited: text, after: ` (${WHY[why]})` }))
        : [{ before: "nothing" }],
    ),
  ].join("");

  function figureTold({ value, unit, approximate, counts: what, line }: FileReport["figures"][number]): Told {
    const sign = unit === "%" ? " %" : unit ? ` ${unit}` : "";
    return { before: `${approximate ? "about " : ""}${number.format(value)}${sign} `, cited: what, after: ` (line ${line})` };
  }
}

/** Why an entry, or a file of it, was not taken. */
export function problemLines(label: string, problems: Problem[]): string {
  return `\n${plain(label)}\n${problems.flatMap((problem) => wrap(`not taken: ${told(problem)}`, WIDTH - 4)).map((line, index) => `${index === 0 ? "  " : "    "}${line}\n`).join("")}`;
}

/** A remark of the run. */
export function noteLines(text: string): string {
  return `\n${wrap(text, WIDTH).join("\n")}\n`;
}

const told = ({ place, message }: Problem): string => `${place}: ${message}`;

/** The end of a run: what became of the items, and once more, for whoever scrolls no further, what went wrong. */
export function summaryLines({ created, updated, unchanged, kept, problems }: Record<ImportOutcome, number> & { problems: Problem[] }): {
  told: string;
  wrong: string;
} {
  return {
    told: `\n${created} created, ${updated} updated, ${unchanged} unchanged, ${kept} kept as they were edited since\n`,
    wrong: problems.length === 0 ? "" : `${counted(problems.length, "problem")}:\n${problems.map((problem) => `  ${plain(told(problem))}\n`).join("")}`,
  };
}
