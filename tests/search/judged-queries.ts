import { PROBES } from "./probes.ts";

/** A query, with the items that a reader who knows the founding network would want first: one, or any of several. */
export type Judged = { lang: string; q: string; wanted: string[] };

const judged = (lang: string, q: string, ...wanted: string[]): Judged => ({ lang, q, wanted });

/** By kind, so that one kind's gain cannot hide another's loss. */
export const JUDGED: Record<string, Judged[]> = {
  "words, names and numbers": PROBES.map(({ lang, q, key }) => judged(lang, q, key)),
  "questions in plain language": [
    judged("en", "How does Morocco follow up on the recommendations it receives?", "ma-practice-tracking"),
    judged("en", "What did Mauritania do against slavery in 2021?", "mr-record-2021"),
    judged("en", "When was the international network of national mechanisms founded?", "network-founding", "gathering-asuncion-2024"),
    judged("en", "Where did the experts meet on migrant smuggling?", "mr-nouakchott-meeting"),
    judged("en", "Which measures concern treaty bodies and special procedures?", "ma-measure-4"),
    judged("fr", "Comment le Maroc suit-il la mise en œuvre des recommandations ?", "ma-practice-tracking"),
    judged("fr", "Combien de personnes la campagne de sensibilisation a-t-elle touchées ?", "mr-practice-campaign"),
    judged("fr", "Quelles activités contre l’esclavage la Mauritanie a-t-elle menées en 2022 ?", "mr-record-2022"),
    judged("es", "¿Cómo se da seguimiento a las recomendaciones en Marruecos?", "ma-practice-tracking"),
    judged("es", "¿Cuándo se fundó la red de mecanismos nacionales?", "network-founding", "gathering-asuncion-2024"),
    judged("es", "¿Quién organizó la mesa redonda sobre la esclavitud en Mauritania?", "mr-practice-round-table"),
    judged("pt", "Como é que Marrocos acompanha as recomendações?", "ma-practice-tracking"),
    judged("pt", "Onde foi adotada a Declaração de Assunção?", "network-founding", "gathering-asuncion-2024"),
    judged("pt", "Que campanha contra a escravatura foi feita na Mauritânia?", "mr-practice-campaign"),
    judged("ar", "كيف يتتبع المغرب تنفيذ التوصيات؟", "ma-practice-tracking"),
    judged("ar", "متى تأسست الشبكة الدولية للآليات الوطنية؟", "network-founding", "gathering-asuncion-2024"),
    judged("ar", "كم بلغ عدد المستفيدين من الحملة التحسيسية؟", "mr-practice-campaign"),
    judged("ar", "أين عقد اجتماع الخبراء حول تهريب المهاجرين؟", "mr-nouakchott-meeting"),
  ],
  "single words": [
    judged("en", "smuggling", "mr-nouakchott-meeting"),
    judged("en", "awareness", "mr-practice-campaign"),
    judged("fr", "Nouakchott", "mr-nouakchott-meeting"),
    judged("es", "Asunción", "network-founding", "gathering-asuncion-2024"),
    judged("pt", "Lisboa", "gathering-lisbon-2026"),
    judged("en", "Marrakech", "gathering-marrakech-2022"),
    judged("ar", "مراكش", "gathering-marrakech-2022"),
    judged("ar", "أسونسيون", "network-founding", "gathering-asuncion-2024"),
    judged("fr", "COVID-19", "ma-measure-4"),
    judged("es", "contrabando", "mr-nouakchott-meeting"),
    judged("ar", "رق", "mr-practice-campaign", "mr-practice-round-table"),
    judged("en", "trafficking", "mr-nouakchott-meeting"),
    judged("fr", "traite", "mr-nouakchott-meeting"),
    judged("es", "trata", "mr-nouakchott-meeting"),
    judged("pt", "tráfico", "mr-nouakchott-meeting"),
    judged("ar", "اتجار", "mr-nouakchott-meeting"),
    judged("en", "torture", "mr-practice-campaign"),
    judged("ar", "تعذيب", "mr-practice-campaign"),
  ],
  "slips and variants": [
    judged("en", "Marakech seminar", "gathering-marrakech-2022"),
    judged("en", "Asuncion declartion", "network-founding"),
    judged("en", "trafficing", "mr-nouakchott-meeting"),
    judged("es", "tortrua", "mr-practice-campaign"),
    judged("fr", "campange de sensibilisation", "mr-practice-campaign"),
    judged("es", "recomendasiones seguimiento", "ma-practice-tracking"),
    judged("pt", "mesa redonda escravidão", "mr-practice-round-table"),
    judged("ar", "مائدة مستديرة", "mr-practice-round-table"),
    judged("ar", "بالتوصيات", "ma-practice-tracking"),
    judged("ar", "الحمله التحسيسيه", "mr-practice-campaign"),
    judged("ar", "للمهاجرين", "mr-nouakchott-meeting"),
    judged("ar", "نواكشوط", "mr-nouakchott-meeting"),
  ],
};
