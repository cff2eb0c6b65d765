import { isTimeZone } from "#app/lib/time-zones.ts";
import type { AttachedFile } from "#models/file.ts";
import { AGENDA, GATHERING_KINDS, PARTICIPANT_LIMITS } from "#models/gathering.ts";
import type { Content, Facts, Figure, ItemDetails, Section } from "#models/item.ts";
import { LANGUAGE_TAG } from "#models/localized.ts";
import { DATE_NOT_STATED, isPartialDate, type PartialDate, partialDate } from "#models/partial-date.ts";
import type { Source } from "#models/source.ts";
import { LIMITS, MEASURE_GROUPS, MEASURE_STATUSES, type ItemType, PRACTICE_SECTIONS } from "#models/vocabulary.ts";

/**
 * What an editor's form holds, by the names of its fields: texts as they were typed, lists as lines. In this form
 * a text is shown, sent, kept on a device, compared and merged; only the database has another.
 *
 *     title · summary · place · s (parts, as `id group`) · s.ID.heading · s.ID.text · fl.ID.title, fl.ID.lang (files)
 *     from, to (dates) · terms · partners · na · ps (States that take part) · f (figures) · f.ID.value … · src · src.N.title … ·
 *     details by their names
 */
export type Fields = Record<string, string>;

export type FieldError = { field: string; code: "date" | "dateOrder" | "number" | "long" | "address" | "time" | "zone" | "choice" };

/** What the text belongs to. `facts` are those that it had before; a translation changes none of them. */
export type Setting = {
  type: ItemType;
  lang: string;
  isOriginal: boolean;
  facts: Facts;
  /** Of a translation: the text that it follows, each part of which it is asked for. */
  original?: Content | null;
  /** The files of the text, which no form adds to or takes from. */
  files?: AttachedFile[] | undefined;
};

const lines = (text: string | undefined): string[] => (text ?? "").split("\n").filter(Boolean);

/** The parts of the text that an item of this type is written in, in the order of its form. */
export function groupsOf(type: ItemType): readonly string[] {
  return type === "practice" ? PRACTICE_SECTIONS : type === "measure" ? MEASURE_GROUPS : type === "record" ? ["entries"] : type === "event" ? ["text", AGENDA] : ["text"];
}

/** A text as its form shows it: with an empty part wherever its template asks for one. */
export function fieldsOf(content: Content, { type, lang, isOriginal, facts, original = null }: Setting): Fields {
  const fields: Fields = { title: content.title, summary: content.summary };
  if (type === "event" || content.place || original?.place) fields.place = content.place ?? "";
  const sections = isOriginal ? inTemplate(content.sections, type) : besideOriginal(content.sections, original);
  fields.s = sections.map(({ id, group }) => `${id} ${group}`).join("\n");
  for (const { id, heading, text, breaksOff } of sections) {
    fields[`s.${id}.text`] = text;
    if (breaksOff) fields[`s.${id}.breaksOff`] = "on";
    if (type !== "practice") fields[`s.${id}.heading`] = heading ?? "";
  }
  for (const { id, title, lang: language } of content.files ?? []) Object.assign(fields, { [`fl.${id}.title`]: title ?? "", [`fl.${id}.lang`]: language });
  fields.f = facts.figures.map(({ id }) => id).join("\n");
  for (const { id } of facts.figures) fields[`f.${id}.label`] = content.figureLabels[id] ?? "";
  return isOriginal ? { ...fields, ...factFields(facts, type, lang) } : fields;
}

function inTemplate(sections: Section[], type: ItemType): Section[] {
  const known = groupsOf(type);
  const empty = (group: string): Section => ({ id: type === "practice" ? group : `${group}-1`, group, heading: null, text: "" });
  const groups = [...known, ...new Set(sections.map(({ group }) => group).filter((group) => !known.includes(group)))];
  return groups.flatMap((group) => {
    const own = sections.filter((section) => section.group === group);
    return own.length > 0 ? own : [empty(group)];
  });
}

/** The parts of a translation in the order of its original, with an empty one wherever it has none yet. */
function besideOriginal(sections: Section[], original: Content | null): Section[] {
  const asked = (original?.sections ?? []).map(({ id, group }) => sections.find((section) => section.id === id) ?? { id, group, heading: null, text: "" });
  return [...asked, ...sections.filter((section) => !asked.includes(section))];
}

function factFields(facts: Facts, type: ItemType, lang: string): Fields {
  const { date, terms, partners = [], figures, sources, details } = facts;
  const fields: Fields = { from: date.from ?? "", to: date.to ?? "", terms: terms.join("\n"), partners: partners.join("\n") };
  for (const { id, value, unit, approximate, source } of figures) {
    fields[`f.${id}.value`] = String(value);
    fields[`f.${id}.unit`] = unit ?? "";
    fields[`f.${id}.approximate`] = approximate ? "on" : "";
    fields[`f.${id}.source`] = source ?? "";
  }
  fields.src = sources.map((_, index) => String(index)).join("\n");
  for (const [index, { title, language, asOf }] of sources.entries()) {
    fields[`src.${index}.title`] = title[lang] ?? Object.values(title)[0] ?? "";
    fields[`src.${index}.language`] = language;
    fields[`src.${index}.asOf`] = asOf ?? "";
  }
  if (type === "practice") fields.na = (details as ItemDetails["practice"]).notApplicable.join("\n");
  if (type === "document") {
    const { kind, decision, event } = details as ItemDetails["document"];
    Object.assign(fields, { kind: kind ?? "", decision: decision ?? "", event: event ?? "" });
  }
  if (type === "event") {
    const { time, gathering, gatheringKind, participants } = details as ItemDetails["event"];
    Object.assign(fields, { start: time?.start ?? "", end: time?.end ?? "", zone: time?.zone ?? "" });
    if (gathering) Object.assign(fields, { gatheringKind: gatheringKind ?? "", ps: participants?.states.join("\n") ?? "", others: participants?.others.join("\n") ?? "" });
  }
  if (type === "measure") {
    const { number, status, contact } = details as ItemDetails["measure"];
    Object.assign(fields, { number: number ?? "", status: status?.value ?? "", asOf: status?.asOf.from ?? "", contact: contact ?? "" });
  }
  return fields;
}

/** A form as the database keeps it, and what in it cannot be kept. */
export function readFields(fields: Fields, setting: Setting): { content: Content; facts: Facts | null; errors: FieldError[] } {
  const errors: FieldError[] = [];
  const { isOriginal } = setting;
  const text = (name: string, most: number): string => {
    const value = fields[name] ?? "";
    if (value.length > most) errors.push({ field: name, code: "long" });
    return value;
  };
  const title = text("title", LIMITS.title);
  const summary = text("summary", LIMITS.summary);
  const sections = lines(fields.s).slice(0, LIMITS.sections).map((line): Section => {
    const [id = "", group = ""] = line.split(" ");
    const heading = text(`s.${id}.heading`, LIMITS.title) || null;
    return { id, group, heading, text: text(`s.${id}.text`, LIMITS.section), ...(fields[`s.${id}.breaksOff`] ? { breaksOff: true } : {}) };
  });
  const figures = lines(fields.f).slice(0, LIMITS.figures);
  const labels = figures.map((id) => [id, text(`f.${id}.label`, LIMITS.title)] as const).filter(([, label]) => label);
  const content: Content = {
    title,
    summary,
    place: text("place", LIMITS.title) || null,
    sections: isOriginal ? sections.filter(isSaid) : sections,
    figureLabels: Object.fromEntries(labels),
    ...(setting.files?.length ? { files: setting.files.map((file) => called(file, fields, text)) } : {}),
  };
  return { content, facts: isOriginal ? readFacts(fields, setting, errors, text) : null, errors };
}

/** A file as its form calls it; one that the form does not know yet is called as before. */
function called(file: AttachedFile, fields: Fields, text: ReadText): AttachedFile {
  const [title, lang] = [`fl.${file.id}.title`, fields[`fl.${file.id}.lang`] ?? ""];
  return { ...file, ...(title in fields ? { title: text(title, LIMITS.title) || null } : {}), ...(LANGUAGE_TAG.test(lang) ? { lang } : {}) };
}

const isSaid = ({ text, heading }: Section): boolean => text !== "" || heading !== null;

type ReadText = (name: string, most: number) => string;

function readFacts(fields: Fields, { type, lang, facts }: Setting, errors: FieldError[], text: ReadText): Facts {
  const figures = lines(fields.f).slice(0, LIMITS.figures).flatMap((id): Figure[] => {
    const value = fields[`f.${id}.value`] ?? "";
    const isEmpty = ["value", "unit", "source", "label"].every((name) => !fields[`f.${id}.${name}`]);
    if (isEmpty) return [];
    if (!/^-?\d+(\.\d+)?$/.test(value)) errors.push({ field: `f.${id}.value`, code: "number" });
    const before = facts.figures.find((figure) => figure.id === id);
    const source = text(`f.${id}.source`, LIMITS.title);
    return [{ id, section: before?.section ?? null, value: Number(value), unit: text(`f.${id}.unit`, LIMITS.name) || null, approximate: fields[`f.${id}.approximate`] === "on", ...(source ? { source } : {}) }];
  });
  const sources = lines(fields.src).flatMap((index): Source[] => {
    const title = text(`src.${index}.title`, LIMITS.title);
    const before = facts.sources[Number(index)];
    const asOf = readDate(fields, `src.${index}.asOf`, errors).from;
    return title ? [{ title: { ...before?.title, [titleLanguage(before, lang)]: title }, language: languageOf(fields[`src.${index}.language`], lang), asOf }] : [];
  });
  const date = readSpan(fields, errors);
  // What kind a document is, is one of its terms.
  const terms = lines(fields.terms).filter((id) => !id.startsWith("documentKind:"));
  if (type === "document" && fields.kind) terms.push(fields.kind);
  return { date, terms, partners: lines(fields.partners), figures, sources, details: readDetails(fields, type, facts, errors, text) };
}

/** The language of a source: what a form says, where that is one. Pages name it, and there is no name for anything else. */
const languageOf = (said: string | undefined, lang: string): string => (said && LANGUAGE_TAG.test(said) ? said : lang);

/** The language of the title that the form shows: the writer's, else the one that there is. */
const titleLanguage = (source: Source | undefined, lang: string): string =>
  !source || source.title[lang] !== undefined ? lang : (Object.keys(source.title)[0] ?? lang);

function readDate(fields: Fields, name: string, errors: FieldError[]): PartialDate {
  const value = fields[name] ?? "";
  if (!value) return DATE_NOT_STATED;
  const date = partialDate(value);
  if (isPartialDate(date)) return date;
  errors.push({ field: name, code: "date" });
  return DATE_NOT_STATED;
}

function readSpan(fields: Fields, errors: FieldError[]): PartialDate {
  const [from, to] = [readDate(fields, "from", errors), readDate(fields, "to", errors)];
  if (!from.from || !to.from || to.from === from.from) {
    if (!from.from && to.from) errors.push({ field: "from", code: "date" });
    return from;
  }
  const span = partialDate(from.from, to.from);
  if (isPartialDate(span)) return span;
  errors.push({ field: "to", code: "dateOrder" });
  return from;
}

/** `HH:MM`, as a clock has it. */
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

function readDetails(fields: Fields, type: ItemType, facts: Facts, errors: FieldError[], text: ReadText): Facts["details"] {
  switch (type) {
    case "practice":
      return { notApplicable: lines(fields.na).filter((group) => PRACTICE_SECTIONS.some((known) => known === group)) };
    case "document":
      return { kind: fields.kind || null, decision: fields.decision || null, ...(/^[\w-]{1,64}$/.test(fields.event ?? "") ? { event: fields.event ?? null } : {}) };
    case "event": {
      const before = facts.details as ItemDetails["event"];
      const { start = "", end = "", zone = "" } = fields;
      for (const [field, value] of [["start", start], ["end", end]] as const) {
        if (value && !TIME.test(value)) errors.push({ field, code: "time" });
      }
      if (end && !start) errors.push({ field: "start", code: "time" });
      if (start && !isTimeZone(zone)) errors.push({ field: "zone", code: "zone" });
      return { gathering: before.gathering, ...(before.gathering ? readGathering(fields, errors) : {}), ...(start && zone ? { time: { start, end: end || null, zone } } : {}) };
    }
    case "measure": {
      const value = MEASURE_STATUSES.find((status) => status === fields.status);
      const asOf = readDate(fields, "asOf", errors);
      if (value && !asOf.from && !errors.some(({ field }) => field === "asOf")) errors.push({ field: "asOf", code: "date" });
      const contact = text("contact", LIMITS.title);
      return { number: text("number", LIMITS.name) || null, status: value && asOf.from ? { value, asOf } : null, ...(contact ? { contact } : {}) };
    }
    case "record":
      return {};
  }
}

function readGathering(fields: Fields, errors: FieldError[]): Pick<ItemDetails["event"], "gatheringKind" | "participants"> {
  const [states, others] = [lines(fields.ps), lines(fields.others).map((line) => line.trim()).filter(Boolean)];
  if (others.length > PARTICIPANT_LIMITS.others || others.some((line) => line.length > PARTICIPANT_LIMITS.line)) errors.push({ field: "others", code: "long" });
  const gatheringKind = GATHERING_KINDS.find((kind) => kind === fields.gatheringKind);
  return { ...(gatheringKind ? { gatheringKind } : {}), ...(states.length + others.length > 0 ? { participants: { states, others } } : {}) };
}
