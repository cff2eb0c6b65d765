import type { Application } from "./application.ts";
import { type ApplicationDocument, ApplicationModel, type ApplicationStep, toApplication } from "./application-schema.server.ts";

/** Writes what follows from one step; can be repeated, and leaves nothing twice. */
export type CarryOut = (application: Application, step: ApplicationStep) => Promise<void>;

/**
 * Has what follows from the steps that applications still carry written, in their order, and takes the steps off. Called right
 * after a step, and by the hub's round for what a crash has left. Returns how many applications there were.
 */
export async function followApplications({ id, carryOut }: { id?: string; carryOut: CarryOut }): Promise<number> {
  const found = await ApplicationModel.find({ ...(id === undefined ? {} : { _id: id }), "steps.id": { $exists: true } }).limit(50).lean<ApplicationDocument[]>();
  // What cannot be followed keeps nothing else waiting.
  const failures: unknown[] = [];
  for (const document of found) await followOne(document, carryOut).catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
  return found.length;
}

async function followOne(document: ApplicationDocument, carryOut: CarryOut): Promise<void> {
  const { _id, steps = [] } = document;
  for (const step of steps) {
    await carryOut(toApplication(document), step);
    await ApplicationModel.updateOne({ _id }, { $pull: { steps: { id: step.id } } }, { timestamps: false });
  }
  await ApplicationModel.updateOne({ _id, steps: { $size: 0 } }, { $unset: { steps: 1 } }, { timestamps: false });
}

/** Whether a step waits to be followed. */
export async function isAnyApplicationStepLeft(): Promise<boolean> {
  return (await ApplicationModel.exists({ "steps.id": { $exists: true } })) !== null;
}
