import type { PageTools } from "#app/lib/page-tools.server.ts";
import { richHtml, type RichWords } from "#app/rich-text/html.server.ts";
import { AGENDA } from "#models/gathering.ts";
import type { PublishedItem, PublishedVersion } from "#models/item.ts";
import { MEASURE_GROUPS, PRACTICE_SECTIONS } from "#models/vocabulary.ts";

/** Groups of a measure that are a line of its sheet, shown with its facts and not as a part of the text. */
export const SHEET_LINES: readonly string[] = ["axis", "ministry"];

/** Groups whose parts are numbered in the sheets that they come from. */
const NUMBERED: readonly string[] = ["statement", "objectives", "achievements"];

/** The parts that an item of this type is asked for, in reading order. */
function templateOf({ type }: PublishedItem): readonly string[] {
  return type === "practice" ? PRACTICE_SECTIONS : type === "measure" ? MEASURE_GROUPS : [];
}

/** The headings of the parts that the sources leave out, and of those that do not apply to this practice. */
export function absentOf(tools: PageTools, item: PublishedItem, version: PublishedVersion) {
  const filled = version.content.sections.map((section) => section.group);
  const notApplicable = "notApplicable" in item.details ? item.details.notApplicable : [];
  const headings = (groups: readonly string[]) => groups.flatMap((group) => headingOf(tools, item, group) ?? []);
  const open = templateOf(item).filter((group) => !filled.includes(group));
  return [
    { name: tools.t("site:notStated"), headings: headings(open.filter((group) => !notApplicable.includes(group))) },
    { name: tools.t("items:notApplicable"), headings: headings(open.filter((group) => notApplicable.includes(group))) },
  ].filter(({ headings: some }) => some.length > 0);
}

/** The sections of an item in the order of its template, under their headings; `words` are in the language of the text. */
export function groupsOf(tools: PageTools, item: PublishedItem, version: PublishedVersion, words: RichWords) {
  const present = [...new Set(version.content.sections.map((section) => section.group))];
  const known = templateOf(item).filter((group) => present.includes(group));
  const names = [...known, ...present.filter((group) => !known.includes(group))];
  return names
    .filter((group) => item.type !== "measure" || !SHEET_LINES.includes(group))
    .map((group) => {
      const title = headingOf(tools, item, group);
      const sections = version.content.sections
        .filter((section) => section.group === group)
        .map(({ id, heading, text, breaksOff = false }) => ({
          id,
          heading,
          html: richHtml(text, { headingLevel: 2 + (title ? 1 : 0) + (heading ? 1 : 0), idPrefix: id, words }),
          breaksOff,
        }));
      return {
        group,
        heading: title,
        numbered: item.type === "measure" && NUMBERED.includes(group) && sections.length > 1,
        // Achievements of a year are points of a list, unless each has a heading of its own.
        listed: item.type === "record" && sections.length > 1 && sections.every(({ heading }) => !heading),
        sections,
      };
    });
}

/** The heading of a part in the reader's language; null where its group has none. */
export function headingOf({ t }: PageTools, item: Pick<PublishedItem, "type">, group: string): string | null {
  const practice = PRACTICE_SECTIONS.find((name) => name === group);
  if (item.type === "practice" && practice) return t(`items:practice.${practice}`);
  const measure = MEASURE_GROUPS.find((name) => name === group);
  if (item.type === "measure" && measure) return t(`items:measure.${measure}`);
  if (item.type === "event" && group === AGENDA) return t("gatherings:agenda");
  return item.type === "record" ? t("items:record.entries") : null;
}
