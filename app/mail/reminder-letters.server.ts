import { mayGive } from "#app/auth/invitations.server.ts";
import { formatDay } from "#app/lib/dates.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { NETWORK, paths } from "#app/paths.ts";
import { findInvitation } from "#models/invitation.server.ts";
import { localize } from "#models/localized.ts";
import { findMechanism } from "#models/mechanism.server.ts";
import { confirmationDue } from "#models/mechanism.ts";
import { readNetworkSettings } from "#models/network-settings.server.ts";
import { findOffice } from "#models/office.server.ts";
import { expectedEnd } from "#models/office.ts";
import { can } from "#models/policy.ts";

import { inSentence } from "./plain-line.ts";
import { readerOf } from "./reader.server.ts";
import { composer, type Composer } from "./writing.server.ts";

/** A term of office ends soon. Dropped where it ends on another day by now, or its reader has nothing to do with it any more. */
export const termEnding: Composer = composer(async (mail, { lang, t, to }) => {
  const [reader, office, tools] = await Promise.all([readerOf(mail), findOffice({ id: mail.params.office ?? "" }), pageTools(lang)]);
  const term = office?.terms.find(({ id, struck }) => id === mail.params.term && !struck);
  if (!reader || !office || !term || expectedEnd(office, term) !== mail.params.end) return null;
  const manages = can(reader, "network:manage");
  if (!manages && !(term.mechanism && can(reader, "profile:write", { mechanism: tools.present(term.mechanism) }))) return null;
  const words = { country: tools.country(term.state), office: inSentence(localize(office.name, lang)?.text ?? "", lang), date: formatDay(mail.params.end ?? "", lang) };
  return {
    subject: t("mail:term-ending.subject", words),
    to,
    paragraphs: [t("mail:term-ending.lead", words), t(manages ? "mail:term-ending.coordinators" : "mail:term-ending.editors")],
    link: manages ? { label: t("mail:term-ending.action"), path: paths.officeTerm(lang, office.id, term.id) } : { label: t("mail:term-ending.look"), path: `${paths.network(lang)}#offices` },
    reason: t("mail:term-ending.reason"),
  };
});

/** An invitation expires soon. Dropped where it was accepted, taken back or sent again, or its reader may no longer give the role. */
export const invitationExpiring: Composer = composer(async (mail, { lang, t, to, moment }) => {
  const [reader, link] = await Promise.all([readerOf(mail), findInvitation({ id: mail.params.invitation ?? "" })]);
  if (!reader || !link || link.expiresAt?.toISOString() !== mail.params.expires || !link.grants.every((grant) => mayGive(reader, grant))) return null;
  const words = { name: inSentence(link.name ?? "", lang), until: moment("expires") ?? "" };
  return {
    subject: t("mail:invitation-expiring.subject", words),
    to,
    paragraphs: [t("mail:invitation-expiring.lead", words), t("mail:invitation-expiring.next")],
    link: { label: t("mail:invitation-expiring.action"), path: paths.people(lang, link.grants[0]?.mechanism ?? NETWORK) },
    reason: t("mail:invitation-expiring.reason"),
  };
});

/** A profile is to be confirmed. Dropped where it has been since, or its reader keeps it no more. */
export const profileDue: Composer = composer(async (mail, { lang, t, to }) => {
  const id = mail.params.mechanism ?? "";
  const [reader, mechanism, settings, tools] = await Promise.all([readerOf(mail), findMechanism({ id }), readNetworkSettings(), pageTools(lang)]);
  if (!reader || !mechanism || !can(reader, "profile:write", { mechanism: id })) return null;
  const due = confirmationDue(mechanism, settings.profileMonths);
  if (!due || due.getTime() > Date.now()) return null;
  const edits = reader.grants.some((grant) => grant.role === "editor" && grant.mechanism === id);
  const words = { mechanism: inSentence(tools.mechanism(mechanism).text, lang) };
  return {
    subject: t("mail:profile-due.subject", words),
    to,
    paragraphs: [
      mechanism.confirmedAt ? t("mail:profile-due.lead", { ...words, date: formatDay(mechanism.confirmedAt, lang) }) : t("mail:profile-due.never", words),
      t("mail:profile-due.next"),
    ],
    link: { label: t("mail:profile-due.action"), path: paths.keptMechanism(lang, id) },
    reason: t(edits ? "mail:profile-due.reason" : "mail:profile-due.coordinators"),
  };
});
