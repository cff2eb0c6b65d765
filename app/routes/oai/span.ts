import { OaiError } from "./error.ts";

/** A part of the time: `from` is the first moment of it, `until` the first after it. */
export type Span = { from?: Date | undefined; until?: Date | undefined };

const DAY = /^\d{4}-\d\d-\d\d$/;
const SECOND = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
const DAY_MS = 86_400_000;
const SECOND_MS = 1_000;

/** Reads what was given as `from` and `until`, which both count as a whole: a day or a second. @throws OaiError `badArgument`. */
export function readSpan({ from, until }: { from?: string | undefined; until?: string | undefined }): Span {
  const [first, last] = [from === undefined ? null : read(from), until === undefined ? null : read(until)];
  if (first && last && first.ms !== last.ms) throw new OaiError("badArgument", "from and until are not equally exact.");
  if (first && last && first.at > last.at) throw new OaiError("badArgument", "until is before from.");
  return { from: first?.at, until: last ? new Date(last.at.getTime() + last.ms) : undefined };
}

function read(text: string): { at: Date; ms: number } {
  const at = new Date(text);
  // A day that is on no calendar would be taken for one of the next month.
  const isMoment = (DAY.test(text) || SECOND.test(text)) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text.replace("Z", ""));
  if (!isMoment) throw new OaiError("badArgument", "Dates are YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ.");
  return { at, ms: DAY.test(text) ? DAY_MS : SECOND_MS };
}

/** A moment as the protocol writes it, in whole seconds. */
export const utc = (moment: Date): string => `${moment.toISOString().slice(0, 19)}Z`;
