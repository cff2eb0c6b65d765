import { findInvitation, type Link, listUntold, settleUntold } from "#models/invitation.server.ts";
import { queueMail } from "#models/mail.server.ts";
import { notify, type ToldNotice } from "#models/notice.server.ts";
import { findUserByEmail } from "#models/user.server.ts";

/** The id of the mail of an invitation: each sending, which ends on another moment, is a mail of its own, with the link in it or without. */
export const invitationMail = ({ id, expiresAt }: Pick<Link, "id" | "expiresAt">): string => `invitation:${id}:${expiresAt?.getTime() ?? 0}`;

/** Tells in the hub who is invited and has an account; null where nobody has. Repeated, it tells once. */
export async function tellInvited({ id, email, by, expiresAt }: Pick<Link, "id" | "email" | "by" | "expiresAt">): Promise<ToldNotice | null> {
  const user = email ? await findUserByEmail({ email }) : null;
  if (!user || user.suspended) return null;
  const cause = `invited:${id}:${expiresAt?.getTime() ?? 0}`;
  const [told] = await notify({ cause, users: [user], kind: "invited", item: null, lang: null, by, at: new Date(), about: { invitation: id, expires: expiresAt?.toISOString() ?? "" } });
  return told ?? null;
}

/**
 * What a crash has left between an invitation and telling of it. The link in its mail is lost with the hub that made it: whoever
 * has an account is led to it, where he accepts without one; to others it is sent again by who invites.
 */
export async function followInvited(): Promise<number> {
  const links = await listUntold();
  for (const link of links) {
    const told = (await findInvitation({ id: link.id })) ? await tellInvited(link) : null;
    if (told?.way === "at-once") {
      const { email, name, lang, id: user } = told.user;
      await queueMail({ id: invitationMail(link), kind: "notice", to: { email, name, lang }, user, params: { notice: told.id } });
    }
    await settleUntold(link);
  }
  return links.length;
}
