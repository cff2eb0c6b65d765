import { formatDay } from "#app/lib/dates.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { NETWORK, paths } from "#app/paths.ts";
import { standingInvitation, standingProfile, standingTerm } from "#app/reminders/standing.server.ts";
import { localize } from "#models/localized.ts";

import { inSentence } from "./plain-line.ts";
import { toldReaderOf } from "./reader.server.ts";
import { composer, type Composer } from "./writing.server.ts";

/** Each is dropped where what it reminds of no longer stands (see standing.server.ts), or its reader is not to be told any more. */

/** A term of office ends soon. */
export const termEnding: Composer = composer(async (mail, { lang, t, to }) => {
  const [reader, tools] = await Promise.all([toldReaderOf(mail), pageTools(lang)]);
  const standing = reader && (await standingTerm(reader, mail.params));
  if (!standing) return null;
  const { office, term, manages } = standing;
  const words = { country: tools.country(term.state), office: inSentence(localize(office.name, lang)?.text ?? "", lang), date: formatDay(mail.params.end ?? "", lang) };
  return {
    subject: t("mail:term-ending.subject", words),
    to,
    paragraphs: [t("mail:term-ending.lead", words), t(manages ? "mail:term-ending.coordinators" : "mail:term-ending.editors")],
    link: manages ? { label: t("mail:term-ending.action"), path: paths.officeTerm(lang, office.id, term.id) } : { label: t("mail:term-ending.look"), path: `${paths.network(lang)}#offices` },
    reason: t("mail:term-ending.reason"),
    choices: true,
  };
});

/** An invitation expires soon. */
export const invitationExpiring: Composer = composer(async (mail, { lang, t, to, moment }) => {
  const reader = await toldReaderOf(mail);
  const link = reader && (await standingInvitation(reader, mail.params));
  if (!link) return null;
  const words = { name: inSentence(link.name ?? "", lang), until: moment("expires") ?? "" };
  return {
    subject: t("mail:invitation-expiring.subject", words),
    to,
    paragraphs: [t("mail:invitation-expiring.lead", words), t("mail:invitation-expiring.next")],
    link: { label: t("mail:invitation-expiring.action"), path: paths.people(lang, link.grants[0]?.mechanism ?? NETWORK) },
    reason: t("mail:invitation-expiring.reason"),
    choices: true,
  };
});

/** A profile is to be confirmed. */
export const profileDue: Composer = composer(async (mail, { lang, t, to }) => {
  const [reader, tools] = await Promise.all([toldReaderOf(mail), pageTools(lang)]);
  const mechanism = reader && (await standingProfile(reader, mail.params));
  if (!reader || !mechanism) return null;
  const { id } = mechanism;
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
    choices: true,
  };
});
