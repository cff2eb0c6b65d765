import type { LoaderFunctionArgs } from "@remix-run/node";

import { allowReader } from "#app/auth/guards.server.ts";
import { directionOf } from "#app/i18n/languages.ts";
import { formatNumber } from "#app/lib/dates.ts";
import { ownLanguageName } from "#app/lib/language-names.ts";
import { type PageTools, pageTools } from "#app/lib/page-tools.server.ts";
import { toCanonical } from "#app/lib/redirect.server.ts";
import { paths, slugOf, typeOfCollection } from "#app/paths.ts";
import { listDecisions } from "#models/decision.server.ts";
import { type ItemDetails, type PublishedItem, type PublishedVersion, versionFor } from "#models/item.ts";
import { findPublished } from "#models/item-queries.server.ts";
import { localize } from "#models/localized.ts";
import { MEASURE_GROUPS, PRACTICE_SECTIONS } from "#models/vocabulary.ts";

import { itemAddresses, titled } from "./addresses.ts";
import { itemThing } from "./structured-data.server.ts";

/** Vocabularies whose terms are shown on an item's page, each leading to a search. */
const SHOWN_SCHEMES = ["theme", "persons", "capacity", "body", "sdg"] as const;

/** The page of one item: `/{lang}/{collection}/{id}/{slug}`; a wrong slug leads to the right one. */
export async function loadItem({ params, request }: LoaderFunctionArgs) {
  const { actor, lang } = allowReader(params);
  const type = typeOfCollection(params.collection);
  const item = type && params.id ? await findPublished({ actor, id: params.id, type }) : null;
  if (!item) throw new Response(null, { status: 404 });
  const tools = await pageTools(lang);
  const wanted = new URL(request.url).searchParams.get("version");
  const version = item.versions.find((candidate) => candidate.lang === wanted) ?? versionFor(item, lang);
  const title = versionFor(item, lang).content.title;
  if ((params.slug ?? "") !== slugOf(title)) {
    const search = new URL(request.url).search;
    throw toCanonical(paths.item(lang, { ...item, title }) + search);
  }
  return {
    lang,
    item: await itemView(tools, item, version),
    meta: tools.meta(version.content.title, version.content.summary, {
      kind: "article",
      addresses: itemAddresses(titled(item)),
      trail: [sectionOf(tools, item)],
      about: [itemThing(tools, item, version)],
    }),
  };
}

/** Where items of its type are listed. */
function sectionOf({ t, lang }: PageTools, { type }: PublishedItem): { name: string; path: string } {
  return {
    name: t(`items:types.${type}`),
    path: type === "event" ? paths.events(lang) : paths.search(lang, { type }),
  };
}

async function itemView(tools: PageTools, item: PublishedItem, version: PublishedVersion) {
  const { t, lang } = tools;
  const { content } = version;
  const mechanism = item.mechanism ? tools.reference.mechanisms.get(item.mechanism) : undefined;
  return {
    type: t(`items:type.${item.type}`),
    kind: item.type,
    country: item.country ? tools.country(item.country) : null,
    date: item.date.from ? tools.date(item.date) : null,
    title: content.title,
    summary: content.summary,
    lang: version.lang,
    dir: directionOf(version.lang),
    ownLanguage: version.lang === lang,
    language: tools.language(version.lang),
    behind: version.behind,
    machine: version.machine,
    note: localize(version.note, lang),
    breaksOff: content.sections.some((section) => section.breaksOff),
    versions: item.versions.map((candidate) => ({
      lang: candidate.lang,
      name: ownLanguageName(candidate.lang),
      original: candidate.lang === item.originalLanguage,
      current: candidate === version,
    })),
    facts: [
      ...(item.country ? [{ term: t("items:country"), value: tools.country(item.country) }] : []),
      { term: item.type === "record" ? t("items:year") : t("items:date"), value: tools.date(item.date) },
      ...(content.place ? [{ term: t("items:place"), value: content.place, lang: version.lang }] : []),
      ...(await typeFacts(tools, item)),
    ],
    mechanism: mechanism
      ? { name: tools.mechanism(mechanism).text, url: paths.mechanism(lang, { id: mechanism.id, title: tools.mechanism(mechanism).text }) }
      : null,
    groups: groupsOf(tools, item, version),
    absent: absentOf(tools, item, version),
    // A figure that only another version states is not told here.
    figures: item.figures.filter(({ id }) => Object.hasOwn(content.figureLabels, id)).map((figure) => ({
      id: figure.id,
      value: formatNumber(figure.value, lang),
      approximate: figure.approximate,
      unit: figure.unit,
      counts: content.figureLabels[figure.id] ?? "",
    })),
    terms: SHOWN_SCHEMES.map((scheme) => ({
      scheme,
      name: t(`items:scheme.${scheme}`),
      terms: tools.terms(item.terms, scheme).map(({ value, label }) => ({
        label: scheme === "sdg" ? `${value} · ${label}` : label,
        url: scheme === "body" ? paths.search(lang, { q: `"${label}"` }) : paths.search(lang, { [scheme]: value }),
      })),
    })).filter((row) => row.terms.length > 0),
    sources: tools.sources(item.sources),
  };
}

/** What only one type of item has to say of itself. */
async function typeFacts(tools: PageTools, item: PublishedItem): Promise<Array<{ term: string; value: string }>> {
  const { t, lang } = tools;
  switch (item.type) {
    case "measure": {
      const { number, status, contact } = item.details as ItemDetails["measure"];
      const value = status
        ? t("items:measure.statusAsOf", {
            status: t(`items:measure.status.${status.value}`),
            date: tools.date(status.asOf),
          })
        : t("site:notStated");
      return [
        { term: t("items:measure.number"), value: number ?? t("site:notStated") },
        { term: t("items:measure.statusLabel"), value },
        ...(contact ? [{ term: t("items:measure.contact"), value: contact }] : []),
      ];
    }
    case "document": {
      const { kind, decision } = item.details as ItemDetails["document"];
      const adopted = decision ? (await listDecisions()).find((candidate) => candidate.id === decision) : undefined;
      return [
        { term: t("items:document.kind"), value: kind ? tools.term(kind) : t("site:notStated") },
        ...(adopted
          ? [{ term: t("items:document.adoptedText"), value: localize(adopted.title, lang)?.text ?? adopted.id }]
          : []),
      ];
    }
    default:
      return [];
  }
}

/** The parts that an item of this type is asked for, in reading order. */
function templateOf({ type }: PublishedItem): readonly string[] {
  return type === "practice" ? PRACTICE_SECTIONS : type === "measure" ? MEASURE_GROUPS : [];
}

/** The headings of the parts that the sources leave out; what does not apply to a practice is no gap. */
function absentOf(tools: PageTools, item: PublishedItem, version: PublishedVersion): string[] {
  const filled = version.content.sections.map((section) => section.group);
  const settled = "notApplicable" in item.details ? [...filled, ...item.details.notApplicable] : filled;
  return templateOf(item)
    .filter((group) => !settled.includes(group))
    .flatMap((group) => headingOf(tools, item, group) ?? []);
}

/** The sections of an item in the order of its template, under their headings. */
function groupsOf(tools: PageTools, item: PublishedItem, version: PublishedVersion) {
  const present = [...new Set(version.content.sections.map((section) => section.group))];
  const known = templateOf(item).filter((group) => present.includes(group));
  const names = [...known, ...present.filter((group) => !known.includes(group))];
  return names.map((group) => ({
    group,
    heading: headingOf(tools, item, group),
    numbered: group === "statement",
    sections: version.content.sections
      .filter((section) => section.group === group)
      .map(({ id, heading, text, breaksOff = false }) => ({ id, heading, text, breaksOff })),
  }));
}

function headingOf({ t }: PageTools, item: PublishedItem, group: string): string | null {
  const practice = PRACTICE_SECTIONS.find((name) => name === group);
  if (item.type === "practice" && practice) return t(`items:practice.${practice}`);
  const measure = MEASURE_GROUPS.find((name) => name === group);
  if (item.type === "measure" && measure) return t(`items:measure.${measure}`);
  return item.type === "record" ? t("items:record.entries") : null;
}
