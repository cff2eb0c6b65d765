import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";

import { composeMail } from "#app/mail/compose.server.ts";
import { connect, disconnect } from "#models/connection.server.ts";
import { forgetOld } from "#models/trails.server.ts";
import { NoticeModel } from "#models/notice.server.ts";
import { MailModel, claimMail, countMails, dropMail, findMail, forgetExpiredSecrets, isAnyMailDue, listMails, markMailRefused, markMailSent, onMailQueued, queueMail, releaseMail, retryMail } from "#models/mail.server.ts";
import { withoutToken, paths } from "#app/paths.ts";

import { type Servers, startServers } from "../helpers/servers.ts";
import { newMail, ORIGIN, queue, settings, TOKEN, UNTIL } from "./outbox.ts";

let servers: Servers;

beforeAll(async () => {
  servers = await startServers();
  settings(servers);
  await connect(servers.mongoUrl);
});
beforeEach(() => MailModel.deleteMany({}));
afterAll(async () => {
  await disconnect();
  await servers?.stop();
});

const MINUTE = 60_000;
const PAST = new Date(Date.now() - MINUTE);

async function claimed() {
  const found = await claimMail({ ms: MINUTE });
  if (!found) throw new Error("no mail is due");
  return found;
}

describe("a mail that is queued", () => {
  test("twice is one mail, as it was first", async () => {
    expect(await queueMail(newMail({ id: "one" }))).toBe(true);
    expect(await queueMail(newMail({ id: "one", kind: "password-changed", lang: "fr" }))).toBe(false);
    expect(await findMail({ id: "one" })).toMatchObject({ kind: "invitation", to: { lang: "en" }, state: "waiting", attempts: 0, secret: TOKEN, expiresAt: UNTIL, sentAt: null });
    await markMailSent({ id: "one" });
    expect(await queueMail(newMail({ id: "one" }))).toBe(false);
    expect(await countMails()).toEqual({ waiting: 0, sent: 1, failed: 0, dropped: 0 });
  });

  test("by several at the same moment is one mail", async () => {
    const made = await Promise.all(Array.from({ length: 8 }, () => queueMail(newMail({ id: "same" }))));
    expect(made.filter(Boolean)).toHaveLength(1);
    expect(await MailModel.countDocuments()).toBe(1);
  });

  test.each([{ params: { inviter: "x".repeat(2_001) } }, { to: { email: "a@b.example", lang: "en\r\nBcc: c@d.example" } }])("with %j is refused", async (wrong) => {
    await expect(queue({ id: "wrong", ...wrong })).rejects.toThrow(/validation failed/);
    expect(await MailModel.countDocuments()).toBe(0);
  });

  test("is told to whoever listens in this process, once", async () => {
    const heard = vi.fn<() => void>();
    const stop = onMailQueued(heard);
    await queue({ id: "heard" });
    await queue({ id: "heard" });
    stop();
    await queue({ id: "unheard" });
    expect(heard).toHaveBeenCalledTimes(1);
  });
});

describe("a mail that waits", () => {
  test("is claimed by one of many", async () => {
    for (let nth = 0; nth < 10; nth += 1) await queue({ id: `mail:${nth}` });
    const all = await Promise.all(Array.from({ length: 16 }, () => claimMail({ ms: MINUTE })));
    const ids = all.flatMap((one) => (one ? [one.id] : []));
    expect(ids.toSorted()).toEqual(Array.from({ length: 10 }, (_, nth) => `mail:${nth}`));
    expect(await isAnyMailDue()).toBe(false);
  });

  test("can be claimed again when its claim has run out, and the first sender then changes nothing", async () => {
    await queue({ id: "late" });
    const first = await claimed();
    await MailModel.updateOne({ _id: "late" }, { $set: { claimedUntil: PAST } });
    const second = await claimed();
    expect(second.mail.attempts).toBe(2);
    await markMailRefused({ ...first, error: "too late", final: true });
    await dropMail(first);
    expect(await findMail({ id: "late" })).toMatchObject({ state: "waiting", lastError: null, secret: TOKEN });
    await releaseMail(second);
    expect(await findMail({ id: "late" })).toMatchObject({ state: "waiting", attempts: 1 });
    expect(await isAnyMailDue()).toBe(true);
  });

  test("rests longer after each refusal, and has failed after three days", async () => {
    await queue({ id: "refused" });
    const rests: number[] = [];
    for (let nth = 0; nth < 6; nth += 1) {
      const claim = await claimed();
      const before = Date.now();
      await markMailRefused({ ...claim, error: `451 attempt ${nth}`, final: false });
      const mail = await findMail({ id: "refused" });
      expect(mail).toMatchObject({ state: "waiting", attempts: nth + 1, lastError: `451 attempt ${nth}` });
      rests.push(Math.round((Date.parse(mail?.nextAt ?? "") - before) / MINUTE));
      expect(await claimMail({ ms: MINUTE })).toBeNull();
      await MailModel.updateOne({ _id: "refused" }, { $set: { nextAt: PAST } });
    }
    expect(rests).toEqual([1, 5, 30, 120, 360, 360]);

    await MailModel.updateOne({ _id: "refused" }, { $set: { firstTriedAt: new Date(Date.now() - 67 * 60 * MINUTE) } });
    await markMailRefused({ ...(await claimed()), error: "451 still", final: false });
    expect(await findMail({ id: "refused" })).toMatchObject({ state: "failed", lastError: "451 still", secret: TOKEN });
    expect(await retryMail({ id: "refused" })).toBe(true);
    await markMailRefused({ ...(await claimed()), error: "451 again", final: false });
    expect(await findMail({ id: "refused" })).toMatchObject({ state: "waiting", attempts: 1 });
  });

  test("of a kind that this hub does not know is left to a later one", async () => {
    await queue({ id: "unknown" });
    await MailModel.collection.updateOne({ _id: "unknown" as never }, { $set: { kind: "of-a-later-version" } });
    expect(await isAnyMailDue()).toBe(false);
    expect(await claimMail({ ms: MINUTE })).toBeNull();
  });
});

describe("the token of a link", () => {
  test("goes when the mail is sent or dropped", async () => {
    await queue({ id: "token:sent" });
    await queue({ id: "token:dropped" });
    await markMailSent({ id: "token:sent" });
    await dropMail(await claimed());
    const raw = await MailModel.find().lean();
    expect(raw.map(({ _id, state, secret }) => ({ _id, state, secret })).toSorted((a, b) => a.state.localeCompare(b.state))).toEqual([
      { _id: "token:dropped", state: "dropped", secret: null },
      { _id: "token:sent", state: "sent", secret: null },
    ]);
    expect(await retryMail({ id: "token:sent" })).toBe(false);
  });

  test("can be handed over while the mail waits, until the link has expired", async () => {
    await queue({ id: "link" });
    const mail = await findMail({ id: "link" });
    expect(mail && (await composeMail(mail))?.text).toContain(ORIGIN + paths.invitation("en", TOKEN));
    await MailModel.updateOne({ _id: "link" }, { $set: { expiresAt: PAST } });
    const late = await findMail({ id: "link" });
    expect(late?.secret).toBeNull();
    expect(late && (await composeMail(late))).toBeNull();
    // And leaves the database with the hub's hourly round.
    await forgetExpiredSecrets();
    expect((await MailModel.findById("link").lean())?.secret).toBeNull();
  });

  test("is in no list", async () => {
    await queue({ id: "listed" });
    expect(JSON.stringify(await listMails({ limit: 10 }))).not.toContain(TOKEN);
  });

  test("is in no path that is written down", () => {
    for (const path of [paths.setUp, paths.invitation, paths.resetPassword, paths.confirmEmail]) {
      expect(withoutToken(path("ar", TOKEN))).not.toContain(TOKEN);
      expect(withoutToken(`${path("ar", TOKEN)}.data`)).not.toContain(TOKEN);
    }
    expect(withoutToken(paths.about("en", "privacy"))).toBe("/en/about/privacy");
  });
});

test("mails are forgotten after 90 days, whatever became of them, and notices a year after they were read", async () => {
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
  for (const state of ["sent", "dropped", "failed", "waiting"] as const) {
    for (const days of [89, 91]) {
      await queue({ id: `${state}:${days}` });
      await MailModel.updateOne({ _id: `${state}:${days}` }, { $set: { state, createdAt: daysAgo(days) } });
    }
  }
  const notice = (_id: string, readAt: Date | null) => ({ _id, user: "u", kind: "submitted" as const, item: "i", at: daysAgo(800), readAt });
  await NoticeModel.insertMany([notice("unread", null), notice("old", daysAgo(366)), notice("new", daysAgo(364))]);
  await forgetOld();
  expect((await MailModel.find().lean()).map(({ _id }) => _id).toSorted()).toEqual(["dropped:89", "failed:89", "sent:89", "waiting:89"]);
  expect((await NoticeModel.find().lean()).map(({ _id }) => _id).toSorted()).toEqual(["new", "unread"]);
});

test("mails are listed newest first, in parts, by state", async () => {
  for (let nth = 0; nth < 7; nth += 1) await queue({ id: `list:${nth}` });
  // Some of the same moment: none may fall between two parts.
  await MailModel.updateMany({ _id: { $in: ["list:2", "list:3", "list:4"] } }, { $set: { createdAt: new Date("2099-01-01") } });
  const seen: string[] = [];
  for (let before: string | undefined; ; before = seen.at(-1)) {
    const part = await listMails({ limit: 2, before });
    if (part.length === 0) break;
    seen.push(...part.map(({ id }) => id));
  }
  expect(seen.slice(0, 3)).toEqual(["list:4", "list:3", "list:2"]);
  expect(seen.slice(3)).toEqual(["list:6", "list:5", "list:1", "list:0"]);
  await markMailSent({ id: "list:6" });
  expect((await listMails({ states: ["sent"], limit: 10 })).map(({ id }) => id)).toEqual(["list:6"]);
});
