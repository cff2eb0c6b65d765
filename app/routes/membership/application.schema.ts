import { z } from "zod";

import { APPLICATION_LIMITS as LIMITS } from "#models/application.ts";
import { isPartialDate, partialDate } from "#models/partial-date.ts";

/** What coordinators write about an application; the messages are keys below `desk.errors` in the namespace `membership`. */

const wholeDay = z.string().refine((text) => text.length === 10 && isPartialDate(partialDate(text)), "dateWrong");
const pastDay = wholeDay.refine((text) => text <= new Date().toISOString().slice(0, 10), "dateLater");

export const askSchema = z.object({ text: z.string().min(1, "textMissing").max(LIMITS.message, "textLong") });
export const consultSchema = z.object({ who: z.string().min(1, "whoMissing").max(LIMITS.consulted, "whoLong"), on: pastDay, note: z.string().max(LIMITS.note, "noteLong"), untold: z.string() });
export const declineSchema = z.object({ reason: z.string().min(1, "reasonMissing").max(LIMITS.reason, "reasonLong"), date: pastDay, decision: z.string(), sure: z.string().refine((value) => value === "yes", "sureMissing") });
export const acceptSchema = declineSchema.extend({ status: z.string().min(1, "statusMissing"), mechanism: z.string().min(1, "mechanismMissing") });

export const DESK_FIELDS = ["text", "who", "on", "note", "untold", "stage", "status", "mechanism", "reason", "date", "decision", "sure"] as const;
export type DeskField = (typeof DESK_FIELDS)[number];
export type DeskValues = Record<DeskField, string>;
