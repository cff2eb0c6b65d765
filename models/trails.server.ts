import type { Model } from "mongoose";

import { forgetApplications } from "./application.server.ts";
import { ApplicationModel } from "./application-schema.server.ts";
import { ArchiveImportModel, forgetArchives, isOfArchive } from "./archive-import.server.ts";
import { forgetAddresses, settleTrail } from "./audit.server.ts";
import { type FileOwner, forgetUnclaimed } from "./file.server.ts";
import { isFileKept } from "./item-files.server.ts";
import { CooperationModel } from "./cooperation.server.ts";
import { DecisionModel } from "./decision.server.ts";
import { forgetAddressesOfLinks, InvitationModel } from "./invitation.server.ts";
import { forgetMails } from "./mail.server.ts";
import { MembershipModel } from "./membership.server.ts";
import { MechanismModel } from "./mechanism.server.ts";
import { forgetNotices } from "./notice.server.ts";
import { SettingsModel } from "./network-settings.server.ts";
import { OfficeModel } from "./office.server.ts";
import { PageTextModel } from "./page-text.server.ts";
import { PartnerModel } from "./partner.server.ts";
import { PlanModel } from "./plan.server.ts";
import { ReportModel } from "./report.server.ts";
import { TableImportModel } from "./table-import.server.ts";
import { TermModel } from "./term.server.ts";
import { UserModel } from "./user.server.ts";

/** Whose documents carry entries for the log. */
const MODELS: Array<Model<any>> = [
  ApplicationModel,
  ArchiveImportModel,
  CooperationModel,
  DecisionModel,
  InvitationModel,
  MechanismModel,
  MembershipModel,
  OfficeModel,
  PageTextModel,
  PartnerModel,
  PlanModel,
  ReportModel,
  SettingsModel,
  TableImportModel,
  TermModel,
  UserModel,
];

/**
 * Writes into the log what a crash has left in documents that carry entries. Can be repeated at any moment, by several hubs at
 * once.
 */
export async function settleTrails(): Promise<void> {
  for (const model of MODELS) {
    // By hundreds; what is settled is found no more.
    while (await model.exists({ "trail.id": { $exists: true } })) await settleTrail(model);
  }
}

/** As long as an intrusion may take to be seen; the page on privacy says it, too. */
export const KEPT_DAYS = 90;

/** A notice that was read is at hand for a year. */
const READ_DAYS = 365;

const daysAgo = (days: number): Date => new Date(Date.now() - days * 24 * 3_600_000);

const isOwned = async (owner: FileOwner, file: string): Promise<boolean> => {
  if (owner.kind === "archive") return isOfArchive({ id: owner.id });
  return owner.kind === "application" ? (await ApplicationModel.exists({ _id: owner.id })) !== null : isFileKept(owner, file);
};

/**
 * Removes what is kept for a while only: internet addresses in the log, mails, addresses of links and of applications,
 * archives that were given, applications that nobody has confirmed, files that belong to nothing, notices that were read.
 */
export async function forgetOld(): Promise<void> {
  const before = daysAgo(KEPT_DAYS);
  await Promise.all([
    forgetAddresses({ before }),
    forgetAddressesOfLinks({ before }),
    forgetMails({ before }),
    forgetApplications({ before }),
    forgetArchives({ before }),
    forgetUnclaimed(isOwned),
    forgetNotices({ readBefore: daysAgo(READ_DAYS) }),
  ]);
}
