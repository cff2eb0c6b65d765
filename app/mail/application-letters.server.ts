import { formatMoment } from "#app/lib/dates.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import type { Application } from "#models/application.ts";
import { findApplication } from "#models/application.server.ts";
import type { Mail } from "#models/mail.ts";
import { can } from "#models/policy.ts";
import { findUser, toMember } from "#models/user.server.ts";

import type { Letter } from "./letter.server.ts";
import { inSentence } from "./plain-line.ts";
import { composer, type Composer, type Writing } from "./writing.server.ts";

/**
 * Letters about applications for membership. They say of which State it is and what has happened; questions, answers and reasons
 * are read behind the link.
 */

type Kind = "application-confirm" | "application-received" | "application-question" | "application-link";

async function factsOf({ country, status }: Application, { lang, t }: Writing): Promise<NonNullable<Letter["facts"]>> {
  const tools = await pageTools(lang);
  return [
    { label: t("mail:facts.country"), value: inSentence(tools.country(country), lang) },
    { label: t("mail:facts.status"), value: inSentence(tools.term(status), lang) },
  ];
}

/** The application, as long as whoever applied may be written to with this link. */
async function openFor(mail: Mail): Promise<{ application: Application; secret: string } | null> {
  const application = mail.secret ? await findApplication({ id: mail.params.application ?? "" }) : null;
  return application?.applicant.email === mail.to.email && mail.secret ? { application, secret: mail.secret } : null;
}

/** To the applicant, with the link to his page; null where it is no longer so. */
const toApplicant = (kind: Kind, isStillSo: (application: Application) => boolean): Composer =>
  composer(async (mail, writing) => {
    const found = await openFor(mail);
    if (!found || !isStillSo(found.application)) return null;
    const { lang, t, names, to } = writing;
    return {
      subject: t(`mail:${kind}.subject`, names),
      to,
      paragraphs: [t(`mail:${kind}.lead`, names)],
      facts: await factsOf(found.application, writing),
      link: { label: t(`mail:${kind}.action`), path: paths.application(lang, found.secret) },
      notes: [mail.expiresAt ? t("mail:application-confirm.until", { until: formatMoment(mail.expiresAt, lang) }) : t("mail:applicationLink"), ...(kind === "application-confirm" ? [t("mail:application-confirm.ifNot")] : [])],
      reason: t("mail:applicationReason"),
    };
  });

export const confirm = toApplicant("application-confirm", ({ state }) => state === "unconfirmed");
export const received = toApplicant("application-received", ({ state }) => state === "open");
export const question = toApplicant("application-question", ({ state, messages }) => state === "open" && messages.at(-1)?.from === "coordinators");
export const link = toApplicant("application-link", () => true);

export const decided: Composer = composer(async (mail, writing) => {
  const found = await openFor(mail);
  const { lang, t, names, to } = writing;
  const state = found?.application.state;
  if (!found || (state !== "accepted" && state !== "declined")) return null;
  return {
    subject: t("mail:application-decided.subject", names),
    to,
    paragraphs: state === "accepted" ? [t("mail:application-decided.accepted"), t("mail:application-decided.invited")] : [t("mail:application-decided.declined")],
    facts: await factsOf({ ...found.application, status: found.application.outcome?.status ?? found.application.status }, writing),
    link: { label: t("mail:application-decided.action"), path: paths.application(lang, found.secret) },
    notes: [t("mail:applicationLink")],
    reason: t("mail:applicationReason"),
  };
});

const EVENTS = ["confirm", "answer", "withdraw"] as const;

/** To a coordinator who may still decide on applications. */
export const news: Composer = composer(async (mail, writing) => {
  const { lang, t, to } = writing;
  const event = EVENTS.find((one) => one === mail.params.event);
  const [application, user] = await Promise.all([findApplication({ id: mail.params.application ?? "" }), mail.user ? findUser({ id: mail.user }) : null]);
  if (!event || !application || !user || !can(toMember(user), "network:manage")) return null;
  const facts = await factsOf(application, writing);
  return {
    subject: t(`mail:application-news.${event}.subject`, { country: facts[0]?.value }),
    to,
    paragraphs: [t(`mail:application-news.${event}.lead`)],
    facts,
    link: { label: t("mail:application-news.action"), path: paths.applicationOnDesk(lang, application.id) },
    reason: t("mail:application-news.reason"),
  };
});
