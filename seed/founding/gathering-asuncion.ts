import { content, makeItem, sections } from "../factories.ts";
import { partialDate } from "#models/partial-date.ts";

import { FOUNDING_NEWS, NETWORK_PUBLIC } from "./sources.ts";

/** The second gathering, which founded the network. */
export const GATHERING_ASUNCION = makeItem({
  key: "gathering-asuncion-2024",
  type: "event",
  country: "PY",
  mechanism: null,
  originalLanguage: "en",
  date: partialDate("2024-05-08", "2024-05-09"),
  terms: [
    "theme:nmirf",
    "keyword:nmirf",
    "theme:mechanisms-cooperation",
    "keyword:international-network",
    "keyword:asuncion-declaration",
    "keyword:executive-committee",
    "keyword:declaration",
    "keyword:founding",
    "keyword:election",
    "keyword:network-coordinator",
    "keyword:knowledge-hub",
    "keyword:good-practice",
    "keyword:exchange-of-experience",
    "keyword:capacity-building",
    "keyword:partnership",
    "keyword:stakeholders",
    "keyword:seminar",
    "keyword:asuncion",
    "sdg:16",
    "sdg:17",
  ],
  sources: [FOUNDING_NEWS, NETWORK_PUBLIC],
  details: { gathering: true, gatheringKind: "seminar" },
  contents: {
    en: content({
      title: "Second international conference of national mechanisms: the network is founded",
      summary:
        "Two days of debate in Asunción, on 8 and 9 May 2024, closed with the Asunción Declaration. It founds the International Network of National Mechanisms for Human Rights, with Morocco as coordinator.",
      place: "Asunción",
      sections: sections("text", [
        "The declaration takes up what the mechanisms had agreed in Marrakech in December 2022. Morocco was elected coordinator; the executive committee consists of Morocco, Paraguay and Portugal.",
        "The network wants to be a lasting place for its members’ practice. It is to institutionalise cooperation and dialogue, build and strengthen capacities, help members exchange good practices, develop knowledge of what mechanisms do, and foster partnerships among members, with stakeholders and with the international human rights system. It is also to contribute to the virtual knowledge pole of national mechanisms that a resolution of the Human Rights Council provides for.",
        "It brings together mechanisms of every type, and States Members of the United Nations that have not set one up yet. By July 2025 public information counted 24 founding members; those that it names are Morocco, Paraguay and Portugal.",
      ]),
    }),
    ar: content({
      title: "المؤتمر الدولي الثاني للآليات الوطنية: تأسيس الشبكة",
      summary:
        "انتهى يومان من النقاش في أسونسيون، 8 و9 مايو 2024، إلى إعلان يحمل اسم المدينة ويؤسس الشبكة الدولية للآليات الوطنية لحقوق الإنسان، ويتولى المغرب تنسيقها.",
      place: "أسونسيون",
      sections: sections("text", [
        "يستأنف الإعلان ما اتفقت عليه الآليات في مراكش في ديسمبر 2022. وقد انتُخب المغرب منسقا، وتضم اللجنة التنفيذية المغرب وباراغواي والبرتغال.",
        "تريد الشبكة أن تكون مكانا دائما لعمل أعضائها: تُرسّخ التعاون والحوار، وتبني القدرات وتقويها، وتعين الأعضاء على تداول الممارسات الفضلى، وتنمّي المعرفة بما تقوم به الآليات، وتشجع الشراكة فيما بينهم ومع سائر الأطراف ومع المنظومة الدولية لحقوق الإنسان. ولها أيضا أن تغذي القطب الافتراضي لمعارف الآليات الوطنية الذي نص عليه قرار لمجلس حقوق الإنسان.",
        "وهي تجمع آليات من كل الأنواع، ومعها دول أعضاء في الأمم المتحدة ليست لها آلية بعد. وإلى حدود يوليو 2025 كانت المعلومات المنشورة تعد 24 عضوا مؤسسا، وما سمّته منهم المغرب وباراغواي والبرتغال.",
      ]),
    }),
    fr: content({
      title: "Deuxième conférence internationale des mécanismes nationaux : le réseau est fondé",
      summary:
        "Deux jours de débats à Asunción, les 8 et 9 mai 2024, ont abouti à la Déclaration d’Asunción. Elle fonde le Réseau international des mécanismes nationaux des droits de l’homme, dont le Maroc est le coordonnateur.",
      place: "Asunción",
      sections: sections("text", [
        "La déclaration reprend ce dont les mécanismes étaient convenus à Marrakech en décembre 2022. Le Maroc a été élu coordonnateur ; le comité exécutif réunit le Maroc, le Paraguay et le Portugal.",
        "Le réseau se veut un lieu durable pour la pratique de ses membres. Il doit institutionnaliser la coopération et le dialogue, créer et renforcer les capacités, aider les membres à échanger leurs bonnes pratiques, faire progresser la connaissance de ce que font les mécanismes et favoriser les partenariats entre membres, avec les parties prenantes et avec le système international des droits de l’homme. Il doit aussi contribuer au pôle virtuel de connaissances des mécanismes nationaux que prévoit une résolution du Conseil des droits de l’homme.",
        "Il réunit des mécanismes de tous types et des États Membres des Nations Unies qui n’en ont pas encore. En juillet 2025, les informations publiques comptaient 24 membres fondateurs ; elles nomment le Maroc, le Paraguay et le Portugal.",
      ]),
    }),
    es: content({
      title: "Segunda conferencia internacional de mecanismos nacionales: se funda la red",
      summary:
        "Dos días de debate en Asunción, el 8 y el 9 de mayo de 2024, culminaron en la Declaración de Asunción. En ella se funda la Red Internacional de Mecanismos Nacionales de Derechos Humanos, con Marruecos como coordinador.",
      place: "Asunción",
      sections: sections("text", [
        "La declaración retoma lo que los mecanismos habían acordado en Marrakech en diciembre de 2022. Marruecos fue elegido coordinador; integran el comité ejecutivo Marruecos, el Paraguay y Portugal.",
        "La red quiere ser un espacio duradero para la práctica de sus miembros. Ha de institucionalizar la cooperación y el diálogo, crear y reforzar capacidades, ayudar a los miembros a intercambiar buenas prácticas, hacer avanzar el conocimiento de lo que hacen los mecanismos y fomentar alianzas entre los miembros, con las partes interesadas y con el sistema internacional de derechos humanos. También ha de contribuir al polo virtual de conocimientos de los mecanismos nacionales que prevé una resolución del Consejo de Derechos Humanos.",
        "Reúne a mecanismos de todo tipo y a Estados Miembros de las Naciones Unidas que aún no tienen uno. En julio de 2025 la información pública contaba 24 miembros fundadores; los que nombra son Marruecos, el Paraguay y Portugal.",
      ]),
    }),
    pt: content({
      title: "Segunda conferência internacional de mecanismos nacionais: a rede é fundada",
      summary:
        "Dois dias de debate em Assunção, a 8 e 9 de maio de 2024, culminaram na Declaração de Assunção. Nela se funda a Rede Internacional de Mecanismos Nacionais de Direitos Humanos, com Marrocos como coordenador.",
      place: "Assunção",
      sections: sections("text", [
        "A declaração retoma o que os mecanismos tinham acordado em Marraquexe em dezembro de 2022. Marrocos foi eleito coordenador; integram o comité executivo Marrocos, o Paraguai e Portugal.",
        "A rede quer ser um espaço duradouro para a prática dos seus membros. Cabe-lhe institucionalizar a cooperação e o diálogo, criar e reforçar capacidades, ajudar os membros a trocar boas práticas, desenvolver o conhecimento do que fazem os mecanismos e fomentar parcerias entre os membros, com as partes interessadas e com o sistema internacional de direitos humanos. Cabe-lhe também contribuir para o polo virtual de conhecimento dos mecanismos nacionais previsto numa resolução do Conselho de Direitos Humanos.",
        "Reúne mecanismos de todos os tipos e Estados-Membros das Nações Unidas que ainda não têm um. Em julho de 2025 a informação pública contava 24 membros fundadores; os que nomeia são Marrocos, o Paraguai e Portugal.",
      ]),
    }),
  },
  publishedAt: "2026-01-15",
});
