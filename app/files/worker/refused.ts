import type { FileRefusal } from "#models/file.ts";

/** Ends the reading of a file that is not kept. */
export class Refused extends Error {
  constructor(readonly reason: FileRefusal) {
    super(reason);
  }
}
