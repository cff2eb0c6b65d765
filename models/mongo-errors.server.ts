/** The one file that knows MongoDB's error numbers and the names of its driver's errors. */

const DUPLICATE_KEY = 11000;
/** A document as it is sent, after an update, and in place of one that is not there. */
const TOO_LARGE = [10334, 17419, 17420];

/** True where a write broke a unique index. */
export function isDuplicateKey(error: unknown): boolean {
  return typeof error === "object" && error !== null && "code" in error && error.code === DUPLICATE_KEY;
}

/** True where a document is larger than the server takes, or by far so that the driver has no room to write it. */
export function isTooLarge(error: unknown): boolean {
  if (!(error instanceof Error && "code" in error)) return false;
  return TOO_LARGE.some((code) => code === error.code) || (error instanceof RangeError && error.code === "ERR_OUT_OF_RANGE");
}

/** What the driver and mongoose call a server that cannot be reached, or a connection that has ended. */
const UNREACHED = new Set([
  "MongooseServerSelectionError",
  "MongoServerSelectionError",
  "MongoNetworkError",
  "MongoNetworkTimeoutError",
  "MongoNotConnectedError",
  "MongoTopologyClosedError",
  "MongoClientClosedError",
  "MongoServerClosedError",
  "MongoPoolClosedError",
  "MongoPoolClearedError",
  "PoolClearedOnNetworkError",
  "MongoWaitQueueTimeoutError",
  "MongoOperationTimeoutError",
]);
/** What the system calls a connection that has ended: the driver hands on as it is what meets it while it writes. */
const DISCONNECTED = new Set(["EPIPE", "ECONNRESET", "ECONNREFUSED", "ECONNABORTED", "ENOTCONN", "ETIMEDOUT", "ERR_STREAM_DESTROYED", "ERR_STREAM_WRITE_AFTER_END", "ERR_SOCKET_CLOSED"]);
/** Codes of a server that shuts down, is no longer the first of its set, or lost its network. */
const UNREADY = new Set([6, 7, 89, 91, 189, 9001, 10107, 11600, 11602, 13435, 13436]);

/** True where a request failed because no database answers, and would succeed once one does. */
export function isDatabaseDown(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (UNREACHED.has(error.name)) return true;
  // Mongoose asked before a connection stands, and told not to wait for one, has no name for it.
  if (error.name === "MongooseError" && error.message.includes("bufferCommands")) return true;
  if (error.name === "MongoServerError" && "code" in error && UNREADY.has(error.code as number)) return true;
  if ("code" in error && DISCONNECTED.has(error.code as string)) return true;
  return isDatabaseDown(error.cause);
}
