import type { FoundedMechanism } from "#models/mechanism.ts";

import { FOUNDING_NEWS, MAURITANIA_RECORD, MOROCCO_SHEET, NETWORK_PUBLIC, NOUAKCHOTT_AR, NOUAKCHOTT_FR } from "./sources.ts";

const MOROCCO: FoundedMechanism = {
  id: "morocco",
  state: "MA",
  name: {
    ar: "المندوبية الوزارية المكلفة بحقوق الإنسان",
    en: "Interministerial Delegation for Human Rights",
    fr: "Délégation interministérielle aux droits de l’Homme",
    es: "Delegación Interministerial para los Derechos Humanos",
    pt: "Delegação Interministerial para os Direitos Humanos",
  },
  shortName: { ar: "DIDH", en: "DIDH", fr: "DIDH", es: "DIDH", pt: "DIDH" },
  aliases: {
    ar: ["المندوبية الوزارية لحقوق الإنسان", "مندوبية حقوق الإنسان"],
    en: ["Inter-ministerial Delegation for Human Rights"],
    fr: ["Délégation interministérielle aux droits humains", "Délégation interministérielle aux droits de l’homme du Maroc"],
    es: ["Delegación Interministerial de Derechos Humanos"],
    pt: ["Delegação Interministerial dos Direitos Humanos"],
  },
  official: ["ar", "fr"],
  type: null,
  standing: null,
  legalBasis: null,
  profile: {
    summary: {
      ar: "المغرب عضو مؤسس في الشبكة الدولية، وقد انتُخب في مايو 2024 منسقا لها في شخص الكاتب العام للمندوبية. وتُظهر بطاقة إجراء من خطة العمل الوطنية، محيّنة في أبريل 2021، مشاركة المندوبية في العمل على تبسيط التقارير الموجهة إلى هيئات المعاهدات، بالتشاور مع القطاعات والمؤسسات.",
      en: "Morocco is a founding member of the international network and was elected its coordinator in May 2024, in the person of the Delegation’s Secretary-General. A measure sheet of the national action plan, brought up to date in April 2021, shows the Delegation’s part in simplifying reports to treaty bodies, in consultation with departments and institutions.",
      fr: "Le Maroc est membre fondateur du réseau international et en a été élu coordonnateur en mai 2024, en la personne du Secrétaire général de la Délégation. Une fiche de mesure du plan d’action national, arrêtée à avril 2021, montre la part de la Délégation dans la simplification des rapports aux organes de traités, en concertation avec les départements et les institutions.",
      es: "Marruecos es miembro fundador de la red internacional y fue elegido su coordinador en mayo de 2024, en la persona del Secretario General de la Delegación. Una ficha del plan de acción nacional, actualizada en abril de 2021, muestra la parte de la Delegación en la simplificación de los informes a los órganos de tratados, en consulta con departamentos e instituciones.",
      pt: "Marrocos é membro fundador da rede internacional e foi eleito seu coordenador em maio de 2024, na pessoa do Secretário-Geral da Delegação. Uma ficha do plano de ação nacional, atualizada em abril de 2021, mostra a parte da Delegação na simplificação dos relatórios aos órgãos dos tratados, em consulta com departamentos e instituições.",
    },
    composition: {
      ar: "للقطاعات والمؤسسات المعنية نقط ارتكاز تعمل في شبكة، انطلق تشكيلها وعُقدت معها اجتماعات عمل وفق ما كان عليه الحال في أبريل 2021.",
      en: "The departments and institutions concerned have focal points that work as a network: as of April 2021 its formation had begun and working meetings had been held with it.",
      fr: "Les départements et institutions concernés disposent de points focaux organisés en réseau : en avril 2021, sa constitution était engagée et des réunions de travail avaient eu lieu.",
      es: "Los departamentos e instituciones competentes tienen puntos focales que trabajan en red: en abril de 2021 su formación estaba en marcha y ya se habían celebrado reuniones de trabajo.",
      pt: "Os departamentos e instituições em causa têm pontos focais que trabalham em rede: em abril de 2021 a sua formação estava em curso e já se tinham realizado reuniões de trabalho.",
    },
  },
  capacities: ["capacity:engagement", "capacity:coordination", "capacity:information-management"],
  dimensions: {
    "dimension:information-systems": {
      ar: "تتقاسم القطاعات والمؤسسات نظاما معلوماتيا اسمه SIDH لتتبع ما يُنفذ من توصيات الأمم المتحدة. وكانت قاعدة بيانات مشتركة بشأن الشكاوى الفردية قيد الإعداد في أبريل 2021.",
      en: "Departments and institutions share an information system, SIDH, in which they follow how United Nations recommendations are carried out. A shared database on individual complaints was being prepared in April 2021.",
      fr: "Les départements et institutions partagent un système d’information, le SIDH, dans lequel ils suivent la mise en œuvre des recommandations des Nations Unies. Une base de données commune sur les plaintes individuelles était en préparation en avril 2021.",
      es: "Los departamentos e instituciones comparten un sistema de información, el SIDH, en el que siguen la aplicación de las recomendaciones de las Naciones Unidas. En abril de 2021 se preparaba una base de datos común sobre las quejas individuales.",
      pt: "Os departamentos e instituições partilham um sistema de informação, o SIDH, no qual acompanham a aplicação das recomendações das Nações Unidas. Em abril de 2021 estava em preparação uma base de dados comum sobre as queixas individuais.",
    },
    "dimension:stakeholders": {
      ar: "يفرد أحد أجزاء البطاقة لتقارير المنظمات غير الحكومية الدولية وطلباتها وما يُرد به عليها.",
      en: "One part of the sheet deals with the reports and requests of international non-governmental organisations and the replies to them.",
      fr: "Une partie de la fiche porte sur les rapports et demandes d’organisations non gouvernementales internationales et sur les réponses données.",
      es: "Una parte de la ficha trata de los informes y solicitudes de organizaciones no gubernamentales internacionales y de las respuestas dadas.",
      pt: "Uma parte da ficha trata dos relatórios e pedidos de organizações não governamentais internacionais e das respostas dadas.",
    },
  },
  sources: [MOROCCO_SHEET, FOUNDING_NEWS, NETWORK_PUBLIC],
};

const PARAGUAY: FoundedMechanism = {
  id: "paraguay",
  state: "PY",
  name: null,
  shortName: null,
  aliases: {},
  official: [],
  type: null,
  standing: null,
  legalBasis: null,
  profile: {
    summary: {
      ar: "باراغواي عضو مؤسس في الشبكة وعضو في لجنتها التنفيذية، وفي عاصمتها أسونسيون انعقد المؤتمر الدولي الثاني للآليات الوطنية يومي 8 و9 مايو 2024.",
      en: "Paraguay is a founding member of the network and sits on its executive committee; the second international conference of national mechanisms took place in its capital, Asunción, on 8 and 9 May 2024.",
      fr: "Le Paraguay est membre fondateur du réseau et siège à son comité exécutif ; la deuxième conférence internationale des mécanismes nationaux s’est tenue dans sa capitale, Asunción, les 8 et 9 mai 2024.",
      es: "El Paraguay es miembro fundador de la red y forma parte de su comité ejecutivo; la segunda conferencia internacional de mecanismos nacionales tuvo lugar en su capital, Asunción, los días 8 y 9 de mayo de 2024.",
      pt: "O Paraguai é membro fundador da rede e integra o seu comité executivo; a segunda conferência internacional de mecanismos nacionais realizou-se na sua capital, Assunção, a 8 e 9 de maio de 2024.",
    },
    composition: {
      ar: "تفيد معلومات منشورة للعموم بأن للآلية جهة للمصادقة. ولا تذكر المصادر ما عدا ذلك من تركيبتها.",
      en: "According to public information, the mechanism has a validating authority. The sources state nothing further of its composition.",
      fr: "Selon des informations publiques, le mécanisme comporte une autorité de validation. Les sources n’indiquent rien d’autre de sa composition.",
      es: "Según información pública, el mecanismo cuenta con una autoridad validadora. Las fuentes no indican nada más sobre su composición.",
      pt: "Segundo informação pública, o mecanismo conta com uma autoridade de validação. As fontes nada mais indicam sobre a sua composição.",
    },
  },
  capacities: [],
  dimensions: {},
  sources: [NETWORK_PUBLIC, FOUNDING_NEWS],
};

const PORTUGAL: FoundedMechanism = {
  id: "portugal",
  state: "PT",
  name: null,
  shortName: null,
  aliases: {},
  official: [],
  type: null,
  standing: null,
  legalBasis: null,
  profile: {
    summary: {
      ar: "البرتغال عضو مؤسس في الشبكة وعضو في لجنتها التنفيذية، وفي عاصمتها لشبونة التقت الشبكة يومي 26 و27 يناير 2026.",
      en: "Portugal is a founding member of the network and sits on its executive committee; the gathering of 26 and 27 January 2026 took place in its capital, Lisbon.",
      fr: "Le Portugal est membre fondateur du réseau et siège à son comité exécutif ; la rencontre des 26 et 27 janvier 2026 s’est tenue dans sa capitale, Lisbonne.",
      es: "Portugal es miembro fundador de la red y forma parte de su comité ejecutivo; el encuentro de los días 26 y 27 de enero de 2026 tuvo lugar en su capital, Lisboa.",
      pt: "Portugal é membro fundador da rede e integra o seu comité executivo; o encontro de 26 e 27 de janeiro de 2026 realizou-se na sua capital, Lisboa.",
    },
    composition: {
      ar: "تفيد معلومات منشورة للعموم بأن للآلية مراقبين دائمين: البرلمان والنيابة العامة وأمين المظالم والبلديات. ولا تذكر المصادر ما عدا ذلك من تركيبتها.",
      en: "According to public information, the mechanism has permanent observers: the parliament, the public prosecutor, the ombudsperson and the municipalities. The sources state nothing further of its composition.",
      fr: "Selon des informations publiques, le mécanisme compte des observateurs permanents : le parlement, le ministère public, le médiateur et les municipalités. Les sources n’indiquent rien d’autre de sa composition.",
      es: "Según información pública, el mecanismo tiene observadores permanentes: el parlamento, la fiscalía, la defensoría del pueblo y los municipios. Las fuentes no indican nada más sobre su composición.",
      pt: "Segundo informação pública, o mecanismo tem observadores permanentes: o parlamento, o ministério público, a provedoria de justiça e os municípios. As fontes nada mais indicam sobre a sua composição.",
    },
  },
  capacities: [],
  dimensions: {},
  sources: [NETWORK_PUBLIC, FOUNDING_NEWS],
};

const MAURITANIA: FoundedMechanism = {
  id: "mauritania",
  state: "MR",
  name: {
    ar: "مفوضية حقوق الإنسان والعمل الإنساني والعلاقات مع المجتمع المدني",
    en: "Commission for Human Rights, Humanitarian Action and Relations with Civil Society",
    fr: "Commissariat aux droits de l’homme, à l’action humanitaire et aux relations avec la société civile",
    es: "Comisariado de Derechos Humanos, Acción Humanitaria y Relaciones con la Sociedad Civil",
    pt: "Comissariado para os Direitos Humanos, a Ação Humanitária e as Relações com a Sociedade Civil",
  },
  shortName: null,
  aliases: {
    ar: ["مفوضية حقوق الإنسان", "مفوضية حقوق الإنسان بموريتانيا"],
    en: ["Mauritanian Commission for Human Rights", "Human Rights Commissariat of Mauritania"],
    fr: ["CDHAHRSC", "Commissariat aux droits de l’homme de Mauritanie", "Commissaire aux droits de l’homme"],
    es: [
      "Comisaría de Derechos Humanos, Acción Humanitaria y Relaciones con la Sociedad Civil",
      "Comisión de Derechos Humanos, Acción Humanitaria y Relaciones con la Sociedad Civil",
    ],
    pt: ["Comissão para os Direitos Humanos, a Ação Humanitária e as Relações com a Sociedade Civil"],
  },
  official: ["ar", "fr"],
  type: null,
  standing: null,
  legalBasis: null,
  profile: {
    summary: {
      ar: "تُعنى المفوضية في موريتانيا بإعداد التقارير الوطنية والرد على الإجراءات الخاصة وتنفيذ توصيات الاستعراض الدوري الشامل، كما يظهر من حصيلتها للأعوام 2020 إلى 2022. ولا تذكر المصادر هل هي عضو في الشبكة.",
      en: "In Mauritania the Commission prepares national reports, answers special procedures and plans how recommendations of the Universal Periodic Review are carried out, as its record for 2020 to 2022 shows. The sources do not state whether it belongs to the network.",
      fr: "En Mauritanie, le Commissariat prépare les rapports nationaux, répond aux procédures spéciales et planifie la mise en œuvre des recommandations de l’Examen périodique universel, comme le montre son bilan de 2020 à 2022. Les sources ne disent pas s’il appartient au réseau.",
      es: "En Mauritania, el Comisariado prepara los informes nacionales, responde a los procedimientos especiales y planifica la aplicación de las recomendaciones del Examen Periódico Universal, como muestra su balance de 2020 a 2022. Las fuentes no indican si pertenece a la red.",
      pt: "Na Mauritânia, o Comissariado prepara os relatórios nacionais, responde aos procedimentos especiais e planeia a aplicação das recomendações do Exame Periódico Universal, como mostra o seu balanço de 2020 a 2022. As fontes não indicam se pertence à rede.",
    },
    setUp: {
      ar: "يرأس المفوضية مفوض، وتتبع لها الهيئة الوطنية المعنية بالاتجار بالأشخاص وتهريب المهاجرين التي ورد في حصيلة 2022 أنها فُعّلت. وفي سنة 2020 أُقرت لجنة وزارية لحقوق الإنسان يرأسها الوزير الأول.",
      en: "A Commissioner heads the Commission. The national authority against trafficking in persons and smuggling of migrants comes under it; the record for 2022 says that this authority was activated. In 2020 a ministerial committee for human rights was established, chaired by the Prime Minister.",
      fr: "Un Commissaire dirige l’institution. L’autorité nationale compétente en matière de traite et de trafic de migrants en relève ; le bilan de 2022 la dit activée. En 2020 a été institué un comité ministériel des droits de l’homme, présidé par le Premier ministre.",
      es: "Al frente del Comisariado está un Comisionado. De él depende la autoridad nacional contra la trata de personas y el tráfico ilícito de migrantes, que según el balance de 2022 fue puesta en funcionamiento. En 2020 se estableció un comité ministerial de derechos humanos, presidido por el Primer Ministro.",
      pt: "O Comissariado é dirigido por um Comissário. Dele depende a autoridade nacional contra o tráfico de pessoas e o tráfico ilícito de migrantes, que segundo o balanço de 2022 foi posta em funcionamento. Em 2020 foi criado um comité ministerial dos direitos humanos, presidido pelo Primeiro-Ministro.",
    },
  },
  capacities: ["capacity:engagement", "capacity:coordination", "capacity:consultation"],
  dimensions: {
    "dimension:stakeholders": {
      ar: "وفق خبر اجتماع نواكشوط، تُنفَّذ خطط العمل مع الوزارات والمجتمع المدني. وعُقدت في 2021 مائدة مستديرة مع مفوضية الأمم المتحدة السامية لحقوق الإنسان نتجت عنها لجنة للمتابعة.",
      en: "According to the news of the Nouakchott meeting, action plans are carried out with ministries and civil society. A round table with the UN human rights office in 2021 led to a follow-up committee.",
      fr: "D’après la nouvelle de la réunion de Nouakchott, les plans d’action sont menés avec les ministères et la société civile. En 2021, une table ronde avec le Haut-Commissariat aux droits de l’homme a abouti à un comité de suivi.",
      es: "Según la noticia de la reunión de Nuakchot, los planes de acción se llevan a cabo con los ministerios y la sociedad civil. En 2021, una mesa redonda con la Oficina de las Naciones Unidas para los Derechos Humanos dio lugar a un comité de seguimiento.",
      pt: "Segundo a notícia da reunião de Nouakchott, os planos de ação são executados com os ministérios e a sociedade civil. Em 2021, uma mesa-redonda com o Alto-Comissariado das Nações Unidas para os Direitos Humanos levou a um comité de acompanhamento.",
    },
  },
  sources: [MAURITANIA_RECORD, NOUAKCHOTT_AR, NOUAKCHOTT_FR],
};

/** The mechanisms that the sources tell of. */
export const MECHANISMS: FoundedMechanism[] = [MOROCCO, PARAGUAY, PORTUGAL, MAURITANIA];
