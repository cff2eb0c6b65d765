import { z } from "zod";

import { REPORT_LIMITS } from "#models/report.ts";

/** What the form of an error report takes; the messages are keys below `report:form.errors`. */
export const reportSchema = z.object({
  token: z.string().min(1).max(64),
  page: z.string().max(REPORT_LIMITS.page, "pageTooLong"),
  text: z.string().min(1, "textMissing").max(REPORT_LIMITS.text, "textTooLong"),
  email: z.union([
    z.literal("").transform(() => null),
    z
      .string()
      .max(REPORT_LIMITS.email, "emailTooLong")
      .regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, "emailWrong"),
  ]),
  /** A trap for programs that fill in whatever they find; readers do not see it. */
  website: z.string().max(0, "filled"),
});

export const REPORT_FIELDS = ["page", "text", "email", "website"] as const;
export type ReportField = (typeof REPORT_FIELDS)[number];
export type ReportValues = Record<ReportField | "token", string>;
