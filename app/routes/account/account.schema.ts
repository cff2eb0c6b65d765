import { z } from "zod";

import { aboutPersonSchema, emailField, newPasswordField, passwordField } from "../accounts/person.schema.ts";

/** The forms of the account's page. */
export const ACCOUNT_INTENTS = ["profile", "password", "email", "end-session", "end-others", "accept"] as const;
export type AccountIntent = (typeof ACCOUNT_INTENTS)[number];

/** What the page may say has been done; keys below `account.done` in the namespace `accounts`. */
export const DONE = ["profile", "password", "email", "sessions", "factor", "factor-off", "invitation"] as const;

export const profileSchema = aboutPersonSchema;
export const passwordSchema = z.object({ present: passwordField, newPassword: newPasswordField });
export const emailSchema = z.object({ newEmail: emailField, presentForEmail: passwordField });
