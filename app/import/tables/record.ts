import type { Language } from "#app/i18n/languages.ts";

/** Words of which a heading over the year's list has at least one, beside the year. Compared folded, as beginnings of words. */
export const YEAR_HEADING_WORDS: Record<Language, string[]> = {
  ar: ["إنجازات", "منجزات", "حصيلة", "مكتسبات", "أنشطة", "تقرير", "الإنجازات", "المنجزات", "الحصيلة", "المكتسبات", "الأنشطة"],
  en: ["achievement", "accomplishment", "activit", "highlight", "results", "record", "report", "progress"],
  fr: ["réalisation", "bilan", "activité", "acquis", "résultat", "rapport"],
  es: ["logro", "realizacion", "actividad", "resultado", "balance", "memoria", "informe"],
  pt: ["realizaç", "atividade", "resultado", "balanço", "conquista", "relatório"],
};

/** Words that may stand beside a year alone: "In 2022", "سنة 2022". */
export const YEAR_WORDS: Record<Language, string[]> = {
  ar: ["سنة", "عام", "خلال", "في", "السنة"],
  en: ["year", "in", "the", "during"],
  fr: ["année", "en", "l", "an", "pour"],
  es: ["año", "en", "el", "durante"],
  pt: ["ano", "em", "o", "durante", "de"],
};

/** Beginnings of a line that goes on with the sentence before it. Lower case does so in Latin script anyway. */
export const GOES_ON: Record<Language, RegExp> = {
  ar: /^(?:و(?:ال|قد|كذا|كذلك|ذلك|هو|هي|هذا|هذه|في|عن|من|مع|على)|وال|كما\s|بما\s|حيث\s|مع\s|من\sخلال|،|؛|,|;)/u,
  en: /^[\p{Ll},;]/u,
  fr: /^[\p{Ll},;]/u,
  es: /^[\p{Ll},;]/u,
  pt: /^[\p{Ll},;]/u,
};
