import { randomUUID } from "node:crypto";

import type { Member } from "./actor.ts";
import type { Doer } from "./audit.server.ts";
import type { Step } from "./workflow.ts";

type NewStep = Pick<Step, "kind" | "lang" | "revision" | "state" | "content" | "facts"> &
  Partial<Pick<Step, "reason" | "replaced" | "assignee" | "behind" | "table">> & { doer: Doer; by: Member };

/** A step as an item carries it until what follows from it is written. */
export function makeStep({ doer, by, reason = null, ...step }: NewStep): Step {
  return { id: randomUUID(), at: new Date(), by: by.id, address: doer.address, reason, ...step };
}
