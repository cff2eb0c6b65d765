/**
 * What visitors type, and the item that must be among the first hits. Most items stand only in
 * Arabic: the other languages find them through terms, names of countries and mechanisms.
 */
export type Probe = { lang: string; q: string; key: string; within?: number };

const probe = (lang: string, q: string, key: string, within = 3): Probe => ({ lang, q, key, within });

export const PROBES: Probe[] = [
  // The round table in Mauritania (Arabic only).
  probe("en", "round table on slavery Mauritania", "mr-practice-round-table"),
  probe("fr", "table ronde esclavage Mauritanie", "mr-practice-round-table"),
  probe("es", "mesa redonda sobre la esclavitud en Mauritania", "mr-practice-round-table"),
  probe("pt", "mesa-redonda escravatura Mauritânia", "mr-practice-round-table"),
  probe("ar", "طاولة مستديرة حول الرق", "mr-practice-round-table"),
  // Morocco's tracking system (Arabic only).
  probe("en", "tracking recommendations information system focal points", "ma-practice-tracking"),
  probe("fr", "système de suivi des recommandations points focaux", "ma-practice-tracking"),
  probe("es", "sistema de seguimiento de recomendaciones", "ma-practice-tracking"),
  probe("pt", "pontos focais Marrocos", "ma-practice-tracking"),
  probe("ar", "نظام تتبع تنفيذ التوصيات", "ma-practice-tracking"),
  probe("en", "SIDH", "ma-practice-tracking"),
  // The campaign (Arabic only).
  probe("en", "nationwide awareness campaign", "mr-practice-campaign"),
  probe("fr", "campagne de sensibilisation", "mr-practice-campaign"),
  probe("es", "campaña de sensibilización", "mr-practice-campaign"),
  probe("pt", "campanha de sensibilização", "mr-practice-campaign"),
  probe("ar", "حملة تحسيسية", "mr-practice-campaign"),
  // The meeting in Nouakchott (Arabic and French).
  probe("en", "migrant smuggling expert meeting Nouakchott", "mr-nouakchott-meeting"),
  probe("fr", "réunion d'experts trafic illicite de migrants", "mr-nouakchott-meeting"),
  probe("es", "tráfico ilícito de migrantes Mediterráneo occidental", "mr-nouakchott-meeting"),
  probe("pt", "contrabando de migrantes Nuaquechote", "mr-nouakchott-meeting"),
  probe("ar", "تهريب المهاجرين", "mr-nouakchott-meeting"),
  // The founding of the network (Arabic only).
  probe("en", "Asunción Declaration", "network-founding"),
  probe("fr", "déclaration d'Asunción", "network-founding"),
  probe("es", "Declaración de Asunción", "network-founding"),
  probe("pt", "Declaração de Assunção", "network-founding"),
  probe("ar", "إعلان أسونسيون", "network-founding"),
  // The measure of Morocco (Arabic only).
  probe("en", "treaty bodies special procedures Morocco measure", "ma-measure-4"),
  probe("fr", "questionnaires procédures spéciales Maroc", "ma-measure-4"),
  probe("es", "órganos de tratados Marruecos", "ma-measure-4"),
  probe("pt", "pandemia COVID-19 reclusos Marrocos", "ma-measure-4"),
  probe("ar", "البلاغات الفردية", "ma-measure-4"),
  // Names of persons and figures, however they are written.
  probe("en", "Boujradi", "network-founding"),
  probe("fr", "494 896 personnes", "mr-practice-campaign"),
  probe("es", "494896", "mr-record-2022"),
  probe("pt", "boas práticas campanha", "mr-practice-campaign"),
  probe("fr", "Qui coordonne le réseau ?", "network-founding", 5),
  // Letters as they are typed: without accents, with vowel signs, variants, articles, a slip.
  probe("fr", "declaration d asuncion", "network-founding"),
  probe("es", "esclavitud mauritania mesa redonda", "mr-practice-round-table"),
  probe("en", "traficking in persons Nouakchot", "mr-nouakchott-meeting"),
  probe("ar", "والتوصيات", "ma-practice-tracking", 5),
  probe("ar", "الاتّجار بالأشخاص", "mr-nouakchott-meeting", 6),
  probe("ar", "الإتجار بالاشخاص", "mr-nouakchott-meeting", 6),
];
