import mongoose from "mongoose";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { requireMember } from "#app/auth/guards.server.ts";
import { hashPassword } from "#app/auth/password.server.ts";
import { changePassword } from "#app/auth/password-change.server.ts";
import { openSession, readSession } from "#app/auth/sessions.server.ts";
import { tryCode, tryPassword } from "#app/auth/sign-in.server.ts";
import { auditEntry } from "#models/audit.server.ts";
import { connect, disconnect } from "#models/connection.server.ts";
import { newId } from "#models/ids.server.ts";
import type { User } from "#models/user.ts";
import { changeUser, createUser, findUser } from "#models/user.server.ts";

import { codeOf, newTotpSecret, PASSWORD } from "../helpers/people.ts";
import { type Servers, startServers } from "../helpers/servers.ts";
import { settings } from "../mail/outbox.ts";

/** What can come between two moments of signing in, taken apart: over HTTP no test could meet it every time. */

let servers: Servers;
let user: User;
const [address, doer] = ["192.0.2.1", { by: null, address: null }];

beforeAll(async () => {
  servers = await startServers();
  settings(servers);
  await connect(servers.mongoUrl);
});
beforeEach(async () => {
  const id = newId();
  user = await createUser({ id, email: `${id}@example.org`, name: "Contributor", lang: "en", timeZone: "UTC", grants: [], passwordHash: await hashPassword(PASSWORD), entry: auditEntry(doer, "user:created", { kind: "user", id }) });
});
afterAll(async () => {
  await mongoose.connection.dropDatabase();
  await disconnect();
  await servers?.stop();
});

const asked = (cookie = "") => new Request("http://localhost/en/account", { headers: { Cookie: cookie } });
const present = async () => (await findUser({ id: user.id }))!;
const renew = () => changePassword({ user, password: "another sentence that nobody guesses", doer, how: "link" });
const entered = async <T extends { result: string }>(attempt: Promise<T>) => {
  const found = await attempt;
  if (found.result !== "in") throw new Error(`signing in ended with ${found.result}`);
  return found as Extract<T, { result: "in" }>;
};

describe("a password that is changed while the old one is being checked", () => {
  test("ends the session that the old one opens", async () => {
    const { user: seen, at } = await entered(tryPassword({ email: user.email, password: PASSWORD, address }));
    await renew();
    const cookie = await openSession({ user: seen, step: "open", request: asked(), at });
    expect(await readSession(asked(cookie.split(";")[0]))).toBeNull();
  });

  test("lets no code of the second step open what the old one had begun", async () => {
    const secret = newTotpSecret();
    await changeUser({ id: user.id, change: { secondFactor: { secret, since: new Date(), lastStep: 0, recovery: [] } }, entry: auditEntry(doer, "user:second-factor-on", { kind: "user", id: user.id }) });
    const begun = await present();
    await renew();
    expect((await tryCode({ user: begun, code: codeOf(secret), address })).result).toBe("wrong");
    const { user: seen, at } = await entered(tryCode({ user: await present(), code: codeOf(secret), address }));
    await renew();
    const cookie = await openSession({ user: seen, step: "open", request: asked(), at });
    expect(await readSession(asked(cookie.split(";")[0]))).toBeNull();
  });
});

test("of a form without a session no more is read than a page can carry", async () => {
  const part = new Uint8Array(1_000_000).fill(97);
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    pull: (stream) => {
      sent += 1;
      if (sent > 600) stream.close();
      else stream.enqueue(part);
    },
  });
  const form = { method: "POST", body, duplex: "half", headers: { "Content-Type": "application/x-www-form-urlencoded" } } as RequestInit;
  // More than a string can hold.
  const answer = await requireMember({ request: new Request("http://localhost/en/account", form), params: { lang: "en" } }).catch((thrown: unknown) => thrown);
  expect(answer).toMatchObject({ data: { to: "/en/account", kept: "" }, init: { status: 401 } });
});
