import type { ReferenceData } from "#app/lib/reference-data.server.ts";
import { countryName } from "#app/lib/reference-data.server.ts";
import { LANGUAGE_CODES } from "#app/i18n/languages.ts";
import { plainText } from "#app/rich-text/plain.server.ts";
import type { PublishedItem, PublishedVersion } from "#models/item.ts";
import { namesOfMechanism } from "#models/mechanism.ts";
import { yearsOf } from "#models/partial-date.ts";
import { namesOfTerm, parentOf, successor, successors, type Term } from "#models/term.ts";
import type { ItemType } from "#models/vocabulary.ts";

import { type Concept, type ConceptMatcher, conceptMatcher } from "./concepts.ts";
import type { ReadFiles } from "./file-texts.server.ts";
import { bareForms } from "./fold.ts";

/** One document of the index. All documents of an item carry the same facet values. */
export type SearchDocument = {
  id: string;
  item: string;
  /** The write that this document follows; documents of an older write are removed after it. */
  stamp: string;
  lang: string;
  /** The file that the text is of, and its page; null where it is the item's own. */
  file: string | null;
  page: number | null;
  languages: string[];
  type: string;
  title: string;
  summary: string;
  text: string;
  /** Labels and aliases of the item's terms, country, mechanism and partners, in every language. */
  labels: string[];
  /** Labels and aliases, in every language, of what the text mentions. */
  mentions: string[];
  /** Ids of what the item carries and of what its text mentions. */
  concepts: string[];
  /** Words of the text without article and clitics, where a server would not find them so. */
  bare: string;
  country: string | null;
  countryGroup: string[];
  theme: string[];
  persons: string[];
  capacity: string[];
  sdg: string[];
  mechanism: string | null;
  mechanismType: string | null;
  year: number[];
  /** `YYYYMMDD` as a number, for sorting; 0 where the date is not stated. */
  date: number;
};

/** Changes with the form of the documents or of what is folded into them; the index is filled anew then. */
export const DOCUMENT_FORM = 5;

/** Characters of text per document: a server ranks by nearness, and drops what is far into a long text. */
const PART_LENGTH = 4_000;

/** Terms that an item carries by being of a type. */
const KIND_OF_TYPE: Partial<Record<ItemType, string[]>> = { practice: ["keyword:good-practice"] };

/** Splits a text at paragraph ends into parts of about `PART_LENGTH` characters, at least one. */
export function splitText(paragraphs: string[]): string[] {
  const parts: string[] = [];
  let part = "";
  for (const paragraph of paragraphs) {
    if (part && part.length + paragraph.length > PART_LENGTH) {
      parts.push(part);
      part = "";
    }
    part = part ? `${part}\n${paragraph}` : paragraph;
  }
  return part || parts.length === 0 ? [...parts, part] : parts;
}

/** Every name of every State, term, mechanism and partner, as concepts that texts mention. */
export function conceptsOf(reference: ReferenceData): Map<string, Concept> {
  const concepts = new Map<string, Concept>();
  const add = (id: string, name: (lang: string) => Array<string | null | undefined>) => {
    const names = Object.fromEntries(
      LANGUAGE_CODES.map((lang) => [lang, name(lang).filter((text): text is string => Boolean(text))]),
    );
    concepts.set(id, { id, names });
  };
  // A term that was merged into another is looked for under its own names, and found as the other.
  const merged = new Map<string, Term[]>();
  for (const term of reference.terms.values()) {
    const id = successor(reference.terms, term.id);
    const others = merged.get(id) ?? [];
    merged.set(id, term.id === id ? [term, ...others] : [...others, term]);
  }
  for (const [id, terms] of merged) add(id, (lang) => [...new Set(terms.flatMap((term) => namesOfTerm(term, lang)))]);
  for (const state of reference.states.values()) {
    add(`state:${state.id}`, (lang) => [countryName(reference, state.id, lang), ...(state.aliases[lang] ?? [])]);
  }
  for (const mechanism of reference.mechanisms.values()) {
    // Also under its former names, and those of the mechanisms that it has taken in.
    const all = [mechanism, ...reference.mechanisms.predecessorsOf(mechanism.id)];
    add(`mechanism:${mechanism.id}`, (lang) => all.flatMap((one) => namesOfMechanism(one, lang)));
  }
  for (const partner of reference.partners.values()) {
    add(`partner:${partner.id}`, (lang) => [partner.name[lang], partner.shortName?.[lang]]);
  }
  for (const [index, name] of reference.holders.entries()) add(`holder:${index}`, (lang) => [name[lang]]);
  return concepts;
}

/** Makes index documents; built once for many items, since the matcher is dear. */
export function documentMaker(reference: ReferenceData) {
  const concepts = conceptsOf(reference);
  const mentionedIn: ConceptMatcher = conceptMatcher(concepts.values());

  const namesOf = (ids: Iterable<string>): string[] => {
    const names = new Set<string>();
    for (const id of ids) for (const list of Object.values(concepts.get(id)?.names ?? {})) for (const name of list) names.add(name);
    return [...names];
  };

  /** The values of one scheme among an item's terms, without their scheme, ancestors included. */
  const values = (item: PublishedItem, scheme: string): string[] => {
    const found = new Set<string>();
    for (let id of successors(reference.terms, item.terms)) {
      while (id.startsWith(`${scheme}:`) && !found.has(id)) {
        found.add(id);
        // A target of a goal counts for the goal; a theme does not count for its chapter.
        if (scheme !== "sdg") break;
        id = parentOf(reference.terms, id) ?? "";
      }
    }
    return [...found].map((id) => id.slice(scheme.length + 1));
  };

  const paragraphsOf = ({ content }: PublishedVersion): string[] => [
    ...(content.place ? [content.place] : []),
    ...content.sections.flatMap(({ heading, text }) => [...(heading ? [heading] : []), ...plainText(text).split(/\n{2,}/)]),
    ...Object.values(content.figureLabels),
    ...(content.files ?? []).map(({ title, name }) => title ?? name),
  ];

  /** The documents of a published item, for the write marked with `stamp`; `read` is what was read out of its files. */
  return (item: PublishedItem, stamp: string, read: ReadFiles = new Map()): SearchDocument[] => {
    const mechanism = item.mechanism ? reference.mechanisms.get(item.mechanism) : undefined;
    const carried = [
      ...successors(reference.terms, [...item.terms, ...(KIND_OF_TYPE[item.type] ?? [])]),
      ...(item.country ? [`state:${item.country}`] : []),
      ...(item.mechanism ? [`mechanism:${item.mechanism}`] : []),
      ...item.partners.map((id) => `partner:${id}`),
    ];
    // What any version mentions is said of the item, hence in every document of it.
    const mentioned = new Set<string>();
    for (const version of item.versions) {
      const text = [version.content.title, version.content.summary, ...paragraphsOf(version)].join("\n");
      for (const id of mentionedIn(text, version.lang)) if (!carried.includes(id)) mentioned.add(id);
    }
    const shared = {
      item: item.id,
      stamp,
      languages: item.versions.map((version) => version.lang),
      type: item.type,
      labels: namesOf(carried),
      mentions: namesOf(mentioned),
      concepts: [...new Set([...carried, ...mentioned])],
      country: item.country,
      countryGroup: (item.country && reference.states.get(item.country)?.groups) || [],
      theme: values(item, "theme"),
      persons: values(item, "persons"),
      capacity: values(item, "capacity"),
      sdg: values(item, "sdg"),
      mechanism: item.mechanism,
      mechanismType: mechanism?.type?.replace(/^mechanismType:/, "") ?? null,
      year: yearsOf(item.date),
      date: Number((item.date.from ?? "0").replaceAll("-", "").padEnd(8, "0")),
    };
    return item.versions.flatMap((version) => {
      const { title, summary, files = [] } = version.content;
      const own = splitText(paragraphsOf(version)).map((text, part) => ({
        ...shared,
        id: `${item.id}-${version.lang}-${part}`,
        lang: version.lang,
        file: null,
        page: null,
        title,
        summary,
        text,
        // Figures also as plain digits: a text writes them with separators, each language with its own.
        bare: [bareForms(`${title} ${summary} ${text}`), ...item.figures.map((figure) => figure.value)].join(" "),
      }));
      const ofFiles = files.flatMap(({ id: file }) =>
        (read.get(file) ?? []).flatMap(({ page, label, text: whole }) =>
          splitText([...(label ? [label] : []), ...whole.split("\n")]).flatMap((text, part) =>
            text ? [{ ...shared, id: `${item.id}-${version.lang}-${file}-${page}-${part}`, lang: version.lang, file, page, title, summary, text, bare: bareForms(text) }] : [],
          ),
        ),
      );
      return [...own, ...ofFiles];
    });
  };
}
