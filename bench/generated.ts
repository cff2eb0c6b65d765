import { idForKey } from "#models/ids.server.ts";
import type { Content, Item, ItemDetails } from "#models/item.ts";
import { localize } from "#models/localized.ts";
import { partialDate } from "#models/partial-date.ts";
import type { Term } from "#models/term.ts";
import { ITEM_TYPES, type ItemType, MEASURE_GROUPS, PRACTICE_SECTIONS } from "#models/vocabulary.ts";
import { content, makeItem } from "#seed/factories.ts";

import { randomFrom } from "../tests/helpers/dice.ts";

const LANGUAGES = ["ar", "en", "fr", "es", "pt"];
const SECTIONS = 4;
const SENTENCES = 5;
const SENTENCE_WORDS = 16;
/** Kinds of terms that items of the knowledge pole carry. */
const CARRIED = new Set(["theme", "persons", "capacity", "sdg", "body"]);

/** What stands between the terms of a text: as in real ones, most words are none of the vocabulary. */
const WORDS: Record<string, string[]> = {
  ar: "قامت المفوضية خلال هذه السنة بعدة خطوات مع شركائها من أجل تحسين عملها اليومي وقد شملت النتائج عددا كبيرا منها بعد مشاورات طويلة بين الأطراف ثم نشرت نتائجها".split(" "),
  en: "during this year the office took several steps together with its partners so that daily work became easier and results were written down after long talks between them then published again".split(" "),
  fr: "pendant cette année le bureau a pris plusieurs initiatives avec ses partenaires afin que le travail quotidien devienne plus simple puis les résultats furent écrits après de longs échanges entre eux".split(" "),
  es: "durante este año la oficina dio varios pasos junto con sus socios para que el trabajo diario fuera más sencillo y los resultados quedaron escritos tras largas conversaciones entre ellos".split(" "),
  pt: "durante este ano o gabinete deu vários passos com os seus parceiros para que o trabalho diário ficasse mais simples e os resultados foram escritos depois de longas conversas entre eles".split(" "),
};

const DETAILS: { [T in ItemType]: ItemDetails[T] } = {
  practice: { notApplicable: [] },
  document: { kind: null, decision: null },
  event: { gathering: false },
  record: {},
  measure: { number: null, status: null },
};

const GROUPS: Record<ItemType, readonly string[]> = {
  practice: PRACTICE_SECTIONS,
  document: ["text"],
  event: ["text"],
  record: ["entries"],
  measure: MEASURE_GROUPS,
};

/** Makes the nth item out of the words of the vocabularies, which exist in every language. */
export function generate(nth: number, terms: Term[], countries: string[]): Item {
  const random = randomFrom(nth);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const type = pick(ITEM_TYPES);
  const country = pick(countries);
  const carried = terms.filter((term) => CARRIED.has(term.scheme));
  const own = Array.from({ length: 4 }, () => pick(carried));
  const first = nth % LANGUAGES.length;
  // Most items exist in one language, some in two, few in all.
  const spread = random();
  const count = spread < 0.7 ? 1 : spread < 0.9 ? 2 : LANGUAGES.length;
  const languages = Array.from({ length: count }, (_, step) => LANGUAGES[(first + step) % LANGUAGES.length] as string);

  const write = (lang: string): Content => {
    const label = (term: Term): string => localize(term.labels, lang)?.text ?? term.id;
    const words = (): string => Array.from({ length: SENTENCE_WORDS }, () => pick(WORDS[lang] ?? [])).join(" ");
    const sentence = (): string => `${words()} ${label(pick(terms))} ${nth}.`;
    return content({
      title: `${own.slice(0, 2).map(label).join(" · ")} (${nth})`,
      summary: sentence(),
      sections: GROUPS[type].slice(0, SECTIONS).map((group, index) => ({
        id: `${group}-${index + 1}`,
        group,
        heading: null,
        text: Array.from({ length: SENTENCES }, sentence).join("\n\n"),
      })),
    });
  };

  const year = 2000 + Math.floor(random() * 27);
  const month = String(1 + Math.floor(random() * 12)).padStart(2, "0");
  return makeItem({
    key: `generated-${nth}`,
    type,
    country,
    mechanism: null,
    originalLanguage: languages[0] as string,
    date: partialDate(type === "event" ? `${year}-${month}-15` : String(year)),
    terms: [...new Set(own.map((term) => term.id))],
    sources: [],
    details: DETAILS[type],
    contents: Object.fromEntries(languages.map((lang) => [lang, write(lang)])),
    publishedAt: `${year}-${month}-20`,
  });
}

export const generatedId = (nth: number): string => idForKey(`generated-${nth}`);
