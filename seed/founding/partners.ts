import type { Localized } from "#models/localized.ts";
import type { Partner } from "#models/partner.ts";
import type { Source } from "#models/source.ts";

import { MAURITANIA_RECORD, MOROCCO_SHEET, NOUAKCHOTT_AR, NOUAKCHOTT_FR } from "./sources.ts";

/** All that the sources say of these: that measure no. 4 names them. */
const NAMED_IN_MEASURE_4: Localized = {
  ar: "تذكره بطاقة الإجراء رقم 4 من خطة العمل الوطنية بالمغرب ضمن وكالات الأمم المتحدة المتخصصة التي يشملها التعاون.",
  en: "Named in the sheet of measure no. 4 of Morocco’s national action plan, among the specialised bodies of the United Nations with which it provides for cooperation.",
  fr: "Cité dans la fiche de la mesure n° 4 du plan d’action national du Maroc, parmi les institutions spécialisées des Nations Unies avec lesquelles elle prévoit une coopération.",
  es: "Figura en la ficha de la medida núm. 4 del plan de acción nacional de Marruecos, entre los organismos especializados de las Naciones Unidas con los que prevé cooperar.",
  pt: "Figura na ficha da medida n.º 4 do plano de ação nacional de Marrocos, entre os organismos especializados das Nações Unidas com os quais prevê cooperação.",
};

const everywhere = (text: string): Localized => ({ ar: text, en: text, fr: text, es: text, pt: text });

function organisation(id: string, name: Localized, shortName: Localized, description: Localized = NAMED_IN_MEASURE_4, sources: Source[] = [MOROCCO_SHEET]): Partner {
  return { id, name, shortName, kind: "united-nations", url: null, description, sources, retired: false };
}

/** Organisations that the sources name as having worked with a mechanism. None of them gives an address. */
export const PARTNERS: Partner[] = [
  organisation(
    "unodc",
    {
      ar: "مكتب الأمم المتحدة المعني بالمخدرات والجريمة",
      en: "United Nations Office on Drugs and Crime",
      fr: "Office des Nations Unies contre la drogue et le crime",
      es: "Oficina de las Naciones Unidas contra la Droga y el Delito",
      pt: "Gabinete das Nações Unidas contra a Droga e o Crime",
    },
    { ar: "UNODC", en: "UNODC", fr: "ONUDC", es: "UNODC", pt: "UNODC" },
    {
      ar: "نظّم اجتماع الخبراء في نواكشوط مع الهيئة الموريتانية المختصة بمكافحة الاتجار بالأشخاص وتهريب المهاجرين.",
      en: "Organised the expert meeting in Nouakchott together with Mauritania’s authority against trafficking in persons and smuggling of migrants.",
      fr: "A organisé la réunion d’experts de Nouakchott avec l’autorité mauritanienne de lutte contre la traite des personnes et le trafic de migrants.",
      es: "Organizó la reunión de expertos de Nuakchot junto con la autoridad mauritana contra la trata de personas y el tráfico de migrantes.",
      pt: "Organizou a reunião de peritos de Nouakchott com a autoridade mauritana contra o tráfico de pessoas e a introdução clandestina de migrantes.",
    },
    [NOUAKCHOTT_AR, NOUAKCHOTT_FR],
  ),
  organisation(
    "ohchr",
    {
      ar: "مفوضية الأمم المتحدة السامية لحقوق الإنسان",
      en: "Office of the United Nations High Commissioner for Human Rights",
      fr: "Haut-Commissariat des Nations Unies aux droits de l’homme",
      es: "Oficina del Alto Comisionado de las Naciones Unidas para los Derechos Humanos",
      pt: "Alto Comissariado das Nações Unidas para os Direitos Humanos",
    },
    { ar: "OHCHR", en: "OHCHR", fr: "HCDH", es: "ACNUDH", pt: "ACNUDH" },
    {
      ar: "عُقدت معه في موريتانيا سنة 2021 مائدة مستديرة أفضت إلى لجنة متابعة وتعميم مشترك لثلاثة وزراء، وتذكره بطاقة الإجراء رقم 4 بالمغرب ضمن من يشملهم التعاون.",
      en: "A round table with it in Mauritania in 2021 led to a follow-up committee and a joint circular of three ministers; the sheet of Morocco’s measure no. 4 names it among those with which it provides for cooperation.",
      fr: "En Mauritanie, une table ronde tenue avec lui en 2021 a abouti à un comité de suivi et à une circulaire conjointe de trois ministres ; la fiche de la mesure n° 4 du Maroc le cite parmi ceux avec lesquels elle prévoit une coopération.",
      es: "En Mauritania, una mesa redonda celebrada con ella en 2021 dio lugar a un comité de seguimiento y a una circular conjunta de tres ministros; la ficha de la medida núm. 4 de Marruecos la nombra entre aquellos con los que prevé cooperar.",
      pt: "Na Mauritânia, uma mesa-redonda realizada com ele em 2021 deu origem a um comité de acompanhamento e a uma circular conjunta de três ministros; a ficha da medida n.º 4 de Marrocos nomeia-o entre aqueles com quem prevê cooperação.",
    },
    [MAURITANIA_RECORD, MOROCCO_SHEET],
  ),
  organisation(
    "undp",
    {
      ar: "برنامج الأمم المتحدة الإنمائي",
      en: "United Nations Development Programme",
      fr: "Programme des Nations Unies pour le développement",
      es: "Programa de las Naciones Unidas para el Desarrollo",
      pt: "Programa das Nações Unidas para o Desenvolvimento",
    },
    { ar: "UNDP", en: "UNDP", fr: "PNUD", es: "PNUD", pt: "PNUD" },
  ),
  organisation(
    "unesco",
    {
      ar: "منظمة الأمم المتحدة للتربية والعلم والثقافة",
      en: "United Nations Educational, Scientific and Cultural Organization",
      fr: "Organisation des Nations Unies pour l’éducation, la science et la culture",
      es: "Organización de las Naciones Unidas para la Educación, la Ciencia y la Cultura",
      pt: "Organização das Nações Unidas para a Educação, a Ciência e a Cultura",
    },
    { ...everywhere("UNESCO"), ar: "اليونسكو" },
  ),
  organisation(
    "unicef",
    {
      ar: "منظمة الأمم المتحدة للطفولة",
      en: "United Nations Children’s Fund",
      fr: "Fonds des Nations Unies pour l’enfance",
      es: "Fondo de las Naciones Unidas para la Infancia",
      pt: "Fundo das Nações Unidas para a Infância",
    },
    { ...everywhere("UNICEF"), ar: "اليونيسف" },
  ),
  organisation(
    "ilo",
    {
      ar: "منظمة العمل الدولية",
      en: "International Labour Organization",
      fr: "Organisation internationale du Travail",
      es: "Organización Internacional del Trabajo",
      pt: "Organização Internacional do Trabalho",
    },
    { ar: "ILO", en: "ILO", fr: "OIT", es: "OIT", pt: "OIT" },
  ),
  organisation(
    "who",
    {
      ar: "منظمة الصحة العالمية",
      en: "World Health Organization",
      fr: "Organisation mondiale de la Santé",
      es: "Organización Mundial de la Salud",
      pt: "Organização Mundial da Saúde",
    },
    { ar: "WHO", en: "WHO", fr: "OMS", es: "OMS", pt: "OMS" },
  ),
];
