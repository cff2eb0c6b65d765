import type { Decision } from "#models/decision.server.ts";
import type { Item } from "#models/item.ts";
import type { Mechanism } from "#models/mechanism.server.ts";
import type { Membership } from "#models/membership.server.ts";
import type { Office } from "#models/office.server.ts";

import { DECISIONS } from "./decisions.ts";
import { GATHERING_ASUNCION } from "./gathering-asuncion.ts";
import { GATHERING_LISBON } from "./gathering-lisbon.ts";
import { GATHERING_MARRAKECH } from "./gathering-marrakech.ts";
import { MECHANISMS } from "./mechanisms.ts";
import { MEMBERSHIPS } from "./memberships.ts";
import { OFFICES } from "./offices.ts";

/** The founding network: what the first start of a hub loads. */
export const FOUNDING: {
  mechanisms: Mechanism[];
  memberships: Membership[];
  offices: Office[];
  decisions: Decision[];
  items: Item[];
} = {
  mechanisms: MECHANISMS,
  memberships: MEMBERSHIPS,
  offices: OFFICES,
  decisions: DECISIONS,
  items: [GATHERING_MARRAKECH, GATHERING_ASUNCION, GATHERING_LISBON],
};
