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

/** The other languages' texts that the language itself does not have. */
function foreignTo(lang: Language): string[] {
  const own = new Set([...(PIECES.get(lang) ?? []), ...labelsOf(lang)]);
  return LANGUAGE_CODES.filter((other) => other !== lang).flatMap((other) => [...(PIECES.get(other) ?? [])].filter((piece) => !own.has(piece)));
}

/**
 * What a page says: in its head, where no language can be marked and an item has its own, and in its texts
 * and named attributes, as far as these are said to be in the page's language.
 */
function textsOf(page: Page): Promise<{ head: string[]; own: string[] }> {
  return page.evaluate(() => {
    const lang = document.documentElement.lang;
    const isOwn = (element: Element | null) => element?.closest("[lang]")?.getAttribute("lang") === lang;
    const described = document.querySelectorAll('meta[name="description"], meta[property^="og:title"], meta[property^="og:desc"]');
    const head = [document.title, ...[...described].map((meta) => meta.getAttribute("content") ?? "")];
    const found: string[] = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const parent = text.parentElement;
      if (parent && !["SCRIPT", "STYLE", "NOSCRIPT", "TEXTAREA"].includes(parent.tagName) && isOwn(parent)) found.push(text.textContent ?? "");
    }
    for (const element of document.body.querySelectorAll("[aria-label], [title], [placeholder], [alt]")) {
      if (!isOwn(element)) continue;
      for (const name of ["aria-label", "title", "placeholder", "alt"]) found.push(element.getAttribute(name) ?? "");
    }
    return { head, own: found };
  });
}

/** A key instead of its text, a text that was not filled in, or a value that is none. */
const BROKEN = [/⟦.*⟧/, /^[a-z][A-Za-z]*(?:[.:][a-zA-Z0-9_-]+)+$/, /{{|}}/, /\[object \w+\]/, /\bundefined\b/, /\bNaN\b/, /\b(?:term|theme|countryGroup|body|persons|capacity):[a-z]/];
/** What looks like a key and is an address or a file. */
const ADDRESS = /\.(?:org|com|int|net|ma|mr|py|pt|example|ics|json|xml)$|^www\./;

/** What a page says in another language than it claims to, and what it says in none. */
export async function wrongWords(page: Page, lang: Language): Promise<string[]> {
  const { head, own } = await textsOf(page);
  const texts = [...new Set(own.map(flat))].filter(Boolean);
  const foreign = foreignTo(lang);
  const whole = new Set(foreign);
  const sentences = foreign.filter((piece) => piece.length >= SENTENCE);
  const broken = [...texts, ...head].filter((text) => BROKEN.some((pattern) => pattern.test(text)) && !ADDRESS.test(text));
  // What a term is called is the language's own, also where it holds words of a neighbour.
  const labels = new Set([...labelsOf(lang)].map(flat));
  const strange = texts.filter((text) => !labels.has(text)).flatMap((text) => [
    ...(whole.has(text) ? [`another language's: ${text}`] : []),
    ...sentences.filter((sentence) => sentence !== text && text.includes(sentence)).map((sentence) => `another language's: ${sentence}`),
    ...(isOtherScript(withoutAddresses(text), lang) ? [`in another script, and not marked: ${text.slice(0, 80)}`] : []),
  ]);
  return [...broken.map((text) => `no text of any language: ${text}`), ...strange];
}

/** Arabic letters on a Latin page; on an Arabic one, a run of Latin words longer than any name. */
function isOtherScript(text: string, lang: Language): boolean {
  if (lang !== "ar") return /(?=\p{L})\p{Script=Arabic}/u.test(text);
  return /(?:\p{Script=Latin}[\p{Script=Latin}’'-]*[\s,]+){5}\p{Script=Latin}/u.test(text);
}
