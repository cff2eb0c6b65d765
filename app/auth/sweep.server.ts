import { logger } from "#app/lib/logger.server.ts";
import { forgetExpiredSecrets } from "#models/mail.server.ts";
import { settlePartnerNames } from "#models/partner.server.ts";
import { settleAnswers } from "#models/report.server.ts";
import { forgetOld, settleTrails } from "#models/trails.server.ts";

const HOUR_MS = 3_600_000;

/** Settles what crashes have left of the log and of answers to readers, and forgets what is old or opens no more, now and every hour. A round that fails is said and comes again. */
export function startSweeping(): { stop: () => void } {
  const sweep = (): void => void Promise.all([settleTrails(), forgetOld(), forgetExpiredSecrets(), settlePartnerNames(), settleAnswers()]).catch((error: unknown) => logger.warn({ err: error }, "the log could not be settled; trying again within the hour"));
  sweep();
  const timer = setInterval(sweep, HOUR_MS).unref();
  return { stop: () => clearInterval(timer) };
}
