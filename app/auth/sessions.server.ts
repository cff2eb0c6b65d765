import { createHash } from "node:crypto";

import { type Adapter, type DatabaseSession, type DatabaseUser, Lucia, TimeSpan } from "lucia";

import { env } from "#app/env.server.ts";
import {
  deleteExpiredSessions,
  deleteSession,
  deleteSessionsOf,
  findSession,
  insertSession,
  listSessions,
  noteSession,
  renewSession,
  type SessionDocument,
  type SessionStep,
} from "#models/session.server.ts";
import type { User } from "#models/user.ts";
import { findUser } from "#models/user.server.ts";

type SessionAttributes = { step: SessionStep; device: string };

declare module "lucia" {
  interface Register {
    Lucia: Lucia<SessionAttributes, { user: User }>;
    DatabaseSessionAttributes: SessionAttributes & { at?: Date };
    DatabaseUserAttributes: { user: User };
  }
}

/** Who takes up a session and does not finish signing in has this long. */
const SECOND_FACTOR_MS = 10 * 60_000;
/** How exactly the hub notes when a session was last used. */
const SEEN_EVERY_MS = 60_000;

/** What stands for a session in the database; also its name in lists. */
export const hashOfSession = (id: string): string => createHash("sha256").update(id).digest("base64url");

/** Lucia's view of the sessions. Ids come in as browsers have them and are kept as hashes. */
const adapter: Adapter = {
  async getSessionAndUser(id) {
    const found = await findSession(hashOfSession(id));
    const user = found ? await findUser({ id: found.user }) : null;
    if (!found || !user || (user.validFrom !== null && found.createdAt < new Date(user.validFrom))) return [null, null];
    const seen: DatabaseUser = { id: user.id, attributes: { user } };
    return [toLucia(found, id), seen];
  },
  getUserSessions: async (user) => (await listSessions(user)).map((session) => toLucia(session, session._id)),
  async setSession({ id, userId, expiresAt, attributes: { step, device, at } }) {
    const now = new Date();
    const end = step === "second-factor" ? new Date(now.getTime() + SECOND_FACTOR_MS) : expiresAt;
    await insertSession({ _id: hashOfSession(id), user: userId, expiresAt: end, step, device, createdAt: at ?? now, seenAt: now });
  },
  updateSessionExpiration: (id, expiresAt) => renewSession(hashOfSession(id), expiresAt),
  deleteSession: (id) => deleteSession(hashOfSession(id)),
  deleteUserSessions: (user) => deleteSessionsOf(user),
  deleteExpiredSessions,
};

function toLucia({ user, expiresAt, step, device }: SessionDocument, id: string): DatabaseSession {
  return { id, userId: user, expiresAt, attributes: { step, device } };
}

let made: Lucia<SessionAttributes, { user: User }> | undefined;

function lucia() {
  made ??= new Lucia(adapter, {
    sessionExpiresIn: new TimeSpan(14, "d"),
    sessionCookie: { name: "session", attributes: { secure: env().HUB_ORIGIN.startsWith("https:"), sameSite: "lax", path: "/" } },
    getSessionAttributes: ({ step, device }) => ({ step, device }),
    getUserAttributes: ({ user }) => ({ user }),
  });
  return made;
}

/** A session as a request has it; `cookie` is to be sent with the answer where it is not null. */
export type SignedIn = { id: string; hash: string; step: SessionStep; user: User; cookie: string | null };

/** What is read once for all loaders of a request; an action that opens or ends a session takes it out. */
const read = new WeakMap<object, Promise<SignedIn | null>>();

/** The session of a request; null where it has none, or one that has ended. `context` is that of the loader. */
export function readSession(request: Request, context?: object): Promise<SignedIn | null> {
  if (!context) return findSignedIn(request);
  let session = read.get(context);
  if (!session) read.set(context, (session = findSignedIn(request)));
  return session;
}

async function findSignedIn(request: Request): Promise<SignedIn | null> {
  const id = lucia().readSessionCookie(request.headers.get("Cookie") ?? "");
  if (!id) return null;
  const { session, user } = await lucia().validateSession(id);
  if (!session || !user || user.user.suspended) return null;
  const hash = hashOfSession(id);
  await noteSession(hash, SEEN_EVERY_MS);
  const cookie = session.fresh && session.step === "open" ? lucia().createSessionCookie(id).serialize() : null;
  return { id, hash, step: session.step, user: user.user, cookie };
}

/** `at`: from when the session counts, where its account was looked at before; see `Attempt`. */
type Opening = { user: User; step: SessionStep; request: Request; context?: object; at?: Date };

/**
 * Opens a session with an id of its own, and ends the one that the browser had: what someone else may have put into
 * it opens nothing. Returns the cookie for the browser.
 */
export async function openSession({ user, step, request, context, at = new Date() }: Opening): Promise<string> {
  const old = lucia().readSessionCookie(request.headers.get("Cookie") ?? "");
  const session = await lucia().createSession(user.id, { step, at, device: deviceOf(request.headers.get("User-Agent") ?? "") });
  if (old) await lucia().invalidateSession(old);
  // The page that answers is already that of someone who is signed in.
  if (context) read.set(context, Promise.resolve({ id: session.id, hash: hashOfSession(session.id), step, user, cookie: null }));
  return lucia().createSessionCookie(session.id).serialize();
}

/** Ends the session of a request; returns the cookie that takes it from the browser. */
export async function endSession(request: Request, context?: object): Promise<string> {
  const id = lucia().readSessionCookie(request.headers.get("Cookie") ?? "");
  if (id) await lucia().invalidateSession(id);
  if (context) read.delete(context);
  return lucia().createBlankSessionCookie().serialize();
}

/** The kind of device, in words that browsers use of themselves; never more of what they send. */
function deviceOf(agent: string): string {
  const browser = [
    ["Edge", /\bEdg/],
    ["Opera", /\bOPR\//],
    ["Firefox", /\bFirefox\//],
    ["Chrome", /\bChrom(?:e|ium)\//],
    ["Safari", /\bSafari\//],
  ] as const;
  const system = [
    ["Android", /Android/],
    ["iOS", /iPhone|iPad/],
    ["Windows", /Windows/],
    ["macOS", /Mac OS X/],
    ["Linux", /Linux/],
  ] as const;
  const first = (list: ReadonlyArray<readonly [string, RegExp]>) => list.find(([, pattern]) => pattern.test(agent))?.[0];
  return [first(browser), first(system)].filter(Boolean).join(" · ");
}
