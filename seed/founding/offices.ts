import type { Office, OfficeHolder } from "#models/office.server.ts";
import { DATE_NOT_STATED, partialDate } from "#models/partial-date.ts";

import { FOUNDING_NEWS } from "./sources.ts";

const COORDINATOR: OfficeHolder = {
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
  sources: [FOUNDING_NEWS],
};

function committeeSeat(mechanism: string, state: string, order: number, holders: OfficeHolder[]): Office {
  return {
    id: `executive-committee-${mechanism}`,
    kind: "executive-committee",
    order,
    state,
    mechanism,
    from: partialDate("2024-05-09"),
    to: DATE_NOT_STATED,
    decision: "executive-committee-2024",
    holders,
    sources: [FOUNDING_NEWS],
  };
}

/** The seats of the network as the founding filled them; no source fixes the length of a term. */
export const OFFICES: Office[] = [
  {
    id: "coordinator",
    kind: "coordinator",
    order: 1,
    state: "MA",
    mechanism: "morocco",
    from: partialDate("2024-05-09"),
    to: DATE_NOT_STATED,
    decision: "election-coordinator-2024",
    holders: [COORDINATOR],
    sources: [FOUNDING_NEWS],
  },
  // Morocco sits on the committee as coordinator, so the same person holds this seat; the sources
  // name nobody for the other two.
  committeeSeat("morocco", "MA", 1, [COORDINATOR]),
  committeeSeat("paraguay", "PY", 2, []),
  committeeSeat("portugal", "PT", 3, []),
];
