import mongoose, { type Model } from "mongoose";

import { auditEntry } from "./audit.server.ts";
import { CooperationModel } from "./cooperation.server.ts";
import { CooperationMessageModel } from "./cooperation-messages.server.ts";
import { InvitationModel } from "./invitation.server.ts";
import { ItemModel, pendingMark } from "./item.server.ts";
import { markForIndex } from "./item-queries.server.ts";
import { type Following, type MechanismDocument, MechanismModel } from "./mechanism.server.ts";
import { ReaderCommentModel } from "./reader-comment.server.ts";
import { moveGrants, moveGrantsBack } from "./user-moves.server.ts";

/**
 * Does what follows from changes of mechanisms, and takes the marks off: names that changed are indexed anew; with a
 * merger, what it owns, roles and invitations move, each remembering whence. Every part can be repeated after a crash, and
 * finds nothing to do the second time. Called right after a change, and by the hub's round.
 */
export async function followMechanisms({ id }: { id?: string } = {}): Promise<number> {
  const found = await MechanismModel.find({ ...(id === undefined ? {} : { _id: id }), "follow.id": { $exists: true } })
    .select({ follow: 1 })
    .limit(50)
    .lean<MechanismDocument[]>();
  for (const { _id, follow = [] } of found) {
    for (const one of follow) await followOne(_id, one);
    // In the order in which they came: an undoing goes after its merger.
    await MechanismModel.updateOne({ _id }, { $pull: { follow: { id: { $in: follow.map((one) => one.id) } } } }, { timestamps: false });
    await MechanismModel.updateOne({ _id, follow: { $size: 0 } }, { $unset: { follow: 1 } }, { timestamps: false });
  }
  return found.length;
}

/** Whether a change of a mechanism waits to be followed. */
export async function isAnyMechanismLeft(): Promise<boolean> {
  return (await MechanismModel.exists({ "follow.id": { $exists: true } })) !== null;
}

async function followOne(from: string, { kind, merger, into }: Following): Promise<void> {
  if (merger && into && kind === "merge") await move({ from, into, merger });
  if (merger && into && kind === "unmerge") await moveBack({ from, into, merger });
  // Texts of others mention it by its names, too.
  await markForIndex();
}

type Move = { from: string; into: string; merger: string };

/** What a mechanism owns: the field that says so, and when a write has been, where writes are counted: nobody changes a message. */
type Owned = { model: Model<any>; field: string; stamp: (() => object) | null };
const OWNED: Owned[] = [
  { model: ItemModel, field: "mechanism", stamp: () => ({ ...pendingMark(), updatedAt: new Date() }) },
  { model: ReaderCommentModel, field: "mechanism", stamp: () => ({ changedAt: new Date() }) },
  { model: CooperationModel, field: "mechanism", stamp: () => ({ updatedAt: new Date() }) },
  { model: CooperationMessageModel, field: "side", stamp: null },
];
const handOver = ({ field, stamp }: Owned, to: string): object => ({ $set: { ...(stamp ? stamp() : {}), [field]: to }, ...(stamp ? { $inc: { writes: 1 } } : {}) });
// Past the models: what moves is only whose it is.
const documents = ({ model }: Owned) => mongoose.connection.collection<{ _id: string }>(model.collection.name);
const links = () => mongoose.connection.collection<{ _id: string }>(InvitationModel.collection.name);

async function move({ from, into, merger }: Move): Promise<void> {
  const moved = { merger, from };
  for (const owned of OWNED) await documents(owned).updateMany({ [owned.field]: from }, { ...handOver(owned, into), $push: { moved } } as object);
  await links().updateMany({ "grants.mechanism": from }, { $set: { "grants.$[own].mechanism": into }, $push: { moved } } as object, { arrayFilters: [{ "own.mechanism": from }] });
  await moveGrants({ from, into, merger, entry: (user) => auditEntry({ by: null, address: null }, "user:role-moved", { kind: "user", id: user }, { mechanism: into }) });
}

/** What has moved on since, or was given up, stays as it is. */
async function moveBack({ from, into, merger }: Move): Promise<void> {
  const moved = { merger };
  for (const owned of OWNED) await documents(owned).updateMany({ [owned.field]: into, "moved.merger": merger }, { ...handOver(owned, from), $pull: { moved } } as object);
  await links().updateMany({ "moved.merger": merger }, { $set: { "grants.$[own].mechanism": from }, $pull: { moved } } as object, { arrayFilters: [{ "own.mechanism": into }] });
  await moveGrantsBack({ from, into, merger, entry: (user) => auditEntry({ by: null, address: null }, "user:role-moved", { kind: "user", id: user }, { mechanism: from }) });
}

/** Moves what came to a mechanism while it merged, and was not there yet when the rest moved: a draft that was begun in that moment. */
export async function gatherStragglers(): Promise<void> {
  const merged = await MechanismModel.find({ successor: { $ne: null } }).select({ successor: 1, history: 1 }).lean<MechanismDocument[]>();
  for (const { _id: from, successor, history = [] } of merged) {
    const merger = history.findLast(({ kind, retracts, corrects }) => kind === "merged" && !retracts && !corrects);
    if (successor && merger) await move({ from, into: successor, merger: merger.id });
  }
}
