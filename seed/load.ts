import type { Model } from "mongoose";

import { DecisionModel } from "#models/decision.server.ts";
import { ItemModel, pendingMark } from "#models/item.server.ts";
import { markForIndex } from "#models/item-queries.server.ts";
import { readMarker, removeMarker, writeMarker } from "#models/marker.server.ts";
import { MechanismModel } from "#models/mechanism.server.ts";
import { MembershipModel } from "#models/membership.server.ts";
import { SettingsModel } from "#models/network-settings.server.ts";
import { OfficeModel } from "#models/office.server.ts";
import { PartnerModel } from "#models/partner.server.ts";
import { PlanModel } from "#models/plan.server.ts";
import { StateModel } from "#models/state.server.ts";
import { TermModel } from "#models/term.server.ts";

import { FOUNDING } from "./founding/index.ts";
import { type Outcome, plant } from "./plant.ts";
import { readStates, readVocabularies } from "./vocabularies.ts";

export type SeedReport = Record<Outcome, number>;

/** Stands while names have changed and the items that carry them are not yet marked for the index. */
const RENAMING = "seed-renaming";

/**
 * Loads the vocabularies, the States and the founding network into the connected database. Can be
 * repeated, also after a crash: nothing is doubled, and what a user changed is kept. Returns what
 * became of the documents.
 */
export async function loadSeed(): Promise<SeedReport> {
  const report: SeedReport = { created: 0, updated: 0, unchanged: 0, kept: 0 };
  const plantAll = async <T extends { id: string }>(
    model: Model<any>,
    seeds: T[],
    mark?: () => Promise<Record<string, unknown>> | Record<string, unknown>,
  ) => {
    for (const seed of seeds) report[await plant(model, seed, mark)] += 1;
  };
  // Every document of the index holds names of these. The marker stands before the first write of one.
  let isMarked = false;
  const noteRenaming = async () => {
    if (!isMarked) await writeMarker(RENAMING, "yes");
    isMarked = true;
    return {};
  };
  await plantAll(StateModel, readStates(), noteRenaming);
  await plantAll(TermModel, readVocabularies(), noteRenaming);
  await plantAll(MechanismModel, FOUNDING.mechanisms, noteRenaming);
  await plantAll(OfficeModel, FOUNDING.offices, noteRenaming);
  await plantAll(PartnerModel, FOUNDING.partners, noteRenaming);
  await plantAll(MembershipModel, FOUNDING.memberships);
  await plantAll(DecisionModel, FOUNDING.decisions);
  await plantAll(PlanModel, FOUNDING.plans);
  await plantAll(SettingsModel, FOUNDING.settings);
  await plantAll(ItemModel, FOUNDING.items, pendingMark);
  if (await readMarker(RENAMING)) {
    await markForIndex();
    await removeMarker(RENAMING);
  }
  return report;
}
