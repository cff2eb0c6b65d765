import type { Model } from "mongoose";

import { DecisionModel } from "#models/decision.server.ts";
import { ItemModel, pendingMark } from "#models/item.server.ts";
import { markForIndex } from "#models/item-queries.server.ts";
import { MechanismModel } from "#models/mechanism.server.ts";
import { MembershipModel } from "#models/membership.server.ts";
import { OfficeModel } from "#models/office.server.ts";
import { StateModel } from "#models/state.server.ts";
import { TermModel } from "#models/term.server.ts";

import { FOUNDING } from "./founding/index.ts";
import { type Outcome, plant } from "./plant.ts";
import { readStates, readVocabularies } from "./vocabularies.ts";

export type SeedReport = Record<Outcome, number>;

/**
 * Loads the vocabularies, the States and the founding network into the connected database. Can be
 * repeated: nothing is doubled, and what a user changed is kept. Returns what became of the documents.
 */
export async function loadSeed(): Promise<SeedReport> {
  const report: SeedReport = { created: 0, updated: 0, unchanged: 0, kept: 0 };
  const plantAll = async <T extends { id: string }>(model: Model<any>, seeds: T[], mark?: () => Record<string, unknown>) => {
    let changed = false;
    for (const seed of seeds) {
      const outcome = await plant(model, seed, mark?.());
      report[outcome] += 1;
      changed ||= outcome === "updated";
    }
    return changed;
  };
  // What names things comes before what is named by it: an item indexed in between finds its labels.
  const renamed = [
    await plantAll(StateModel, readStates()),
    await plantAll(TermModel, readVocabularies()),
    await plantAll(MechanismModel, FOUNDING.mechanisms),
  ].some(Boolean);
  await plantAll(MembershipModel, FOUNDING.memberships);
  await plantAll(DecisionModel, FOUNDING.decisions);
  await plantAll(OfficeModel, FOUNDING.offices);
  await plantAll(ItemModel, FOUNDING.items, pendingMark);
  if (renamed) await markForIndex();
  return report;
}
