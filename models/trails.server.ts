import type { Model } from "mongoose";

import { forgetAddresses, settleTrail } from "./audit.server.ts";
import { InvitationModel } from "./invitation.server.ts";
import { UserModel } from "./user.server.ts";

/**
 * Writes into the log what a crash has left in accounts and links, and takes out of it the internet addresses that
 * have been there long enough. Can be repeated at any moment, by several hubs at once.
 */
export async function settleTrails(): Promise<void> {
  for (const model of [UserModel, InvitationModel] as Array<Model<any>>) {
    // By hundreds; what is settled is found no more.
    while (await model.exists({ "trail.id": { $exists: true } })) await settleTrail(model);
  }
  await forgetAddresses();
}
