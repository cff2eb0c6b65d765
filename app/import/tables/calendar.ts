import type { Language } from "#app/i18n/languages.ts";

/** Names of the twelve months; Arabic has several for each, after the country. */
export const MONTHS: Record<Language, string[][]> = {
  ar: [
    ["يناير", "كانون الثاني", "جانفي"],
    ["فبراير", "شباط", "فيفري"],
    ["مارس", "آذار"],
    ["أبريل", "إبريل", "نيسان", "أفريل", "ابريل"],
    ["مايو", "ماي", "أيار"],
    ["يونيو", "يونيه", "حزيران", "جوان"],
    ["يوليو", "يوليوز", "يوليه", "تموز", "جويلية"],
    ["أغسطس", "غشت", "آب", "أوت"],
    ["سبتمبر", "شتنبر", "أيلول"],
    ["أكتوبر", "تشرين الأول"],
    ["نوفمبر", "نونبر", "تشرين الثاني"],
    ["ديسمبر", "دجنبر", "كانون الأول"],
  ],
  en: [
    ["January", "Jan"], ["February", "Feb"], ["March", "Mar"], ["April", "Apr"], ["May"], ["June", "Jun"],
    ["July", "Jul"], ["August", "Aug"], ["September", "Sept", "Sep"], ["October", "Oct"], ["November", "Nov"], ["December", "Dec"],
  ],
  fr: [
    ["janvier", "janv"], ["février", "févr"], ["mars"], ["avril"], ["mai"], ["juin"], ["juillet"], ["août"],
    ["septembre", "sept"], ["octobre", "oct"], ["novembre", "nov"], ["décembre", "déc"],
  ],
  es: [
    ["enero"], ["febrero"], ["marzo"], ["abril"], ["mayo"], ["junio"], ["julio"], ["agosto"],
    ["septiembre", "setiembre"], ["octubre"], ["noviembre"], ["diciembre"],
  ],
  pt: [
    ["janeiro"], ["fevereiro"], ["março"], ["abril"], ["maio"], ["junho"], ["julho"], ["agosto"],
    ["setembro"], ["outubro"], ["novembro"], ["dezembro"],
  ],
};

/** Words that may stand in a date beside its numbers and its month. */
export const DATE_WORDS: Record<Language, string[]> = {
  ar: ["في", "من", "إلى", "و", "يوم", "يومي", "شهر", "سنة", "عام", "غاية", "حتى", "بتاريخ"],
  en: ["on", "in", "of", "the", "to", "and", "from", "until", "st", "nd", "rd", "th"],
  fr: ["le", "en", "du", "au", "et", "de", "les", "er", "mois", "à", "d"],
  es: ["el", "en", "de", "del", "al", "a", "y", "los", "días", "mes", "hasta"],
  pt: ["em", "de", "do", "a", "ao", "e", "os", "dias", "dia", "mês", "até", "º"],
};

/** Labels before a date and before a place, at the head of a text. */
export const HEAD_LABELS: Record<"date" | "place", Record<Language, string[]>> = {
  date: {
    ar: ["التاريخ", "تاريخ الانعقاد", "تاريخ"],
    en: ["date", "dates", "held on"],
    fr: ["date", "dates"],
    es: ["fecha", "fechas"],
    pt: ["data", "datas"],
  },
  place: {
    ar: ["المكان", "مكان الانعقاد", "مكان"],
    en: ["place", "venue", "location"],
    fr: ["lieu"],
    es: ["lugar"],
    pt: ["local", "lugar"],
  },
};
