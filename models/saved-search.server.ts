import mongoose, { Schema, type Model } from "mongoose";

import { type CarriedMail, type CarriesMails, mailsField, queueCarried } from "./carried-mails.server.ts";
import { idForKey } from "./ids.server.ts";
import { inTurn } from "./lease.server.ts";
import { FREQUENCIES, type Frequency, SAVED_SEARCH_LIMITS, type SavedSearch } from "./saved-search.ts";

type SavedSearchDocument = CarriesMails &
  Omit<SavedSearch, "id" | "since" | "lastTold"> & {
    _id: string;
    since: Date;
    lastTold: { at: Date; count: number } | null;
    /** What it is taken up with again after it was stopped. */
    resumes: Frequency;
    /** The items that were told of last: what was taken back and comes again is no news. */
    told: string[];
    /** Since when it is gone for its person, who may still take that back. */
    removedAt: Date | null;
  };

const savedSearchSchema = new Schema<SavedSearchDocument>(
  {
    _id: { type: String, required: true },
    user: { type: String, required: true },
    name: { type: String, required: true, maxlength: SAVED_SEARCH_LIMITS.name },
    query: { type: String, default: "" },
    lang: { type: String, required: true },
    every: { type: String, enum: FREQUENCIES, required: true },
    resumes: { type: String, enum: FREQUENCIES, required: true },
    since: { type: Date, required: true },
    lastTold: { type: Schema.Types.Mixed, default: null },
    told: { type: [String], default: [] },
    removedAt: { type: Date, default: null },
    mails: mailsField,
  },
  { timestamps: true, minimize: false },
);
savedSearchSchema.index({ user: 1, name: 1 });
savedSearchSchema.index({ every: 1, since: 1 });
savedSearchSchema.index({ removedAt: 1 });
savedSearchSchema.index({ "mails.id": 1 }, { sparse: true });

export const SavedSearchModel: Model<SavedSearchDocument> = mongoose.models.SavedSearch ?? mongoose.model<SavedSearchDocument>("SavedSearch", savedSearchSchema);

/** How many items a search remembers to have told of. */
const REMEMBERED = 1_000;
/** How long what was removed can be brought back. */
const REMOVED_MS = 24 * 3_600_000;

const toSavedSearch = ({ _id, user, name, query, lang, every, since, lastTold }: SavedSearchDocument): SavedSearch => ({
  id: _id,
  user,
  name,
  query,
  lang,
  every,
  since: since.toISOString(),
  lastTold: lastTold && { at: lastTold.at.toISOString(), count: lastTold.count },
});

/** It follows from whose it is and what it asks for: the same search saved twice, also at once, is one. */
export const savedSearchId = ({ user, query }: Pick<SavedSearch, "user" | "query">): string => idForKey(`saved-search:${user}:${query}`);

const isThere = { removedAt: null };

/** One after the other for a person, so that none comes beyond the limit. */
const inTurnFor = <T>(user: string, work: () => Promise<T>): Promise<T> => inTurn({ name: `saved-searches:${user}`, ms: 5_000 }, work);

const isFull = async (user: string): Promise<boolean> => (await SavedSearchModel.countDocuments({ user, ...isThere })) >= SAVED_SEARCH_LIMITS.searches;

/** Saves a search, from now on; says where the person has it already, or as many as he may have. */
export function saveSearch(given: Pick<SavedSearch, "user" | "name" | "query" | "lang" | "every">): Promise<"saved" | "there" | "full"> {
  const { user, every } = given;
  const _id = savedSearchId(given);
  return inTurnFor(user, async () => {
    if (await SavedSearchModel.exists({ _id, ...isThere })) return "there";
    if (await isFull(user)) return "full";
    // One that was removed a moment ago begins anew.
    const anew = { ...given, resumes: every, since: new Date(), lastTold: null, told: [], removedAt: null };
    await SavedSearchModel.updateOne({ _id }, { $set: anew }, { upsert: true, runValidators: true });
    return "saved";
  });
}

/** What a person has saved, by name. */
export async function listSavedSearches({ user }: { user: string }): Promise<SavedSearch[]> {
  const found = await SavedSearchModel.find({ user, ...isThere }).sort({ name: 1, _id: 1 }).lean<SavedSearchDocument[]>();
  return found.map(toSavedSearch);
}

/** One that this person has saved; null for those of others. */
export async function findSavedSearch({ id, user }: { id: string; user: string }): Promise<SavedSearch | null> {
  const found = await SavedSearchModel.findOne({ _id: id, user, ...isThere }).lean<SavedSearchDocument>();
  return found ? toSavedSearch(found) : null;
}

/** One that is there, whosever it is: for whoever has the link of its mails. */
export async function findAlert({ id }: { id: string }): Promise<SavedSearch | null> {
  const found = await SavedSearchModel.findOne({ _id: id, ...isThere }).lean<SavedSearchDocument>();
  return found ? toSavedSearch(found) : null;
}

/** Gives it another name, and another frequency. Returns false where the person has none with this id. */
export async function changeSavedSearch({ id, user, name, every }: Pick<SavedSearch, "id" | "user" | "name" | "every">): Promise<boolean> {
  if (every === "never") await stopAlert({ id, user });
  else await setAlert({ id, user }, every);
  const { matchedCount } = await SavedSearchModel.updateOne({ _id: id, user, ...isThere }, { $set: { name } }, { runValidators: true });
  return matchedCount === 1;
}

/** For its person, or for whoever has the link of its mails. */
type Whose = { id: string; user?: string };
const those = ({ id, user }: Whose) => ({ _id: id, ...(user === undefined ? {} : { user }), ...isThere });

async function setAlert(whose: Whose, every: Frequency): Promise<void> {
  // Who had no mails is told of what comes from now on, and not of all that came meanwhile.
  await SavedSearchModel.updateOne({ ...those(whose), every: "never" }, { $set: { every, resumes: every, since: new Date() } });
  await SavedSearchModel.updateOne({ ...those(whose), every: { $nin: ["never", every] } }, { $set: { every, resumes: every } });
}

/** No mails any more: what is written already and not yet sent is dropped. Can be repeated. */
export async function stopAlert(whose: Whose): Promise<void> {
  await SavedSearchModel.updateOne(those(whose), { $set: { every: "never" } });
}

/** Mails as before it was stopped. Can be repeated. */
export async function resumeAlert({ id }: { id: string }): Promise<void> {
  const found = await SavedSearchModel.findOne(those({ id })).lean<SavedSearchDocument>();
  if (found?.every === "never") await setAlert({ id }, found.resumes === "never" ? "weekly" : found.resumes);
}

/** Takes it away; for a day it can be brought back. */
export async function removeSavedSearch({ id, user }: { id: string; user: string }): Promise<boolean> {
  const { modifiedCount } = await SavedSearchModel.updateOne({ _id: id, user, ...isThere }, { $set: { removedAt: new Date() } });
  return modifiedCount === 1;
}

/** One that was removed and can be brought back. */
export async function findRemoved({ id, user }: { id: string; user: string }): Promise<{ name: string; lang: string } | null> {
  return SavedSearchModel.findOne({ _id: id, user, removedAt: { $ne: null } }).select({ name: 1, lang: 1 }).lean<{ name: string; lang: string }>();
}

/** Brings it back as it was; false where there is none, or no room for it. */
export function bringBackSearch({ id, user }: { id: string; user: string }): Promise<boolean> {
  return inTurnFor(user, async () => {
    if (await isFull(user)) return false;
    const { modifiedCount } = await SavedSearchModel.updateOne({ _id: id, user, removedAt: { $ne: null } }, { $set: { removedAt: null } });
    return modifiedCount === 1;
  });
}

/** Forgets what was removed long enough ago. */
export async function forgetRemovedSearches(): Promise<void> {
  await SavedSearchModel.deleteMany({ removedAt: { $lt: new Date(Date.now() - REMOVED_MS) } });
}

/** Forgets all of somebody whose account is gone. */
export async function forgetSearchesOf({ user }: { user: string }): Promise<void> {
  await SavedSearchModel.deleteMany({ user });
}

/** A search whose person may have to be told; `told` are items that he was told of. */
export type Alerting = SavedSearch & { told: string[] };

/** Those with mails of which nobody has been told since a moment. */
export async function listAlerting({ before }: { before: Date }): Promise<Alerting[]> {
  const found = await SavedSearchModel.find({ every: { $ne: "never" }, since: { $lt: before }, ...isThere }).sort({ user: 1, _id: 1 }).lean<SavedSearchDocument[]>();
  return found.map((document) => ({ ...toSavedSearch(document), told: document.told }));
}

/**
 * Moves a search on to `until`, with the mail that tells of what came out before, where there is something, in the same
 * write: it is told once, whatever crashes. Nothing where another was quicker, or its person has changed it.
 */
export async function moveOn({ search, until, items, mail, at }: { search: Alerting; until: Date; items: string[]; mail: CarriedMail | null; at: Date }): Promise<void> {
  const told = mail ? { $push: { mails: mail, told: { $each: items, $slice: -REMEMBERED } } } : {};
  await SavedSearchModel.updateOne(
    { ...those(search), since: new Date(search.since), every: search.every },
    { $set: { since: until, ...(mail ? { lastTold: { at, count: items.length } } : {}) }, ...told },
  );
  if (mail) await queueAlerts(search.id);
}

/** Queues the mails that searches carry: of one, or what crashes have left of all. */
export async function queueAlerts(id?: string): Promise<void> {
  while ((await queueCarried(SavedSearchModel, id)) > 0) if (id !== undefined) return;
}
