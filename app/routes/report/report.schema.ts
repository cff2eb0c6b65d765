import { z } from "zod";

import { REPORT_LIMITS, type ReportKind } from "#models/report.ts";

const emailSchema = z
  .string()
  .max(REPORT_LIMITS.email, "emailTooLong")
  .regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, "emailWrong");

/** Who reports an error may want no answer; who writes to the coordinators wants one. */
const EMAIL = {
  error: z.union([z.literal("").transform(() => null), emailSchema]),
  message: z.string().min(1, "emailMissing").pipe(emailSchema),
} satisfies Record<ReportKind, z.ZodType>;

const reportSchema = z.object({
  token: z.string().min(1).max(64),
  page: z.string().max(REPORT_LIMITS.page, "pageTooLong"),
  text: z.string().min(1, "textMissing").max(REPORT_LIMITS.text, "textTooLong"),
  /** A trap for programs that fill in whatever they find; readers do not see it. */
  website: z.string().max(0, "filled"),
});

/** What the form takes; the messages are keys below `errors` in the namespace `report`. */
export const reportSchemaOf = (kind: ReportKind) => reportSchema.extend({ email: EMAIL[kind] });

export const REPORT_FIELDS = ["page", "text", "email", "website"] as const;
export type ReportField = (typeof REPORT_FIELDS)[number];
export type ReportValues = Record<ReportField | "token", string>;
