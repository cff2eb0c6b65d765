import { pino, stdSerializers } from "pino";

/** What a model refused, by mongoose: it quotes what was written. */
type Refused = Error & { errors: Record<string, { kind?: string }> };
const isRefused = (error: unknown): error is Refused => error instanceof Error && error.name === "ValidationError" && "errors" in error;

/** An error as the log may have it: of what a model refused, the places and not the words, which are somebody's. */
export function loggedError(error: Error): object {
  if (!isRefused(error)) return stdSerializers.err(error);
  const message = Object.entries(error.errors)
    .map(([path, { kind }]) => `${path} (${kind ?? "?"})`)
    .join(", ");
  return { type: error.name, message, stack: error.stack?.slice(error.stack.indexOf("\n    at ") + 1) };
}

/**
 * Lines of JSON on standard error, written at once: what was logged before a crash is there. The
 * level is set when the hub opens.
 */
export const logger = pino({ level: "info", base: null, serializers: { err: loggedError } }, pino.destination({ dest: 2, sync: true }));
