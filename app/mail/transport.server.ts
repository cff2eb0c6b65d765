import { createTransport } from "nodemailer";

import { env } from "#app/env.server.ts";
import { idForKey } from "#models/ids.server.ts";
import type { Mail } from "#models/mail.ts";

import type { Composed } from "./letter.server.ts";
import { oneLine, typedLine } from "./plain-line.ts";
import { languageOf } from "./writing.server.ts";

/** How long a server may take to be reached and to say something. */
const TIMEOUTS = { connectionTimeout: 30_000, greetingTimeout: 30_000, socketTimeout: 300_000 };

export type Transport = {
  /** Hands a mail to the server. @throws what nodemailer throws; see `refusalOf`. */
  send: (mail: Mail, composed: Composed, signal: AbortSignal) => Promise<void>;
};

/**
 * Opens the way to the server of `smtpUrl`: smtp:// (with STARTTLS where the server has it) or smtps://, with
 * nodemailer's options in its query.
 */
export function openTransport(smtpUrl: string): Transport {
  const transporter = createTransport({ url: smtpUrl, ...TIMEOUTS, ...(mustEncrypt(smtpUrl) ? { requireTLS: true } : {}) });
  return {
    send: async (mail, composed, signal) => {
      await transporter.sendMail({ ...messageOf(mail, composed), signal });
    },
  };
}

/**
 * Whether a server without STARTTLS is refused: a name and password leave this machine in the open only where the
 * URL says so (`?requireTLS=false`).
 */
export function mustEncrypt(smtpUrl: string): boolean {
  const { protocol, username, hostname, searchParams } = new URL(smtpUrl);
  const isLocal = /^(localhost|127\.[\d.]+|\[::1\])$/.test(hostname);
  return protocol === "smtp:" && username !== "" && !isLocal && !searchParams.has("requireTLS") && !searchParams.has("ignoreTLS");
}

/** By which mail programs offer to stop what a reader has asked for, and do it with one click (RFC 2369, RFC 8058). */
const stopping = (address: string) => ({ "List-Unsubscribe": `<${address}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" });

function messageOf(mail: Mail, { subject, text, html, stop }: Composed) {
  return {
    from: sender(),
    to: { name: typedLine(mail.to.name), address: mail.to.email },
    subject,
    text,
    html,
    // The same at every attempt: where a mail arrives twice, its reader's program can tell.
    messageId: `<${idForKey(`mail:${mail.id}`)}@${new URL(env().HUB_ORIGIN).hostname}>`,
    headers: { "Auto-Submitted": "auto-generated", "Content-Language": languageOf(mail), ...(stop ? stopping(stop) : {}) },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** MAIL_FROM in its parts: its name may hold a comma, by which a header would name two senders. */
function sender(): { name: string; address: string } {
  const [, name = "", address = env().MAIL_FROM] = /^(.*?)\s*<([^<>]+)>$/.exec(env().MAIL_FROM) ?? [];
  return { name: name.replace(/^"(.*)"$/, "$1"), address };
}

export type Refusal = {
  /** What the server said, or what stood in the way. */
  error: string;
  /** True where the same mail would be refused again. */
  final: boolean;
  /** True where the server took no mail at all: it is down, or does not let the hub in. */
  unreachable: boolean;
};

/**
 * Reads what a failed sending was owed to. A mail is refused for good only by what the server says of its reader or its
 * text; what it says of the hub (its sign-in, its sender) is for an administrator to mend, and the mails wait.
 */
export function refusalOf(thrown: unknown): Refusal {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const { command = "", response, responseCode = 0 } = error as { command?: string; response?: string; responseCode?: number };
  const isOfMail = command === "RCPT TO" || command === "DATA";
  return {
    error: oneLine(response || error.message),
    // 503 speaks of the order of commands (RFC 5321, 4.2.3), and so of this conversation.
    final: isOfMail && responseCode >= 500 && responseCode !== 503,
    unreachable: command !== "" && !isOfMail && command !== "MAIL FROM" && command !== "API",
  };
}
