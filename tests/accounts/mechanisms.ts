import { MechanismModel } from "#models/mechanism.server.ts";
import { FOUNDING } from "#seed/founding/index.ts";

/** Two mechanisms for people to belong to. */
export async function seedMechanisms(): Promise<void> {
  const wanted = FOUNDING.mechanisms.filter(({ id }) => id === "morocco" || id === "paraguay");
  await MechanismModel.create(wanted.map(({ id, ...rest }) => ({ _id: id, ...rest })));
}
