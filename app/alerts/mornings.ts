import { dayAt, momentOf } from "#app/lib/time-zones.ts";
import { daysLater } from "#models/days.ts";

/** When alerts go out, on the clock of their reader. */
const MORNING = "07:00";

/** Days from Monday to this day. */
const sinceMonday = (day: string): number => (new Date(day).getUTCDay() + 6) % 7;

/** The last morning, or the last Monday's, that has come in a time zone by a moment. */
export function lastMorning(now: Date, timeZone: string, every: "daily" | "weekly"): Date {
  const today = dayAt(now, timeZone);
  const [day, step] = every === "weekly" ? [daysLater(today, -sinceMonday(today)), 7] : [today, 1];
  const morning = momentOf(day, MORNING, timeZone);
  return morning <= now ? morning : momentOf(daysLater(day, -step), MORNING, timeZone);
}
