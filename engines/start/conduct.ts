import { Family, type Grace, HURRIED, UNHURRIED } from "./family.ts";
import { HubRefused, Refusal } from "./refusal.ts";
import { untilParentDies, untilSignalled } from "./stops.ts";

/** Why a run ends, and how. */
export interface Outcome {
  readonly code: number;
  readonly grace: Grace;
  readonly message?: string;
}

/** What a run works with: its processes, and what is to be done once they have ended. */
export interface Stage {
  readonly family: Family;
  readonly cleanUps: (() => void)[];
}

const FAILED = { code: 1, grace: HURRIED } as const;

/** The end of a run that did what it was to do. */
export const done = (code: number): Outcome => ({ code, grace: UNHURRIED });

/**
 * Does a piece of work that has processes, and ends this process with all of them: when the work is
 * done or fails, when one that was to stay is lost, on a signal, and when npm has died.
 */
export async function conduct(work: (stage: Stage) => Promise<Outcome>): Promise<never> {
  // A reader who has gone away (`npm start | head`) is no reason to leave the processes unattended.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  const family = new Family();
  const cleanUps: (() => void)[] = [];
  const outcome = await Promise.race<Outcome>([
    work({ family, cleanUps }).catch(failed),
    family.lost.then((message) => ({ ...FAILED, message })),
    untilSignalled(() => {
      family.killAll();
      process.exit(1);
    }).then(() => done(0)),
    untilParentDies(Boolean(process.env.npm_lifecycle_event)).then(() => FAILED),
  ]);
  if (outcome.message) process.stderr.write(`${outcome.message}\n`);
  await family.end(outcome.grace);
  for (const cleanUp of cleanUps) cleanUp();
  process.exit(outcome.code);
}

function failed(error: unknown): Outcome {
  if (error instanceof HubRefused) return FAILED;
  if (error instanceof Refusal) return { ...FAILED, message: error.message };
  return { ...FAILED, message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}
