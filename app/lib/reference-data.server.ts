import { isDeepStrictEqual } from "node:util";

import { listDecisions } from "#models/decision.server.ts";
import { listMechanisms } from "#models/mechanism.server.ts";
import type { Mechanism } from "#models/mechanism.ts";
import { listMemberships } from "#models/membership.server.ts";
import { type Localized, localize } from "#models/localized.ts";
import { readNetworkSettings } from "#models/network-settings.server.ts";
import { listOffices } from "#models/office.server.ts";
import { countedTerms } from "#models/office.ts";
import { listPageTexts } from "#models/page-text.server.ts";
import type { PageText } from "#models/page-text.ts";
import { listPartners } from "#models/partner.server.ts";
import type { Partner } from "#models/partner.ts";
import { findPlan } from "#models/plan.server.ts";
import { listStates, type State } from "#models/state.server.ts";
import { listTerms } from "#models/term.server.ts";
import { isInForce, successor, successors, type Term, type Terms } from "#models/term.ts";
import type { Scheme } from "#models/vocabulary.ts";

import { today } from "./dates.ts";
import { perLanguage, remembered } from "./locales.ts";
import { MechanismDirectory } from "./mechanism-directory.ts";

/** The small tables that nearly every page needs to name things: States, terms, mechanisms, partners, office-holders. */
export type ReferenceData = {
  /** Names of the persons who hold or held an office, one per person and in every script they are written in. */
  holders: Localized[];
  states: Map<string, State>;
  terms: Map<string, Term>;
  mechanisms: MechanismDirectory;
  partners: Map<string, Partner>;
  /** Whether the network takes comments of readers. */
  commentsOpen: boolean;
  /** How many founding members the network counts; null where it does not say. */
  foundingMembers: number | null;
  /** What the network has written for the public pages, by `page/part`. */
  pageTexts: Map<string, PageText>;
};

/** How long a process works with what it has read; another process's change shows after that. */
const FRESH_MS = 5_000;

let cached: { at: number; data: Promise<ReferenceData> } | undefined;

/** Everything that pages are made with, but for the items themselves. */
const readAll = () =>
  Promise.all([listStates(), listTerms(), listMechanisms(), listOffices(), listPartners(), readNetworkSettings(), listPageTexts(), listDecisions(), listMemberships(), findPlan()]);
type All = Awaited<ReturnType<typeof readAll>>;

function dataOf([states, terms, mechanisms, offices, partners, settings, pageTexts]: All): ReferenceData {
  const known = new Map(terms.map((term) => [term.id, term]));
  return {
    holders: offices.flatMap((office) => countedTerms(office).flatMap(({ holders }) => holders.map(({ name }) => name))),
    states: new Map(states.map((state) => [state.id, state])),
    terms: known,
    mechanisms: new MechanismDirectory(mechanisms.map((mechanism) => withPresentTerms(known, mechanism))),
    partners: new Map(partners.map((partner) => [partner.id, partner])),
    commentsOpen: settings.commentsOpen,
    foundingMembers: settings.foundingMembers,
    pageTexts: new Map(pageTexts.map((text) => [text.id, text])),
  };
}

/** A mechanism with what stands today in the place of merged terms: it follows them where it is read, and is not written. */
export function withPresentTerms(terms: Terms, mechanism: Mechanism): Mechanism {
  return { ...mechanism, type: mechanism.type && successor(terms, mechanism.type), capacities: successors(terms, mechanism.capacities) };
}

/** How long what is made with the same data is kept at most: a page may also show what is not compared, as the name of a person. */
const SAME_MS = 60_000;

let last: { at: number; day: string; all: All; data: ReferenceData } | undefined;

/** Reads the data. Where nothing has changed they are the very object that they were, by which made pages are kept. */
async function readOrSame(): Promise<ReferenceData> {
  const [at, day, all] = [Date.now(), today(), await readAll()];
  if (!last || last.day !== day || at - last.at > SAME_MS || !isDeepStrictEqual(last.all, all)) last = { at, day, all, data: dataOf(all) };
  return last.data;
}

/** The reference data, at most a few seconds old; read anew where `fresh` is asked for. */
export function referenceData({ fresh = false } = {}): Promise<ReferenceData> {
  if (fresh || !cached || Date.now() - cached.at > FRESH_MS) {
    const entry = { at: Date.now(), data: readOrSame() };
    // A failed read is not kept: the next caller tries again.
    entry.data.catch(() => {
      if (cached === entry) cached = undefined;
    });
    cached = entry;
  }
  return cached.data;
}

const regionNames = perLanguage((locale) => remembered(new Intl.DisplayNames([locale], { type: "region", fallback: "code" })));
const collators = perLanguage((locale) => new Intl.Collator(locale));

/** The name of a State: the United Nations' where it differs, else the one the platform gives. */
export function countryName(reference: ReferenceData, code: string, lang: string): string {
  const own = reference.states.get(code)?.names[lang];
  if (own) return own;
  return regionNames(lang)(code) ?? code;
}

/** The label of a term in a language; the id where the term is unknown. */
export function termLabel(reference: ReferenceData, id: string, lang: string): string {
  const labels: Localized | undefined = reference.terms.get(id)?.labels;
  return localize(labels, lang)?.text ?? id;
}

/** The terms of a vocabulary that are in force today, and those of them that are named besides, in their order. */
export function termsInForce(reference: ReferenceData, scheme: Scheme, besides: string[] = []): Term[] {
  const day = today();
  return [...reference.terms.values()].filter((term) => term.scheme === scheme && (besides.includes(term.id) || isInForce(term, day)));
}

/** Puts rows in the alphabetical order of a language. */
export function sortByName<T>(rows: T[], lang: string, name: (row: T) => string): T[] {
  const { compare } = collators(lang);
  return rows.toSorted((a, b) => compare(name(a), name(b)));
}
