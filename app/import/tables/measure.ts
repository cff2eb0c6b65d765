import type { MeasureStatus } from "#models/vocabulary.ts";
import type { Language } from "#app/i18n/languages.ts";

import type { Labels } from "../labels.ts";

export type MeasureField =
  | "contact" | "number" | "name" | "subName" | "axis" | "statement" | "objectives" | "ministry" | "achievements" | "publication";

/** Labels of the fields of a measure's sheet. Compared folded and whole. */
export const MEASURE_LABELS: Labels<MeasureField> = {
  contact: {
    ar: ["البريد الإلكتروني", "الاتصال", "للاتصال", "جهة الاتصال"],
    en: ["contact", "contact e-mail", "e-mail", "email"],
    fr: ["contact", "courriel", "adresse électronique", "e-mail"],
    es: ["contacto", "correo electrónico"],
    pt: ["contacto", "contato", "correio eletrónico", "e-mail"],
  },
  number: {
    ar: ["رقم الإجراء", "رقم التدبير"],
    en: ["measure number", "number of the measure", "measure no", "number"],
    fr: ["numéro de la mesure", "n° de la mesure", "numéro"],
    es: ["número de la medida", "número de medida", "número"],
    pt: ["número da medida", "número"],
  },
  name: {
    ar: ["اسم الإجراء", "عنوان الإجراء", "الإجراء", "اسم التدبير"],
    en: ["measure name", "name of the measure", "title of the measure", "measure"],
    fr: ["nom de la mesure", "intitulé de la mesure", "titre de la mesure", "mesure"],
    es: ["nombre de la medida", "título de la medida", "medida"],
    pt: ["nome da medida", "título da medida", "medida"],
  },
  subName: {
    ar: ["اسم الإجراء الفرعي", "الإجراء الفرعي"],
    en: ["sub-measure", "sub-measure name", "name of the sub-measure"],
    fr: ["sous-mesure", "nom de la sous-mesure", "intitulé de la sous-mesure"],
    es: ["submedida", "nombre de la submedida"],
    pt: ["submedida", "nome da submedida"],
  },
  axis: {
    ar: ["المحور", "المحور الاستراتيجي"],
    en: ["axis", "strategic axis", "pillar"],
    fr: ["axe", "axe stratégique"],
    es: ["eje", "eje estratégico"],
    pt: ["eixo", "eixo estratégico"],
  },
  statement: {
    ar: ["بيان الإجراء", "وصف الإجراء"],
    en: ["statement of the measure", "measure statement", "statement", "description of the measure", "description"],
    fr: ["énoncé de la mesure", "description de la mesure", "énoncé"],
    es: ["enunciado de la medida", "descripción de la medida", "enunciado"],
    pt: ["enunciado da medida", "descrição da medida", "enunciado"],
  },
  objectives: {
    ar: ["أهداف الإجراء", "الأهداف"],
    en: ["objectives of the measure", "objectives", "measure objectives"],
    fr: ["objectifs de la mesure", "objectifs"],
    es: ["objetivos de la medida", "objetivos"],
    pt: ["objetivos da medida", "objetivos"],
  },
  ministry: {
    ar: ["الوزارة المعنية", "القطاع المعني", "الجهة المسؤولة", "الوزارات المعنية"],
    en: ["responsible ministry", "ministry in charge", "ministry concerned", "responsible department"],
    fr: ["ministère responsable", "ministère concerné", "département responsable", "ministère en charge"],
    es: ["ministerio responsable", "ministerio competente", "departamento responsable"],
    pt: ["ministério responsável", "ministério competente", "departamento responsável"],
  },
  achievements: {
    ar: ["الإنجازات", "المنجزات", "ما تم إنجازه"],
    en: ["achievements", "progress made", "what was achieved"],
    fr: ["réalisations", "état des réalisations"],
    es: ["logros", "realizaciones"],
    pt: ["realizações", "resultados alcançados"],
  },
  publication: {
    ar: ["نشر", "تاريخ النشر", "النشر"],
    en: ["published", "publication", "date of publication"],
    fr: ["publié", "publication", "date de publication", "publié le"],
    es: ["publicado", "publicación", "fecha de publicación"],
    pt: ["publicado", "publicação", "data de publicação"],
  },
};

/** Beginnings of the label of the status; the day or month for which it is stated may follow. */
export const STATUS_LABELS: Record<Language, string[]> = {
  ar: ["الوضعية", "وضعية الإجراء", "حالة التنفيذ", "وضعية التقدم", "مدى التقدم"],
  en: ["status", "state of progress", "status of the measure", "progress"],
  fr: ["état d'avancement", "situation", "statut", "état de la mesure"],
  es: ["estado de avance", "situación", "estado de la medida", "estado"],
  pt: ["estado de avanço", "situação", "estado da medida", "estado de execução", "estado"],
};

/** Words by which a sheet says how far a measure has come; the first list that fits decides. */
export const STATUS_WORDS: Array<{ status: MeasureStatus; words: Record<Language, string[]> }> = [
  {
    status: "not-started",
    words: {
      ar: ["لم يبدأ", "لم ينطلق", "لم تنطلق", "غير منجز", "لم يشرع"],
      en: ["not started", "not yet started", "not begun"],
      fr: ["non commencé", "non commencée", "non entamé", "non entamée", "pas encore commencé", "non réalisé", "non réalisée"],
      es: ["no iniciado", "no iniciada", "sin iniciar", "no comenzada"],
      pt: ["não iniciado", "não iniciada", "por iniciar"],
    },
  },
  {
    status: "discontinued",
    words: {
      ar: ["متوقف", "متوقفة", "تم التخلي", "ملغى"],
      en: ["discontinued", "abandoned", "suspended", "cancelled"],
      fr: ["abandonné", "abandonnée", "interrompu", "interrompue", "suspendu", "suspendue"],
      es: ["suspendido", "suspendida", "abandonada", "cancelada", "interrumpida"],
      pt: ["suspenso", "suspensa", "abandonada", "cancelada", "interrompida"],
    },
  },
  {
    status: "continuous",
    words: {
      ar: ["مستمرة", "مستمر", "طبيعة مستمرة", "دائم", "دائمة"],
      en: ["continuous", "ongoing by nature", "permanent", "recurring"],
      fr: ["continu", "continue", "permanent", "permanente", "caractère continu"],
      es: ["continuo", "continua", "permanente"],
      pt: ["contínuo", "contínua", "permanente"],
    },
  },
  {
    status: "in-preparation",
    words: {
      ar: ["قيد الإعداد", "في طور الإعداد", "قيد التحضير"],
      en: ["in preparation", "being prepared", "planned"],
      fr: ["en préparation", "en cours de préparation", "en cours d'élaboration"],
      es: ["en preparación", "en elaboración"],
      pt: ["em preparação", "em elaboração"],
    },
  },
  {
    status: "in-progress",
    words: {
      ar: ["قيد الإنجاز", "في طور الإنجاز", "قيد التنفيذ", "جار", "جارية", "منجز جزئيا"],
      en: ["in progress", "under way", "ongoing", "partially implemented", "being implemented"],
      fr: ["en cours", "en cours de réalisation", "partiellement réalisé", "partiellement réalisée"],
      es: ["en curso", "en ejecución", "en marcha", "parcialmente realizada"],
      pt: ["em curso", "em execução", "em andamento", "parcialmente realizada"],
    },
  },
  {
    status: "implemented",
    words: {
      ar: ["منجز", "منجزة", "تم إنجازه", "تم الإنجاز", "مكتمل"],
      en: ["implemented", "completed", "achieved", "done"],
      fr: ["réalisé", "réalisée", "achevé", "achevée", "mis en œuvre", "mise en œuvre"],
      es: ["realizado", "realizada", "completado", "completada", "ejecutada", "finalizada"],
      pt: ["realizado", "realizada", "concluído", "concluída", "executada"],
    },
  },
];

/** Values that say that a field has none. */
export const NO_VALUE: Record<Language, string[]> = {
  ar: ["لا شيء", "لا يوجد", "لا ينطبق"],
  en: ["none", "n/a", "not applicable", "nil"],
  fr: ["néant", "aucun", "aucune", "sans objet"],
  es: ["ninguno", "ninguna", "no se aplica", "no aplicable"],
  pt: ["nenhum", "nenhuma", "não se aplica", "não aplicável"],
};
