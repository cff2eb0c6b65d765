import { startAlerts } from "#app/alerts/round.server.ts";
import { startSweeping } from "#app/lib/sweep.server.ts";
import { startTakingArchives } from "#app/archive/round.server.ts";
import { env, SettingError } from "#app/env.server.ts";
import { startReadingFiles } from "#app/files/round.server.ts";
import type { Drained } from "#app/lib/drain.ts";
import { logger } from "#app/lib/logger.server.ts";
import { startMailer } from "#app/mail/mailer.server.ts";
import { startDigests } from "#app/notices/digests.server.ts";
import { startRound } from "#app/notices/round.server.ts";
import { startReminders } from "#app/reminders/round.server.ts";
import { connectSearch } from "#app/search/client.server.ts";
import { startIndexer } from "#app/search/indexer.server.ts";
import { startFollowingTerms } from "#app/search/term-changes.server.ts";
import { startWritingTables } from "#app/tables/round.server.ts";
import { connect, disconnect, renewWhenSilent } from "#models/connection.server.ts";
import { DomainError } from "#models/errors.ts";

/** What the HTTP server hands to every loader. */
export type LoadContext = {
  nonce: string;
  /** The internet address of whoever asks, as far as the proxies in between can be trusted. */
  address: string;
  /** Whether what is sent comes from a page of this hub. */
  ownForm: boolean;
  /** For an answer that is made while it is sent. */
  drained: Drained;
};

declare module "@remix-run/node" {
  interface AppLoadContext extends LoadContext {}
}

/** How long an announcement waits for the index, so that what is announced can be found. */
const CATCH_UP_MS = 10_000;

/**
 * Connects the hub to its two servers and starts its background work. Resolves when pages can be
 * answered; the search server may still be down.
 * @throws SettingError where no database answers; DomainError `newer-data`.
 */
export async function openHub(): Promise<{ close: () => Promise<void> }> {
  logger.level = env().LOG_LEVEL;
  try {
    await connect(env().MONGODB_URL);
  } catch (error) {
    if (error instanceof DomainError) throw error;
    const { message } = error instanceof Error ? error : new Error(String(error));
    throw new SettingError(`MONGODB_URL: the database does not answer, or refuses (${message})`);
  }
  connectSearch({ url: env().MEILI_URL, apiKey: env().MEILI_API_KEY, index: env().MEILI_INDEX });
  const stopLooking = renewWhenSilent(env().MONGODB_URL);
  const indexer = startIndexer();
  const rounds = [startRound(), startReminders(), startDigests(), startAlerts(), startFollowingTerms(), startReadingFiles(), startWritingTables(), startTakingArchives()];
  const { SMTP_URL } = env();
  // Without a server for it, mail stays in the outbox, where an administrator sees it.
  const mailer = SMTP_URL ? startMailer(SMTP_URL) : null;
  const sweeping = startSweeping();
  await Promise.race([indexer.caughtUp, new Promise((resolve) => setTimeout(resolve, CATCH_UP_MS).unref())]);
  return {
    close: async () => {
      stopLooking();
      sweeping.stop();
      await Promise.all([indexer.stop(), ...rounds.map(({ stop }) => stop()), mailer?.stop()]);
      await disconnect();
    },
  };
}
