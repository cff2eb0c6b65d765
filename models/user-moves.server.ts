import { type AuditEntry, settleTrail } from "./audit.server.ts";
import type { Grant } from "./actor.ts";
import { type MovedGrant, type UserDocument, UserModel } from "./user.server.ts";

type Move = { from: string; into: string; merger: string; entry: (user: string) => AuditEntry };

/** Roles of a mechanism that merged become roles of its successor. Can be repeated. */
export async function moveGrants({ from, into, merger, entry }: Move): Promise<void> {
  await changeEach({ "grants.mechanism": from }, (user) => {
    const others = user.grants.filter(({ mechanism }) => mechanism !== from);
    const moving = user.grants.filter(({ mechanism }) => mechanism === from);
    const has = ({ role }: Grant) => others.some((one) => one.role === role && one.mechanism === into);
    return {
      grants: [...others, ...moving.filter((grant) => !has(grant)).map(({ role }) => ({ role, mechanism: into }))],
      moved: [...(user.moved ?? []), ...moving.map((grant) => ({ merger, role: grant.role, from, had: has(grant) }))],
    };
  }, entry);
}

/** The other way; a role that was ended meanwhile stays ended. Can be repeated. */
export async function moveGrantsBack({ from, into, merger, entry }: Move): Promise<void> {
  await changeEach({ "moved.merger": merger }, (user) => {
    let grants = user.grants;
    for (const { role, had } of (user.moved ?? []).filter((one) => one.merger === merger)) {
      const isOwn = (one: Grant) => one.role === role && one.mechanism === into;
      if (!grants.some(isOwn)) continue;
      grants = [...grants.filter((one) => had || !isOwn(one)), { role, mechanism: from }];
    }
    return { grants, moved: (user.moved ?? []).filter((one) => one.merger !== merger) };
  }, entry);
}

/** How often those are looked for anew whom another has written meanwhile. */
const ROUNDS = 20;

async function changeEach(filter: Record<string, unknown>, change: (user: UserDocument) => { grants: Grant[]; moved: MovedGrant[] }, entry: (user: string) => AuditEntry): Promise<void> {
  for (let round = 0; round < ROUNDS; round += 1) {
    const found = await UserModel.find(filter).limit(200).lean<Array<UserDocument & { updatedAt: Date }>>();
    if (found.length === 0) return;
    for (const user of found) {
      await UserModel.updateOne({ _id: user._id, updatedAt: user.updatedAt }, { $set: change(user), $push: { trail: entry(user._id) } });
      await settleTrail(UserModel, user._id);
    }
  }
  throw new Error("roles of a mechanism could not be moved: others are changing the same accounts");
}
