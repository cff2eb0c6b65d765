/** What a harvester may be told is wrong (OAI-PMH 2.0, 3.6). */
export type OaiCode = "badArgument" | "badResumptionToken" | "badVerb" | "cannotDisseminateFormat" | "idDoesNotExist" | "noRecordsMatch";

/** A request that the protocol has an answer for. */
export class OaiError extends Error {
  readonly code: OaiCode;

  constructor(code: OaiCode, message: string) {
    super(message);
    this.code = code;
  }
}
