import { randomBytes } from "node:crypto";

import { hashOfSession } from "#app/auth/sessions.server.ts";
import type { Member } from "#models/actor.ts";
import { auditEntry } from "#models/audit.server.ts";
import type { Grant } from "#models/actor.ts";
import { insertSession, type SessionStep } from "#models/session.server.ts";
import { changeUser } from "#models/user.server.ts";

import { makePerson, type Person } from "../helpers/people.ts";
import type { Outcome } from "./answers.ts";

/** Whoever may ask. Of people who write there are some of one mechanism and some of another. */
export const WHO = [
  "visitor",
  "contributor",
  "editor",
  "contributor elsewhere",
  "editor elsewhere",
  "reviewer",
  "coordinator",
  "administrator",
  "no role",
  "suspended",
  "half signed in",
  "not enrolled",
] as const;
export type Who = (typeof WHO)[number];

export const [OWN, ELSEWHERE] = ["mauritania", "morocco"] as const;

/** What is answered on the desk to someone who is not quite in, whatever he asks for. */
export const AT_THE_DOOR: Partial<Record<Who, Outcome>> = { visitor: "sign-in", suspended: "sign-in", "half signed in": "code", "not enrolled": "enrol" };

const of = (role: Grant["role"], mechanism: string | null): Grant[] => [{ role, mechanism }];

const GRANTS: Record<Exclude<Who, "visitor">, Grant[]> = {
  contributor: of("contributor", OWN),
  editor: of("editor", OWN),
  "contributor elsewhere": of("contributor", ELSEWHERE),
  "editor elsewhere": of("editor", ELSEWHERE),
  reviewer: of("reviewer", null),
  coordinator: of("coordinator", null),
  administrator: of("administrator", null),
  "no role": [],
  suspended: of("editor", OWN),
  "half signed in": of("coordinator", null),
  "not enrolled": of("coordinator", null),
};

/** One of the cast; a visitor has no account. Their names say who they are, and stand on no page for readers. */
export type Player = { who: Who; person: Person | null; cookie: string | undefined };

export const NAME_MARK = "Zpersonmark";

/** Makes an account for everyone, with an open session. */
export async function makeCast(hub: { url: string }): Promise<Map<Who, Player>> {
  const players = await Promise.all(WHO.map(async (who): Promise<[Who, Player]> => {
    if (who === "visitor") return [who, { who, person: null, cookie: undefined }];
    const email = `${who.replaceAll(" ", "-")}.zmailmark@example.org`;
    const person = await makePerson(hub, { grants: GRANTS[who], name: `${NAME_MARK} ${who}`, email, secondFactor: who !== "not enrolled" && GRANTS[who].some(({ mechanism }) => mechanism === null) });
    return [who, { who, person, cookie: person.cookie }];
  }));
  const cast = new Map(players);
  const suspended = cast.get("suspended")?.person;
  // The session that is open already is the one that must open nothing.
  if (suspended) await changeUser({ id: suspended.id, change: { suspendedAt: new Date() }, entry: auditEntry({ by: null, address: null }, "user:suspended", { kind: "user", id: suspended.id }) });
  await reopen(cast.get("half signed in"));
  return cast;
}

/** Opens another session for a player whose own has ended, as signing in would. */
export async function reopen(player: Player | undefined): Promise<void> {
  if (!player?.person) return;
  const id = randomBytes(25).toString("hex");
  const step: SessionStep = player.who === "half signed in" ? "second-factor" : "open";
  const now = new Date();
  await insertSession({ _id: hashOfSession(id), user: player.person.id, expiresAt: new Date(now.getTime() + 86_400_000), step, device: "", createdAt: now, seenAt: now });
  player.cookie = `session=${id}`;
}

/** A player as the models know him. */
export function memberOf(cast: Map<Who, Player>, who: Who): Member {
  const person = cast.get(who)?.person;
  if (!person || who === "visitor") throw new Error(`${who} has no account`);
  return { kind: "member", id: person.id, name: person.name, grants: GRANTS[who] };
}
