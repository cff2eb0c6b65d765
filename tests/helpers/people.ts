/** People for the tests of other rooms: accounts in the database that the hub under test has, signed in as browsers do it. */
import { randomUUID } from "node:crypto";

import { Secret, TOTP } from "otpauth";

import { hashPassword } from "#app/auth/password.server.ts";
import type { Grant } from "#models/actor.ts";
import { auditEntry } from "#models/audit.server.ts";
import { newId } from "#models/ids.server.ts";
import { needsSecondFactor } from "#models/policy.ts";
import { changeUser, createUser } from "#models/user.server.ts";

/** What of a running hub is needed here. */
type Hub = { url: string };

export type Credentials = { email: string; password: string; /** Base32, where there is a second factor. */ secret?: string | null };

/** `cookie` is what a browser sends: the name and the value of an open session. */
export type Person = { id: string; name: string; email: string; password: string; secret: string | null; cookie: string };

/** One for all: working out a hash takes long, and nothing here is secret. */
export const PASSWORD = "a sentence that nobody guesses";
let passwordHash: Promise<string> | undefined;

const totpOf = (secret: string) => new TOTP({ secret: Secret.fromBase32(secret), algorithm: "SHA1", digits: 6, period: 30 });

/** The code of a secret, now or some steps of thirty seconds from now. */
export function codeOf(secret: string, steps = 0): string {
  return totpOf(secret).generate({ timestamp: Date.now() + steps * 30_000 });
}

export const newTotpSecret = (): string => new Secret({ size: 20 }).base32;

/** The cookie that an answer gives a browser, as the browser sends it; null where it gives none of a session. */
export function cookieIn(response: Response): string | null {
  const given = response.headers.getSetCookie().find((cookie) => cookie.startsWith("session="));
  return given?.split(";")[0] ?? null;
}

/** Sends a form as a browser does without JavaScript: from a page of the hub, and without following where it leads. */
export function postForm(hub: Hub, path: string, fields: Record<string, string> | Array<[string, string]>, { cookie, headers = {} }: { cookie?: string | undefined; headers?: Record<string, string> } = {}): Promise<Response> {
  return fetch(hub.url + path, {
    method: "POST",
    redirect: "manual",
    headers: { Origin: hub.url, ...(cookie ? { Cookie: cookie } : {}), ...headers },
    body: new URLSearchParams(fields),
  });
}

/** Asks for a page, without following where it leads. */
export function getPage(hub: Hub, path: string, { cookie, headers = {} }: { cookie?: string | undefined; headers?: Record<string, string> } = {}): Promise<Response> {
  return fetch(hub.url + path, { redirect: "manual", headers: { ...(cookie ? { Cookie: cookie } : {}), ...headers } });
}

/**
 * Signs in through the hub's own pages, over the second factor where there is a secret; returns the cookie.
 * A code opens once: of the three that open at a time, the earliest that still does is used.
 * @throws Error with the hub's status where it does not let the person in.
 */
export async function signIn(hub: Hub, { email, password, secret = null }: Credentials): Promise<string> {
  const first = await postForm(hub, "/en/sign-in", { email, password });
  const cookie = cookieIn(first);
  if (first.status !== 302 || !cookie) throw new Error(`signing in was answered with ${first.status}`);
  if (!first.headers.get("Location")?.startsWith("/en/sign-in/second-factor")) return cookie;
  if (!secret) throw new Error("the account has a second factor, and its secret was not given");
  for (const steps of [-1, 0, 1]) {
    const second = await postForm(hub, "/en/sign-in/second-factor", { code: codeOf(secret, steps) }, { cookie });
    const open = cookieIn(second);
    if (second.status === 302 && open) return open;
  }
  throw new Error("no code of the second factor opens the account");
}

/**
 * Makes an account and signs it in. Where the roles demand a second factor, or `secondFactor` asks for one, it has it.
 * The test must be connected to the hub's database (see startHubOnEngines).
 */
export async function makePerson(hub: Hub, { grants = [], name = "Contributor", lang = "en", email = `person-${randomUUID()}@example.org`, secondFactor = needsSecondFactor(grants) }: { grants?: Grant[]; name?: string; lang?: string; email?: string; secondFactor?: boolean } = {}): Promise<Person> {
  const id = newId();
  passwordHash ??= hashPassword(PASSWORD);
  const entry = auditEntry({ by: null, address: null }, "user:created", { kind: "user", id });
  await createUser({ id, email, name, lang, timeZone: "UTC", grants, passwordHash: await passwordHash, entry });
  const secret = secondFactor ? newTotpSecret() : null;
  if (secret) await changeUser({ id, change: { secondFactor: { secret, since: new Date(), lastStep: 0, recovery: [] } }, entry: { ...entry, id: randomUUID() } });
  return { id, name, email, password: PASSWORD, secret, cookie: await signIn(hub, { email, password: PASSWORD, secret }) };
}
