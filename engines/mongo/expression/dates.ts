import { ObjectId, Timestamp } from "bson";
import type { Value } from "../bson/types.ts";
import { doc, int, isDoc, isNumber, isTruthy, toDouble, typeName } from "../bson/types.ts";
import { MongoError } from "../errors.ts";
import { addUnits, formatDate, fromLocal, parseDate, PARTS, toLocal, unitNumber, unitStart } from "./calendar.ts";
import type { Evaluate, Operator, Vars } from "./scope.ts";
import { isNullish } from "./scope.ts";

function asDate(value: Value): Date {
  if (value instanceof Date) return value;
  if (value instanceof ObjectId) return value.getTimestamp();
  if (value instanceof Timestamp) return new Date(value.getHighBitsUnsigned() * 1000);
  throw new MongoError(16006, `can't convert from BSON type ${typeName(value)} to Date`);
}

function zoneOf(evaluate: Evaluate | undefined, root: Value, vars: Vars): string | null | undefined {
  if (!evaluate) return undefined;
  const zone = evaluate(root, vars);
  if (isNullish(zone)) return null;
  if (typeof zone !== "string") throw new MongoError(40533, `timezone must evaluate to a string, found ${typeName(zone)}`);
  return zone;
}

/** Operators that read one part: of a date, or of `{ date, timezone }`. */
function part(read: (local: Date) => number): Operator {
  return (operand, compiler, op) => {
    const given = Array.isArray(operand) && operand.length === 1 ? operand[0] : operand;
    const isNamed = isDoc(given) && !([...given.keys()][0] ?? "").startsWith("$");
    const { date, timezone } = isNamed ? compiler.named(op, given, ["date", "timezone"], ["date"]) : { date: compiler.compile(given), timezone: undefined };
    return (root, vars) => {
      const value = date!(root, vars);
      const zone = zoneOf(timezone, root, vars);
      if (isNullish(value) || zone === null) return null;
      const number = read(toLocal(asDate(value), zone));
      return op.startsWith("$isoWeekYear") ? BigInt(number) : int(number);
    };
  };
}

type Named = (name: string) => Value;

/** An operator with named operands, null as soon as one of `needed` is null. */
function named(known: string[], needed: string[], run: (get: Named, zone: string | undefined, op: string) => Value): Operator {
  return (operand, compiler, op) => {
    const parts = compiler.named(op, operand, known, needed);
    return (root, vars) => {
      const values = new Map<string, Value>();
      for (const name of known) if (name !== "timezone") values.set(name, parts[name]?.(root, vars));
      const zone = zoneOf(parts["timezone"], root, vars);
      if (zone === null) return null;
      if (needed.some((name) => isNullish(values.get(name)))) return values.get("onNull") ?? null;
      return run((name) => values.get(name), zone, op);
    };
  };
}

function text(value: Value, what: string): string {
  if (typeof value !== "string") throw new MongoError("FailedToParse", `${what} must be a string, found ${typeName(value)}`);
  return value;
}

const whole = (value: Value, what: string): number => {
  if (!isNumber(value) || !Number.isInteger(toDouble(value))) throw new MongoError(5166405, `${what} must be an integer`);
  return toDouble(value);
};

const dateToString = named(["date", "format", "timezone", "onNull"], ["date"], (get, zone) => {
  const format = get("format");
  const standard = zone ? "%Y-%m-%dT%H:%M:%S.%L%z" : "%Y-%m-%dT%H:%M:%S.%LZ";
  return formatDate(asDate(get("date")), format === undefined ? standard.replace(/Z$/, "\u0001") : text(format, "format"), zone).replace("\u0001", "Z");
});

const dateFromString = named(["dateString", "format", "timezone", "onError", "onNull"], ["dateString"], (get, zone) => {
  if (get("format") !== undefined) throw new MongoError("NotImplemented", "$dateFromString with a format is not supported");
  try {
    return parseDate(text(get("dateString"), "dateString"), zone);
  } catch (thrown) {
    if (get("onError") !== undefined) return get("onError");
    throw thrown;
  }
});

const FIELDS = ["year", "month", "day", "hour", "minute", "second", "millisecond"];

const dateFromParts = named([...FIELDS, "timezone"], ["year"], (get, zone) => {
  const [year, month, day, ...time] = FIELDS.map((name, at) => (get(name) === undefined ? Number(at === 1 || at === 2) : whole(get(name), `'${name}'`)));
  return fromLocal(Date.UTC(year!, month! - 1, day, ...time), zone);
});

const dateToParts = named(["date", "timezone", "iso8601"], ["date"], (get, zone) => {
  const local = toLocal(asDate(get("date")), zone);
  const names = isTruthy(get("iso8601")) ? ["isoWeekYear", "isoWeek", "isoDayOfWeek"] : ["year", "month", "dayOfMonth"];
  const all = [...names, "hour", "minute", "second", "millisecond"];
  return doc(Object.fromEntries(all.map((name) => [name === "dayOfMonth" ? "day" : name, int(PARTS[`$${name}`]!(local))])));
});

const shift = (sign: 1 | -1): Operator =>
  named(["startDate", "unit", "amount", "timezone"], ["startDate", "unit", "amount"], (get, zone) =>
    addUnits(asDate(get("startDate")), text(get("unit"), "unit"), sign * whole(get("amount"), "amount"), zone),
  );

const dateDiff = named(["startDate", "endDate", "unit", "timezone", "startOfWeek"], ["startDate", "endDate", "unit"], (get, zone) => {
  const unit = text(get("unit"), "unit");
  const week = get("startOfWeek") === undefined ? undefined : text(get("startOfWeek"), "startOfWeek");
  const [from, to] = ["startDate", "endDate"].map((name) => unitNumber(toLocal(asDate(get(name)), zone), unit, week));
  return BigInt(to! - from!);
});

const dateTrunc = named(["date", "unit", "binSize", "timezone", "startOfWeek"], ["date", "unit"], (get, zone) => {
  const unit = text(get("unit"), "unit");
  const size = get("binSize") === undefined ? 1 : whole(get("binSize"), "binSize");
  const week = get("startOfWeek") === undefined ? undefined : text(get("startOfWeek"), "startOfWeek");
  // bins are counted from 2000-01-01, as on the server
  const origin = unitNumber(new Date(Date.UTC(2000, 0, unit === "week" ? 8 : 1)), unit, week);
  const number = unitNumber(toLocal(asDate(get("date")), zone), unit, week);
  return fromLocal(unitStart(origin + Math.floor((number - origin) / size) * size, unit, week), zone);
});

export const DATES: Record<string, Operator> = {
  ...Object.fromEntries(Object.entries(PARTS).map(([op, read]) => [op, part(read)])),
  $dateToString: dateToString,
  $dateFromString: dateFromString,
  $dateFromParts: dateFromParts,
  $dateToParts: dateToParts,
  $dateAdd: shift(1),
  $dateSubtract: shift(-1),
  $dateDiff: dateDiff,
  $dateTrunc: dateTrunc,
};
