import { formatMoment } from "#app/lib/dates.ts";
import { perLanguage } from "#app/lib/locales.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import { type Mail, SECOND_FACTOR_CHANGES } from "#models/mail.ts";

import { inSentence } from "./plain-line.ts";
import { composer, type Composer, type Writing } from "./writing.server.ts";

/** Letters about a person's account: those with a one-time link first, then those that tell what has happened. */

/** How often and until when the link works. */
function linkNote({ expiresAt }: Mail, { lang, t }: Writing): string {
  return expiresAt ? t("mail:linkUntil", { until: formatMoment(expiresAt, lang) }) : t("mail:linkOnce");
}

/** When it happened: as the caller says, else when he queued the mail. */
function when(mail: Mail, { lang, moment }: Writing): string {
  return moment("at") ?? formatMoment(mail.createdAt, lang);
}

const lists = perLanguage((locale) => new Intl.ListFormat(locale, { type: "unit", style: "short" }));
const ROLES = ["contributor", "editor", "reviewer", "coordinator", "administrator"] as const;

function roleNames(mail: Mail, { lang, t }: Writing): string {
  const given = (mail.params.roles ?? "").split(",").map((role) => role.trim());
  return lists(lang).format(ROLES.filter((role) => given.includes(role)).map((role) => t(`mail:roles.${role}`)));
}

export const invitation: Composer = composer(async (mail, writing) => {
  if (!mail.secret) return null;
  const { lang, t, names, said, to } = writing;
  const inviter = said("inviter");
  const mechanism = mail.params.mechanism ? (await pageTools(lang)).mechanismById(mail.params.mechanism) : "";
  const facts = [
    { label: t("mail:facts.role"), value: roleNames(mail, writing) },
    { label: t("mail:facts.mechanism"), value: inSentence(mechanism, lang) },
  ];
  return {
    subject: t("mail:invitation.subject", names),
    to,
    paragraphs: [inviter ? t("mail:invitation.leadBy", { ...names, inviter }) : t("mail:invitation.lead", names), t("mail:invitation.about")],
    facts: facts.filter(({ value }) => value),
    link: { label: t("mail:invitation.action"), path: paths.invitation(lang, mail.secret) },
    notes: [linkNote(mail, writing), t("mail:invitation.ifNot")],
    reason: t("mail:invitation.reason"),
  };
});

export const passwordReset: Composer = composer((mail, writing) => {
  if (!mail.secret) return null;
  const { lang, t, names, to } = writing;
  return {
    subject: t("mail:password-reset.subject"),
    to,
    paragraphs: [t("mail:password-reset.lead", names)],
    link: { label: t("mail:password-reset.action"), path: paths.resetPassword(lang, mail.secret) },
    notes: [linkNote(mail, writing), t("mail:password-reset.ifNot")],
    reason: t("mail:reasonAccount"),
  };
});

export const administratorLink: Composer = composer((mail, writing) => {
  if (!mail.secret) return null;
  const { lang, t, names, said, to } = writing;
  const administrator = said("administrator");
  return {
    subject: t("mail:administrator-link.subject"),
    to,
    paragraphs: [administrator ? t("mail:administrator-link.leadBy", { ...names, administrator }) : t("mail:administrator-link.lead", names)],
    link: { label: t("mail:administrator-link.action"), path: paths.resetPassword(lang, mail.secret) },
    notes: [linkNote(mail, writing), t("mail:administrator-link.ifNot")],
    reason: t("mail:reasonAccount"),
  };
});

export const emailChangeOld: Composer = composer((mail, writing) => {
  if (!mail.secret) return null;
  const { lang, t, names, said, to } = writing;
  const newEmail = said("newEmail");
  return {
    subject: t("mail:email-change-old.subject"),
    to,
    paragraphs: [t("mail:email-change-old.lead", { ...names, at: when(mail, writing) }), t("mail:email-change-old.next")],
    facts: newEmail ? [{ label: t("mail:facts.newEmail"), value: newEmail }] : [],
    link: { label: t("mail:email-change-old.action"), path: paths.confirmEmail(lang, mail.secret) },
    notes: [linkNote(mail, writing), t("mail:email-change-old.ifNot")],
    reason: t("mail:reasonAccount"),
  };
});

export const emailChangeNew: Composer = composer((mail, writing) => {
  if (!mail.secret) return null;
  const { lang, t, names, to } = writing;
  return {
    subject: t("mail:email-change-new.subject"),
    to,
    paragraphs: [t("mail:email-change-new.lead", names)],
    link: { label: t("mail:email-change-new.action"), path: paths.confirmEmail(lang, mail.secret) },
    notes: [linkNote(mail, writing), t("mail:email-change-new.ifNot")],
    reason: t("mail:email-change-new.reason"),
  };
});

export const passwordChanged: Composer = composer((mail, writing) => {
  const { lang, t, names, to } = writing;
  return {
    subject: t("mail:password-changed.subject"),
    to,
    paragraphs: [t("mail:password-changed.lead", { ...names, at: when(mail, writing) }), t("mail:ifYou"), t("mail:password-changed.ifNot")],
    link: { label: t("mail:signIn"), path: paths.signIn(lang) },
    reason: t("mail:reasonAccount"),
  };
});

export const emailChanged: Composer = composer((mail, writing) => {
  const { lang, t, names, said, to } = writing;
  const newEmail = said("newEmail");
  return {
    subject: t("mail:email-changed.subject"),
    to,
    paragraphs: [t("mail:email-changed.lead", { ...names, at: when(mail, writing) }), t("mail:ifYou"), t("mail:email-changed.ifNot")],
    facts: newEmail ? [{ label: t("mail:facts.newEmail"), value: newEmail }] : [],
    // Whoever lost his account cannot sign in to ask for help.
    link: { label: t("mail:write"), path: paths.message(lang, paths.signIn(lang)) },
    reason: t("mail:email-changed.reason"),
  };
});

export const secondFactorChanged: Composer = composer((mail, writing) => {
  const { lang, t, names, to } = writing;
  const change = SECOND_FACTOR_CHANGES.find((one) => one === mail.params.change) ?? "other";
  return {
    subject: t("mail:second-factor-changed.subject"),
    to,
    paragraphs: [
      t(`mail:second-factor-changed.lead.${change}`, { ...names, at: when(mail, writing) }),
      t("mail:ifYou"),
      t("mail:second-factor-changed.ifNot"),
    ],
    link: { label: t("mail:signIn"), path: paths.signIn(lang) },
    reason: t("mail:reasonAccount"),
  };
});

export const signInLocked: Composer = composer((_mail, { lang, t, names, moment, to }) => {
  const until = moment("until");
  return {
    subject: t("mail:sign-in-locked.subject"),
    to,
    paragraphs: [
      t("mail:sign-in-locked.lead", names),
      until ? t("mail:sign-in-locked.pausedUntil", { until }) : t("mail:sign-in-locked.paused"),
      t("mail:sign-in-locked.ifYou"),
      t("mail:sign-in-locked.ifNot"),
    ],
    link: { label: t("mail:signIn"), path: paths.signIn(lang) },
    reason: t("mail:reasonAccount"),
  };
});
