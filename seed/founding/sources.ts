import type { Source } from "#models/source.ts";

/** News of the closing of the second international conference, with the founding of the network. */
export const FOUNDING_NEWS: Source = {
  title: {
    ar: "خبر عن اختتام المؤتمر الدولي الثاني وتأسيس الشبكة",
    en: "News report on the close of the second international conference and the founding of the network",
    fr: "Article de presse sur la clôture de la deuxième conférence internationale et la fondation du réseau",
    es: "Noticia sobre la clausura de la segunda conferencia internacional y la fundación de la red",
    pt: "Notícia sobre o encerramento da segunda conferência internacional e a fundação da rede",
  },
  language: "ar",
  asOf: "2024-05",
};

/** What the network and the United Nations have made public, gathered without a single document behind it. */
export const NETWORK_PUBLIC: Source = {
  title: {
    ar: "معلومات منشورة للعموم من الشبكة والأمم المتحدة، جمعتها هذه المنصة، بدون وثيقة واحدة جامعة",
    en: "Public information from the network and the United Nations, gathered by this hub; no single document",
    fr: "Informations publiques du réseau et des Nations Unies, réunies par cette plateforme ; pas de document unique",
    es: "Información pública de la red y de las Naciones Unidas, reunida por esta plataforma; sin un documento único",
    pt: "Informação pública da rede e das Nações Unidas, reunida por esta plataforma; sem um documento único",
  },
  language: "en",
  asOf: null,
};

/** The Arabic page on the expert meeting in Nouakchott. */
export const NOUAKCHOTT_AR: Source = {
  title: {
    ar: "خبر عن افتتاح اجتماع الخبراء في نواكشوط",
    en: "News report on the opening of the expert meeting in Nouakchott",
    fr: "Article de presse sur l’ouverture de la réunion d’experts à Nouakchott",
    es: "Noticia sobre la apertura de la reunión de expertos en Nuakchot",
    pt: "Notícia sobre a abertura da reunião de peritos em Nouakchott",
  },
  language: "ar",
  asOf: null,
};

/** The French page on the same meeting; one of its paragraphs breaks off. */
export const NOUAKCHOTT_FR: Source = {
  title: {
    ar: "خبر عن افتتاح اجتماع الخبراء في نواكشوط",
    en: "News report on the opening of the expert meeting in Nouakchott",
    fr: "Article de presse sur l’ouverture de la réunion d’experts à Nouakchott",
    es: "Noticia sobre la apertura de la reunión de expertos en Nuakchot",
    pt: "Notícia sobre a abertura da reunião de peritos em Nouakchott",
  },
  language: "fr",
  asOf: null,
};

/** The list of what Mauritania's Commission achieved, year by year. */
export const MAURITANIA_RECORD: Source = {
  title: {
    ar: "حصيلة مفوضية حقوق الإنسان في موريتانيا للأعوام 2020 و2021 و2022",
    en: "Achievements of Mauritania’s Commission for Human Rights in 2020, 2021 and 2022",
    fr: "Réalisations du Commissariat aux droits de l’homme de Mauritanie en 2020, 2021 et 2022",
    es: "Logros del Comisariado de Derechos Humanos de Mauritania en 2020, 2021 y 2022",
    pt: "Realizações do Comissariado para os Direitos Humanos da Mauritânia em 2020, 2021 e 2022",
  },
  language: "ar",
  asOf: null,
};

/** The sheet of measure no. 4, with its state in April 2021. */
export const MOROCCO_SHEET: Source = {
  title: {
    ar: "بطاقة الإجراء رقم 4 من خطة العمل الوطنية في مجال الديمقراطية وحقوق الإنسان بالمغرب",
    en: "Sheet of measure no. 4 of Morocco’s national action plan on democracy and human rights",
    fr: "Fiche de la mesure n° 4 du plan d’action national du Maroc en matière de démocratie et de droits de l’homme",
    es: "Ficha de la medida núm. 4 del plan de acción nacional de Marruecos en materia de democracia y derechos humanos",
    pt: "Ficha da medida n.º 4 do plano de ação nacional de Marrocos em matéria de democracia e direitos humanos",
  },
  language: "ar",
  asOf: "2021-04",
};
