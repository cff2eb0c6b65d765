import { pino } from "pino";

import { env } from "#app/env.server.ts";

/** Lines of JSON on standard error, written at once: what was logged before a crash is there. */
export const logger = pino({ level: env().LOG_LEVEL, base: null }, pino.destination({ dest: 2, sync: true }));
