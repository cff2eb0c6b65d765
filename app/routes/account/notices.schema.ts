import { z } from "zod";

import { MAIL_WAYS } from "#models/notice-choices.ts";

/** What is chosen for one group. */
export const waySchema = z.enum(MAIL_WAYS);
