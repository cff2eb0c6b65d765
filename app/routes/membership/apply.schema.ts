import { z } from "zod";

import { APPLICATION_LIMITS as LIMITS } from "#models/application.ts";
import { STANDINGS } from "#models/mechanism.ts";

import { emailField, nameField } from "../accounts/person.schema.ts";

/** What an applicant writes; the messages are keys below `errors` in the namespace `membership`. What is chosen is checked against the data. */
export const applySchema = z.object({
  country: z.string().min(1, "countryMissing"),
  mechanism: z.string().max(LIMITS.mechanism, "mechanismLong"),
  type: z.string().min(1, "typeMissing"),
  standing: z.enum(["", ...STANDINGS], { message: "standingWrong" }).transform((value) => value || null),
  legalBasis: z.string().max(LIMITS.legalBasis, "legalBasisLong"),
  status: z.string().min(1, "statusMissing"),
  motivation: z.string().min(1, "motivationMissing").max(LIMITS.motivation, "motivationLong"),
  name: nameField,
  position: z.string().max(LIMITS.position, "positionLong"),
  email: emailField,
});

/** In the order of the form. */
export const APPLY_FIELDS = ["country", "mechanism", "type", "standing", "legalBasis", "status", "motivation", "letter", "name", "position", "email"] as const;
export type ApplyValues = Record<Exclude<(typeof APPLY_FIELDS)[number], "letter"> | "seal", string>;
