import { content, makeItem } from "../factories.ts";
import { DATE_NOT_STATED } from "#models/partial-date.ts";

import { headed } from "./headed.ts";
import { NOUAKCHOTT_AR, NOUAKCHOTT_FR } from "./sources.ts";

/** One meeting, told in two unequal versions: the Arabic whole, the French with a gap. */
export const NOUAKCHOTT_MEETING = makeItem({
  key: "mr-nouakchott-meeting",
  type: "event",
  country: "MR",
  mechanism: "mauritania",
  originalLanguage: "ar",
  date: DATE_NOT_STATED,
  terms: [
    "theme:trafficking-slavery",
    "theme:inter-state-cooperation",
    "theme:international-organizations",
    "theme:victims-witnesses",
    "persons:migrants",
    "persons:victims-of-trafficking",
    "sdg:8",
    "sdg:8.7",
    "sdg:10",
    "sdg:10.7",
    "sdg:16",
    "sdg:16.2",
    "sdg:17",
    "keyword:expert-meeting",
    "keyword:trafficking-in-persons",
    "keyword:smuggling-of-migrants",
    "keyword:organised-crime",
    "keyword:migration-route",
    "keyword:western-mediterranean",
    "keyword:migrants",
    "keyword:regional-cooperation",
    "keyword:exchange-of-experience",
    "keyword:exchange-of-intelligence",
    "keyword:good-practice",
    "keyword:national-anti-trafficking-authority",
    "keyword:human-rights-commission-mauritania",
    "keyword:national-solidarity",
    "keyword:unodc",
    "keyword:un-resident-coordinator",
    "keyword:us-trafficking-report",
    "keyword:tier-2",
    "keyword:participatory-approach",
    "keyword:technical-and-financial-partners",
    "keyword:civil-society",
    "keyword:government-departments",
    "keyword:victim-protection",
    "keyword:sub-saharan-africa",
    "keyword:nouakchott",
  ],
  partners: ["unodc"],
  sources: [NOUAKCHOTT_AR, NOUAKCHOTT_FR],
  details: { gathering: false },
  contents: {
    ar: content({
      title: "اجتماع خبراء في نواكشوط من أجل رد إقليمي على الاتجار بالأشخاص وتهريب المهاجرين",
      summary:
        "اجتماع ذو طابع استراتيجي وعملياتي افتُتح يوم أربعاء ويمتد ثلاثة أيام، وموضوعه المسار الغربي للهجرة عبر البحر المتوسط. وهو ثمرة تعاون بين الهيئة الموريتانية المختصة ومكتب الأمم المتحدة المعني بالمخدرات والجريمة.",
      place: "نواكشوط",
      sections: headed("text", [
        [
          "الافتتاح",
          "ترأس الافتتاح سيد أحمد ولد بنان، مفوض حقوق الإنسان، ومعه الشيخ ولد بده، المندوب العام المكلف بالتضامن ومكافحة الإقصاء، وليلى بيترز يحي، منسقة الأمم المتحدة في موريتانيا. وتابعه أطر من القطاع ووفود قدمت من الخارج.",
        ],
        [
          "ما يسعى إليه الاجتماع",
          "تريد البلدان الحاضرة أن تتعاون في إطار المنطقة: تقاسمُ ما لديها من خبرة وممارسات فضلى ومعلومات استخباراتية، والإفادة مما وضعه كل منها من سياسات واستراتيجيات.",
        ],
        [
          "ما قاله المفوض عن موريتانيا",
          "ذكر المفوض أن بلاده تتخذ الإجراءات في هذا الباب منذ 2020، ورأى في بقائها في المستوى الثاني من تقرير الخارجية الأمريكية عن الاتجار دليلا على تقدمها، وكذلك في تهانٍ أشار إلى أنها وردت من المفوض السامي لحقوق الإنسان ومن المقرر الخاص المعني بأشكال الرق الحديثة ومن منظمات أخرى.",
        ],
        [
          "كيف تعمل المفوضية",
          "تعمل المفوضية بواسطة الهيئة الوطنية التابعة لها في اتجاهين: التصدي للاتجار والتهريب، والوقوف إلى جانب الضحايا. وتنفذ خططها مع الوزارات المعنية والمجتمع المدني، وتشرك فيها شركاء دوليين، أولهم مكتب الأمم المتحدة المعني بالمخدرات والجريمة.",
        ],
        [
          "عمل الأمم المتحدة",
          "عرضت المنسقة مبادرات جارية جنوب الصحراء يسندها شركاء فنيون وماليون للمكتب الأممي الذي يسهر على اتفاقية مكافحة الجريمة المنظمة. والغرض منها أن تقدر الدول الأطراف على مواجهة الإجرام العابر للحدود بما يوافق المعايير الدولية.",
        ],
      ]),
    }),
    fr: {
      ...content({
        title: "Nouakchott : des experts préparent une réponse régionale à la traite et au trafic de migrants",
        summary:
          "Ouverte un mercredi pour trois jours, cette rencontre stratégique et opérationnelle porte sur la route migratoire de l’ouest de la Méditerranée. L’autorité mauritanienne compétente l’organise avec l’ONUDC, l’Office onusien contre la drogue et le crime.",
        place: "Nouakchott",
        sections: headed("text", [
          [
            "L’ouverture",
            "Sid’Ahmed Ould Bennane, Commissaire aux droits de l’homme, a ouvert les travaux. Étaient présents Cheikh Ould Bada, délégué général chargé de la solidarité nationale et de la lutte contre l’exclusion, ainsi que Leila Peters Yahya, coordinatrice des Nations Unies en Mauritanie, des cadres de l’administration concernée et des délégations venues de l’étranger.",
          ],
          [
            "Ce que vise la réunion",
            "Les pays représentés veulent mieux coopérer à l’échelle de la région : mettre en commun leur expérience, leurs bonnes pratiques et leur renseignement, et s’appuyer sur les politiques et les stratégies que chacun a déjà.",
          ],
          [
            "Ce que le Commissaire a dit de la Mauritanie",
            "Selon lui, le gouvernement agit depuis 2020 et le progrès est réel : il cite le maintien du pays au niveau 2 du rapport du département d’État américain sur la traite, puis les félicitations que lui auraient adressées le Haut-Commissaire aux droits de l’homme, le Rapporteur spécial sur l’esclavage et d’autres organisations.",
          ],
          [
            "Les moyens employés",
            "L’autorité nationale agit par des plans d’action exécutés avec les ministères et la société civile, et associe des partenaires internationaux à sa démarche. Le texte source s’interrompt au moment où il nomme le premier d’entre eux.",
          ],
          [
            "L’action des Nations Unies",
            "La coordinatrice a évoqué des initiatives menées au sud du Sahara, que soutiennent les partenaires techniques et financiers de l’Office ; celui-ci est le gardien de la Convention contre la criminalité organisée et veut que les États parties soient mieux armés contre une criminalité qui franchit les frontières.",
          ],
        ]),
      }),
      note: {
        ar: "النص الفرنسي المصدر منقطع في إحدى فقراته قبل تمام الجملة، والنسخة العربية أوفى منه.",
        en: "The French source text breaks off in mid-sentence in one paragraph; the Arabic version says more.",
        fr: "Le texte source français s’interrompt au milieu d’une phrase dans un paragraphe ; la version arabe en dit davantage.",
        es: "El texto fuente en francés se interrumpe a mitad de frase en un párrafo; la versión árabe dice más.",
        pt: "O texto-fonte em francês interrompe-se a meio de uma frase num parágrafo; a versão árabe diz mais.",
      },
    },
  },
  publishedAt: "2026-01-15",
});
