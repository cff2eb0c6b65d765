import type { TFunction } from "i18next";

import { translator } from "#app/i18n/i18n.server.ts";
import type { NAMESPACES } from "#app/i18n/config.ts";
import type { Language } from "#app/i18n/languages.ts";
import type { Item } from "#models/item.ts";
import { localize } from "#models/localized.ts";
import type { Mechanism, Present } from "#models/mechanism.ts";
import { type PartialDate, partialDate } from "#models/partial-date.ts";
import type { Source } from "#models/source.ts";

import { formatPartialDate } from "./dates.ts";
import { languageName } from "./language-names.ts";
import { localeOf, perLanguage } from "./locales.ts";
import { headOf, type HeadOptions, type PageMeta } from "./page-meta.ts";
import { formatTimeSpan } from "./time-zones.ts";
import { countryName, referenceData, type ReferenceData, termLabel } from "./reference-data.server.ts";
import { keepSubject, type PageSubject } from "./structured-data.server.ts";

/** A text with the language it is in, where that is not the reader's. */
export type MarkedText = { text: string; lang: string };
export type SourceView = { title: MarkedText; language: string; asOf: string | null };

const lists = perLanguage((locale) => new Intl.ListFormat(locale, { type: "unit", style: "short" }));

/**
 * What a loader needs to say things in the reader's language. Made once per request; everything
 * that depends on the platform's language data is worked out here, never in the browser.
 */
export async function pageTools(lang: Language) {
  const [t, reference] = await Promise.all([translator(lang), referenceData()]);
  return new PageTools(lang, t, reference);
}

export class PageTools {
  constructor(
    readonly lang: Language,
    readonly t: TFunction<typeof NAMESPACES>,
    readonly reference: ReferenceData,
  ) {}

  country(code: string): string {
    return countryName(this.reference, code, this.lang);
  }

  term(id: string): string {
    return termLabel(this.reference, id, this.lang);
  }

  /** The terms of one vocabulary among `ids`, with their labels. */
  terms(ids: string[], scheme: string): Array<{ value: string; label: string }> {
    const prefix = `${scheme}:`;
    return ids
      .filter((id) => id.startsWith(prefix))
      .map((id) => ({ value: id.slice(prefix.length), label: this.term(id) }));
  }

  date(date: PartialDate): string {
    return formatPartialDate(date, this.lang) ?? this.t("site:notStated");
  }

  /** When an event begins and ends, on the clock of its place; null where no time is stated. */
  time({ date, details }: Pick<Item, "date" | "details">): string | null {
    const time = "time" in details ? details.time : undefined;
    if (!time || date.precision !== "exact" || !date.from) return null;
    return formatTimeSpan({ day: date.from, ...time, lang: this.lang, locale: localeOf(this.lang) });
  }

  language(code: string): string {
    return languageName(code, this.lang);
  }

  /** The names of languages as a list, each once. */
  languages(codes: string[]): string {
    return lists(this.lang).format([...new Set(codes)].map((code) => this.language(code)));
  }

  /** The name of a mechanism; where no source names it, what it is of which country. */
  mechanism(mechanism: Mechanism): MarkedText & { named: boolean } {
    const own = localize(mechanism.name, this.lang);
    if (own) return { ...own, named: true };
    const text = this.t("network:mechanism.of", { country: this.country(mechanism.state) });
    return { text, lang: this.lang, named: false };
  }

  get present(): Present {
    return this.reference.mechanisms.present;
  }

  mechanismById(id: string): string {
    const mechanism = this.reference.mechanisms.get(id);
    return mechanism ? this.mechanism(mechanism).text : id;
  }

  /** The name of a partner, with its short name where that is another; the id where there is none. */
  partner(id: string): MarkedText {
    const partner = this.reference.partners.get(id);
    const name = localize(partner?.name, this.lang);
    if (!partner || !name) return { text: id, lang: this.lang };
    const short = localize(partner.shortName, this.lang)?.text;
    return short && short !== name.text ? { text: `${name.text} (${short})`, lang: name.lang } : name;
  }

  /** Sources for the reader, each once. */
  sources(sources: Source[]): SourceView[] {
    const once = new Map(sources.map((source) => [JSON.stringify(source), source]));
    return [...once.values()].map((source) => ({
      title: localize(source.title, this.lang) ?? { text: "", lang: this.lang },
      language: this.language(source.language),
      asOf: source.asOf ? formatPartialDate(partialDate(source.asOf), this.lang) : null,
    }));
  }

  /**
   * What the head of the page says. `title` and `description` are enough for most pages; see
   * `HeadOptions` for the rest of the head and `PageSubject` for what robots are told of its content.
   */
  meta(title: string, description?: string, more: HeadOptions & PageSubject = {}): PageMeta {
    const { page, about, trail, ...head } = more;
    const meta: PageMeta = {
      title: `${title} · ${this.t("site:shortName")}`,
      ...(description ? { description } : {}),
      ...headOf(head, this.lang),
    };
    keepSubject(meta, { name: title, page, about, trail });
    return meta;
  }
}
