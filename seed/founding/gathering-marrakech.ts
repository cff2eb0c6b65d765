import { content, makeItem, sections } from "../factories.ts";
import { partialDate } from "#models/partial-date.ts";

import { FOUNDING_NEWS, NETWORK_PUBLIC } from "./sources.ts";

/** The first gathering of the national mechanisms, from which the idea of a network comes. */
export const GATHERING_MARRAKECH = makeItem({
  key: "gathering-marrakech-2022",
  type: "event",
  country: "MA",
  mechanism: null,
  originalLanguage: "en",
  date: partialDate("2022-12-07", "2022-12-08"),
  terms: [
    "theme:nmirf",
    "keyword:nmirf",
    "theme:mechanisms-cooperation",
    "keyword:international-network",
    "keyword:marrakech-declaration",
    "keyword:declaration",
    "keyword:seminar",
    "keyword:marrakech",
    "sdg:16",
    "sdg:17",
  ],
  sources: [NETWORK_PUBLIC, FOUNDING_NEWS],
  details: { gathering: true, gatheringKind: "seminar" },
  contents: {
    en: content({
      title: "First international seminar of national mechanisms for implementation, reporting and follow-up",
      summary:
        "National mechanisms met in Marrakech on 7 and 8 December 2022. They adopted the Marrakech Declaration and agreed to build an international network.",
      place: "Marrakech",
      sections: sections("text", [
        "It was the first international seminar devoted to the mechanisms by which States implement, report on and follow up their human rights obligations. The text they adopted, the Marrakech Declaration, carries their agreement that a network should be created.",
        "The agreement bore fruit seventeen months later: the second international conference, in Asunción in May 2024, referred back to Marrakech and founded the network.",
      ]),
    }),
    ar: content({
      title: "أول ندوة دولية للآليات الوطنية للتنفيذ وإعداد التقارير والتتبع",
      summary:
        "اجتمعت الآليات الوطنية في مراكش يومي 7 و8 ديسمبر 2022، فاعتمدت إعلان مراكش واتفقت على بناء شبكة دولية.",
      place: "مراكش",
      sections: sections("text", [
        "كانت تلك أول ندوة دولية تخص الآليات التي تنفذ بها الدول التزاماتها في حقوق الإنسان وتعد عنها التقارير وتتتبعها. ويحمل النص المعتمد، أي إعلان مراكش، اتفاقها على أن تقوم بينها شبكة.",
        "وأثمر هذا الاتفاق بعد سبعة عشر شهرا: فقد أحال المؤتمر الدولي الثاني، في أسونسيون في مايو 2024، على مراكش وأسس الشبكة.",
      ]),
    }),
    fr: content({
      title: "Premier séminaire international des mécanismes nationaux de mise en œuvre, d’établissement de rapports et de suivi",
      summary:
        "Les mécanismes nationaux se sont réunis à Marrakech les 7 et 8 décembre 2022. Ils ont adopté la Déclaration de Marrakech et sont convenus de bâtir un réseau international.",
      place: "Marrakech",
      sections: sections("text", [
        "C’était le premier séminaire international consacré aux mécanismes par lesquels les États mettent en œuvre leurs obligations en matière de droits de l’homme, en rendent compte et en assurent le suivi. Le texte adopté, la Déclaration de Marrakech, porte leur accord pour qu’un réseau voie le jour.",
        "Cet accord a porté ses fruits dix-sept mois plus tard : la deuxième conférence internationale, à Asunción en mai 2024, s’est référée à Marrakech et a fondé le réseau.",
      ]),
    }),
    es: content({
      title: "Primer seminario internacional de mecanismos nacionales de implementación, informes y seguimiento",
      summary:
        "Los mecanismos nacionales se reunieron en Marrakech los días 7 y 8 de diciembre de 2022. Aprobaron la Declaración de Marrakech y acordaron construir una red internacional.",
      place: "Marrakech",
      sections: sections("text", [
        "Fue el primer seminario internacional dedicado a los mecanismos con que los Estados aplican sus obligaciones de derechos humanos, informan sobre ellas y les dan seguimiento. El texto aprobado, la Declaración de Marrakech, recoge su acuerdo de que se creara una red.",
        "El acuerdo dio fruto diecisiete meses después: la segunda conferencia internacional, en Asunción en mayo de 2024, se remitió a Marrakech y fundó la red.",
      ]),
    }),
    pt: content({
      title: "Primeiro seminário internacional de mecanismos nacionais de implementação, elaboração de relatórios e seguimento",
      summary:
        "Os mecanismos nacionais reuniram-se em Marraquexe a 7 e 8 de dezembro de 2022. Adotaram a Declaração de Marraquexe e acordaram em construir uma rede internacional.",
      place: "Marraquexe",
      sections: sections("text", [
        "Foi o primeiro seminário internacional dedicado aos mecanismos com que os Estados aplicam as suas obrigações de direitos humanos, prestam contas delas e lhes dão seguimento. O texto adotado, a Declaração de Marraquexe, contém o seu acordo para que fosse criada uma rede.",
        "O acordo deu fruto dezassete meses depois: a segunda conferência internacional, em Assunção em maio de 2024, remeteu para Marraquexe e fundou a rede.",
      ]),
    }),
  },
  publishedAt: "2026-01-15",
});
