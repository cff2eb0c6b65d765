import { rmSync } from "node:fs";

import { afterAll, beforeAll, expect, test } from "vitest";

import { composeMail } from "#app/mail/compose.server.ts";
import { connect, disconnect } from "#models/connection.server.ts";
import { countMails, findMail, MailModel } from "#models/mail.server.ts";
import { MAIL_KINDS } from "#models/mail.ts";

import { type HubProcess, startHub, temporaryFolder } from "../helpers/hub-process.ts";
import { type Mailbox, startMailbox } from "../helpers/mailbox.ts";
import { until } from "../helpers/processes.ts";
import { type Servers, startServers } from "../helpers/servers.ts";
import { queue, settings, saysAll } from "./outbox.ts";

/** Longer than a dead sender's lease and claim. */
const TAKE_OVER_MS = 90_000;

const dataDir = temporaryFolder();
let servers: Servers;
let env: Record<string, string>;
let mailbox: Mailbox;
let hub: HubProcess | undefined;

beforeAll(async () => {
  servers = await startServers();
  env = servers.env;
  settings(servers);
  await connect(servers.mongoUrl);
});
afterAll(async () => {
  await hub?.stop();
  await mailbox?.stop();
  await disconnect();
  await servers?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

test(
  "mails wait without a server for them, and none is lost where the hub is killed among them",
  async () => {
    // These tell of an item or a report, of which there is none here.
    const kinds = MAIL_KINDS.filter(saysAll);
    const ids = kinds.map((kind) => `killed:${kind}`);
    for (const kind of kinds) await queue({ id: `killed:${kind}`, kind, lang: "pt" });

    // Without SMTP_URL nothing is tried, and all can be read.
    hub = await startHub({ dataDir, env });
    for (const id of ids) {
      const mail = await findMail({ id });
      expect(mail, id).toMatchObject({ state: "waiting", attempts: 0, lastError: null });
      expect(mail && (await composeMail(mail)), id).not.toBeNull();
    }
    await hub.stop();
    expect(await MailModel.countDocuments({ $or: [{ attempts: { $gt: 0 } }, { claim: { $ne: null } }, { state: { $ne: "waiting" } }] })).toBe(0);

    // With it they go, one after the other; the hub is killed while the server holds the third.
    let held = false;
    let seen = 0;
    mailbox = await startMailbox({
      onMessage: () => {
        seen += 1;
        if (seen !== 3) return null;
        held = true;
        return new Promise((resolve) => setTimeout(resolve, 10_000, { code: 451, message: "its sender is gone" }).unref());
      },
    });
    hub = await startHub({ dataDir, env: { ...env, SMTP_URL: mailbox.url, MAIL_FROM: "hub@hub.example" } });
    await until("the third message", 20_000, () => held);
    hub.kill("hub");
    await hub.untilGone(10_000);
    expect(await countMails()).toMatchObject({ waiting: ids.length - 2, sent: 2 });

    hub = await startHub({ dataDir, env: { ...env, SMTP_URL: mailbox.url, MAIL_FROM: "hub@hub.example" } });
    await until("all mails", TAKE_OVER_MS, async () => (await countMails()).sent === ids.length);
    expect(new Set(mailbox.mails.map(({ to }) => to))).toEqual(new Set(ids.map((id) => `${id.replace(":", ".")}@example.org`)));
    expect(mailbox.mails).toHaveLength(ids.length);
    expect(await MailModel.countDocuments({ secret: { $ne: null } })).toBe(0);

    // What another process queues is found without a bell; and its address is the hub's own.
    await queue({ id: "after", kind: "password-reset" });
    const { link } = await mailbox.untilMail(({ to }) => to === "after@example.org");
    expect(link).toMatch(/^http:\/\/localhost:\d+\/en\/password\//);
  },
  300_000,
);
