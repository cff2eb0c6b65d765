import type { Language } from "#app/i18n/languages.ts";

/** Words with which no sentence ends: where one stands last, the text breaks off. Compared folded. */
export const NEVER_LAST: Record<Language, string[]> = {
  ar: ["من", "في", "على", "إلى", "عن", "أن", "إن", "التي", "الذي", "و", "أو", "بين", "حول", "مع", "هو", "هي", "بأن", "كما", "لا", "هذه", "هذا"],
  en: ["the", "a", "an", "of", "and", "or", "to", "in", "on", "for", "with", "by", "from", "which", "that", "is", "are", "was", "were", "as", "at"],
  fr: ["le", "la", "les", "l", "de", "du", "des", "d", "et", "ou", "à", "au", "aux", "en", "dans", "par", "pour", "sur", "avec", "qui", "que", "dont", "est", "un", "une", "ces", "ce", "cette", "ainsi"],
  es: ["el", "la", "los", "las", "de", "del", "y", "e", "o", "a", "al", "en", "por", "para", "con", "que", "un", "una", "es", "su", "sus"],
  pt: ["o", "a", "os", "as", "de", "do", "da", "dos", "das", "e", "ou", "ao", "à", "em", "no", "na", "por", "para", "com", "que", "um", "uma", "é", "seu", "sua"],
};
