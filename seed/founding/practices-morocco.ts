import { content, makeItem } from "../factories.ts";
import { partialDate } from "#models/partial-date.ts";

import { answers } from "./answers.ts";
import { MOROCCO_SHEET } from "./sources.ts";

/** One platform for all departments, and in each of them someone who answers for it. */
export const PRACTICE_TRACKING = makeItem({
  key: "ma-practice-tracking",
  type: "practice",
  country: "MA",
  mechanism: "morocco",
  originalLanguage: "ar",
  date: partialDate("2021-04"),
  terms: [
    "capacity:information-management",
    "capacity:coordination",
    "theme:nmirf",
    "theme:mechanisms-cooperation",
    "theme:data-collection",
    "theme:action-plans",
    "theme:treaty-body-follow-up",
    "theme:special-procedures-follow-up",
    "theme:upr-follow-up",
    "persons:public-officials",
    "body:upr",
    "body:treaty-bodies",
    "body:special-procedures",
    "sdg:16",
    "sdg:16.6",
    "sdg:16.10",
    "sdg:17",
    "keyword:good-practice",
    "keyword:nmirf",
    "keyword:sidh",
    "keyword:tracking-system",
    "keyword:electronic-platform",
    "keyword:database",
    "keyword:digital-technology",
    "keyword:focal-point",
    "keyword:recommendations",
    "keyword:implementation-plan",
    "keyword:government-departments",
    "keyword:interministerial-delegation-for-human-rights",
    "keyword:action-plan-democracy-human-rights-morocco",
    "keyword:minister-of-state-human-rights",
    "keyword:participatory-approach",
  ],
  sources: [MOROCCO_SHEET],
  details: { notApplicable: [] },
  contents: {
    ar: content({
      title: "منصة مشتركة ونقط ارتكاز في كل القطاعات: كيف يتتبع المغرب تنفيذ التوصيات الأممية",
      summary:
        "أعد المغرب نظاما معلوماتيا اسمه SIDH تتقاسمه القطاعات والمؤسسات لتتبع ما يُنفذ من توصيات الأمم المتحدة في حقوق الإنسان، وشرع في تشكيل شبكة من نقط الارتكاز تعمل به. وهذه صورته في أبريل 2021.",
      place: null,
      sections: answers([
        [
          "objectives",
          "أن يُتتبع تنفيذ التوصيات الصادرة عن آليات الأمم المتحدة في مكان واحد تشترك فيه كل الجهات المعنية.",
        ],
        [
          "stakeholders",
          "القطاعات الحكومية والمؤسسات المعنية بحقوق الإنسان، ولكل منها بنية تقوم بدور نقطة الارتكاز. ويندرج العمل في إجراء من خطة العمل الوطنية مسؤولة عنه وزارة الدولة المكلفة بحقوق الإنسان.",
        ],
        [
          "implementation",
          "سار العمل في خطين. الأول تقني: إعداد منصة إلكترونية مشتركة حتى صيغتها النهائية. والثاني تنظيمي: تشكيل شبكة نقط الارتكاز داخل القطاعات والمؤسسات، وعقد لقاءات واجتماعات عمل معها قبل أن ينطلق النظام.",
        ],
        [
          "results",
          "في أبريل 2021 كانت الصيغة النهائية للنظام جاهزة، وتشكيل الشبكة منطلقا، واجتماعات معها قد عُقدت، والإعداد للانطلاق الرسمي جاريا. ولا يذكر المصدر عدد التوصيات المتتبعة ولا عدد نقط الارتكاز.",
        ],
        [
          "enabling",
          "لا تعمل المنصة وحدها: فقد اقترن إعدادها بتشكيل شبكة ممن يعملون بها في القطاعات، وبُدئ باللقاء معهم قبل الانطلاق الرسمي.",
        ],
        [
          "sustainability",
          "الإجراء الذي يندرج فيه النظام ذو طبيعة مستمرة بحسب بطاقته، ونقط الارتكاز بنيات داخل القطاعات والمؤسسات نفسها.",
        ],
      ]),
    }),
  },
  publishedAt: "2026-01-15",
});
