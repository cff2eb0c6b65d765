import { z } from "zod";

import { LANGUAGE_CODES } from "#app/i18n/languages.ts";
import { isTimeZone } from "#app/lib/time-zones.ts";
import { MAIL_ADDRESS } from "#models/mail.ts";
import { EMAIL_PATTERN } from "#models/user.ts";
import { LIMITS } from "#models/vocabulary.ts";

/** What people say of themselves; the messages are keys below `errors` in the namespace `accounts`. */

export const nameField = z.string().min(1, "nameMissing").max(LIMITS.name, "nameLong");
export const emailField = z.string().min(1, "emailMissing").max(LIMITS.email, "emailLong").regex(EMAIL_PATTERN, "emailWrong").regex(MAIL_ADDRESS, "emailWrong");
export const newPasswordField = z.string().min(LIMITS.passwordMin, "passwordShort").max(LIMITS.passwordMax, "passwordLong");
/** A password that is checked against another: what is longer than any is not worth the work. */
export const passwordField = z.string().min(1, "passwordMissing").max(LIMITS.passwordMax, "passwordLong");
export const langField = z.enum(LANGUAGE_CODES as [string, ...string[]], { message: "langWrong" });
export const timeZoneField = z.string().refine(isTimeZone, "timeZoneWrong");

export const aboutPersonSchema = z.object({ name: nameField, lang: langField, timeZone: timeZoneField });
export const newPersonSchema = aboutPersonSchema.extend({ password: newPasswordField });
export const firstPersonSchema = newPersonSchema.extend({ email: emailField });

export const PERSON_FIELDS = ["name", "email", "password", "lang", "timeZone"] as const;
