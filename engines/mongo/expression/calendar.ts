import { MongoError } from "../errors.ts";

export const UNITS = { millisecond: 1, second: 1000, minute: 60_000, hour: 3_600_000, day: 86_400_000, week: 604_800_000 } as const;

const zones = new Map<string, Intl.DateTimeFormat>();

/** Milliseconds that a time zone (an offset like +02:00 or an Olson name) is ahead of UTC at an instant. */
export function offsetAt(time: number, zone: string | undefined): number {
  if (zone === undefined || zone === "UTC" || zone === "GMT" || zone === "Z") return 0;
  const fixed = /^([+-])(\d\d):?(\d\d)?$/.exec(zone);
  if (fixed) return (fixed[1] === "-" ? -1 : 1) * (Number(fixed[2]) * UNITS.hour + Number(fixed[3] ?? 0) * UNITS.minute);
  let format = zones.get(zone);
  if (!format) {
    try {
      format = new Intl.DateTimeFormat("en-US", {
        timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric",
      });
    } catch {
      throw new MongoError(40485, `unrecognized time zone identifier: "${zone}"`);
    }
    zones.set(zone, format);
  }
  const parts = Object.fromEntries(format.formatToParts(time).map((part) => [part.type, Number(part.value)]));
  const local = Date.UTC(parts["year"]!, parts["month"]! - 1, parts["day"], parts["hour"], parts["minute"], parts["second"]);
  return local - Math.floor(time / 1000) * 1000;
}

/** The instant whose clock in a zone shows what `local` shows in UTC. */
export function fromLocal(local: number, zone: string | undefined): Date {
  const guess = local - offsetAt(local, zone);
  return new Date(local - offsetAt(guess, zone));
}

/** A date whose UTC fields are the clock of the zone. */
export const toLocal = (date: Date, zone: string | undefined): Date => new Date(date.getTime() + offsetAt(date.getTime(), zone));

const startOfYear = (local: Date): number => Date.UTC(local.getUTCFullYear(), 0, 1);
const dayNumber = (time: number): number => Math.floor(time / UNITS.day);
const isoDay = (local: Date): number => local.getUTCDay() || 7;

export const dayOfYear = (local: Date): number => dayNumber(local.getTime()) - dayNumber(startOfYear(local)) + 1;

/** ISO week and the year it belongs to: that of its Thursday. */
export function isoWeek(local: Date): { week: number; year: number } {
  const thursday = new Date((dayNumber(local.getTime()) + 4 - isoDay(local)) * UNITS.day);
  return { week: Math.floor((dayOfYear(thursday) - 1) / 7) + 1, year: thursday.getUTCFullYear() };
}

/** The parts of a date by the names of the operators that read them. */
export const PARTS: Record<string, (local: Date) => number> = {
  $year: (local) => local.getUTCFullYear(),
  $month: (local) => local.getUTCMonth() + 1,
  $dayOfMonth: (local) => local.getUTCDate(),
  $hour: (local) => local.getUTCHours(),
  $minute: (local) => local.getUTCMinutes(),
  $second: (local) => local.getUTCSeconds(),
  $millisecond: (local) => local.getUTCMilliseconds(),
  $dayOfWeek: (local) => local.getUTCDay() + 1,
  $dayOfYear: dayOfYear,
  $week: (local) => Math.floor((dayOfYear(local) + 6 - local.getUTCDay()) / 7),
  $isoDayOfWeek: isoDay,
  $isoWeek: (local) => isoWeek(local).week,
  $isoWeekYear: (local) => isoWeek(local).year,
};

const FORMATS: Record<string, [part: string, width: number]> = {
  Y: ["$year", 4], m: ["$month", 2], d: ["$dayOfMonth", 2], H: ["$hour", 2], M: ["$minute", 2], S: ["$second", 2], L: ["$millisecond", 3],
  j: ["$dayOfYear", 3], w: ["$dayOfWeek", 1], u: ["$isoDayOfWeek", 1], U: ["$week", 2], V: ["$isoWeek", 2], G: ["$isoWeekYear", 4],
};

/** A date written by a `$dateToString` format. */
export function formatDate(date: Date, format: string, zone: string | undefined): string {
  const local = toLocal(date, zone);
  const minutes = (local.getTime() - date.getTime()) / UNITS.minute;
  return format.replace(/%(.?)/g, (_, letter: string) => {
    const part = FORMATS[letter];
    if (part) return String(PARTS[part[0]]!(local)).padStart(part[1], "0");
    if (letter === "%") return "%";
    if (letter === "Z") return String(minutes);
    if (letter === "b" || letter === "B") return new Intl.DateTimeFormat("en", { month: letter === "b" ? "short" : "long", timeZone: "UTC" }).format(local);
    if (letter !== "z") throw new MongoError(18536, `Invalid format character '%${letter}' in format string`);
    const size = Math.abs(minutes);
    return (minutes < 0 ? "-" : "+") + String(Math.floor(size / 60)).padStart(2, "0") + String(size % 60).padStart(2, "0");
  });
}

const ISO = /^(\d{4})-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?)?)?\s*(Z|[+-]\d\d:?\d\d)?$/;

/** Reads an ISO 8601 date. @throws MongoError ConversionFailure for anything else. */
export function parseDate(text: string, zone?: string): Date {
  const match = ISO.exec(text.trim());
  if (!match) throw new MongoError("ConversionFailure", `Error parsing date string '${text}'`);
  const [, year, month, day, hour, minute, second, fraction, offset] = match;
  const millis = Math.floor(Number(`0.${fraction ?? 0}`) * 1000 + 1e-6);
  const local = Date.UTC(Number(year), Number(month) - 1, Number(day ?? 1), Number(hour ?? 0), Number(minute ?? 0), Number(second ?? 0), millis);
  const made = new Date(local);
  if (made.getUTCMonth() + 1 !== Number(month) || made.getUTCDate() !== Number(day ?? 1)) {
    throw new MongoError("ConversionFailure", `Error parsing date string '${text}'`);
  }
  return fromLocal(local, offset ?? zone);
}

const MONTHS: Record<string, number> = { month: 1, quarter: 3, year: 12 };

/** A date moved by a number of units; a month's end stays a month's end. */
export function addUnits(date: Date, unit: string, amount: number, zone: string | undefined): Date {
  const size = UNITS[unit as keyof typeof UNITS];
  const months = MONTHS[unit];
  if (size === undefined && months === undefined) throw new MongoError("FailedToParse", `unknown time unit value: ${unit}`);
  if (size !== undefined && size < UNITS.day) return new Date(date.getTime() + amount * size);
  const local = toLocal(date, zone);
  if (size !== undefined) return fromLocal(local.getTime() + amount * size, zone);
  const day = local.getUTCDate();
  const moved = new Date(local);
  moved.setUTCDate(1);
  moved.setUTCMonth(local.getUTCMonth() + amount * months!);
  moved.setUTCDate(Math.min(day, new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate()));
  return fromLocal(moved.getTime(), zone);
}

const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

/** Number of the unit (counted from 1970, weeks from `startOfWeek`) that a local time lies in. */
export function unitNumber(local: Date, unit: string, startOfWeek = "sunday"): number {
  const months = MONTHS[unit];
  if (months) return Math.floor(((local.getUTCFullYear() - 1970) * 12 + local.getUTCMonth()) / months);
  if (unit === "week") {
    const first = WEEKDAYS.findIndex((day) => day.startsWith(startOfWeek.toLowerCase().slice(0, 3)));
    return Math.floor((dayNumber(local.getTime()) + 4 - Math.max(0, first)) / 7);
  }
  const size = UNITS[unit as keyof typeof UNITS];
  if (!size) throw new MongoError("FailedToParse", `unknown time unit value: ${unit}`);
  return Math.floor(local.getTime() / size);
}

/** The local time at which a unit, numbered as above, begins. */
export function unitStart(number: number, unit: string, startOfWeek = "sunday"): number {
  const months = MONTHS[unit];
  if (months) return Date.UTC(1970, number * months, 1);
  if (unit !== "week") return number * UNITS[unit as keyof typeof UNITS];
  const first = WEEKDAYS.findIndex((day) => day.startsWith(startOfWeek.toLowerCase().slice(0, 3)));
  return (number * 7 - 4 + Math.max(0, first)) * UNITS.day;
}
