import { mayGive } from "#app/auth/invitations.server.ts";
import { referenceData } from "#app/lib/reference-data.server.ts";
import type { Member } from "#models/actor.ts";
import { findInvitation, type Link } from "#models/invitation.server.ts";
import { findMechanism } from "#models/mechanism.server.ts";
import { confirmationDue, type Mechanism } from "#models/mechanism.ts";
import { readNetworkSettings } from "#models/network-settings.server.ts";
import { findOffice } from "#models/office.server.ts";
import { expectedEnd, type Office, type Term } from "#models/office.ts";
import { can } from "#models/policy.ts";

/** What a reminder names, by the names of MAIL_KINDS. */
type About = Record<string, string>;

/** The term of office that ends as the reminder says; null where it ends on another day by now, or the reader has nothing to do with it any more. */
export async function standingTerm(reader: Member, { office: id = "", term: termId, end }: About): Promise<{ office: Office; term: Term; manages: boolean } | null> {
  const [office, { mechanisms }] = await Promise.all([findOffice({ id }), referenceData()]);
  const term = office?.terms.find((one) => one.id === termId && !one.struck);
  if (!office || !term || expectedEnd(office, term) !== end) return null;
  const manages = can(reader, "network:manage");
  const mechanism = term.mechanism && (mechanisms.get(term.mechanism)?.id ?? term.mechanism);
  return manages || (mechanism && can(reader, "profile:write", { mechanism })) ? { office, term, manages } : null;
}

/** The invitation; null where it was accepted, taken back or sent again, or the reader may no longer give the role. */
export async function standingInvitation(reader: Member, { invitation = "", expires }: About): Promise<Link | null> {
  const link = await findInvitation({ id: invitation });
  return link && link.expiresAt?.toISOString() === expires && link.grants.every((grant) => mayGive(reader, grant)) ? link : null;
}

/** The mechanism whose profile is to be confirmed; null where it has been since, or the reader keeps it no more. */
export async function standingProfile(reader: Member, { mechanism: id = "" }: About): Promise<Mechanism | null> {
  const [mechanism, settings] = await Promise.all([findMechanism({ id }), readNetworkSettings()]);
  if (!mechanism || !can(reader, "profile:write", { mechanism: id })) return null;
  const due = confirmationDue(mechanism, settings.profileMonths);
  return due && due.getTime() <= Date.now() ? mechanism : null;
}
