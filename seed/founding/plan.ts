import type { Localized } from "#models/localized.ts";
import type { Plan, PlanPriority } from "#models/plan.ts";

import { NETWORK_PUBLIC } from "./sources.ts";

/** The sources give no priority a number: they stand here in the order in which they are named. */
const priority = (nth: number, title: Localized | null): PlanPriority => ({ id: `priority-${nth}`, number: null, title, text: null, results: [], activities: [] });

/** The plan as far as it is public: of its five priorities the sources name three, and neither results nor activities. */
export const PLAN: Plan = {
  id: "plan-2026-2030",
  decision: "action-plan-2026-2030",
  title: { ar: "خطة العمل 2026–2030", en: "Action Plan 2026–2030", fr: "Plan d’action 2026-2030", es: "Plan de Acción 2026-2030", pt: "Plano de Ação 2026-2030" },
  from: "2026",
  to: "2030",
  priorities: [
    priority(1, { ar: "توسيع العضوية", en: "Widen the membership", fr: "Élargir la composition du réseau", es: "Ampliar el número de miembros", pt: "Alargar o número de membros" }),
    priority(2, { ar: "التواصل عبر المنصة الرقمية", en: "Communicate through the digital platform", fr: "Communiquer par la plateforme numérique", es: "Comunicarse mediante la plataforma digital", pt: "Comunicar através da plataforma digital" }),
    priority(3, { ar: "دعم إحداث الآليات", en: "Support the establishment of mechanisms", fr: "Appuyer la création de mécanismes", es: "Apoyar la creación de mecanismos", pt: "Apoiar a criação de mecanismos" }),
    priority(4, null),
    priority(5, null),
  ],
  sources: [NETWORK_PUBLIC],
};
