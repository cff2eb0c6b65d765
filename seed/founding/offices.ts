import type { Holder, Office, Term } from "#models/office.ts";
import { DATE_NOT_STATED, partialDate } from "#models/partial-date.ts";

import { FOUNDING_NEWS } from "./sources.ts";

/** A person whom a source names for a month, and who holds the seat as far as it says. */
const BOUJRADI: Holder = {
  id: "boujradi",
  name: {
    ar: "عبد الكريم بوجرادي",
    en: "Abdelkrim Boujradi",
    fr: "Abdelkrim Boujradi",
    es: "Abdelkrim Boujradi",
    pt: "Abdelkrim Boujradi",
  },
  position: {
    ar: "الكاتب العام للمندوبية الوزارية المكلفة بحقوق الإنسان",
    en: "Secretary-General of the Interministerial Delegation for Human Rights",
    fr: "Secrétaire général de la Délégation interministérielle aux droits de l’Homme",
    es: "Secretario General de la Delegación Interministerial para los Derechos Humanos",
    pt: "Secretário-Geral da Delegação Interministerial para os Direitos Humanos",
  },
  asOf: partialDate("2024-05"),
  from: DATE_NOT_STATED,
  to: DATE_NOT_STATED,
  substitute: false,
  sources: [FOUNDING_NEWS],
};

function foundingTerm(id: string, mechanism: string, state: string, decision: string, holders: Holder[] = []): Term {
  return {
    id,
    state,
    mechanism,
    from: partialDate("2024-05-09"),
    to: DATE_NOT_STATED,
    endedEarly: false,
    decision,
    holders,
    sources: [FOUNDING_NEWS],
    corrections: [],
    struck: null,
  };
}

/** No source fixes the length of a term, renewals or substitutes. That members hold offices is the hub's proposal. */
const NOT_FIXED = {
  mayHold: ["membershipStatus:founding-member", "membershipStatus:member"],
  termMonths: null,
  maxRenewals: null,
  substitutes: 0,
};

/** The offices of the network as the founding filled them. Morocco sits on the committee as coordinator. */
export const OFFICES: Array<Omit<Office, "writes">> = [
  {
    id: "coordinator",
    name: { ar: "المنسق", en: "Coordinator", fr: "Coordonnateur", es: "Coordinador", pt: "Coordenador" },
    order: 1,
    seats: 1,
    ...NOT_FIXED,
    exOfficio: null,
    terms: [foundingTerm("coordinator-morocco-2024", "morocco", "MA", "election-coordinator-2024", [BOUJRADI])],
  },
  {
    id: "executive-committee",
    name: { ar: "اللجنة التنفيذية", en: "Executive committee", fr: "Comité exécutif", es: "Comité ejecutivo", pt: "Comité executivo" },
    order: 2,
    seats: null,
    ...NOT_FIXED,
    exOfficio: "coordinator",
    terms: [
      // The sources name nobody for these two.
      foundingTerm("committee-paraguay-2024", "paraguay", "PY", "executive-committee-2024"),
      foundingTerm("committee-portugal-2024", "portugal", "PT", "executive-committee-2024"),
    ],
  },
];
