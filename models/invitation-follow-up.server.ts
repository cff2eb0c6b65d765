import { auditEntry } from "./audit.server.ts";
import { isDomainError } from "./errors.ts";
import { type Acceptance, InvitationModel, type LinkDocument } from "./invitation.server.ts";
import { addGrants, createUser } from "./user.server.ts";

/**
 * Gives what invitations give that were accepted, and takes the marks off. Can be repeated after a crash, and finds nothing
 * to do the second time. Called right after an acceptance, and by the hub's round.
 */
export async function followInvitations({ id }: { id?: string } = {}): Promise<number> {
  const found = await InvitationModel.find({ ...(id === undefined ? {} : { _id: id }), "accepted.user": { $exists: true } })
    .limit(50)
    .lean<LinkDocument[]>();
  for (const { accepted, ...link } of found) {
    if (!accepted) continue;
    const isGiven = await give(link, accepted);
    // By its moment: open again, it may have been accepted anew.
    await InvitationModel.updateOne({ _id: link._id, "accepted.at": accepted.at }, { $unset: { accepted: 1 }, ...(isGiven ? {} : { $set: { usedAt: null } }) });
  }
  return found.length;
}

/** Whether an invitation that was accepted waits to be followed. */
export async function isAnyInvitationLeft(): Promise<boolean> {
  return (await InvitationModel.exists({ "accepted.user": { $exists: true } })) !== null;
}

/** False where no account can be made since the address has got one meanwhile: the invitation is for that one, and open again. */
async function give({ _id: id, email, grants }: Pick<LinkDocument, "_id" | "email" | "grants">, { user, newcomer, at, address }: Acceptance): Promise<boolean> {
  const entryOf = (action: string) => ({ ...auditEntry({ by: user, address }, action, { kind: "user", id: user }, { invitation: id }), at });
  if (!newcomer) {
    // By the invitation's own id, so that a repetition is no second step in the log.
    await addGrants({ id: user, grants, entry: { ...entryOf("user:invitation-accepted"), id: `invitation-accepted:${id}` } });
    return true;
  }
  try {
    await createUser({ id: user, email: email ?? "", ...newcomer, grants, entry: entryOf("user:created") });
  } catch (error) {
    if (isDomainError(error, "email-taken")) return false;
    // It was made before a crash.
    if (!isDomainError(error, "link-void")) throw error;
  }
  return true;
}
