import { perLanguage } from "./locales.ts";

/** The time zones that a person may choose: those that the platform knows (IANA), and the one of all. */
export const TIME_ZONES: readonly string[] = [...new Set(["UTC", ...Intl.supportedValuesOf("timeZone")])];

export const isTimeZone = (name: string): boolean => TIME_ZONES.includes(name);

/** The moment at which the clock of a time zone shows this day (`YYYY-MM-DD`) and time (`HH:MM`). */
export function momentOf(day: string, time: string, timeZone: string): Date {
  const wanted = Date.parse(`${day}T${time}:00Z`);
  // What the clock shows at a first guess tells by how much the zone differs; near a change of the clock once is not enough.
  let guess = wanted;
  for (let round = 0; round < 3; round += 1) guess += wanted - shownAt(guess, timeZone);
  return new Date(guess);
}

/** The day (`YYYY-MM-DD`) that it is in a time zone at a moment. */
export const dayIn = (moment: Date, timeZone: string): string => new Date(shownAt(moment.getTime(), timeZone)).toISOString().slice(0, 10);

/** What the clock of a time zone shows at a moment, read as if it were UTC. */
function shownAt(moment: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat("en", { timeZone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric" });
  const parts = Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(parts.year ?? 0, (parts.month ?? 1) - 1, parts.day, parts.hour, parts.minute, parts.second);
}

const clocks = perLanguage((locale) => new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: "UTC" }));

/** A span of time on the clock of its place, with the name of the time zone on that day, in a reader's language. */
export function formatTimeSpan({ day, start, end, zone, locale, lang }: { day: string; start: string; end: string | null; zone: string; locale: string; lang: string }): string {
  const clock = (time: string) => clocks(lang).format(new Date(`${day}T${time}:00Z`));
  const parts = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: "long" }).formatToParts(momentOf(day, start, zone));
  const name = parts.find(({ type }) => type === "timeZoneName")?.value ?? zone;
  return `${end ? `${clock(start)}–${clock(end)}` : clock(start)} (${name})`;
}
