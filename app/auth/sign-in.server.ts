import { logger } from "#app/lib/logger.server.ts";
import { appendAudit, auditEntry, type Doer } from "#models/audit.server.ts";
import { queueMail } from "#models/mail.server.ts";
import { takeRecoveryCode, takeStep } from "#models/second-factor.server.ts";
import { normalEmail, type User } from "#models/user.ts";
import { changeUser, findCredentials, findUserByEmail } from "#models/user.server.ts";

import { passToSecondFactor, passToSignIn } from "./limits.server.ts";
import { checkPassword } from "./password.server.ts";
import { hashOfRecoveryCode, plainCode, stepOfCode } from "./second-factor.server.ts";

/**
 * How an attempt ended. `wrong` says no more than that: not which of both was, nor that there is such an account.
 * `at` is the moment before the account was looked at, from which its session counts: a password that is changed while
 * an old one is being checked ends what the old one opens.
 */
export type Attempt = { result: "in"; user: User; at: Date } | { result: "wrong" } | { result: "locked"; until: Date };

/**
 * Tries address and password. Works as long, and answers the same, for an address that has no account, for one that
 * was suspended and for a wrong password. An account with a second factor is not in yet: its session waits for it.
 */
export async function tryPassword({ email, password, address }: { email: string; password: string; address: string }): Promise<Attempt> {
  const account = normalEmail(email);
  const pass = await passToSignIn({ account, address });
  if (pass.until) {
    // Not waited for, so that the answer takes as long where there is no such account.
    void tellOfLock({ email: account, address, until: pass.until }).catch((error: unknown) => logger.error({ err: error }, "an owner could not be told of a lock"));
    return { result: "locked", until: pass.until };
  }
  const at = new Date();
  const found = await findCredentials({ email: account });
  const isRight = await checkPassword(found?.passwordHash ?? null, password);
  if (!found || !isRight || found.user.suspended) return { result: "wrong" };
  await pass.back();
  if (!found.secondFactor) await noteSignIn(found.user, address);
  return { result: "in", user: found.user, at };
}

async function noteSignIn(user: User, address: string): Promise<void> {
  await changeUser({ id: user.id, change: {}, entry: auditEntry({ by: user.id, address }, "user:signed-in", { kind: "user", id: user.id }) });
}

/** Tries a code of the authenticator program, or a recovery code. Each opens once. `user` as the first step has him. */
export async function tryCode({ user, code, address }: { user: User; code: string; address: string }): Promise<Attempt> {
  const pass = await passToSecondFactor({ account: user.id });
  if (pass.until) {
    void tellOfLock({ email: user.email, address, until: pass.until }).catch((error: unknown) => logger.error({ err: error }, "an owner could not be told of a lock"));
    return { result: "locked", until: pass.until };
  }
  const at = new Date();
  const found = await findCredentials({ id: user.id });
  // Renewed since the first step, the account takes no second one of it.
  if (!found?.secondFactor || found.user.validFrom !== user.validFrom) return { result: "wrong" };
  if (!(await useCode({ user: found.user, secret: found.secondFactor.secret, code, doer: { by: user.id, address } }))) return { result: "wrong" };
  await pass.back();
  return { result: "in", user: found.user, at };
}

async function useCode({ user, secret, code, doer }: { user: User; secret: string; code: string; doer: Doer }): Promise<boolean> {
  const plain = plainCode(code);
  const step = stepOfCode(secret, plain);
  const signedIn = (factor: string) => auditEntry(doer, "user:signed-in", { kind: "user", id: user.id }, { factor });
  if (step !== null) return takeStep({ id: user.id, step, entry: signedIn("code") });
  return takeRecoveryCode({ id: user.id, hash: hashOfRecoveryCode(plain), entry: signedIn("recovery") });
}

/** Tells the owner of an account, once a day, that somebody has tried too often; the log is told each time it begins. */
async function tellOfLock({ email, address, until }: { email: string; address: string; until: Date }): Promise<void> {
  const user = await findUserByEmail({ email });
  if (!user) return;
  const entry = auditEntry({ by: null, address }, "user:sign-in-locked", { kind: "user", id: user.id });
  await appendAudit({ ...entry, id: `sign-in-locked:${user.id}:${until.getTime()}` });
  if (user.suspended) return;
  await queueMail({
    id: `sign-in-locked:${user.id}:${until.toISOString().slice(0, 10)}`,
    kind: "sign-in-locked",
    to: user,
    user: user.id,
    params: { until: until.toISOString() },
  });
}
