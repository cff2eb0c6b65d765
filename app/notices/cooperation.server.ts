import { followMessages } from "#models/cooperation-messages.server.ts";
import { queueMail } from "#models/mail.server.ts";

/** Queues the mails that follow from a message, or from all that wait. The mail names the message: what it says is found out when it is sent. */
export async function followUpMessages({ id }: { id?: string } = {}): Promise<number> {
  return followMessages({
    ...(id === undefined ? {} : { id }),
    told: async (message, users) => {
      for (const user of users) {
        await queueMail({ id: `cooperation:${message}/${user.id}`, kind: "cooperation", to: { email: user.email, name: user.name, lang: user.lang }, user: user.id, params: { message } });
      }
    },
  });
}
