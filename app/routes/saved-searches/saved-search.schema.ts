import { z } from "zod";

import { FREQUENCIES, SAVED_SEARCH_LIMITS } from "#models/saved-search.ts";

/** What the list of saved searches takes. */
export const LIST_INTENTS = ["remove", "bring-back"] as const;

/** What the page says has been done; keys below `done` in the namespace `alerts`. */
export const DONE = ["saved", "changed", "brought-back"] as const;

/** What the link in a mail takes; without an intent, as mail programs send it, it stops. */
export const STOP_INTENTS = ["stop", "resume"] as const;

export const savedSearchSchema = z.object({
  name: z.string().min(1, "nameMissing").max(SAVED_SEARCH_LIMITS.name, "nameLong"),
  every: z.enum(FREQUENCIES, { errorMap: () => ({ message: "everyMissing" }) }),
});
