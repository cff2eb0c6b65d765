import type { Member } from "#models/actor.ts";
import type { Mail } from "#models/mail.ts";
import { findUser, toMember } from "#models/user.server.ts";

/** The reader as what decides sees him; null where he is suspended or gone. */
export async function readerOf({ user }: Pick<Mail, "user">): Promise<Member | null> {
  const found = user ? await findUser({ id: user }) : null;
  return found && !found.suspended ? toMember(found) : null;
}
