import { localeOf } from "./locales.ts";
import { withZone } from "./zone-names.ts";

const formats = new Map<string, Intl.DateTimeFormat>();
/** Every language in every time zone that anybody has chosen; no more are kept. */
const MOST = 500;

/** A moment to the minute, in a language and in the time zone of the person who reads it, which is named. */
export function momentIn(moment: string | Date, lang: string, timeZone: string): string {
  const key = `${lang} ${timeZone}`;
  let format = formats.get(key);
  if (!format) {
    if (formats.size >= MOST) formats.clear();
    format = new Intl.DateTimeFormat(localeOf(lang), {
      year: "numeric",
      month: "long",
      day: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
      timeZone: isTimeZone(timeZone) ? timeZone : "UTC",
      timeZoneName: "short",
    });
    formats.set(key, format);
  }
  return withZone(format, new Date(moment));
}

/** The time zones that a person may choose: those that the platform knows, and the one of all. */
export const TIME_ZONES: readonly string[] = [...new Set(["UTC", ...Intl.supportedValuesOf("timeZone")])];

export const isTimeZone = (name: string): boolean => TIME_ZONES.includes(name);
