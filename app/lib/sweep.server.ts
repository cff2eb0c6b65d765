import { logger } from "#app/lib/logger.server.ts";
import { forgetExpiredSecrets } from "#models/mail.server.ts";
import { gatherStragglers } from "#models/mechanism-follow-up.server.ts";
import { settlePartnerNames } from "#models/partner.server.ts";
import { settleAnswers } from "#models/report.server.ts";
import { forgetHalfRead } from "#models/table-import.server.ts";
import { forgetRemovedSearches } from "#models/saved-search.server.ts";
import { forgetOld, settleTrails } from "#models/trails.server.ts";

const HOUR_MS = 3_600_000;

/** What crashes have left is settled, what is old or opens no more is forgotten; each can be repeated. */
const SWEEPS: Array<() => Promise<unknown>> = [
  settleTrails,
  forgetOld,
  forgetExpiredSecrets,
  forgetHalfRead,
  forgetRemovedSearches,
  settlePartnerNames,
  settleAnswers,
  gatherStragglers,
];

/** Sweeps now and every hour. A round that fails is said and comes again. */
export function startSweeping(): { stop: () => void } {
  const sweep = (): void => void Promise.all(SWEEPS.map((one) => one())).catch((error: unknown) => logger.warn({ err: error }, "a sweep failed; trying again within the hour"));
  sweep();
  const timer = setInterval(sweep, HOUR_MS).unref();
  return { stop: () => clearInterval(timer) };
}
