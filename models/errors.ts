/** What can go wrong in the domain. The server throws codes; the interface owns the words. */
export const ERROR_CODES = [
  /** The data were written by a later version of the hub. */
  "newer-data",
  /** Another account has this e-mail address. */
  "email-taken",
  /** A one-time link that is used up, has expired, was taken back or never existed. */
  "link-void",
  /** There is no such thing, or none that the actor may know of. */
  "not-found",
  /** The actor may know of it, and may not do this to it. */
  "not-allowed",
  /** It is no longer as it was when the actor looked: another was quicker. */
  "moved-on",
  /** The step cannot be taken from the state in which it is. */
  "wrong-state",
  /** Whoever wrote any part of a text does not approve it. */
  "own-work",
  /** The last administrator cannot be taken away. */
  "last-administrator",
  /** A text, or all texts of a version together, are longer than the hub keeps. */
  "too-long",
  /** A file has more bytes than the hub takes. */
  "file-large",
  /** A file is of no type that is taken here, whatever its name says. */
  "file-type",
  /** A file opens with a password only. */
  "file-encrypted",
  /** A text has as many files as the hub keeps. */
  "too-many-files",
  /** A file of a text is still being read, or was refused. */
  "files-open",
  /** Another decision is cited by this number. */
  "number-taken",
  /** A rule that the network has laid down does not allow it; the message names the rule. */
  "against-rules",
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

export class DomainError extends Error {
  readonly code: ErrorCode;
  /** The field the error belongs to, where there is one. */
  readonly field: string | undefined;

  constructor(code: ErrorCode, options: { field?: string; message?: string; cause?: unknown } = {}) {
    super(options.message ?? code, { cause: options.cause });
    this.name = "DomainError";
    this.code = code;
    this.field = options.field;
  }
}

/** Whether an error is one of the domain with this code; by name, since a bundle has a copy of the class. */
export function isDomainError(error: unknown, ...codes: ErrorCode[]): error is DomainError {
  return error instanceof Error && error.name === "DomainError" && (codes.length === 0 || codes.includes((error as DomainError).code));
}
