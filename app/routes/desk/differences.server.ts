import { directionOf } from "#app/i18n/languages.ts";
import { formatNumber } from "#app/lib/dates.ts";
import type { PageTools } from "#app/lib/page-tools.server.ts";
import { lineDifferences, nearChanges, type Piece, wordDifferences } from "#app/lib/word-differences.ts";
import { headingOf } from "#app/routes/items/text.server.ts";
import type { Content, Facts, Figure, ItemDetails, Section } from "#models/item.ts";
import type { ItemType } from "#models/vocabulary.ts";

/** One state of a text. Facts are null where they are not its matter: of translations. */
export type Side = { content: Content; facts: Facts | null };

/** One field that is not the same; `lang` where it is in the language of the text, else it is in the reader's. */
export type Difference = { id: string; name: string; pieces: Array<Piece | { kind: "left-out"; text: "" }>; lang?: string; dir?: "ltr" | "rtl" };

/**
 * What is different between two states of a text, field by field: texts by words, facts by their lines in the
 * reader's language. Fields that are the same are left out.
 */
export function differencesOf(tools: PageTools, { type, lang }: { type: ItemType; lang: string }, before: Side, after: Side): Difference[] {
  const texts = textFields(tools, type, before.content, after.content).map(({ id, name, was, is }): Difference => ({
    id, name, pieces: nearChanges(wordDifferences(was, is)), lang, dir: directionOf(lang),
  }));
  const facts = before.facts && after.facts ? factFields(tools, type, before.facts, after.facts) : [];
  const all = [...texts, ...facts.map(({ id, name, was, is }): Difference => ({ id, name, pieces: lineDifferences(was, is) }))];
  return all.filter(({ pieces }) => pieces.some(({ kind }) => kind === "added" || kind === "removed"));
}

type TextField = { id: string; name: string; was: string; is: string };

function textFields(tools: PageTools, type: ItemType, before: Content, after: Content): TextField[] {
  const { t } = tools;
  const sections = merged(before.sections, after.sections);
  const figures = [...new Set([...Object.keys(before.figureLabels), ...Object.keys(after.figureLabels)])];
  return [
    { id: "title", name: t("review:diff.title"), was: before.title, is: after.title },
    { id: "summary", name: t("review:diff.summary"), was: before.summary, is: after.summary },
    { id: "place", name: t("items:place"), was: before.place ?? "", is: after.place ?? "" },
    ...sections.map(({ id, name, was, is }) => ({ id: `section-${id}`, name: nameOf(tools, type, name), was: wordsOf(was), is: wordsOf(is) })),
    ...figures.map((id) => ({ id: `figure-${id}`, name: t("items:figures.counts"), was: before.figureLabels[id] ?? "", is: after.figureLabels[id] ?? "" })),
  ];
}

const wordsOf = (section: Section | undefined): string => (section ? [section.heading, section.text].filter(Boolean).join("\n\n") : "");

/** The parts of both, in the order of the later text; what went stands after what it stood after. */
function merged(before: Section[], after: Section[]) {
  const ids = after.map(({ id }) => id);
  for (const [index, { id }] of before.entries()) {
    if (ids.includes(id)) continue;
    const above = before[index - 1];
    ids.splice(above ? ids.indexOf(above.id) + 1 : 0, 0, id);
  }
  return ids.map((id) => {
    const [was, is] = [before.find((section) => section.id === id), after.find((section) => section.id === id)];
    return { id, was, is, name: is ?? was };
  });
}

function nameOf(tools: PageTools, type: ItemType, section: Section | undefined): string {
  const group = section ? headingOf(tools, { type }, section.group) : null;
  return [group ?? tools.t("review:diff.part"), section?.heading].filter(Boolean).join(": ");
}

type FactField = { id: string; name: string; was: string[]; is: string[] };

function factFields(tools: PageTools, type: ItemType, before: Facts, after: Facts): FactField[] {
  const { t } = tools;
  const both = (id: string, name: string, lines: (facts: Facts) => string[]): FactField => ({ id, name, was: lines(before), is: lines(after) });
  return [
    both("date", t(type === "record" ? "items:year" : "items:date"), ({ date }) => [tools.date(date)]),
    both("terms", t("review:diff.terms"), ({ terms }) => terms.map((id) => tools.term(id))),
    both("partners", t("cooperation:partners.title"), ({ partners = [] }) => partners.map((id) => tools.partner(id).text)),
    both("figures", t("items:figures.label"), ({ figures }) => figures.map((figure) => figureLine(tools, figure))),
    both("sources", t("review:diff.sources"), ({ sources }) => tools.sources(sources).map(({ title, language, asOf }) => [title.text, language, asOf].filter(Boolean).join(" · "))),
    both("details", t("review:diff.details"), ({ details }) => detailLines(tools, type, details)),
  ];
}

function figureLine({ t, lang }: PageTools, { value, unit, approximate, source }: Figure): string {
  const number = [approximate ? t("items:figures.about") : "", formatNumber(value, lang), unit ?? ""].filter(Boolean).join(" ");
  return source ? `${number} (${source})` : number;
}

function detailLines(tools: PageTools, type: ItemType, details: Facts["details"]): string[] {
  const { t } = tools;
  switch (type) {
    case "practice":
      return (details as ItemDetails["practice"]).notApplicable.map((group) => `${headingOf(tools, { type }, group) ?? group}: ${t("items:notApplicable")}`);
    case "document": {
      const { kind, decision, event } = details as ItemDetails["document"];
      return [kind ? tools.term(kind) : "", decision ? `${t("items:document.adoptedText")}: ${decision}` : "", event ? `${t("items:type.event")}: ${event}` : ""].filter(Boolean);
    }
    case "measure": {
      const { number, status, contact } = details as ItemDetails["measure"];
      const state = status ? `${t(`items:measure.status.${status.value}`)} (${tools.date(status.asOf)})` : "";
      return [number ? `${t("items:measure.number")}: ${number}` : "", state, contact ? `${t("items:measure.contact")}: ${contact}` : ""].filter(Boolean);
    }
    case "event": {
      const { time, gatheringKind, participants } = details as ItemDetails["event"];
      return [
        ...(time ? [[time.start, time.end].filter(Boolean).join("–") + ` (${time.zone})`] : []),
        ...(gatheringKind ? [t(`gatherings:kinds.${gatheringKind}`)] : []),
        ...(participants?.states ?? []).map((state) => tools.country(state)),
        ...(participants?.others ?? []),
      ];
    }
    case "record":
      return [];
  }
}
