import type { Doc } from "./bson/types.ts";

/** Error numbers of the MongoDB server, by the name it sends beside them. */
export const CODES = {
  InternalError: 1,
  BadValue: 2,
  NoSuchKey: 4,
  FailedToParse: 9,
  Unauthorized: 13,
  TypeMismatch: 14,
  Overflow: 15,
  InvalidLength: 16,
  IllegalOperation: 20,
  InvalidBSON: 22,
  NamespaceNotFound: 26,
  IndexNotFound: 27,
  PathNotViable: 28,
  ConflictingUpdateOperators: 40,
  CursorNotFound: 43,
  NamespaceExists: 48,
  MaxTimeMSExpired: 50,
  DollarPrefixedFieldName: 52,
  InvalidIdField: 53,
  EmptyFieldName: 56,
  CommandNotFound: 59,
  ImmutableField: 66,
  CannotCreateIndex: 67,
  InvalidOptions: 72,
  InvalidNamespace: 73,
  IndexOptionsConflict: 85,
  IndexKeySpecsConflict: 86,
  UnsatisfiableWriteConcern: 100,
  ConversionFailure: 241,
  OperationFailed: 96,
  DocumentValidationFailure: 121,
  CommandNotSupported: 115,
  InvalidPipelineOperator: 168,
  CannotIndexParallelArrays: 171,
  TransactionTooOld: 225,
  NotImplemented: 238,
  ClientDisconnect: 279,
  NoQueryExecutionPlans: 291,
  QueryExceededMemoryLimitNoDiskUseAllowed: 292,
  APIStrictError: 323,
  BSONObjectTooLarge: 10334,
  DuplicateKey: 11000,
} as const;

const NAMES = new Map<number, string>(Object.entries(CODES).map(([name, code]) => [code, name]));

/** An error that the client sees: the server's number, its name, and fields beside them. */
export class MongoError extends Error {
  readonly code: number;
  readonly fields: Doc | undefined;

  constructor(code: keyof typeof CODES | number, message: string, fields?: Doc) {
    super(message);
    this.code = typeof code === "number" ? code : CODES[code];
    this.fields = fields;
  }

  /** MongoDB names an unnamed code after its place in the source: `Location40324`. */
  get codeName(): string {
    return NAMES.get(this.code) ?? `Location${this.code}`;
  }
}

/** Turns whatever was thrown into an error with a code. */
export function asMongoError(thrown: unknown): MongoError {
  if (thrown instanceof MongoError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  if (thrown instanceof RangeError && message.startsWith("Maximum call stack")) {
    return new MongoError("Overflow", "the request nests too deeply");
  }
  return new MongoError("InternalError", message);
}
