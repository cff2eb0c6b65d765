import type { Language } from "#app/i18n/languages.ts";

type Words = Record<Language, string[]>;

/** Words before a number by which the source says "about". Several words are compared as they follow each other. */
export const ABOUT: Words = {
  ar: ["ما يناهز", "ما يقارب", "ما يزيد على", "ما يزيد عن", "حوالي", "نحو", "قرابة", "زهاء", "أكثر من", "أزيد من", "تقريبا", "يناهز", "يقارب"],
  en: ["about", "around", "approximately", "some", "nearly", "almost", "over", "more than", "close to", "roughly", "up to"],
  fr: ["environ", "près de", "quelque", "plus de", "presque", "autour de", "à peu près", "pas moins de"],
  es: ["unos", "unas", "cerca de", "alrededor de", "aproximadamente", "más de", "casi", "en torno a"],
  pt: ["cerca de", "aproximadamente", "mais de", "quase", "perto de", "por volta de", "em torno de"],
};

/** Words before a number that names a thing instead of counting: "session 43", "Act 2015-031". */
export const REFERENCES: Words = {
  ar: ["الدورة", "الدورتين", "الدورتان", "الدورات", "المادة", "المادتين", "المواد", "القانون", "رقم", "القرار", "المرسوم", "الظهير", "المحور", "الهدف", "الغاية", "المستوى", "الفقرة", "الصفحة", "الجزء", "الفصل", "المرحلة", "الإجراء", "التوصية", "العدد", "كوفيد", "الساعة", "الجدول", "البند"],
  en: ["session", "sessions", "article", "articles", "act", "law", "no", "nos", "number", "resolution", "decree", "axis", "goal", "goals", "target", "targets", "sdg", "sdgs", "tier", "level", "paragraph", "paragraphs", "page", "pages", "part", "chapter", "phase", "measure", "recommendation", "table", "annex", "covid", "rule", "protocol", "at", "section", "cycle", "group", "bill", "order"],
  fr: ["session", "sessions", "article", "articles", "loi", "n", "no", "numéro", "résolution", "décret", "dahir", "axe", "objectif", "objectifs", "odd", "cible", "cibles", "niveau", "paragraphe", "paragraphes", "page", "pages", "partie", "chapitre", "phase", "mesure", "recommandation", "tableau", "annexe", "covid", "règle", "protocole", "section", "cycle", "groupe"],
  es: ["sesión", "período", "periodo", "sesiones", "artículo", "artículos", "ley", "n", "no", "núm", "número", "resolución", "decreto", "eje", "objetivo", "objetivos", "ods", "meta", "metas", "nivel", "párrafo", "párrafos", "página", "páginas", "parte", "capítulo", "fase", "medida", "recomendación", "cuadro", "anexo", "covid", "regla", "protocolo", "sección", "ciclo", "grupo"],
  pt: ["sessão", "sessões", "artigo", "artigos", "lei", "n", "no", "número", "resolução", "decreto", "eixo", "objetivo", "objetivos", "ods", "meta", "metas", "nível", "parágrafo", "parágrafos", "página", "páginas", "parte", "capítulo", "fase", "medida", "recomendação", "quadro", "anexo", "covid", "regra", "protocolo", "secção", "seção", "ciclo", "grupo"],
};

/** Words between numbers that share a fate: "sessions 44 and 45", "8 and 9 May". */
export const LINKS: Words = {
  ar: ["و", "إلى", "أو"],
  en: ["and", "to", "or", "of"],
  fr: ["et", "à", "au", "ou", "de"],
  es: ["y", "e", "a", "al", "o", "de"],
  pt: ["e", "a", "ao", "ou", "de"],
};

/** Words at which the name of what is counted ends. */
export const ENDS_NAME: Words = {
  ar: ["حول", "من", "في", "على", "إلى", "عن", "مع", "و", "أو", "التي", "الذي", "بما", "بشأن", "خلال", "لصالح", "ضمن", "أمام", "بين", "ضد", "عبر", "لدى", "منذ", "قبل", "بعد", "تم", "لفائدة", "كما", "حيث", "بمناسبة", "صادرا", "صادرة", "معنيا", "معنية", "مقدمة", "واردة", "واردا"],
  en: ["on", "for", "in", "to", "by", "with", "that", "which", "who", "and", "or", "from", "at", "were", "was", "have", "had", "has", "are", "is", "during", "under", "about", "through", "across", "since", "between", "where", "as", "into", "after", "before", "while", "within"],
  fr: ["sur", "pour", "dans", "à", "au", "aux", "par", "avec", "qui", "que", "et", "ou", "en", "entre", "lors", "dont", "ont", "a", "est", "sont", "été", "ainsi", "depuis", "pendant", "sous", "contre", "où", "furent", "après", "avant"],
  es: ["sobre", "para", "en", "a", "al", "por", "con", "que", "y", "e", "o", "entre", "fueron", "han", "ha", "es", "son", "durante", "desde", "donde", "contra", "según", "se", "tras", "ante"],
  pt: ["sobre", "para", "em", "a", "ao", "à", "às", "por", "pelo", "pela", "com", "que", "e", "ou", "entre", "foram", "foi", "no", "na", "nos", "nas", "durante", "desde", "onde", "contra", "segundo", "se", "após"],
};

/** Words that stand between a number and what it counts, and belong to neither. */
export const OF: Words = {
  ar: ["من"],
  en: ["of", "the"],
  fr: ["de", "des", "du", "d", "les", "la", "le", "l"],
  es: ["de", "del", "los", "las", "la", "el"],
  pt: ["de", "do", "da", "dos", "das", "os", "as"],
};

/** Words after a number that multiply it. */
export const MULTIPLES: Record<Language, ReadonlyMap<string, number>> = {
  ar: new Map([["ألف", 1000], ["آلاف", 1000], ["مليون", 1e6], ["ملايين", 1e6], ["مليار", 1e9]]),
  en: new Map([["thousand", 1000], ["million", 1e6], ["millions", 1e6], ["billion", 1e9]]),
  fr: new Map([["mille", 1000], ["million", 1e6], ["millions", 1e6], ["milliard", 1e9], ["milliards", 1e9]]),
  es: new Map([["mil", 1000], ["millón", 1e6], ["millones", 1e6]]),
  pt: new Map([["mil", 1000], ["milhão", 1e6], ["milhões", 1e6], ["milhares", 1000]]),
};

/** Words that say "per cent" where the sign is not used; compared as they follow each other. */
export const PER_CENT: Words = {
  ar: ["في المائة", "في المئة", "بالمائة", "بالمئة"],
  en: ["per cent", "percent"],
  fr: ["pour cent"],
  es: ["por ciento"],
  pt: ["por cento"],
};

/** Signs of money beside a number, with the code that is kept as its unit. */
export const MONEY: ReadonlyMap<string, string> = new Map([["€", "EUR"], ["$", "USD"], ["£", "GBP"]]);

/** Languages in which a full stop parts the decimals; in the others it parts the thousands, the comma the decimals. */
export const POINT_PARTS_DECIMALS: readonly Language[] = ["en"];
/** Languages in which a comma before three digits parts the thousands. */
export const COMMA_PARTS_THOUSANDS: readonly Language[] = ["en", "ar"];
