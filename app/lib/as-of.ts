import { today } from "#app/lib/dates.ts";
import { isPartialDate, partialDate } from "#models/partial-date.ts";

/** The parameter by which a page is asked for what held on a day: `?on=2025-07-01`. */
export const AS_OF = "on";

export type AsOf = {
  /** The day that is shown, as `YYYY-MM-DD`: the one asked for, else today in UTC. */
  day: string;
  /** The day asked for; null where the page shows what holds today. */
  asked: string | null;
  /** What was asked for and is no day, to be shown again with its error; else null. */
  wrong: string | null;
};

/** Reads the day that an address asks for. What is no day on the calendar is answered with today, and said. */
export function readAsOf(request: Request): AsOf {
  const typed = new URL(request.url).searchParams.get(AS_OF)?.trim() ?? "";
  if (!typed) return { day: today(), asked: null, wrong: null };
  const isDay = typed.length === 10 && isPartialDate(partialDate(typed));
  return isDay ? { day: typed, asked: typed, wrong: null } : { day: today(), asked: null, wrong: typed.slice(0, 20) };
}
