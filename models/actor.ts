import type { Role } from "./vocabulary.ts";

/** A role that a person holds: for one mechanism, or, where `mechanism` is null, for the network. */
export type Grant = { role: Role; mechanism: string | null };

/** A person who has signed in, as far as deciding needs to know. */
export type Member = { kind: "member"; id: string; name: string; grants: Grant[] };

/** Who is asking. */
export type Actor = { kind: "visitor" } | Member;

export const VISITOR: Actor = { kind: "visitor" };
