import { content, makeItem } from "../factories.ts";
import { partialDate } from "#models/partial-date.ts";

import { headed } from "./headed.ts";
import { FOUNDING_NEWS } from "./sources.ts";

/** The founding of the network, as its Arabic source tells it. */
export const NETWORK_FOUNDING = makeItem({
  key: "network-founding",
  type: "document",
  country: null,
  mechanism: null,
  originalLanguage: "ar",
  date: partialDate("2024-05-09"),
  terms: [
    "documentKind:news",
    "theme:nmirf",
    "theme:mechanisms-cooperation",
    "theme:inter-state-cooperation",
    "body:human-rights-council",
    "sdg:16",
    "sdg:17",
    "keyword:nmirf",
    "keyword:international-network",
    "keyword:founding",
    "keyword:asuncion-declaration",
    "keyword:marrakech-declaration",
    "keyword:declaration",
    "keyword:election",
    "keyword:network-coordinator",
    "keyword:executive-committee",
    "keyword:interministerial-delegation-for-human-rights",
    "keyword:knowledge-hub",
    "keyword:good-practice",
    "keyword:exchange-of-experience",
    "keyword:capacity-building",
    "keyword:international-cooperation",
    "keyword:partnership",
    "keyword:stakeholders",
    "keyword:institutionalisation",
    "keyword:human-rights-council",
    "keyword:recommendations",
    "keyword:voluntary-pledges",
    "keyword:national-report",
    "keyword:seminar",
    "keyword:asuncion",
    "keyword:marrakech",
  ],
  sources: [FOUNDING_NEWS],
  details: { kind: "documentKind:news", decision: "asuncion-declaration" },
  contents: {
    ar: content({
      title: "تأسيس الشبكة الدولية للآليات الوطنية لحقوق الإنسان",
      summary:
        "في 9 مايو 2024 أنهت الآليات الوطنية مؤتمرها الدولي الثاني في أسونسيون، عاصمة باراغواي، بإعلان تأسست به شبكتها. والمغرب منسق الشبكة، ومعه في لجنتها التنفيذية باراغواي والبرتغال.",
      place: "أسونسيون",
      sections: headed("text", [
        [
          "من مراكش إلى أسونسيون",
          "تعود الفكرة إلى ديسمبر 2022: ففي مراكش، في أول ندوة دولية لهذه الآليات، وافقت على إحداث شبكة وضمّنت ذلك إعلان مراكش. وفي أسونسيون، بعد نقاش دام يومين، استند الإعلان الجديد إلى ذلك النص وأخرج الشبكة إلى الوجود.",
        ],
        [
          "من يقود الشبكة",
          "انتُخب المغرب منسقا في شخص عبد الكريم بوجرادي، الكاتب العام للمندوبية الوزارية المكلفة بحقوق الإنسان. ويجلس المغرب في اللجنة التنفيذية بهذه الصفة إلى جانب باراغواي والبرتغال.",
        ],
        [
          "ما الذي تريده",
          "تريد الشبكة أن يجد أعضاؤها فضاء دائما لعملهم، وأن يصير التعاون والحوار بينهم عملا مؤسسيا. ومن أهدافها بناء القدرات وتقويتها، وتداول الخبرة والممارسات الفضلى، وتنمية المعرفة بأدوار الآليات، وعقد الشراكات ثنائية كانت أو متعددة الأطراف، بين الأعضاء ومع الأطراف المعنية ومع المنظومة الدولية لحقوق الإنسان. وستسهم في القطب الافتراضي لمعارف الآليات الذي نص عليه قرار لمجلس حقوق الإنسان.",
        ],
        [
          "من ينضم إليها",
          "تتسع الشبكة لممثلي الآليات مهما كان نوعها، ولممثلي دول أعضاء في الأمم المتحدة لم تُحدث آلية بعد. والقصد أن تُعرف الممارسات الناجعة وتوثَّق وتنتقل بين من يعملون بها.",
        ],
        [
          "دور الآليات في نظر المشاركين",
          "أجمع المشاركون على قيمة هذه الآليات: فهي تنسق التقارير التي تُرفع إلى الآليات الدولية وتعدها، وبها تُنفَّذ التوصيات والالتزامات والتعهدات داخل البلد ويُتتبَّع تنفيذها.",
        ],
      ]),
    }),
  },
  publishedAt: "2026-01-15",
});
