import mongoose, { type Model } from "mongoose";

import { auditEntry } from "./audit.server.ts";
import { CooperationModel } from "./cooperation.server.ts";
import { CooperationMessageModel } from "./cooperation-messages.server.ts";
import { InvitationModel } from "./invitation.server.ts";
import { ItemModel, pendingMark } from "./item.server.ts";
import { markForIndex } from "./item-queries.server.ts";
import { type Hold, withLease } from "./lease.server.ts";
import { type Following, type MechanismDocument, MechanismModel } from "./mechanism.server.ts";
import { moveCommentsWithItems } from "./reader-comment-moves.server.ts";
import { moveGrants, moveGrantsBack } from "./user-moves.server.ts";

/**
 * Does what follows from changes of mechanisms, and takes the marks off: names that changed are indexed anew; with a
 * merger, what it owns, roles and invitations move, each remembering whence. Every part can be repeated after a crash, and
 * finds nothing to do the second time. Called right after a change, and by the hub's round. Returns how many were followed.
 */
export async function followMechanisms({ id }: { id?: string } = {}): Promise<number> {
  const found = await MechanismModel.find({ ...(id === undefined ? {} : { _id: id }), "follow.id": { $exists: true } })
    .select({ _id: 1 })
    .limit(50)
    .lean<Array<Pick<MechanismDocument, "_id">>>();
  let followed = 0;
  for (const { _id } of found) if (await alone(_id, (hold) => followAll(_id, hold))) followed += 1;
  return followed;
}

/** Whether a change of a mechanism waits to be followed. */
export async function isAnyMechanismLeft(): Promise<boolean> {
  return (await MechanismModel.exists({ "follow.id": { $exists: true } })) !== null;
}

/** What moves one way may not meet what moves the other: one at a time for each mechanism. Null where another is at it. */
const alone = <T>(mechanism: string, work: (hold: Hold) => Promise<T>) => withLease({ name: `mechanism:${mechanism}`, ms: 10_000 }, work);

async function followAll(_id: string, hold: Hold): Promise<void> {
  const { follow = [] } = (await MechanismModel.findById(_id).select({ follow: 1 }).lean<MechanismDocument>()) ?? {};
  // In the order in which they came: an undoing goes after its merger.
  for (const one of follow) await followOne(_id, one, hold);
  await MechanismModel.updateOne({ _id }, { $pull: { follow: { id: { $in: follow.map((one) => one.id) } } } }, { timestamps: false });
  await MechanismModel.updateOne({ _id, follow: { $size: 0 } }, { $unset: { follow: 1 } }, { timestamps: false });
}

async function followOne(from: string, { kind, merger, into }: Following, hold: Hold): Promise<void> {
  if (merger && into && kind === "merge") await move({ from, into, merger }, hold);
  if (merger && into && kind === "unmerge") await moveBack({ from, into, merger }, hold);
  // Texts of others mention it by its names, too.
  await markForIndex();
}

type Move = { from: string; into: string; merger: string };

/** What a mechanism owns: the field that says so, and when a write has been, where writes are counted: nobody changes a message. */
type Owned = { model: Model<any>; field: string; stamp: (() => object) | null };
const OWNED: Owned[] = [
  { model: ItemModel, field: "mechanism", stamp: () => ({ ...pendingMark(), updatedAt: new Date() }) },
  { model: CooperationModel, field: "mechanism", stamp: () => ({ updatedAt: new Date() }) },
  { model: CooperationMessageModel, field: "side", stamp: null },
];
const handOver = ({ field, stamp }: Owned, to: string): object => ({ $set: { ...(stamp ? stamp() : {}), [field]: to }, ...(stamp ? { $inc: { writes: 1 } } : {}) });
// Past the models: what moves is only whose it is.
const documents = ({ model }: Owned) => mongoose.connection.collection<{ _id: string }>(model.collection.name);
const links = () => mongoose.connection.collection<{ _id: string }>(InvitationModel.collection.name);

async function move({ from, into, merger }: Move, { assertHeld }: Hold): Promise<void> {
  const moved = { merger, from };
  for (const owned of OWNED) {
    await assertHeld();
    await documents(owned).updateMany({ [owned.field]: from }, { ...handOver(owned, into), $push: { moved } } as object);
  }
  await moveCommentsWithItems({ of: from });
  await assertHeld();
  await links().updateMany({ "grants.mechanism": from }, { $set: { "grants.$[own].mechanism": into }, $push: { moved } } as object, { arrayFilters: [{ "own.mechanism": from }] });
  await assertHeld();
  await moveGrants({ from, into, merger, entry: (user) => auditEntry({ by: null, address: null }, "user:role-moved", { kind: "user", id: user }, { mechanism: into }) });
}

/** What has moved on since, or was given up, stays as it is. */
async function moveBack({ from, into, merger }: Move, { assertHeld }: Hold): Promise<void> {
  const moved = { merger };
  for (const owned of OWNED) {
    await assertHeld();
    await documents(owned).updateMany({ [owned.field]: into, "moved.merger": merger }, { ...handOver(owned, from), $pull: { moved } } as object);
  }
  await moveCommentsWithItems({ of: into });
  await assertHeld();
  await links().updateMany({ "moved.merger": merger }, { $set: { "grants.$[own].mechanism": from }, $pull: { moved } } as object, { arrayFilters: [{ "own.mechanism": into }] });
  await assertHeld();
  await moveGrantsBack({ from, into, merger, entry: (user) => auditEntry({ by: null, address: null }, "user:role-moved", { kind: "user", id: user }, { mechanism: from }) });
}

/** Moves what came to a mechanism while it merged, and was not there yet when the rest moved: a draft that was begun in that moment. */
export async function gatherStragglers(): Promise<void> {
  const merged = await MechanismModel.find({ successor: { $ne: null } }).select({ _id: 1 }).lean<Array<Pick<MechanismDocument, "_id">>>();
  for (const { _id } of merged) await alone(_id, (hold) => gatherAfter(_id, hold));
}

async function gatherAfter(from: string, hold: Hold): Promise<void> {
  const { successor = null, history = [], follow = [] } = (await MechanismModel.findById(from).select({ successor: 1, history: 1, follow: 1 }).lean<MechanismDocument>()) ?? {};
  const merger = history.findLast(({ kind, retracts, corrects }) => kind === "merged" && !retracts && !corrects);
  // It may have been undone meanwhile; what still waits to be followed is followed in its order.
  if (successor && merger && !follow.some(({ kind }) => kind !== "names")) await move({ from, into: successor, merger: merger.id }, hold);
}
