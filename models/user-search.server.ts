import { normalEmail, type User } from "./user.ts";
import { toUser, type UserDocument, UserModel } from "./user.server.ts";
import type { Role } from "./vocabulary.ts";

type Search = {
  text?: string;
  /** Finds addresses only whole: who may not read them must not find one out letter by letter. */
  wholeAddress?: boolean;
  role?: Role;
  /** Only people with a role for one of these mechanisms. */
  mechanisms?: string[];
  skip?: number;
  limit: number;
};

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Accounts in the order of their names, with a text in name or address and a role, where these are given; and how many there are. */
export async function searchUsers({ text = "", wholeAddress = false, role, mechanisms, skip = 0, limit }: Search): Promise<{ users: User[]; total: number }> {
  const pattern = { $regex: literally(text), $options: "i" };
  const filter = { ...(text ? { $or: [{ name: pattern }, { email: wholeAddress ? normalEmail(text) : pattern }] } : {}), ...(role ? { "grants.role": role } : {}), ...(mechanisms ? { "grants.mechanism": { $in: mechanisms } } : {}) };
  const [found, total] = await Promise.all([
    UserModel.find(filter).sort({ name: 1, _id: 1 }).skip(skip).limit(limit).lean<UserDocument[]>(),
    UserModel.countDocuments(filter),
  ]);
  return { users: found.map(toUser), total };
}
