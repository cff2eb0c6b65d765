import { followMessages } from "#models/cooperation-messages.server.ts";

import { tell } from "./tell.server.ts";

/** Tells those on the other side of a message, or of all that wait. What they are told names the message: what it says is found out when it is read. */
export async function followUpMessages({ id }: { id?: string } = {}): Promise<number> {
  return followMessages({
    ...(id === undefined ? {} : { id }),
    told: ({ id: message, by, at }, users) => {
      const cause = `cooperation:${message}`;
      return tell({ kind: "cooperation", cause, users, about: { message }, by, at: new Date(at), mailId: (user) => `${cause}/${user.id}` });
    },
  });
}
