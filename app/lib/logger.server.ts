import { pino } from "pino";

/**
 * Lines of JSON on standard error, written at once: what was logged before a crash is there. The
 * level is set when the hub opens.
 */
export const logger = pino({ level: "info", base: null }, pino.destination({ dest: 2, sync: true }));
