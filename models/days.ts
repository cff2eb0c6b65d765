/** Days as `YYYY-MM-DD`, in UTC. As texts they sort as days do. */

export const FIRST_DAY = "0001-01-01";
/** What an end that nobody states is taken for. */
export const LAST_DAY = "9999-12-31";

const DAY_MS = 86_400_000;

function shifted(day: string, days: number): string {
  if (day === LAST_DAY || day === FIRST_DAY) return day;
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

export const dayBefore = (day: string): string => shifted(day, -1);
export const dayAfter = (day: string): string => shifted(day, 1);
export const daysLater = (day: string, days: number): string => shifted(day, days);

/** How many days there are from one to another; negative where the other is earlier. */
export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);

/** The same day some months later; the last of the month where it has no such day. */
export function monthsLater(day: string, months: number): string {
  const [year = 1, month = 1, date = 1] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}

/** A stretch of days, both ends within it. */
export type Stretch = { from: string; to: string };

export const meet = (a: Stretch, b: Stretch): boolean => a.from <= b.to && b.from <= a.to;

/** The stretches of days between which something begins or ends, each with what covers it, in their order. */
export function layersOf<T extends Stretch>(spans: T[], within: Stretch = { from: FIRST_DAY, to: LAST_DAY }): Array<Stretch & { covered: T[] }> {
  const real = spans.filter((span) => span.from <= span.to && meet(span, within));
  const begins = [within.from, ...real.flatMap(({ from, to }) => [from, ...(to === LAST_DAY ? [] : [dayAfter(to)])])];
  const days = [...new Set(begins)].filter((day) => day >= within.from && day <= within.to).toSorted();
  return days.map((from, index) => {
    const next = days[index + 1];
    return { from, to: next ? dayBefore(next) : within.to, covered: real.filter((span) => span.from <= from && span.to >= from) };
  });
}
