import { LIMITS } from "#models/vocabulary.ts";

import type { Fields } from "../edit/fields.ts";

/**
 * The parts of one group of a text as one cell: a line of `===` begins a part, with its heading behind the signs; the first part needs
 * none where it has no heading. A line of the text itself that begins so stands behind a backslash.
 */
export type Part = { heading: string; text: string };

const BEGINS = /^===(?:\s(.*))?$/s;

const sectionsOf = (fields: Fields): Array<{ id: string; group: string }> =>
  (fields.s ?? "").split("\n").filter(Boolean).map((line) => {
    const [id = "", group = ""] = line.split(" ");
    return { id, group };
  });

/** The group of a part of a form, by its id. */
export const groupOf = (fields: Fields, id: string): string | undefined => sectionsOf(fields).find((section) => section.id === id)?.group;

const idsIn = (fields: Fields, group: string): string[] => sectionsOf(fields).flatMap((section) => (section.group === group ? [section.id] : []));

/** Whether a cell can have several parts: a practice has one in each of its sections. */
const isSeveral = (fields: Fields, group: string, { one }: { one: boolean }): boolean => !one || idsIn(fields, group).length > 1;

/** The cell of a group. */
export function writeParts(fields: Fields, group: string, how: { one: boolean }): string {
  const parts = idsIn(fields, group).map((id): Part => ({ heading: fields[`s.${id}.heading`] ?? "", text: fields[`s.${id}.text`] ?? "" }));
  if (!isSeveral(fields, group, how)) return parts[0]?.text ?? "";
  while (parts.at(-1)?.heading === "" && parts.at(-1)?.text === "") parts.pop();
  return parts.map(({ heading, text }, index) => [...(index > 0 || heading ? [`===${heading && ` ${heading}`}`] : []), ...(text ? [text.replace(/^(?=\\*===)/gm, "\\")] : [])].join("\n")).join("\n");
}

/** What a cell says of a group, part by part, and no further than one part more than a text may have; `clean` makes texts fit to be kept. */
export function readParts(cell: string, fields: Fields, group: string, how: { one: boolean }, clean: { plain: (text: string) => string; rich: (text: string) => string }): Part[] {
  if (!isSeveral(fields, group, how)) return [{ heading: "", text: clean.rich(cell) }];
  const parts: Array<{ heading: string; lines: string[] }> = [];
  for (const line of cell.split(/\r\n?|\n/)) {
    const begins = BEGINS.exec(line.trimEnd());
    const last = parts.at(-1);
    if (parts.length > LIMITS.sections) break;
    if (begins) parts.push({ heading: begins[1] ?? "", lines: [] });
    else if (last) last.lines.push(line);
    else parts.push({ heading: "", lines: [line] });
  }
  return parts.map(({ heading, lines }) => ({ heading: clean.plain(heading).replace(/\s+/g, " "), text: clean.rich(lines.join("\n").replace(/^\\(?=\\*===)/gm, "")) }));
}

/** A form with these parts in a group: by their order they are those that were there; what is not named is empty. */
export function withParts(fields: Fields, group: string, parts: Part[]): Fields {
  const sections = sectionsOf(fields);
  const there = idsIn(fields, group);
  const taken = new Set(sections.map(({ id }) => id));
  const fresh = (): string => {
    for (let number = 1; ; number += 1) {
      const id = `${group}-${number}`;
      if (taken.has(id)) continue;
      taken.add(id);
      return id;
    }
  };
  const ids = [...there, ...parts.slice(there.length).map(fresh)];
  const first = sections.findIndex((section) => section.group === group);
  const own = ids.map((id) => ({ id, group }));
  const others = sections.filter((section) => section.group !== group);
  const at = first < 0 ? others.length : sections.slice(0, first).length;
  const next: Fields = { ...fields, s: others.toSpliced(at, 0, ...own).map((section) => `${section.id} ${section.group}`).join("\n") };
  for (const [index, id] of ids.entries()) {
    const { heading = "", text = "" } = parts[index] ?? {};
    // Where a source breaks off, it does so in the words that it ends with.
    if (text !== (fields[`s.${id}.text`] ?? "")) delete next[`s.${id}.breaksOff`];
    next[`s.${id}.text`] = text;
    if (heading || `s.${id}.heading` in fields) next[`s.${id}.heading`] = heading;
  }
  return next;
}
