import type { Source } from "#models/source.ts";

/** News of the closing of the second international gathering, with the founding of the network. */
export const FOUNDING_NEWS: Source = {
  title: {
    ar: "خبر بالعربية عن اختتام اللقاء الدولي الثاني وتأسيس الشبكة",
    en: "News report in Arabic on the close of the second international gathering and the founding of the network",
    fr: "Article de presse en arabe sur la clôture de la deuxième rencontre internationale et la fondation du réseau",
    es: "Noticia en árabe sobre la clausura del segundo encuentro internacional y la fundación de la red",
    pt: "Notícia em árabe sobre o encerramento do segundo encontro internacional e a fundação da rede",
  },
  language: "ar",
  asOf: "2024-05",
};

/** What the network and its hosts have made public: gatherings, adopted texts, founding members. */
export const NETWORK_PUBLIC: Source = {
  title: {
    ar: "معلومات منشورة للعموم عن الشبكة ولقاءاتها",
    en: "Public information on the network and its gatherings",
    fr: "Informations publiques sur le réseau et ses rencontres",
    es: "Información pública sobre la red y sus encuentros",
    pt: "Informação pública sobre a rede e os seus encontros",
  },
  language: "en",
  asOf: null,
};

/** The Arabic page on the expert meeting in Nouakchott. */
export const NOUAKCHOTT_AR: Source = {
  title: {
    ar: "خبر بالعربية عن افتتاح اجتماع الخبراء في نواكشوط",
    en: "News report in Arabic on the opening of the expert meeting in Nouakchott",
    fr: "Article en arabe sur l’ouverture de la réunion d’experts à Nouakchott",
    es: "Noticia en árabe sobre la apertura de la reunión de expertos en Nuakchot",
    pt: "Notícia em árabe sobre a abertura da reunião de peritos em Nouakchott",
  },
  language: "ar",
  asOf: null,
};

/** The French page on the same meeting; one of its paragraphs breaks off. */
export const NOUAKCHOTT_FR: Source = {
  title: {
    ar: "خبر بالفرنسية عن افتتاح اجتماع الخبراء في نواكشوط",
    en: "News report in French on the opening of the expert meeting in Nouakchott",
    fr: "Article en français sur l’ouverture de la réunion d’experts à Nouakchott",
    es: "Noticia en francés sobre la apertura de la reunión de expertos en Nuakchot",
    pt: "Notícia em francês sobre a abertura da reunião de peritos em Nouakchott",
  },
  language: "fr",
  asOf: null,
};

/** The list of what Mauritania's Commission achieved, year by year. */
export const MAURITANIA_RECORD: Source = {
  title: {
    ar: "حصيلة مفوضية حقوق الإنسان في موريتانيا للأعوام 2020 و2021 و2022",
    en: "Achievements of Mauritania’s Commission for Human Rights in 2020, 2021 and 2022 (in Arabic)",
    fr: "Réalisations du Commissariat aux droits de l’homme de Mauritanie en 2020, 2021 et 2022 (en arabe)",
    es: "Logros de la Comisaría de Derechos Humanos de Mauritania en 2020, 2021 y 2022 (en árabe)",
    pt: "Realizações do Comissariado para os Direitos Humanos da Mauritânia em 2020, 2021 e 2022 (em árabe)",
  },
  language: "ar",
  asOf: null,
};

/** The sheet of measure no. 4, with its state in April 2021. */
export const MOROCCO_SHEET: Source = {
  title: {
    ar: "بطاقة الإجراء رقم 4 من خطة العمل الوطنية في مجال الديمقراطية وحقوق الإنسان بالمغرب",
    en: "Sheet of measure no. 4 of Morocco’s national action plan on democracy and human rights (in Arabic)",
    fr: "Fiche de la mesure n° 4 du plan d’action national du Maroc en matière de démocratie et de droits de l’homme (en arabe)",
    es: "Ficha de la medida núm. 4 del plan de acción nacional de Marruecos en materia de democracia y derechos humanos (en árabe)",
    pt: "Ficha da medida n.º 4 do plano de ação nacional de Marrocos em matéria de democracia e direitos humanos (em árabe)",
  },
  language: "ar",
  asOf: "2021-04",
};
