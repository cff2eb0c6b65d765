import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

import type { Page } from "playwright-core";

import { type Language, LANGUAGE_CODES } from "#app/i18n/languages.ts";

const LOCALES = path.resolve(import.meta.dirname, "../../app/i18n/locales");

const VOCABULARIES = path.resolve(import.meta.dirname, "../../seed/vocabularies");

/** From this length on, a text of the interface is also looked for inside longer ones. */
const SENTENCE = 20;

/** The pieces of every text of a language, between the places that something is put into. */
function piecesOf(lang: Language): string[] {
  const collect = (value: unknown): string[] =>
    typeof value === "string" ? value.split(/{{.*?}}/) : Object.values(value as object).flatMap(collect);
  return readdirSync(path.join(LOCALES, lang))
    .flatMap((file) => collect(JSON.parse(readFileSync(path.join(LOCALES, lang, file), "utf8"))))
    .flatMap((piece) => piece.split("\n"))
    .map((piece) => flat(piece).replace(/^- /, ""))
    .filter((piece) => /\p{L}{2}/u.test(piece));
}

/** What terms are called in a language: a term's word may be another language's word for a role. */
function labelsOf(lang: Language): string[] {
  type Term = { labels: Partial<Record<Language, string>> };
  return readdirSync(VOCABULARIES)
    .flatMap((file) => JSON.parse(readFileSync(path.join(VOCABULARIES, file), "utf8")) as Term[])
    .flatMap(({ labels }) => labels[lang] ?? []);
}

/** Addresses may be in any script. */
const withoutAddresses = (text: string): string => text.replace(/https?:\/\/\S+/g, "");
const flat = (text: string): string => text.replace(/\s+/g, " ").trim();
const PIECES = new Map(LANGUAGE_CODES.map((lang) => [lang, new Set(piecesOf(lang))]));

type Foreign = { whole: Set<string>; sentences: string[]; labels: Set<string> };
const foreign = new Map<Language, Foreign>();

/** The other languages' texts that the language itself does not have, and what terms are called in it. */
function foreignTo(lang: Language): Foreign {
  const known = foreign.get(lang);
  if (known) return known;
  const labels = labelsOf(lang);
  const own = new Set([...(PIECES.get(lang) ?? []), ...labels]);
  const others = LANGUAGE_CODES.filter((other) => other !== lang).flatMap((other) => [...(PIECES.get(other) ?? [])].filter((piece) => !own.has(piece)));
  const found = { whole: new Set(others), sentences: others.filter((piece) => piece.length >= SENTENCE), labels: new Set(labels.map(flat)) };
  foreign.set(lang, found);
  return found;
}

type Texts = { head: string[]; own: string[] };

/**
 * What a page says: in its head, where no language can be marked and an item has its own, and in its texts
 * and named attributes, as far as these are said to be in the page's language. `sent` is a document as the hub sent
 * it, with what it holds for browsers without scripts; without it, the page is read as it is shown.
 */
function textsOf(page: Page, sent: string | null): Promise<Texts> {
  return page.evaluate((html) => {
    const root = html === null ? document : new DOMParser().parseFromString(html, "text/html");
    const lang = root.documentElement.lang;
    const isOwn = (element: Element | null) => element?.closest("[lang]")?.getAttribute("lang") === lang;
    const described = root.querySelectorAll('meta[name="description"], meta[property^="og:title"], meta[property^="og:desc"]');
    const head = [root.title, ...[...described].map((meta) => meta.getAttribute("content") ?? "")];
    const found: string[] = [];
    const texts = root.createTreeWalker(root.body, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const parent = text.parentElement;
      if (parent && !["SCRIPT", "STYLE", "NOSCRIPT", "TEXTAREA"].includes(parent.tagName) && isOwn(parent)) found.push(text.textContent ?? "");
    }
    for (const element of root.body.querySelectorAll("[aria-label], [title], [placeholder], [alt]")) {
      if (!isOwn(element)) continue;
      for (const name of ["aria-label", "title", "placeholder", "alt"]) found.push(element.getAttribute(name) ?? "");
    }
    return { head, own: found };
  }, sent);
}

/** A key instead of its text, a text that was not filled in, or a value that is none. */
const BROKEN = [/⟦.*⟧/, /^[a-z][A-Za-z]*(?:[.:][a-zA-Z0-9_-]+)+$/, /{{|}}/, /\[object \w+\]/, /\bundefined\b/, /\bNaN\b/, /\b(?:term|theme|countryGroup|body|persons|capacity):[a-z]/];
/** What looks like a key and is an address or a file. */
const ADDRESS = /\.(?:org|com|int|net|ma|mr|py|pt|example|ics|json|xml)$|^www\./;

/** What of one text is another language's, or no language's; worked out once for all pages that have it. */
const judged = new Map<string, string[]>();

function faultsOfText(text: string, lang: Language): string[] {
  const key = `${lang} ${text}`;
  const found = judged.get(key) ?? strangeIn(text, foreignTo(lang), lang);
  judged.set(key, found);
  return found;
}

function strangeIn(text: string, { whole, sentences, labels }: Foreign, lang: Language): string[] {
  // What a term is called is the language's own, also where it holds words of a neighbour.
  if (labels.has(text)) return [];
  return [
    ...(whole.has(text) ? [`another language's: ${text}`] : []),
    ...sentences.filter((sentence) => sentence !== text && text.includes(sentence)).map((sentence) => `another language's: ${sentence}`),
    ...(isOtherScript(withoutAddresses(text), lang) ? [`in another script, and not marked: ${text.slice(0, 80)}`] : []),
  ];
}

const isBroken = (text: string): boolean => BROKEN.some((pattern) => pattern.test(withoutAddresses(text))) && !ADDRESS.test(text);

/**
 * What a page says in another language than it claims to, and what it says in none: as it is shown, and as it was sent,
 * which is what browsers without scripts show.
 */
export async function wrongWords(page: Page, lang: Language, sent: string | null = null): Promise<string[]> {
  const read = [await textsOf(page, null), ...(sent === null ? [] : [await textsOf(page, sent)])];
  const texts = new Set(read.flatMap(({ own }) => own.map(flat)).filter(Boolean));
  const broken = [...texts, ...new Set(read.flatMap(({ head }) => head))].filter(isBroken);
  return [...broken.map((text) => `no text of any language: ${text}`), ...[...texts].flatMap((text) => faultsOfText(text, lang))];
}

/** Arabic letters on a Latin page; on an Arabic one, a run of Latin words longer than any name. */
function isOtherScript(text: string, lang: Language): boolean {
  if (lang !== "ar") return /(?=\p{L})\p{Script=Arabic}/u.test(text);
  return /(?:\p{Script=Latin}[\p{Script=Latin}’'-]*[\s,]+){5}\p{Script=Latin}/u.test(text);
}
