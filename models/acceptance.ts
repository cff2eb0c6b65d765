import type { Content, Facts } from "./item.ts";
import { PRACTICE_SECTIONS, type ItemType } from "./vocabulary.ts";

/**
 * What a text has to have to be handed in (`required`), and what makes it good (advice), as the hub publishes it:
 * implemented and not planned, plain language, self-contained, each section answered or marked as not applicable
 * (after the templates of UN DESA and OECD OPSI).
 */
export const CRITERIA = [
  "title",
  "summary",
  "text",
  /** Objectives, implementation and results: without them nobody can take a practice up. */
  "core",
  /** Each section answered, or marked as not applicable. */
  "sections",
  "date",
  "implemented",
  "theme",
  "capacity",
  "kind",
  "number",
  "status",
  "figureLabels",
  "figureSources",
  "plain",
  "translated",
] as const;
export type CriterionId = (typeof CRITERIA)[number];

/** `field` is the name of the field to go to; `count` what is missing, where it can be counted. */
export type Criterion = { id: CriterionId; required: boolean; met: boolean; field: string; count?: number };

const CORE: readonly string[] = ["objectives", "implementation", "results"];
/** Words in a sentence beyond which most readers lose the thread. */
const LONG_SENTENCE = 30;
/** From this share of long sentences on, a text is hard to read. */
const SOME = 0.25;

type Checked = {
  type: ItemType;
  content: Content;
  facts: Facts;
  /** Of a translation: the text that it follows. Facts are then not its matter. */
  original?: Content | null;
  /** `YYYY-MM-DD`. */
  today: string;
};

/** The criteria for a text, in the order of its form; those that do not apply to it are left out. */
export function checkAcceptance({ type, content, facts, original = null, today }: Checked): Criterion[] {
  const answered = new Set(content.sections.filter(({ text }) => text.trim() !== "").map(({ group }) => group));
  const notApplicable: readonly string[] = "notApplicable" in facts.details ? facts.details.notApplicable : [];
  const open = PRACTICE_SECTIONS.filter((group) => !answered.has(group) && !notApplicable.includes(group));
  const firstOpen = (groups: readonly string[]) => open.find((group) => groups.includes(group)) ?? open[0] ?? "objectives";
  const found: Criterion[] = [
    { id: "title", required: true, met: content.title.trim() !== "", field: "title" },
    { id: "summary", required: true, met: content.summary.trim() !== "", field: "summary" },
  ];
  if (original) {
    const missing = original.sections.filter(({ id, text }) => text.trim() !== "" && !content.sections.some((section) => section.id === id && section.text.trim() !== ""));
    found.push({ id: "translated", required: false, met: missing.length === 0, field: missing[0] ? `s.${missing[0].id}.text` : "title", count: missing.length });
  } else if (type === "practice") {
    const core = open.filter((group) => CORE.includes(group));
    found.push({ id: "core", required: true, met: core.length === 0, field: `s.${firstOpen(CORE)}.text`, count: core.length });
    found.push({ id: "sections", required: false, met: open.length === 0, field: `s.${firstOpen(PRACTICE_SECTIONS)}.text`, count: open.length });
  } else {
    found.push({ id: "text", required: type !== "document" && type !== "event", met: answered.size > 0, field: "text" });
  }
  if (!original) found.push(...checkFacts(type, facts, today));
  if (facts.figures.length > 0) {
    const unlabelled = facts.figures.filter(({ id }) => !content.figureLabels[id]?.trim());
    found.push({ id: "figureLabels", required: true, met: unlabelled.length === 0, field: `f.${unlabelled[0]?.id ?? ""}.label`, count: unlabelled.length });
  }
  const sentences = sentencesOf(content);
  const long = sentences.filter((words) => words > LONG_SENTENCE).length;
  if (sentences.length > 0) found.push({ id: "plain", required: false, met: long <= sentences.length * SOME, field: "summary", count: long });
  return found;
}

function checkFacts(type: ItemType, { date, terms, figures, details }: Facts, today: string): Criterion[] {
  const carries = (scheme: string) => terms.some((id) => id.startsWith(`${scheme}:`));
  const found: Criterion[] = [
    { id: "date", required: type === "event" || type === "record" || type === "practice", met: date.precision !== "not-stated", field: "from" },
    { id: "theme", required: true, met: carries("theme"), field: "theme" },
  ];
  if (type === "practice") {
    // Of a practice without a date nobody can say that it has been implemented.
    if (date.from) found.push({ id: "implemented", required: true, met: date.from <= today, field: "from" });
    found.push({ id: "capacity", required: false, met: carries("capacity"), field: "capacity" });
  }
  if (type === "document") found.push({ id: "kind", required: false, met: "kind" in details && details.kind !== null, field: "kind" });
  if (type === "measure") {
    found.push({ id: "number", required: false, met: "number" in details && details.number !== null, field: "number" });
    found.push({ id: "status", required: false, met: "status" in details && details.status !== null, field: "status" });
  }
  if (figures.length > 0) {
    const without = figures.filter(({ source }) => !source);
    found.push({ id: "figureSources", required: false, met: without.length === 0, field: `f.${without[0]?.id ?? ""}.source`, count: without.length });
  }
  return found;
}

/**
 * Where a sentence ends: its mark with what closes it, a line end, or a point of a list. A row of marks is looked at from
 * its beginning alone: looked at from each of them, a long one would hold everything up.
 */
const SENTENCE_ENDS = /(?<![.!?؟…])[.!?؟…]+["'»”’)\]]*(?=\s|$)|\n+/u;

/** The number of words of each sentence. By signs and spaces: the platform's own segmenter copies the text for each word. */
function sentencesOf({ summary, sections }: Content): number[] {
  return [summary, ...sections.map((section) => section.text)]
    .flatMap((text) => text.split(SENTENCE_ENDS))
    .map((sentence) => sentence.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length)
    .filter((count) => count > 0);
}

/** The criteria that keep a text from being handed in. */
export function gate(criteria: Criterion[]): Criterion[] {
  return criteria.filter(({ required, met }) => required && !met);
}
