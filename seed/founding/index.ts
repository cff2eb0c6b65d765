import type { Decision } from "#models/decision.ts";
import type { Item } from "#models/item.ts";
import type { FoundedMechanism } from "#models/mechanism.ts";
import type { NetworkSettings } from "#models/network-settings.ts";
import type { Plan } from "#models/plan.ts";
import type { Office } from "#models/office.ts";
import type { Partner } from "#models/partner.ts";

import { DECISIONS } from "./decisions.ts";
import { GATHERING_ASUNCION } from "./gathering-asuncion.ts";
import { GATHERING_LISBON } from "./gathering-lisbon.ts";
import { GATHERING_MARRAKECH } from "./gathering-marrakech.ts";
import { MEASURE_4 } from "./measure-4.ts";
import { NOUAKCHOTT_MEETING } from "./nouakchott-meeting.ts";
import { MECHANISMS } from "./mechanisms.ts";
import { MEMBERSHIPS, type SeededMembership } from "./memberships.ts";
import { NETWORK_FOUNDING } from "./network-founding.ts";
import { OFFICES } from "./offices.ts";
import { PARTNERS } from "./partners.ts";
import { PLAN } from "./plan.ts";
import { PRACTICE_CAMPAIGN, PRACTICE_ROUND_TABLE } from "./practices-mauritania.ts";
import { PRACTICE_TRACKING } from "./practices-morocco.ts";
import { RECORD_2020 } from "./record-2020.ts";
import { RECORD_2021 } from "./record-2021.ts";
import { RECORD_2022 } from "./record-2022.ts";
import { SETTINGS } from "./settings.ts";

/** The founding network: what the first start of a hub loads. */
export const FOUNDING: {
  mechanisms: FoundedMechanism[];
  memberships: SeededMembership[];
  offices: Array<Omit<Office, "writes">>;
  decisions: Array<Omit<Decision, "writes">>;
  items: Item[];
  partners: Partner[];
  plans: Plan[];
  settings: Array<NetworkSettings & { id: string }>;
} = {
  mechanisms: MECHANISMS,
  memberships: MEMBERSHIPS,
  offices: OFFICES,
  decisions: DECISIONS,
  items: [
    GATHERING_MARRAKECH,
    GATHERING_ASUNCION,
    GATHERING_LISBON,
    NETWORK_FOUNDING,
    NOUAKCHOTT_MEETING,
    RECORD_2020,
    RECORD_2021,
    RECORD_2022,
    MEASURE_4,
    PRACTICE_TRACKING,
    PRACTICE_ROUND_TABLE,
    PRACTICE_CAMPAIGN,
  ],
  partners: PARTNERS,
  plans: [PLAN],
  settings: [SETTINGS],
};
