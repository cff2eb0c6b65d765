import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { logger } from "#app/lib/logger.server.ts";
import { MAIL_LEASE, startMailer, wakeMailer } from "#app/mail/mailer.server.ts";
import { mustEncrypt } from "#app/mail/transport.server.ts";
import { connect, disconnect } from "#models/connection.server.ts";
import { LeaseModel } from "#models/lease.server.ts";
import { findMail, MailModel, retryMail } from "#models/mail.server.ts";
import type { Mail } from "#models/mail.ts";

import { type Mailbox, type MailboxOptions, startMailbox } from "../helpers/mailbox.ts";
import { type Servers, startServers } from "../helpers/servers.ts";
import { queue, settings, TOKEN } from "./outbox.ts";

let servers: Servers;
const opened: Array<{ stop: () => Promise<void> }> = [];

beforeAll(async () => {
  servers = await startServers();
  settings(servers);
  // Refusals are what these tests are about.
  logger.level = "silent";
  await connect(servers.mongoUrl);
});
beforeEach(() => Promise.all([MailModel.deleteMany({}), LeaseModel.deleteMany({})]));
afterEach(async () => {
  for (const one of opened.splice(0).toReversed()) await one.stop();
});
afterAll(async () => {
  await disconnect();
  await servers?.stop();
});

async function open(options?: MailboxOptions): Promise<Mailbox> {
  const mailbox = await startMailbox(options);
  opened.push(mailbox);
  return mailbox;
}

function send(url: string): ReturnType<typeof startMailer> {
  const mailer = startMailer(url);
  opened.push(mailer);
  return mailer;
}

async function untilMarked(id: string, wanted: (mail: Mail) => boolean): Promise<Mail> {
  let mail: Mail | null = null;
  await expect.poll(async () => (mail = await findMail({ id })) !== null && wanted(mail), { timeout: 20_000, interval: 50 }).toBe(true);
  return mail as unknown as Mail;
}

const isSent = ({ state }: Mail): boolean => state === "sent";

test("what is queued is sent at once, and marked", async () => {
  const mailbox = await open();
  send(mailbox.url);
  const began = performance.now();
  for (let nth = 0; nth < 6; nth += 1) {
    await queue({ id: `at-once:${nth}` });
    await untilMarked(`at-once:${nth}`, isSent);
  }
  // A mailer that only looked now and then would rest for two seconds before each but the first.
  expect(performance.now() - began).toBeLessThan(8_000);
  expect(mailbox.mails.map(({ link }) => link?.includes(TOKEN))).toEqual(Array(6).fill(true));
  const mail = await untilMarked("at-once:5", isSent);
  expect(mail).toMatchObject({ attempts: 1, secret: null, lastError: null });
  expect(mail.sentAt).not.toBeNull();
  await expect.poll(() => LeaseModel.countDocuments({ _id: MAIL_LEASE.name })).toBe(0);
});

describe("a server that refuses", () => {
  test("for now (451) gets the mail again, with the same Message-ID", async () => {
    let refusals = 0;
    const ids: Array<string | undefined> = [];
    const mailbox = await open({
      onMessage: ({ parsed }) => {
        ids.push(parsed.messageId);
        return (refusals += 1) === 1 ? { code: 451, message: "4.3.0 try again later" } : null;
      },
    });
    send(mailbox.url);
    await queue({ id: "temporary" });
    const resting = await untilMarked("temporary", ({ lastError }) => lastError !== null);
    expect(resting).toMatchObject({ state: "waiting", attempts: 1, secret: TOKEN });
    expect(resting.lastError).toContain("451 4.3.0 try again later");
    expect(Date.parse(resting.nextAt) - Date.now()).toBeGreaterThan(50_000);

    // A minute later.
    await MailModel.updateOne({ _id: "temporary" }, { $set: { nextAt: new Date() } });
    wakeMailer();
    expect(await untilMarked("temporary", isSent)).toMatchObject({ attempts: 2, lastError: null, secret: null });
    expect(mailbox.mails).toHaveLength(1);
    expect(new Set(ids).size).toBe(1);
  });

  test("one reader for good (550) keeps no other from getting his", async () => {
    const mailbox = await open({ onRecipient: (address) => (address.startsWith("gone") ? { code: 550, message: "5.1.1 no such user" } : null) });
    send(mailbox.url);
    await queue({ id: "gone" });
    await queue({ id: "there" });
    await untilMarked("there", isSent);
    const failed = await untilMarked("gone", ({ state }) => state === "failed");
    expect(failed.lastError).toBe("550 5.1.1 no such user");
    // A link that could not be sent can still be handed over.
    expect(failed.secret).toBe(TOKEN);
    expect(mailbox.mails.map(({ to }) => to)).toEqual(["there@example.org"]);
  });

  test("the hub's sign-in loses no mail: they wait, and can be tried again", async () => {
    const mailbox = await open({ auth: { user: "hub", pass: "right" } });
    const mailer = send(mailbox.url.replace("right", "wrong") + "?tls.rejectUnauthorized=false");
    await queue({ id: "auth" });
    const waiting = await untilMarked("auth", ({ lastError }) => lastError !== null);
    expect(waiting).toMatchObject({ state: "waiting", attempts: 1 });
    expect(waiting.lastError).toContain("535");
    await mailer.stop();
    send(`${mailbox.url}?tls.rejectUnauthorized=false`);
    await retryMail({ id: "auth" });
    await untilMarked("auth", isSent);
  });

  test("nothing but is not there gets them when it is back", async () => {
    const first = await open();
    await first.stop();
    opened.pop();
    send(first.url);
    await queue({ id: "down" });
    expect(await untilMarked("down", ({ lastError }) => lastError !== null)).toMatchObject({ state: "waiting" });
    const mailbox = await open({ port: first.port });
    await retryMail({ id: "down" });
    await mailbox.untilMail();
    await untilMarked("down", isSent);
  });
});

describe("the way to the server", () => {
  test("is secured by STARTTLS, with name and password from the URL", async () => {
    const mailbox = await open({ auth: { user: "hub@hub.example", pass: "p:ä/ß@ %?" } });
    send(`${mailbox.url}?tls.rejectUnauthorized=false`);
    await queue({ id: "starttls" });
    expect((await mailbox.untilMail()).secure).toBe(true);
  });

  test("is TLS from the first byte for smtps://", async () => {
    const mailbox = await open({ auth: { user: "hub", pass: "secret" }, secure: true });
    send(`${mailbox.url}?tls.rejectUnauthorized=false`);
    await queue({ id: "smtps" });
    expect((await mailbox.untilMail()).secure).toBe(true);
  });

  test("is not taken where the certificate is not to be trusted", async () => {
    const mailbox = await open({ auth: { user: "hub", pass: "secret" }, secure: true });
    send(mailbox.url);
    await queue({ id: "untrusted" });
    expect((await untilMarked("untrusted", ({ lastError }) => lastError !== null)).lastError).toMatch(/certificate/i);
    expect(mailbox.mails).toEqual([]);
  });
});

test.each([
  ["smtp://hub:secret@mail.example", true],
  ["smtp://hub:secret@mail.example?requireTLS=false", false],
  ["smtp://mail.example:25", false],
  ["smtps://hub:secret@mail.example", false],
  ["smtp://hub:secret@127.0.0.1:1025", false],
])("to %s a server without STARTTLS is refused: %s", (url, refused) => {
  expect(mustEncrypt(url)).toBe(refused);
});

test("two mailers at once send each mail once", async () => {
  const mailbox = await open();
  send(mailbox.url);
  send(mailbox.url);
  const ids = Array.from({ length: 30 }, (_, nth) => `both:${nth}`);
  for (const id of ids) await queue({ id, kind: "password-changed" });
  for (const id of ids) await untilMarked(id, isSent);
  expect(mailbox.mails.map(({ to }) => to).toSorted()).toEqual(ids.map((id) => `${id.replace(":", ".")}@example.org`).toSorted());
});

test("a mail whose link has expired meanwhile is dropped", async () => {
  const mailbox = await open();
  await queue({ id: "expired", expiresAt: new Date(Date.now() - 1_000) });
  await queue({ id: "valid" });
  send(mailbox.url);
  await untilMarked("valid", isSent);
  expect(await untilMarked("expired", ({ state }) => state === "dropped")).toMatchObject({ secret: null });
  expect(mailbox.mails).toHaveLength(1);
});

test("an end in the middle of a message gives it back at once", async () => {
  let arrived = (): void => {};
  const arrival = new Promise<void>((resolve) => (arrived = resolve));
  let release = (): void => {};
  const held = new Promise<null>((resolve) => (release = () => resolve(null)));
  const mailbox = await open({
    onMessage: () => {
      arrived();
      return held;
    },
  });
  const mailer = send(mailbox.url);
  await queue({ id: "held" });
  await arrival;
  const began = performance.now();
  await mailer.stop();
  expect(performance.now() - began).toBeLessThan(3_500);
  expect(await MailModel.findById("held").lean()).toMatchObject({ state: "waiting", claimedUntil: null, attempts: 0 });
  release();
});
