import type { Language } from "#app/i18n/languages.ts";
import { DATE_NOT_STATED, type PartialDate } from "#models/partial-date.ts";
import { LIMITS, type MeasureStatus } from "#models/vocabulary.ts";

import { parseDate } from "./dates.ts";
import { readAchievements, readNumbered } from "./measure-parts.ts";
import { findLabel, type Labels, LONGEST_LABEL } from "./labels.ts";
import { type Line, wordsOfLine } from "./lines.ts";
import { isNoValue } from "./no-value.ts";
import { type Reading, type Source, SourceProblem } from "./reading.ts";
import { MEASURE_LABELS, type MeasureField, STATUS_LABELS, STATUS_WORDS } from "./tables/measure.ts";
import { foldText, partAtColon } from "./text.ts";
import { titleOf } from "./title.ts";

const EMAIL = /^[\p{L}\d.+_-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+$/u;

type FieldName = MeasureField | "status";
/** A field of the sheet with the lines under its label, and what stood on the label's own line. */
type Label = { name: FieldName; words: string; value: string; asOf: PartialDate | null };
type Field = { label: Label; line: Line; lines: Line[] };

/** Reads the sheet of a measure: labelled fields, one after the other, each with its value below or behind it. */
export function readMeasure({ lines, lang, ledger, title }: Source): Reading {
  const fields = new Map<FieldName, Field>();
  let current: Field | undefined;
  let contact: string | null = null;
  for (const line of lines) {
    if (line.isBlank) {
      current?.lines.push(line);
      continue;
    }
    const label = labelOf(line, lang);
    if (label && !fields.has(label.name)) {
      const value: Line[] = label.value ? [{ ...line, stray: "", marker: "", body: label.value, tail: "" }] : [];
      current = { label, line, lines: value };
      fields.set(label.name, current);
    } else if (current) current.lines.push(line);
    else if (EMAIL.test(line.body) && contact === null) {
      contact = line.body;
      ledger.field(line, "contact", line.body, line.body);
    } else ledger.leaveLine(line, "before-first-heading");
  }
  if (![...fields.keys()].some((name) => name === "statement" || name === "achievements" || name === "objectives")) {
    throw new SourceProblem("no sheet of a measure: none of the labels for its statement, objectives or achievements stands in it");
  }

  for (const { label, line, lines: below } of fields.values()) {
    if (below.some(({ isBlank }) => !isBlank)) ledger.field(line, label.name, label.words);
    else {
      ledger.leaveLine({ ...line, body: label.words, tail: "" }, "empty-field");
      ledger.note(label.name, "", line.number);
    }
  }

  /** The value of a field of one value; what says that there is none stands nowhere. */
  const single = (name: FieldName): string | null => {
    const field = fields.get(name);
    if (!field) return null;
    const filled = field.lines.filter((line) => !line.isBlank);
    const words = filled.map(wordsOfLine).filter(Boolean).join(" ");
    if (isNoValue(words, lang)) {
      for (const line of filled) ledger.leaveLine(line, "empty-field");
      return null;
    }
    return words;
  };
  const enter = (name: FieldName, value: string) => {
    const [first, ...rest] = (fields.get(name)?.lines ?? []).filter((line) => !line.isBlank);
    if (first) ledger.field(first, name, wordsOfLine(first), value);
    for (const line of rest) ledger.field(line, name, wordsOfLine(line));
  };

  const number = single("number");
  if (number) enter("number", number);
  const given = single("contact");
  if (given && !contact && given.length <= LIMITS.title) enter("contact", (contact = given));
  else if (given) for (const line of fields.get("contact")?.lines ?? []) ledger.leaveLine(line, "no-place");
  const name = single("name");
  for (const line of fields.get("name")?.lines ?? []) if (name && !line.isBlank) ledger.title(line);
  if (name) ledger.note("name", name, fields.get("name")?.line.number ?? 0);
  const subName = single("subName");
  for (const line of fields.get("subName")?.lines ?? []) if (subName && !line.isBlank) ledger.text(line);
  const status = statusOf(single("status"), fields.get("status"), lang);
  if (status) enter("status", status.value);
  else for (const line of fields.get("status")?.lines ?? []) if (!isNoValue(wordsOfLine(line), lang)) ledger.leaveLine(line, "unknown-status");
  const publication = single("publication");
  if (publication) enter("publication", publication);

  const list = (field: FieldName) => fields.get(field)?.lines ?? [];
  const { sections: achievements, entries } = readAchievements(list("achievements"), lang, ledger);
  const sections = [
    ...readNumbered("axis", list("axis"), lang, ledger),
    ...readNumbered("statement", list("statement"), lang, ledger),
    ...readNumbered("objectives", list("objectives"), lang, ledger),
    ...readNumbered("ministry", list("ministry"), lang, ledger),
    ...achievements,
  ];
  const count = (group: string) => sections.filter((section) => section.group === group).length;
  for (const { label, line } of fields.values()) {
    const [only, ...more] = sections.filter(({ group }) => group === label.name);
    // Of a list, how many items it has.
    if (only) ledger.note(label.name, more.length > 0 ? String(more.length + 1) : only.text, line.number);
  }
  const { title: own, summary } = titleOf({ given: title, line: name, text: sections[0]?.text ?? "" });
  return {
    part: null,
    title: own,
    summary: [summary, subName].filter(Boolean).join(" – "),
    place: null,
    date: status && status.asOf.from ? status.asOf : publication ? parseDate(publication, lang) : null,
    details: { number, status, contact },
    sections,
    counts: { statement: count("statement"), objectives: count("objectives"), achievements: count("achievements"), entries },
    ledger,
  };
}

/** The field that a line is the label of; the status has its date in the label. */
function labelOf(line: Line, lang: Language): Label | null {
  const found = findLabel(line, MEASURE_LABELS as Labels<MeasureField>, lang);
  if (found) return { name: found.field, words: found.label, value: found.value, asOf: null };
  if (line.marker !== "") return null;
  const text = wordsOfLine(line);
  const { before, after } = partAtColon(text, LONGEST_LABEL) ?? { before: text.slice(0, LONGEST_LABEL + 1), after: "" };
  if (before.length > LONGEST_LABEL) return null;
  const folded = foldText(before);
  for (const label of STATUS_LABELS[lang].toSorted((a, b) => b.length - a.length)) {
    const start = foldText(label);
    if (folded !== start && !folded.startsWith(`${start} `)) continue;
    const rest = folded.slice(start.length).trim();
    const asOf = rest === "" ? null : parseDate(rest, lang);
    if (rest !== "" && !asOf) continue;
    const words = after ? text.slice(0, -after.length).trim() : text;
    return { name: "status", words, value: after, asOf };
  }
  return null;
}

function statusOf(words: string | null, field: Field | undefined, lang: Language): { value: MeasureStatus; asOf: PartialDate } | null {
  if (!words || !field) return null;
  const folded = ` ${foldText(words)} `;
  const known = STATUS_WORDS.find((row) => row.words[lang].some((word) => folded.includes(` ${foldText(word)} `)));
  return known ? { value: known.status, asOf: field.label.asOf ?? DATE_NOT_STATED } : null;
}

