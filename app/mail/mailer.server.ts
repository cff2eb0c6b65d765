import { logger } from "#app/lib/logger.server.ts";
import { wakeableRounds } from "#app/lib/rounds.server.ts";
import { withLease } from "#models/lease.server.ts";
import { type Claim, claimMail, dropMail, forgetExpiredSecrets, isAnyMailDue, markMailRefused, markMailSent, onMailQueued, releaseMail, renewClaim } from "#models/mail.server.ts";
import type { Mail } from "#models/mail.ts";

import { composeMail } from "./compose.server.ts";
import { openTransport, type Refusal, refusalOf, type Transport } from "./transport.server.ts";

/** Held by the one process that sends; a dead holder's lease runs out. */
export const MAIL_LEASE = { name: "mailer", ms: 30_000 };
/** How long a mail is kept for a sender who gives no sign of life. */
const CLAIM_MS = 30_000;
/** How often a mailer at rest looks for the mails of other processes; one of its own wakes it. */
const IDLE_MS = 2_000;
/** How long an end waits for the server's answer to the mail under way. */
const GRACE_MS = 1_500;

const rounds = wakeableRounds();

/** Has the mailer of this process, where there is one, look at once what is to be sent. */
export const wakeMailer = rounds.wake;

/**
 * Sends what is queued to the server of `smtpUrl` until `stop` is called. The first round begins at once.
 *
 * No mail is lost: it is `waiting` until the server has taken it. Of several processes the holder of the lease sends,
 * and each mail is claimed before, so that it is sent once, but for this: where a process dies, or loses its database,
 * between the server's answer and the mark, or ends while the answer is late, the mail is sent again, with the same
 * Message-ID.
 */
export function startMailer(smtpUrl: string): { stop: () => Promise<void> } {
  const transport = openTransport(smtpUrl);
  const breakingOff = new AbortController();

  /** Sends all that is due. @throws Error where the server cannot be reached. */
  const round = async (ending: AbortSignal): Promise<void> => {
    if (!(await isAnyMailDue())) return;
    await withLease(MAIL_LEASE, async (hold) => {
      await forgetExpiredSecrets();
      while (!ending.aborted) {
        await hold.assertHeld();
        const claimed = await claimMail({ ms: CLAIM_MS });
        if (!claimed) return;
        await deliver(claimed, transport, breakingOff.signal);
      }
    });
  };

  const kept = rounds.keep({ round, everyMs: IDLE_MS, failed: "mails cannot be sent; trying again" });
  const stopListening = onMailQueued(wakeMailer);
  return {
    stop: async () => {
      stopListening();
      const late = setTimeout(() => breakingOff.abort(), GRACE_MS);
      await kept.stop();
      clearTimeout(late);
    },
  };
}

/** Sends one mail and notes what became of it. @throws Error where the server cannot be reached. */
async function deliver({ mail, ...claim }: Claim & { mail: Mail }, transport: Transport, signal: AbortSignal): Promise<void> {
  const renewing = setInterval(() => void renewClaim({ ...claim, ms: CLAIM_MS }).catch(() => undefined), CLAIM_MS / 3);
  try {
    const outcome = await attempt(mail, transport, signal);
    if (outcome === "sent") return await markMailSent(claim);
    if (outcome === "dropped") return await dropMail(claim);
    if (signal.aborted) return await releaseMail(claim);
    await markMailRefused({ ...claim, error: outcome.error, final: outcome.final });
    if (outcome.unreachable) throw new Error(`the mail server takes nothing: ${outcome.error}`);
    // Without what the server said: it may name the reader.
    logger.warn({ mail: mail.id, kind: mail.kind, attempt: mail.attempts, final: outcome.final }, "a mail could not be sent");
  } finally {
    clearInterval(renewing);
  }
}

async function attempt(mail: Mail, transport: Transport, signal: AbortSignal): Promise<"sent" | "dropped" | Refusal> {
  try {
    const composed = await composeMail(mail);
    if (!composed) return "dropped";
    await transport.send(mail, composed, signal);
    return "sent";
  } catch (error) {
    return refusalOf(error);
  }
}
