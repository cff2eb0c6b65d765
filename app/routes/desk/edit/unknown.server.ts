import { type ReferenceData, referenceData } from "#app/lib/reference-data.server.ts";
import { VISITOR } from "#models/actor.ts";
import { findDecision } from "#models/decision.server.ts";
import type { Facts, ItemDetails } from "#models/item.ts";
import { listPublishedByIds } from "#models/item-queries.server.ts";

import type { FieldError } from "./fields.ts";

/** Fields that name something of the hub by its id. */
const NAMING = ["terms", "kind", "partners", "ps", "decision", "event"] as const;
type Naming = (typeof NAMING)[number];

const IS_KNOWN: Record<Naming, (id: string, reference: ReferenceData) => boolean | Promise<boolean>> = {
  terms: (id, { terms }) => terms.has(id),
  kind: (id, { terms }) => terms.get(id)?.scheme === "documentKind",
  partners: (id, { partners }) => partners.has(id),
  ps: (id, { states }) => states.has(id),
  decision: async (id) => (await findDecision({ id })) !== null,
  event: async (id) => (await listPublishedByIds({ actor: VISITOR, ids: [id] })).some(({ type }) => type === "event"),
};

function namedIn({ terms, partners = [], details }: Facts): Record<Naming, string[]> {
  const { kind, decision, event, participants } = details as Partial<ItemDetails["document"] & ItemDetails["event"]>;
  const one = (id: string | null | undefined) => (id ? [id] : []);
  // What kind a document is, is one of its terms.
  return { terms: terms.filter((id) => id !== kind), kind: one(kind), partners, ps: participants?.states ?? [], decision: one(decision), event: one(event) };
}

/** Fields that name what the hub does not have. No page offers that; what the text named before stays, whatever has become of it. */
export async function unknownChoices(facts: Facts, before: Facts): Promise<FieldError[]> {
  const [named, had] = [namedIn(facts), namedIn(before)];
  const asked = NAMING.flatMap((field) => named[field].filter((id) => !had[field].includes(id)).map((id) => ({ field, id })));
  const unknownIn = async (reference: ReferenceData) => {
    const known = await Promise.all(asked.map(({ field, id }) => IS_KNOWN[field](id, reference)));
    return asked.filter((_, index) => !known[index]).map(({ field }) => field);
  };
  const unknown = await unknownIn(await referenceData());
  // It may have been added a moment ago, by another process.
  const fields = unknown.length > 0 ? await unknownIn(await referenceData({ fresh: true })) : [];
  return [...new Set(fields)].map((field) => ({ field, code: "choice" }));
}
