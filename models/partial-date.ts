import type { DatePrecision } from "./vocabulary.ts";

/**
 * A date as exactly as its source states it. `from` and `to` are `YYYY-MM-DD`, `YYYY-MM` or `YYYY`
 * after the precision; both are null where the source states no date. `to` is null for one day.
 */
export type PartialDate = { precision: DatePrecision; from: string | null; to: string | null };

export const DATE_NOT_STATED: PartialDate = { precision: "not-stated", from: null, to: null };

const FORM: Record<DatePrecision, RegExp | null> = {
  exact: /^\d{4}-\d{2}-\d{2}$/,
  month: /^\d{4}-\d{2}$/,
  year: /^\d{4}$/,
  "not-stated": null,
};

/** True where both ends have the form that the precision asks for, and come in order. */
export function isPartialDate(date: PartialDate): boolean {
  const form = FORM[date.precision];
  if (!form) return date.from === null && date.to === null;
  const isDay = (text: string) => form.test(text) && isOnCalendar(text);
  if (!date.from || !isDay(date.from)) return false;
  return date.to === null || (isDay(date.to) && date.to >= date.from);
}

/** False for the 31st of February, which `Date` takes for a day in March. */
function isOnCalendar(text: string): boolean {
  const date = new Date(text);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** Builds a partial date from its parts, finding the precision from their length. */
export function partialDate(from: string, to: string | null = null): PartialDate {
  const precision = from.length === 10 ? "exact" : from.length === 7 ? "month" : "year";
  return { precision, from, to };
}

/** The first day that a date may mean, as `YYYY-MM-DD`; null where none is stated. */
export function firstDay({ from }: PartialDate): string | null {
  return from && from + "-01-01".slice(from.length - 4);
}

/** The last day that a date may mean, as `YYYY-MM-DD`; null where none is stated. */
export function lastDay({ from, to }: PartialDate): string | null {
  const end = to ?? from;
  if (!end || end.length === 10) return end;
  const [year, month = "12"] = end.split("-");
  return new Date(Date.UTC(Number(year), Number(month), 0)).toISOString().slice(0, 10);
}

/** The years a date touches, for the year facet. */
export function yearsOf(date: PartialDate): number[] {
  if (!date.from) return [];
  const first = Number(date.from.slice(0, 4));
  const last = Number((date.to ?? date.from).slice(0, 4));
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
