import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";

import { beginEmailChange, confirmEmailChange, openEmailChange } from "#app/auth/email-change.server.ts";
import { acceptAsMember, acceptAsNew } from "#app/auth/invitations.server.ts";
import { requireMember } from "#app/auth/guards.server.ts";
import { hashPassword } from "#app/auth/password.server.ts";
import { changePassword } from "#app/auth/password-change.server.ts";
import { openSession, readSession } from "#app/auth/sessions.server.ts";
import { tryCode, tryPassword } from "#app/auth/sign-in.server.ts";
import { startRound } from "#app/notices/round.server.ts";
import { endRole } from "#app/routes/admin/user-steps.server.ts";
import { auditEntry } from "#models/audit.server.ts";
import { connect, disconnect } from "#models/connection.server.ts";
import { newId } from "#models/ids.server.ts";
import { createLink, findInvitation, findLink, InvitationModel, revokeLinks, useLink } from "#models/invitation.server.ts";
import { MailModel } from "#models/mail.server.ts";
import { NoticeModel } from "#models/notice.server.ts";
import type { User } from "#models/user.ts";
import { addGrants, changeUser, createUser, findUser, findUserByEmail } from "#models/user.server.ts";

import { codeOf, newTotpSecret, PASSWORD } from "../helpers/people.ts";
import { until } from "../helpers/processes.ts";
import { type Servers, startServers } from "../helpers/servers.ts";
import { settings } from "../mail/outbox.ts";

/** What can come between two moments of signing in, of accepting and of changing, taken apart: over HTTP no test could meet it every time. */

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

const entryOf = (action: string) => auditEntry(doer, action, { kind: "user", id: user.id });
/** Lets the hub's round work off what is left, until it is so. */
async function withRound(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const { stop } = startRound(20);
  await until(what, 20_000, isSo).finally(stop);
}

describe("an invitation", () => {
  const GRANTS = [{ role: "editor" as const, mechanism: "morocco" }];
  const person = { name: "Newcomer", lang: "en", timeZone: "UTC", password: PASSWORD };
  const opened = async (email: string) => {
    const { token } = await createLink({ kind: "invitation", validMs: 60_000, email, name: "Guest", lang: "en", grants: GRANTS, by: user.id, entry: entryOf("invitation:sent") });
    return (await findLink({ kinds: ["invitation"], token }))!;
  };

  test("that is taken back while it is being accepted gives nothing", async () => {
    const [link, other] = [await opened(user.email), await opened(`new-${user.email}`)];
    for (const { id } of [link, other]) await revokeLinks({ id });
    await expect(acceptAsMember({ link, user, address })).rejects.toMatchObject({ code: "link-void" });
    await expect(acceptAsNew({ link: other, person, address })).rejects.toMatchObject({ code: "link-void" });
    expect((await present()).grants).toEqual([]);
    expect(await findUserByEmail({ email: `new-${user.email}` })).toBeNull();
  });

  test("gives what it gives also where the hub dies right after it was accepted", async () => {
    const [link, other] = [await opened(user.email), await opened(`new-${user.email}`)];
    const [at, newcomer] = [new Date(), { name: "Newcomer", lang: "en", timeZone: "UTC", passwordHash: await hashPassword(PASSWORD) }];
    await useLink({ id: link.id, accepted: { user: user.id, at, address } });
    await useLink({ id: other.id, accepted: { user: newId(), newcomer, at, address } });
    await withRound("both have the role", async () => (await present()).grants.length === 1 && (await findUserByEmail({ email: `new-${user.email}` }))?.grants.length === 1);
    expect(await findUserByEmail({ email: `new-${user.email}` })).toMatchObject({ name: "Newcomer", grants: GRANTS });
  });

  test("is told of once, in the hub and by mail, where the hub dies before it has told who has an account", async () => {
    const link = await opened(user.email);
    await withRound("it is told", async () => (await InvitationModel.countDocuments({ untold: true })) === 0);
    const [notice, ...more] = await NoticeModel.find({ user: user.id, kind: "invited" }).lean();
    const mails = await MailModel.find({ user: user.id }).lean();
    expect([notice?.about, more, mails.map(({ _id }) => _id)]).toEqual([{ invitation: link.id, expires: link.expiresAt?.toISOString() }, [], [`invitation:${link.id}:${link.expiresAt?.getTime()}`]]);
  });

  test("is open again where its address gets an account in the moment in which another is made for it", async () => {
    const link = await opened(`new-${user.email}`);
    await changeUser({ id: user.id, change: { email: `new-${user.email}` }, entry: entryOf("user:email-changed") });
    await expect(acceptAsNew({ link, person, address })).rejects.toMatchObject({ code: "email-taken" });
    expect(await findInvitation({ id: link.id })).not.toBeNull();
    await acceptAsMember({ link, user, address });
    expect((await present()).grants).toEqual(GRANTS);
  });
});

describe("a mail that tells of a change", () => {
  /** The hub dies before its next mail is queued. */
  const dies = () => vi.spyOn(MailModel, "updateOne").mockImplementationOnce(() => {
    throw new Error("killed");
  });
  const toldOf = (kind: "password-changed" | "email-changed") => MailModel.find({ user: user.id, kind }).distinct("to.email");
  /** A change of address that one side has confirmed, as the other has it open. */
  const halfway = async (email: string) => {
    await beginEmailChange({ user, email, doer });
    const secretOf = async (kind: "email-change-old" | "email-change-new") => (await MailModel.findOne({ user: user.id, kind }).lean())?.secret ?? "";
    expect(await confirmEmailChange((await openEmailChange(await secretOf("email-change-old")))!, address)).toBe("half");
    return (await openEmailChange(await secretOf("email-change-new")))!;
  };

  test("of a password is not lost with the hub", async () => {
    dies();
    await expect(renew()).rejects.toThrow("killed");
    await withRound("the mail is there", async () => (await toldOf("password-changed")).length === 1);
  });

  test("of an address goes to both, also where the hub dies between", async () => {
    const email = `new-${user.email}`;
    const change = await halfway(email);
    dies();
    await expect(confirmEmailChange(change, address)).rejects.toThrow("killed");
    expect(await confirmEmailChange({ ...change, user: await present() }, address)).toBe("done");
    await withRound("both are told", async () => (await toldOf("email-changed")).length === 2);
    expect((await toldOf("email-changed")).toSorted()).toEqual([email, user.email].toSorted());
  });

  test("is none where nothing was changed, since the account has another address by then", async () => {
    const change = await halfway(`new-${user.email}`);
    await changeUser({ id: user.id, change: { email: `other-${user.email}` }, entry: entryOf("user:email-changed") });
    expect(await confirmEmailChange(change, address)).toBe("void");
    expect((await present()).email).toBe(`other-${user.email}`);
    expect(await toldOf("email-changed")).toEqual([]);
  });
});

test("of two administrators who take the role from each other in one moment, one keeps it and one is told", async () => {
  const grant = { role: "administrator" as const, mechanism: null };
  const id = newId();
  const other = await createUser({ id, email: `${id}@example.org`, name: "Administrator", lang: "en", timeZone: "UTC", grants: [grant], passwordHash: "-", entry: entryOf("user:created") });
  await addGrants({ id: user.id, grants: [grant], entry: entryOf("user:role-added") });
  const ended = await Promise.allSettled([endRole({ user: other, grant, doer }), endRole({ user, grant, doer })]);
  expect(ended.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  expect(ended.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "last-administrator" } });
});
