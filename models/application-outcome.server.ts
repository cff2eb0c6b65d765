import type { Application, Outcome } from "./application.ts";
import { change } from "./application-change.server.ts";
import { ApplicationModel } from "./application-schema.server.ts";
import { auditEntry, type Doer, settleTrail } from "./audit.server.ts";
import { DomainError } from "./errors.ts";
import type { SeenMembership } from "./membership.ts";

/** Ends an application; what follows from an acceptance is written afterwards. @throws what `change` throws. */
export async function decideApplication({ id, move, outcome, seen, doer }: { id: string; move: "accept" | "decline"; outcome: Omit<Outcome, "step" | "by" | "at">; seen: number; doer: Doer & { by: string } }): Promise<void> {
  const decided = { ...outcome, step: null, by: doer.by, at: new Date().toISOString() };
  await change({ id, move, doer, seen, follow: move, make: () => ({ set: { outcome: decided }, detail: { reason: outcome.reason, ...(outcome.status ? { status: outcome.status } : {}) } }) });
}

/** Notes that the step of an acceptance could not be written, since the membership is no longer as it was seen. Once for each decision. */
export async function noteStepWaits({ id }: { id: string }): Promise<void> {
  const trail = auditEntry({ by: null, address: null }, "application:step-waits", { kind: "application", id });
  await ApplicationModel.updateOne({ _id: id, state: "accepted", "outcome.step": null }, { $set: { "outcome.step": "waits" }, $inc: { writes: 1 }, $push: { trail } });
  await settleTrail(ApplicationModel, id);
}

type Settling = { id: string; seen: number; doer: Doer };

/** @throws DomainError `wrong-state` where no step waits. */
const whereItWaits = (set: Record<string, unknown>) => ({ outcome }: Application) => {
  if (outcome?.step !== "waits") throw new DomainError("wrong-state");
  return { set };
};

/** Has the step that waits written after all, in the membership as it was seen now. @throws what `change` throws; `wrong-state`. */
export async function recordAfterAll({ membership, ...settling }: Settling & { membership: SeenMembership | null }): Promise<void> {
  await change({ ...settling, move: "record", follow: "record", make: whereItWaits({ "outcome.step": null, "outcome.membership": membership }) });
}

/** Leaves the membership as it is, without the step that waits. @throws what `change` throws; `wrong-state`. */
export async function leaveStep(settling: Settling): Promise<void> {
  await change({ ...settling, move: "leave", make: whereItWaits({ "outcome.step": "left" }) });
}
