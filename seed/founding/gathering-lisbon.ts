import { content, makeItem, sections } from "../factories.ts";
import { partialDate } from "#models/partial-date.ts";

import { NETWORK_PUBLIC } from "./sources.ts";

/** The third gathering, with the network's plan for the years to 2030. */
export const GATHERING_LISBON = makeItem({
  key: "gathering-lisbon-2026",
  type: "event",
  country: "PT",
  mechanism: null,
  originalLanguage: "en",
  date: partialDate("2026-01-26", "2026-01-27"),
  terms: [
    "theme:nmirf",
    "keyword:nmirf",
    "theme:mechanisms-cooperation",
    "keyword:international-network",
    "keyword:action-plan",
    "keyword:electronic-platform",
    "keyword:executive-committee",
    "keyword:capacity-building",
    "keyword:seminar",
    "keyword:lisbon",
    "sdg:16",
    "sdg:17",
  ],
  sources: [NETWORK_PUBLIC],
  details: { gathering: true, gatheringKind: "seminar" },
  contents: {
    en: content({
      title: "International seminar of national mechanisms, Lisbon: Action Plan 2026–2030",
      summary:
        "The network met in Lisbon on 26 and 27 January 2026. From this gathering comes its Action Plan 2026–2030, with five priorities.",
      place: "Lisbon",
      sections: sections("text", [
        "Three of the five priorities are known: to widen the membership, to communicate through the digital platform, and to support the establishment of mechanisms where there are none. The other two are not stated in the information at hand.",
        "Lisbon follows Marrakech (December 2022), where the mechanisms agreed on a network, and Asunción (May 2024), where they founded it. Portugal has sat on the executive committee since the founding.",
      ]),
    }),
    ar: content({
      title: "الندوة الدولية للآليات الوطنية في لشبونة: خطة العمل 2026–2030",
      summary: "التقت الشبكة في لشبونة يومي 26 و27 يناير 2026. وعن هذا اللقاء صدرت خطة عملها للفترة 2026–2030 بخمس أولويات.",
      place: "لشبونة",
      sections: sections("text", [
        "ثلاث من الأولويات الخمس معروفة: توسيع العضوية، والتواصل عبر المنصة الرقمية، ودعم إحداث آليات حيث لا توجد. أما الأولويتان الأخريان فلا تذكرهما المعلومات المتوفرة.",
        "يأتي لقاء لشبونة بعد مراكش (ديسمبر 2022) حيث اتفقت الآليات على الشبكة، وبعد أسونسيون (مايو 2024) حيث أسستها. والبرتغال عضو في اللجنة التنفيذية منذ التأسيس.",
      ]),
    }),
    fr: content({
      title: "Séminaire international des mécanismes nationaux, Lisbonne : Plan d’action 2026-2030",
      summary:
        "Le réseau s’est réuni à Lisbonne les 26 et 27 janvier 2026. De cette rencontre est issu son Plan d’action 2026-2030, doté de cinq priorités.",
      place: "Lisbonne",
      sections: sections("text", [
        "Trois des cinq priorités sont connues : élargir la composition du réseau, communiquer par la plateforme numérique et appuyer la création de mécanismes là où il n’en existe pas. Les deux autres ne figurent pas dans les informations disponibles.",
        "Lisbonne fait suite à Marrakech (décembre 2022), où les mécanismes sont convenus d’un réseau, et à Asunción (mai 2024), où ils l’ont fondé. Le Portugal siège au comité exécutif depuis la fondation.",
      ]),
    }),
    es: content({
      title: "Seminario internacional de mecanismos nacionales, Lisboa: Plan de Acción 2026-2030",
      summary:
        "La red se reunió en Lisboa los días 26 y 27 de enero de 2026. De este encuentro procede su Plan de Acción 2026-2030, con cinco prioridades.",
      place: "Lisboa",
      sections: sections("text", [
        "Se conocen tres de las cinco prioridades: ampliar el número de miembros, comunicarse mediante la plataforma digital y apoyar la creación de mecanismos donde no los hay. Las otras dos no constan en la información disponible.",
        "Lisboa sigue a Marrakech (diciembre de 2022), donde los mecanismos acordaron una red, y a Asunción (mayo de 2024), donde la fundaron. Portugal forma parte del comité ejecutivo desde la fundación.",
      ]),
    }),
    pt: content({
      title: "Seminário internacional de mecanismos nacionais, Lisboa: Plano de Ação 2026-2030",
      summary:
        "A rede reuniu-se em Lisboa a 26 e 27 de janeiro de 2026. Deste encontro provém o seu Plano de Ação 2026-2030, com cinco prioridades.",
      place: "Lisboa",
      sections: sections("text", [
        "Conhecem-se três das cinco prioridades: alargar o número de membros, comunicar através da plataforma digital e apoiar a criação de mecanismos onde não existem. As outras duas não constam da informação disponível.",
        "Lisboa segue-se a Marraquexe (dezembro de 2022), onde os mecanismos acordaram numa rede, e a Assunção (maio de 2024), onde a fundaram. Portugal integra o comité executivo desde a fundação.",
      ]),
    }),
  },
  publishedAt: "2026-02-02",
});
