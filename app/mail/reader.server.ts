import type { Member } from "#models/actor.ts";
import type { Mail } from "#models/mail.ts";
import type { Notice } from "#models/notice.server.ts";
import { findNotice } from "#models/notice.server.ts";
import { wayOf } from "#models/notice-choices.ts";
import type { User } from "#models/user.ts";
import { findUser, toMember } from "#models/user.server.ts";

/** The reader of a mail as what decides sees him; null where he is suspended or gone. */
export async function readerOf({ user }: Mail): Promise<{ user: User; actor: Member } | null> {
  const found = user ? await findUser({ id: user }) : null;
  return found && !found.suspended ? { user: found, actor: toMember(found) } : null;
}

/** Whether a person is still to be told this by mail: it is his, he has not read it in the hub, and has not chosen to get no mail of the kind. */
export const isToBeTold = (notice: Notice, user: User): boolean => notice.user === user.id && !notice.read && wayOf(user.noticeChoices, notice.kind) !== "never";

/** The reader of a mail that tells the same as a notice; null also where he is not to be told any more. Mails from before there were such notices name none. */
export async function toldReaderOf(mail: Mail): Promise<Member | null> {
  const { notice: id } = mail.params;
  const [reader, notice] = await Promise.all([readerOf(mail), id ? findNotice({ id }) : null]);
  if (!reader || (id && !(notice && isToBeTold(notice, reader.user)))) return null;
  return reader.actor;
}
