/**
 * A real SMTP server that keeps what it is sent, parsed, for suites in which the hub writes to someone.
 *
 *     const mailbox = await startMailbox();
 *     const hub = await startHub({ dataDir, env: { SMTP_URL: mailbox.url } });
 *     const mail = await mailbox.untilMail(({ to }) => to === "editor@example.org");
 *     await fetch(mail.link ?? "");
 *     await mailbox.stop();
 */
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";

import { until } from "./processes.ts";

export type ReceivedMail = {
  /** The address that it was sent to, as the envelope says. */
  to: string;
  from: string;
  subject: string;
  text: string;
  html: string;
  /** Where its button leads; null where it has none. */
  link: string | null;
  /** The rest of what the parser found. */
  parsed: ParsedMail;
  /** As it came, headers and all. */
  raw: string;
  /** Whether it came over TLS. */
  secure: boolean;
};

/** What the server says to a recipient, or to a message; nothing where it takes it. */
export type Verdict = { code: number; message: string } | null;

export type MailboxOptions = {
  port?: number;
  /** smtps:// instead of smtp://. */
  secure?: boolean;
  /** Whoever sends must sign in with these. */
  auth?: { user: string; pass: string };
  onRecipient?: (address: string) => Verdict | Promise<Verdict>;
  /** Asked when the whole message is there; it is kept only where the server takes it. */
  onMessage?: (mail: ReceivedMail) => Verdict | Promise<Verdict>;
};

export type Mailbox = {
  /** For SMTP_URL. */
  url: string;
  port: number;
  /** All that was taken, in order. */
  mails: ReceivedMail[];
  /** Waits for the first mail that is as wanted; those that are there count. @throws Error after `limitMs`. */
  untilMail: (wanted?: (mail: ReceivedMail) => boolean, limitMs?: number) => Promise<ReceivedMail>;
  stop: () => Promise<void>;
};

/** How long a mail may take, from queueing to its arrival. */
const ARRIVAL_MS = 20_000;

export async function startMailbox({ port = 0, secure = false, auth, onRecipient, onMessage }: MailboxOptions = {}): Promise<Mailbox> {
  const mails: ReceivedMail[] = [];
  const options: SMTPServerOptions = {
    secure,
    authOptional: !auth,
    closeTimeout: 1_000,
    // TLS has the certificate that comes with the server, which no client trusts unasked; it says so when it starts.
    ...(auth ? {} : { disabledCommands: ["AUTH", "STARTTLS"] }),
    onAuth: ({ username, password }, _session, done) => {
      if (username === auth?.user && password === auth?.pass) return done(null, { user: username });
      return done(Object.assign(new Error("Authentication credentials invalid"), { responseCode: 535 }));
    },
    onRcptTo: ({ address }, _session, done) => void Promise.resolve(onRecipient?.(address)).then((verdict) => done(errorOf(verdict))),
    onData: (stream, session, done) => {
      const take = async (): Promise<Verdict> => {
        const mail = await read(await buffer(stream), session.envelope.rcptTo[0]?.address ?? "", session.secure);
        const verdict = (await onMessage?.(mail)) ?? null;
        if (!verdict) mails.push(mail);
        return verdict;
      };
      take().then((verdict) => done(errorOf(verdict)), done);
    },
  };
  const server = new SMTPServer(options);
  // A client that is killed in the middle of a message is what some suites are about.
  server.on("error", () => {});
  const listening = server.listen(port, "127.0.0.1");
  await once(listening, "listening");
  const taken = (listening.address() as AddressInfo).port;
  const credentials = auth ? `${encodeURIComponent(auth.user)}:${encodeURIComponent(auth.pass)}@` : "";
  return {
    url: `${secure ? "smtps" : "smtp"}://${credentials}127.0.0.1:${taken}`,
    port: taken,
    mails,
    untilMail: async (wanted = () => true, limitMs = ARRIVAL_MS) => {
      await until("a mail", limitMs, () => mails.some(wanted));
      const found = mails.find(wanted);
      if (!found) throw new Error("no such mail");
      return found;
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function errorOf(verdict: Verdict | undefined): Error | null {
  return verdict ? Object.assign(new Error(verdict.message), { responseCode: verdict.code }) : null;
}

async function read(message: Buffer, to: string, secure: boolean): Promise<ReceivedMail> {
  const parsed = await simpleParser(message, { skipTextToHtml: true, skipTextLinks: true });
  const html = parsed.html || "";
  return {
    to,
    from: parsed.from?.text ?? "",
    subject: parsed.subject ?? "",
    text: parsed.text ?? "",
    html,
    link: /<a href="([^"]+)" style="display:inline-block/.exec(html)?.[1]?.replaceAll("&amp;", "&") ?? null,
    parsed,
    raw: message.toString("utf8"),
    secure,
  };
}
