import { queueMail } from "#models/mail.server.ts";
import { notify } from "#models/notice.server.ts";
import type { OtherNotice } from "#models/notice.ts";
import type { User } from "#models/user.ts";

type Telling = {
  kind: Exclude<OtherNotice, "invited">;
  /** Names the event, of which each is told once. */
  cause: string;
  users: User[];
  about: Record<string, string>;
  by?: string | null;
  at: Date;
  /** The id of a person's mail, which has the notice's kind and what it is about. */
  mailId: (user: User) => string;
};

/** Tells people of something that is no item, in the hub and, where they want it at once, by a mail of the same kind. Can be repeated. */
export async function tell({ kind, cause, users, about, by = null, at, mailId }: Telling): Promise<void> {
  for (const { id, user, way } of await notify({ cause, users, kind, item: null, lang: null, by, at, about })) {
    if (way !== "at-once") continue;
    const { email, name, lang } = user;
    await queueMail({ id: mailId(user), kind, to: { email, name, lang }, user: user.id, params: { ...about, notice: id } });
  }
}
