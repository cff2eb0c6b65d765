/** A start that cannot go on. The message is the one line its reader gets; it names the setting to change. */
export class Refusal extends Error {
  override name = "Refusal";
}

/** A program of the hub has said itself, in one line, why it does not start; nothing is to be added. */
export class HubRefused extends Error {}

/** The readable part of a system error: "EACCES: permission denied" of "EACCES: permission denied, mkdir '/x'". */
export function reason(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split(", ")[0] ?? message;
}

/** The system's name of an error, such as "EADDRINUSE". */
export function errorCode(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException | null)?.code;
}
