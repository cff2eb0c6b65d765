import type { PRACTICE_SECTIONS } from "#models/vocabulary.ts";

import type { Labels } from "../labels.ts";

/** Headings of a practice's template, as authors write them. Compared folded and whole. */
export const PRACTICE_LABELS: Labels<(typeof PRACTICE_SECTIONS)[number] | "title" | "summary"> = {
  title: {
    ar: ["العنوان", "عنوان الممارسة"],
    en: ["title", "title of the practice", "name of the practice"],
    fr: ["titre", "titre de la pratique", "intitulé"],
    es: ["título", "título de la práctica"],
    pt: ["título", "título da prática"],
  },
  summary: {
    ar: ["ملخص", "الملخص", "خلاصة"],
    en: ["summary", "abstract", "in brief"],
    fr: ["résumé", "en bref"],
    es: ["resumen", "síntesis"],
    pt: ["resumo", "síntese"],
  },
  objectives: {
    ar: ["الأهداف", "الهدف"],
    en: ["objectives", "objective", "aims"],
    fr: ["objectifs", "objectif", "buts"],
    es: ["objetivos", "objetivo"],
    pt: ["objetivos", "objetivo"],
  },
  stakeholders: {
    ar: ["الأطراف المعنية", "الأطراف المعنية والشراكات", "الشركاء", "الشراكات"],
    en: ["stakeholders", "stakeholders and partnerships", "partners", "partnerships"],
    fr: ["parties prenantes", "parties prenantes et partenariats", "partenaires", "partenariats"],
    es: ["partes interesadas", "partes interesadas y alianzas", "socios", "alianzas"],
    pt: ["partes interessadas", "partes interessadas e parcerias", "parceiros", "parcerias"],
  },
  implementation: {
    ar: ["التنفيذ", "طريقة التنفيذ"],
    en: ["implementation", "implementation of the practice", "how it was done"],
    fr: ["mise en œuvre", "réalisation"],
    es: ["aplicación", "implementación", "ejecución"],
    pt: ["implementação", "aplicação", "execução"],
  },
  results: {
    ar: ["النتائج", "النتائج والأدلة"],
    en: ["results", "results and evidence", "impact"],
    fr: ["résultats", "résultats et éléments probants", "impact"],
    es: ["resultados", "resultados y pruebas", "impacto"],
    pt: ["resultados", "resultados e evidências", "impacto"],
  },
  enabling: {
    ar: ["العوامل المساعدة", "عوامل النجاح"],
    en: ["enabling factors", "success factors"],
    fr: ["facteurs favorables", "facteurs de réussite", "facteurs de succès"],
    es: ["factores favorables", "factores de éxito", "factores facilitadores"],
    pt: ["fatores favoráveis", "fatores de sucesso", "fatores facilitadores"],
  },
  constraints: {
    ar: ["الصعوبات", "التحديات", "الصعوبات وكيفية تجاوزها"],
    en: ["constraints", "challenges", "constraints and how they were met"],
    fr: ["contraintes", "difficultés", "difficultés et solutions"],
    es: ["dificultades", "limitaciones", "retos"],
    pt: ["dificuldades", "constrangimentos", "desafios"],
  },
  sustainability: {
    ar: ["الاستدامة", "الاستدامة وقابلية التكرار"],
    en: ["sustainability", "sustainability and replicability", "replicability"],
    fr: ["durabilité", "durabilité et reproductibilité", "pérennité"],
    es: ["sostenibilidad", "sostenibilidad y replicabilidad"],
    pt: ["sustentabilidade", "sustentabilidade e replicabilidade"],
  },
  resources: {
    ar: ["الموارد", "الموارد والتكلفة", "التكلفة"],
    en: ["resources", "resources and cost", "cost"],
    fr: ["ressources", "ressources et coût", "coût", "moyens"],
    es: ["recursos", "recursos y costo", "costo", "coste"],
    pt: ["recursos", "recursos e custos", "custo"],
  },
  contact: {
    ar: ["الاتصال", "جهة الاتصال", "للاتصال"],
    en: ["contact", "contacts"],
    fr: ["contact", "contacts"],
    es: ["contacto", "contactos"],
    pt: ["contacto", "contato", "contactos"],
  },
};
