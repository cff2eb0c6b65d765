import { randomUUID } from "node:crypto";

import { endOfSpan, giveTurnBack, takeTurn } from "#models/throttle.server.ts";

const MINUTE_MS = 60_000;

/** One limit: how often in which span, for whom. */
type Limit = { action: string; who: string | string[]; limit: number; spanMs: number };

/** A pass that several limits gave; `back` says that it was not what is to be counted. */
export type Pass = { until: null; back: () => Promise<void> } | { until: Date; back: null };

/** Takes a turn of every limit, the first that is used up ends it; `until` says when to try again. */
async function pass(limits: Limit[]): Promise<Pass> {
  const turn = randomUUID();
  for (const limit of limits) if (!(await takeTurn({ ...limit, turn }))) return { until: endOfSpan(limit.spanMs), back: null };
  return { until: null, back: async () => void (await Promise.all(limits.map((limit) => giveTurnBack({ ...limit, turn })))) };
}

/** Passwords tried: for an account from one connection, from one connection, and for an account from all of them. */
export const passToSignIn = ({ account, address }: { account: string; address: string }): Promise<Pass> =>
  pass([
    { action: "sign-in:connection", who: address, limit: 60, spanMs: 15 * MINUTE_MS },
    { action: "sign-in:both", who: [account, address], limit: 10, spanMs: 15 * MINUTE_MS },
    { action: "sign-in:account", who: account, limit: 50, spanMs: 60 * MINUTE_MS },
  ]);

/** Codes tried for an account: a million codes, three of which open at a time, are far out of reach. */
export const passToSecondFactor = ({ account }: { account: string }): Promise<Pass> =>
  pass([{ action: "second-factor", who: account, limit: 10, spanMs: 15 * MINUTE_MS }]);

/** The present password, which some steps ask for, tried by someone who is signed in. */
export const passToConfirm = ({ account }: { account: string }): Promise<Pass> =>
  pass([{ action: "confirm", who: account, limit: 10, spanMs: 15 * MINUTE_MS }]);

/** Links for a forgotten password: each of them is a mail to somebody. */
export const passToForgotten = ({ account, address }: { account: string; address: string }): Promise<Pass> =>
  pass([
    { action: "forgotten:connection", who: address, limit: 20, spanMs: 60 * MINUTE_MS },
    { action: "forgotten:account", who: account, limit: 5, spanMs: 60 * MINUTE_MS },
  ]);

/** Applications for membership: each of them is a mail to somebody, and may have a file in it. */
export const passToApply = ({ email, address }: { email: string; address: string }): Promise<Pass> =>
  pass([
    { action: "apply:connection", who: address, limit: 10, spanMs: 60 * MINUTE_MS },
    { action: "apply:email", who: email, limit: 3, spanMs: 60 * MINUTE_MS },
    { action: "apply:everyone", who: "everyone", limit: 100, spanMs: 60 * MINUTE_MS },
  ]);

/** Forms with files: a file is read and kept before the hub can know whether it takes the form. */
export const passToUpload = ({ address }: { address: string }): Promise<Pass> =>
  pass([{ action: "upload:connection", who: address, limit: 60, spanMs: 60 * MINUTE_MS }]);

/** Links to an application, asked for again: each of them is a mail to somebody. */
export const passToRenewLink = ({ email, address }: { email: string; address: string }): Promise<Pass> =>
  pass([
    { action: "application-link:connection", who: address, limit: 20, spanMs: 60 * MINUTE_MS },
    { action: "application-link:email", who: email, limit: 3, spanMs: 60 * MINUTE_MS },
  ]);

/** What an applicant does behind his link: each message is a mail to the coordinators. */
export const passToAnswer = ({ application }: { application: string }): Promise<Pass> =>
  pass([{ action: "application:answer", who: application, limit: 20, spanMs: 60 * MINUTE_MS }]);
/** Comments of a person on what is published, and reports of comments: each of them is work for a moderator. */
export const passToComment = ({ account }: { account: string }): Promise<Pass> =>
  pass([{ action: "comment", who: account, limit: 12, spanMs: 60 * MINUTE_MS }]);

/** Mails that a person has the hub send to an address of his choice: invitations, changes of address. */
export const passToWrite = ({ account }: { account: string }): Promise<Pass> =>
  pass([{ action: "write", who: account, limit: 60, spanMs: 60 * MINUTE_MS }]);
