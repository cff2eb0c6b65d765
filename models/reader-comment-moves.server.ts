import { type ItemDocument, ItemModel } from "./item.server.ts";
import { type ReaderCommentDocument, ReaderCommentModel } from "./reader-comment.server.ts";

type Owner = Pick<ItemDocument, "_id" | "mechanism">;

const handOver = (filter: Record<string, unknown>, mechanism: string | null) => ReaderCommentModel.updateMany(filter, { $set: { mechanism, changedAt: new Date() }, $inc: { writes: 1 } });

/** A comment is moderated by those of its item: what stands with a mechanism that its item has left goes after it. Can be repeated. */
export async function moveCommentsWithItems({ of }: { of: string }): Promise<void> {
  const items = await ReaderCommentModel.distinct("item", { mechanism: of });
  const left = await ItemModel.find({ _id: { $in: items }, mechanism: { $ne: of } }).select({ mechanism: 1 }).lean<Owner[]>();
  for (const { _id, mechanism } of left) await handOver({ item: _id, mechanism: of }, mechanism);
}

/** The same for one comment, which may have been written in the moment in which its item moved. Returns it as it is then. */
export async function moveCommentWithItem(comment: ReaderCommentDocument): Promise<ReaderCommentDocument> {
  const item = await ItemModel.findById(comment.item).select({ mechanism: 1 }).lean<Owner>();
  if (!item || item.mechanism === comment.mechanism) return comment;
  await handOver({ _id: comment._id, mechanism: comment.mechanism }, item.mechanism);
  return { ...comment, mechanism: item.mechanism };
}
