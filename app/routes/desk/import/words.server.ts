import { translator } from "#app/i18n/i18n.server.ts";
import { LANGUAGE_CODES } from "#app/i18n/languages.ts";
import { today } from "#app/lib/dates.ts";
import { languageName } from "#app/lib/language-names.ts";
import type { PageTools } from "#app/lib/page-tools.server.ts";
import { foldLetters } from "#app/search/fold.ts";
import { isInForce, namesOfTerm } from "#models/term.ts";
import { ITEM_TYPES, MEASURE_STATUSES, PRACTICE_SECTIONS } from "#models/vocabulary.ts";

import { COLUMNS, type Column, EMPTYING, SCHEMES_ASKED } from "./columns.ts";

/** What a cell may name: a column, a type, a language …, a term of a scheme. */
type Kind = "column" | "type" | "language" | "status" | "section" | "partner" | "yes" | "no" | (typeof SCHEMES_ASKED)[number] | "documentKind";

export type Found = { id: string } | { problem: "unknown" | "ambiguous" | "retired" };

/** Words as they are compared: without case, accents, vowel signs and doubled spaces. */
const folded = (text: string): string => foldLetters(text.normalize("NFKC")).replace(/\s+/g, " ").trim();

/** Names in all languages of the hub for what a table names: whoever fills it in writes them in his own. */
export class TableWords {
  /** By kind and folded name, what it names. Ids and labels come before aliases. */
  readonly #named = new Map<string, Set<string>>();
  readonly #aliases = new Map<string, Set<string>>();
  readonly #retired = new Set<string>();
  readonly #empty = new Set<string>(EMPTYING.map(folded));

  constructor(readonly tools: PageTools) {}

  name(kind: Kind, id: string, names: string[], to = this.#named): void {
    for (const name of names) {
      const at = `${kind} ${folded(name)}`;
      to.set(at, (to.get(at) ?? new Set()).add(id));
    }
  }

  alias(kind: Kind, id: string, names: string[]): void {
    this.name(kind, id, names, this.#aliases);
  }

  retire(id: string): void {
    this.#retired.add(id);
  }

  /** What a word names; `had` are those that may stay whatever has become of them. */
  find(kind: Kind, text: string, had: readonly string[] = []): Found {
    const at = `${kind} ${folded(text)}`;
    const ids = [...(this.#named.get(at) ?? this.#aliases.get(at) ?? [])];
    const open = ids.filter((id) => had.includes(id) || !this.#retired.has(id));
    if (ids.length === 0) return { problem: "unknown" };
    if (open.length === 0) return { problem: "retired" };
    return open.length === 1 ? { id: open[0] ?? "" } : { problem: "ambiguous" };
  }

  isEmptying(text: string): boolean {
    return this.#empty.has(folded(text));
  }

  /** A name for what has this id that leads back to it: the reader's, else the id. */
  write(kind: Kind, id: string, label: string): string {
    const found = this.find(kind, label, [id]);
    return !label.includes(";") && "id" in found && found.id === id ? label : id;
  }
}

export async function tableWords(tools: PageTools): Promise<TableWords> {
  const words = new TableWords(tools);
  const { terms, partners } = tools.reference;
  const translators = await Promise.all(LANGUAGE_CODES.map(async (lang) => ({ lang, t: await translator(lang) })));
  for (const column of COLUMNS) words.name("column", column, [column]);
  for (const { lang, t } of translators) {
    const headings: Record<Column, string> = t("tables:columns", { returnObjects: true });
    for (const column of COLUMNS) words.name("column", column, [headings[column]]);
    for (const type of ITEM_TYPES) words.name("type", type, [type, t(`items:type.${type}`), t(`items:types.${type}`)]);
    for (const status of MEASURE_STATUSES) words.name("status", status, [status, t(`items:measure.status.${status}`)]);
    for (const section of PRACTICE_SECTIONS) words.name("section", section, [section, t(`items:practice.${section}`)]);
    for (const code of LANGUAGE_CODES) words.name("language", code, [code, languageName(code, lang), languageName(code, code)]);
    words.name("yes", "yes", ["yes", "true", "1", "x", t("tables:yes")]);
    words.name("no", "no", ["no", "false", "0", t("tables:no")]);
  }
  const day = today();
  for (const term of terms.values()) {
    const scheme = [...SCHEMES_ASKED, "documentKind" as const].find((one) => one === term.scheme);
    if (!scheme) continue;
    const labels = Object.values(term.labels).filter((label) => typeof label === "string");
    words.name(scheme, term.id, [term.id, term.id.slice(scheme.length + 1), ...labels]);
    for (const lang of LANGUAGE_CODES) words.alias(scheme, term.id, namesOfTerm(term, lang));
    if (!isInForce(term, day)) words.retire(term.id);
  }
  for (const { id, name, shortName, retired } of partners.values()) {
    words.name("partner", id, [id, tools.partner(id).text, ...Object.values(name), ...Object.values(shortName ?? {})].filter((one) => typeof one === "string"));
    if (retired) words.retire(id);
  }
  return words;
}
