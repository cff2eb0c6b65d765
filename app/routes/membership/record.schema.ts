import { z } from "zod";

import { DATE_NOT_STATED, isPartialDate, partialDate, type PartialDate } from "#models/partial-date.ts";

/** The most characters of a note. */
export const NOTE = 2_000;

/** A date as exactly as it is known: a day, a month, a year, or nothing. */
const dateField = z
  .string()
  .refine((text) => text === "" || isPartialDate(partialDate(text)), "dateWrong")
  .transform((text): PartialDate => (text === "" ? DATE_NOT_STATED : partialDate(text)));

/** A step of a membership as coordinators write it; the messages are keys below `record.errors` in the namespace `membership`. */
export const stepSchema = z.object({
  status: z.string().min(1, "statusMissing"),
  date: dateField,
  decision: z.string().transform((id) => id || null),
  note: z.string().max(NOTE, "noteLong"),
});

export const STEP_FIELDS = ["country", "mechanism", "status", "date", "decision", "note"] as const;
export type StepValues = Record<(typeof STEP_FIELDS)[number], string>;
