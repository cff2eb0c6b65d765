import { randomUUID } from "node:crypto";

import mongoose from "mongoose";

import type { Member } from "./actor.ts";
import { auditEntry, type Doer, settleTrail } from "./audit.server.ts";
import { contentHash } from "./content-hash.server.ts";
import { DomainError } from "./errors.ts";
import { asRead } from "./item.server.ts";
import { TEXT_FIELDS, textsIn, withTextsIn, type TextsInLanguage } from "./mechanism-texts.ts";
import { type Following, type MechanismDocument, MechanismModel, type Persons, toMechanism } from "./mechanism.server.ts";
import type { HistoryEntry, Mechanism } from "./mechanism.ts";
import { keeps } from "./scope.server.ts";

/** How often a change is tried anew after another came between its reading and its writing. */
const TRIES = 8;

type Editable = Omit<MechanismDocument, "_id" | "history" | "trail" | "follow" | "writes" | "seed" | "createdAt" | "updatedAt" | "state">;
/** What a change writes, and the name under which it stands in the log. */
export type MechanismChange = { set?: Partial<Editable>; entry?: HistoryEntry; follow?: Omit<Following, "id">; action: string; detail?: Record<string, string> };

export type Asking = { actor: Member; doer: Doer; id: string };

/**
 * Changes one mechanism in one write, by what it was when it was read; where another write came between, it is read
 * and decided anew.
 * @throws DomainError `not-found` where there is none that the actor keeps; `moved-on` where others never leave it
 * alone; what `change` throws; ValidationError where the outcome does not fit the model.
 */
export async function changeMechanism({ actor, doer, id }: Asking, change: (found: MechanismDocument) => MechanismChange): Promise<void> {
  const collection = mongoose.connection.collection<MechanismDocument>(MechanismModel.collection.name);
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const found = await MechanismModel.findOne({ $and: [keeps(actor), { _id: id }] }).lean<MechanismDocument>();
    if (!found) throw new DomainError("not-found");
    const { set = {}, entry, follow, action, detail = {} } = change(found);
    await new MechanismModel({ ...found, ...set, ...(entry ? { history: [...(found.history ?? []), entry] } : {}) }).validate();
    const { modifiedCount } = await collection.updateOne(asRead(found) as object, {
      $set: { ...set, updatedAt: new Date() },
      $inc: { writes: 1 },
      $push: {
        trail: auditEntry(doer, `mechanism:${action}`, { kind: "mechanism", id }, detail),
        ...(entry ? { history: entry } : {}),
        ...(follow ? { follow: { ...follow, id: randomUUID() } } : {}),
      },
    } as object);
    if (modifiedCount === 0) continue;
    await settleTrail(MechanismModel, id);
    return;
  }
  throw new DomainError("moved-on");
}

/** The parts in which a profile is kept: its facts, the persons, and the texts of each language by its code. */
export type Part = "facts" | "persons" | { lang: string };
export type FactsPart = Pick<MechanismDocument, "type" | "standing" | "capacities" | "contact" | "sources">;
export type PartContent = { part: "facts"; facts: FactsPart } | { part: "persons"; persons: Persons } | { part: { lang: string }; texts: TextsInLanguage };

/** A part as its editor has it before him; `seen` names it, so that a save can say what it began from. */
export type OpenedPart = { mechanism: Mechanism; content: PartContent; seen: string };

function contentOf(found: MechanismDocument, part: Part): PartContent {
  if (part === "persons") return { part, persons: { focalPoints: found.focalPoints ?? [], validator: found.validator ?? null } };
  const mechanism = toMechanism(found);
  if (part === "facts") return { part, facts: { type: mechanism.type, standing: mechanism.standing, capacities: mechanism.capacities, contact: mechanism.contact, sources: mechanism.sources } };
  return { part, texts: textsIn(mechanism, part.lang) };
}

const nameOf = (content: PartContent): string => contentHash({ content }, ["content"]);

/** A part of the profile, for those who keep it; null where there is none, or the mechanism merged into another. */
export async function openPart({ actor, id, part }: { actor: Member; id: string; part: Part }): Promise<OpenedPart | null> {
  const found = await MechanismModel.findOne({ $and: [keeps(actor), { _id: id, successor: null }] }).lean<MechanismDocument>();
  if (!found) return null;
  const content = contentOf(found, part);
  return { mechanism: toMechanism(found), content, seen: nameOf(content) };
}

/**
 * Saves one part of a profile; other parts may have been saved meanwhile.
 * @throws DomainError `moved-on` where somebody saved this part since `seen`; `not-found`; `wrong-state` where the
 * mechanism has merged into another; ValidationError.
 */
export async function savePart({ content, seen, ...asking }: Asking & { content: PartContent; seen: string }): Promise<void> {
  await changeMechanism(asking, (found) => {
    if (found.successor) throw new DomainError("wrong-state");
    if (nameOf(contentOf(found, content.part)) !== seen) throw new DomainError("moved-on");
    const set: Partial<Editable> = "texts" in content ? withTextsIn(toMechanism(found), content.part.lang, content.texts) : "facts" in content ? content.facts : content.persons;
    const isNamed = [...NAMED, "type" as const].some((field) => field in set && contentHash({ field: set[field] }, ["field"]) !== contentHash({ field: found[field] }, ["field"]));
    return {
      set,
      ...(isNamed ? { follow: { kind: "names" as const, merger: null, into: null } } : {}),
      action: "profile-saved",
      detail: { part: typeof content.part === "string" ? content.part : "texts", ...(typeof content.part === "string" ? {} : { lang: content.part.lang }) },
    };
  });
}

/** What stands in the documents of the index, and is folded into them anew. */
const NAMED = TEXT_FIELDS.filter((field) => ["name", "shortName", "aliases"].includes(field));

/** Says that the profile is right as it is now. @throws DomainError `not-found`, `wrong-state`. */
export async function confirmProfile(asking: Asking): Promise<void> {
  await changeMechanism(asking, ({ successor }) => {
    if (successor) throw new DomainError("wrong-state");
    return { set: { confirmedAt: new Date(), confirmedBy: asking.actor.id }, action: "confirmed" };
  });
}
