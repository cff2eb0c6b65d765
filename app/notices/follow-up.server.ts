import { followSteps, type Told } from "#models/item-follow-up.server.ts";
import { followReaderComments } from "#models/reader-comment-follow-up.server.ts";
import { queueMail } from "#models/mail.server.ts";

/** Each notice by mail as well, where its reader wants one at once. The mail names its notice: what it says is found out when it is sent. */
const byMail: Told = async (notices) => {
  for (const { id, user, way } of notices) {
    if (way === "at-once") await queueMail({ id: `notice:${id}`, kind: "notice", to: { email: user.email, name: user.name, lang: user.lang }, user: user.id, params: { notice: id } });
  }
};

/**
 * Writes what follows from the steps of an item, or of all: revisions, entries in the log, notices and their mails.
 * Called by a form right after its step, so that its next page shows it, and by the round for what was left.
 */
export async function followUp({ id }: { id?: string } = {}): Promise<number> {
  return followSteps({ ...(id === undefined ? {} : { id }), told: byMail });
}

/** The same for steps of comments of readers: of one, or of all. */
export async function followUpComments({ id }: { id?: string } = {}): Promise<number> {
  return followReaderComments({ ...(id === undefined ? {} : { id }), told: byMail });
}
