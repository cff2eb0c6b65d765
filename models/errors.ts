/** What can go wrong in the domain. The server throws codes; the interface owns the words. */
export const ERROR_CODES = ["newer-data"] as const;
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
