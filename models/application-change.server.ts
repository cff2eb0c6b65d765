import { type Application, applicationAfter, type ApplicationMove } from "./application.ts";
import { type ApplicationDocument, ApplicationModel, type ApplicationStep, toApplication } from "./application-schema.server.ts";
import { auditEntry, type Doer, settleTrail } from "./audit.server.ts";
import { DomainError } from "./errors.ts";
import { newId } from "./ids.server.ts";

/** The mark of what follows from a move. */
export const stepOf = (kind: ApplicationStep["kind"], { by, address }: Doer): ApplicationStep => ({ id: newId(), kind, by, address, at: new Date().toISOString() });

/** How often a change is tried anew after another came between its reading and its writing. */
const TRIES = 8;

type Change = {
  id: string;
  move: ApplicationMove;
  doer: Doer;
  /** The version that whoever decides has seen; without one, it does not matter what others have written meanwhile. */
  seen?: number;
  /** What is set and what is added; null where it is there already. */
  make?: (application: Application) => { set?: Record<string, unknown>; push?: Record<string, unknown>; detail?: Record<string, string> } | null;
  /** What is to follow from it. */
  follow?: ApplicationStep["kind"];
};

/**
 * Makes a move in one write, with its entry for the log and the mark of what follows.
 * @throws DomainError `not-found`; `wrong-state` where the move cannot be made from where the application is; `moved-on` where it
 * is no longer as it was seen.
 */
export async function change({ id, move, doer, seen, make = () => ({}), follow }: Change): Promise<void> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const found = await ApplicationModel.findById(id).lean<ApplicationDocument>();
    if (!found) throw new DomainError("not-found");
    const application = toApplication(found);
    const made = make(application);
    if (made === null) return settleTrail(ApplicationModel, id);
    if (seen !== undefined && seen !== application.version) throw new DomainError("moved-on");
    const state = applicationAfter(application.state, move);
    if (state === null) throw new DomainError("wrong-state");
    const { set = {}, push = {}, detail = {} } = made;
    const trail = auditEntry(doer, `application:${move}`, { kind: "application", id }, detail);
    const ended = state === "unconfirmed" || state === "open" || application.endedAt ? {} : { endedAt: new Date() };
    const { modifiedCount } = await ApplicationModel.updateOne(
      { _id: id, writes: application.version },
      { $set: { ...set, ...ended, state, writes: application.version + 1 }, $push: { ...push, trail, ...(follow ? { steps: stepOf(follow, doer) } : {}) } },
      { runValidators: true },
    );
    if (modifiedCount === 1) return settleTrail(ApplicationModel, id);
  }
  throw new DomainError("moved-on");
}
