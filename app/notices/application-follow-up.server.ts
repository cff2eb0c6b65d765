import { inviteOnce } from "#app/auth/invitations.server.ts";
import { LANGUAGE_CODES } from "#app/i18n/languages.ts";
import { translator } from "#app/i18n/i18n.server.ts";
import { referenceData } from "#app/lib/reference-data.server.ts";
import { type Application, CONFIRM_DAYS } from "#models/application.ts";
import { type CarryOut, followApplications } from "#models/application-follow-up.server.ts";
import { noteStepWaits } from "#models/application-outcome.server.ts";
import type { ApplicationStep } from "#models/application-schema.server.ts";
import { issueToken, revokeToken } from "#models/application.server.ts";
import { auditEntry } from "#models/audit.server.ts";
import { isDomainError } from "#models/errors.ts";
import { idForKey } from "#models/ids.server.ts";
import { withLease } from "#models/lease.server.ts";
import type { Localized } from "#models/localized.ts";
import type { MailKind } from "#models/mail.ts";
import { queueMail } from "#models/mail.server.ts";
import { gatherStragglers } from "#models/mechanism-follow-up.server.ts";
import { createMechanism, readPresent } from "#models/mechanism.server.ts";
import { recordDecided } from "#models/membership.server.ts";
import { partialDate } from "#models/partial-date.ts";
import { can } from "#models/policy.ts";
import type { Source } from "#models/source.ts";
import { findUser, listUsers, toMember } from "#models/user.server.ts";

const DAY_MS = 24 * 3_600_000;

/** The mechanism that an accepted application makes where the hub does not have it yet. */
export const mechanismOfApplication = (id: string): string => idForKey(`application:${id}:mechanism`);

/**
 * Writes what follows from the steps of an application, or of all: mails, and what an acceptance brings about. Called by a form
 * right after its step, so that its next page shows it, and by the round for what was left.
 */
export async function followUpApplications({ id }: { id?: string } = {}): Promise<number> {
  // One at a time: of two who invite at once, one would void the link that the other has sent.
  const followed = await withLease(LEASE, () => followApplications({ ...(id === undefined ? {} : { id }), carryOut }));
  return followed?.result ?? 0;
}

/** Held by who follows; whoever comes meanwhile leaves it to him, and the round finds what is left. */
const LEASE = { name: "applications", ms: 30_000 };

const carryOut: CarryOut = async (application, step) => {
  switch (step.kind) {
    case "apply":
      return writeToApplicant(application, step, "application-confirm");
    case "renew":
      return writeToApplicant(application, step, application.state === "unconfirmed" ? "application-confirm" : "application-link");
    case "confirm":
      await writeToApplicant(application, step, "application-received");
      return tellCoordinators(application, step);
    case "ask":
      return writeToApplicant(application, step, "application-question");
    case "answer":
      return tellCoordinators(application, step);
    case "withdraw":
      // Of an application that nobody confirmed the coordinators have heard nothing.
      return application.confirmedAt ? tellCoordinators(application, step) : undefined;
    case "decline":
      return writeToApplicant(application, step, "application-decided");
    case "accept":
      await admit(application, step);
      return writeToApplicant(application, step, "application-decided");
    case "record":
      return record(application, step);
  }
};

/** A mail in the language of the application, with a link of its own to the private page. */
async function writeToApplicant({ id, applicant, lang, at }: Application, step: ApplicationStep, kind: MailKind): Promise<void> {
  if (!applicant.email) return;
  const token = await issueToken({ id });
  const isNew = await queueMail({
    id: `application:${id}:${step.id}`,
    kind,
    to: { email: applicant.email, name: applicant.name, lang },
    params: { application: id },
    secret: token,
    expiresAt: kind === "application-confirm" ? new Date(Date.parse(at) + CONFIRM_DAYS * DAY_MS) : null,
  });
  // It was queued before a crash, with another link.
  if (!isNew) await revokeToken({ id, token });
}

/** Tells everyone by mail who decides on applications. */
async function tellCoordinators({ id }: Application, step: ApplicationStep): Promise<void> {
  const people = (await listUsers({ roles: ["coordinator"] })).filter((user) => can(toMember(user), "network:manage"));
  for (const user of people) {
    await queueMail({ id: `application:${id}:${step.id}:${user.id}`, kind: "application-news", to: { email: user.email, name: user.name, lang: user.lang }, user: user.id, params: { application: id, event: step.kind } });
  }
}

/** Makes the mechanism where it is new, writes the step of its membership down, and invites its first editor. */
async function admit(application: Application, step: ApplicationStep): Promise<void> {
  const { id, outcome, country, applicant, lang } = application;
  if (!outcome?.status || !outcome.mechanism) return;
  if (outcome.mechanism === mechanismOfApplication(id)) {
    const name = application.mechanism;
    const source = await sourceOf(application);
    await createMechanism({
      mechanism: {
        id: outcome.mechanism,
        state: country,
        name: name ? { [lang]: name } : null,
        shortName: null,
        aliases: {},
        official: name ? [lang] : [],
        type: application.type,
        standing: application.standing,
        legalBasis: application.legalBasis ? { [lang]: application.legalBasis } : null,
        profile: {},
        capacities: [],
        dimensions: {},
        sources: [source],
      },
    });
    await referenceData({ fresh: true });
  }
  await record(application, step);
  const inviter = await findUser({ id: outcome.by });
  // Who has editors already invites the others himself: an application opens no mechanism to a stranger.
  const present = (await readPresent())(outcome.mechanism);
  const editors = await listUsers({ mechanism: present, roles: ["editor"] });
  if (!applicant.email || editors.some(({ suspended }) => !suspended)) return;
  await inviteOnce({
    id: idForKey(`application:${id}:invitation`),
    inviter: { id: outcome.by, name: inviter?.name ?? "" },
    invited: { email: applicant.email, name: applicant.name, lang, grant: { role: "editor", mechanism: outcome.mechanism } },
    doer: { by: step.by, address: step.address },
  });
  // As if it had been sent before the merger: it goes to the successor, and back where that is undone.
  if (present !== outcome.mechanism) await gatherStragglers();
}

/** Writes the step of the membership down; where that has changed since the decision, the coordinators are shown so. */
async function record(application: Application, { by, address }: ApplicationStep): Promise<void> {
  const { id, outcome, country } = application;
  if (!outcome?.status || !outcome.mechanism || outcome.step !== null) return;
  const { status, mechanism, membership, decision } = outcome;
  try {
    await recordDecided({
      mechanism: { id: mechanism, state: country },
      seen: membership,
      entry: { id: idForKey(`application:${id}:step`), status, date: partialDate(outcome.date), decision, note: null, sources: [await sourceOf(application)], recordedAt: outcome.at, recordedBy: outcome.by, corrects: null, struck: false },
      log: { ...auditEntry({ by, address }, "membership:step", { kind: "membership", id: mechanism }, { status, application: id }), id: `application:${id}:membership` },
    });
  } catch (error) {
    if (!isDomainError(error, "moved-on")) throw error;
    await noteStepWaits({ id });
  }
}

/** Where the facts stand that an application states. */
async function sourceOf({ lang, at }: Application): Promise<Source> {
  const names = await Promise.all(LANGUAGE_CODES.map(async (code) => [code, (await translator(code))("membership:source")] as const));
  return { title: Object.fromEntries(names) as Localized, language: lang, asOf: at.slice(0, 10) };
}
