import type { Proved } from "#app/auth/guards.server.ts";
import { LANGUAGE_CODES } from "#app/i18n/languages.ts";
import { formatNumber, today } from "#app/lib/dates.ts";
import type { PageTools } from "#app/lib/page-tools.server.ts";
import { sortByName } from "#app/lib/reference-data.server.ts";
import { NETWORK, paths } from "#app/paths.ts";
import { waitsFor } from "#models/application.ts";
import { listApplications } from "#models/application.server.ts";
import { listInvitations } from "#models/invitation.server.ts";
import { confirmationDue } from "#models/mechanism.ts";
import { readNetworkSettings } from "#models/network-settings.server.ts";
import { committeeOn, countedTerms, lastDayOf } from "#models/office.ts";
import { toLookAt } from "#models/office-rules.ts";
import { listOffices, readPlaces } from "#models/office.server.ts";
import { countModerated } from "#models/reader-comment.server.ts";
import { countReports } from "#models/report.server.ts";
import { listWaiting } from "#models/review-queue.server.ts";

import type { Counted } from "../figures/counted.server.ts";

/** More than a network has under way at a time. */
const MOST_APPLICATIONS = 500;
const DAY_MS = 24 * 3_600_000;

type Asked = { proved: Proved; tools: PageTools; figures: Counted };

/** One thing that waits: how many of it, and where they are listed; by owners where each has a list of its own. */
export type Waiting = { id: string; name: string; count: number; note?: string | null; url: string | null; parts?: Array<{ name: string; count: number; url: string }> };

/** What waits for the coordinators, in the order in which it is shown. One function for each kind of thing. */
const SOURCES: Array<(asked: Asked) => Promise<Waiting>> = [applications, steps, errors, messages, comments, reviews, seats, clashes, terms, invitations, profiles, languages, behind];

export function waitingFor(asked: Asked): Promise<Waiting[]> {
  return Promise.all(SOURCES.map((source) => source(asked)));
}

/** Applications for membership on which the coordinators have to act. */
async function applications({ tools: { lang, t } }: Asked): Promise<Waiting> {
  const open = await listApplications({ states: ["open"], limit: MOST_APPLICATIONS });
  return { id: "applications", name: t("membership:queue.waiting"), count: open.filter((one) => waitsFor(one) === "coordinators").length, url: paths.applications(lang) };
}

/** Applications whose step was not written, since the membership had changed after they were accepted. */
async function steps({ tools: { lang, t } }: Asked): Promise<Waiting> {
  const left = await listApplications({ step: "waits", limit: MOST_APPLICATIONS });
  return { id: "steps", name: t("overview:waiting.steps"), count: left.length, url: paths.applications(lang) };
}

async function errors({ tools: { lang, t } }: Asked): Promise<Waiting> {
  return { id: "errors", name: t("overview:waiting.errors"), count: await countReports({ state: "open", kind: "error" }), url: paths.readerReports(lang, { kind: "error" }) };
}

async function messages({ tools: { lang, t } }: Asked): Promise<Waiting> {
  return { id: "messages", name: t("overview:waiting.messages"), count: await countReports({ state: "open", kind: "message" }), url: paths.readerReports(lang, { kind: "message" }) };
}

async function reviews({ proved: { actor }, tools: { lang, t } }: Asked): Promise<Waiting> {
  const waiting = await listWaiting({ actor });
  const free = waiting.filter(({ assignee }) => assignee === null).length;
  return { id: "reviews", name: t("overview:waiting.reviews"), count: waiting.length, note: free > 0 ? t("overview:waiting.unassigned", { n: formatNumber(free, lang) }) : null, url: paths.reviews(lang) };
}

/** Comments of readers that nobody has looked at, and those that somebody objects to. */
async function comments({ proved: { actor }, tools: { lang, t } }: Asked): Promise<Waiting> {
  const [waiting, reported] = await Promise.all([countModerated({ actor, state: "waiting" }), countModerated({ actor, state: "reported" })]);
  return { id: "comments", name: t("overview:waiting.comments"), count: waiting + reported, url: paths.moderation(lang) };
}

/** Seats of offices in which nobody sits today. */
async function seats({ tools: { lang, t, present } }: Asked): Promise<Waiting> {
  const offices = await listOffices();
  const empty = offices.filter((office) => countedTerms(office).length > 0).reduce((sum, { id }) => sum + committeeOn(offices, id, today(), present).empty, 0);
  return { id: "seats", name: t("overview:waiting.seats"), count: empty, url: paths.offices(lang) };
}

/** Terms of one State or mechanism in one office on the same days: no step leads there, a merger may. */
async function clashes({ tools: { lang, t } }: Asked): Promise<Waiting> {
  const [offices, places] = await Promise.all([listOffices(), readPlaces()]);
  const twice = offices.flatMap((office) => toLookAt(office, places, today()).broken.filter(({ kind }) => kind === "twice"));
  return { id: "clashes", name: t("overview:waiting.clashes"), count: twice.length, url: paths.offices(lang) };
}

/** Terms that end soon, and those that should have ended by their length and of which no end is stated. */
async function terms({ tools: { lang, t } }: Asked): Promise<Waiting> {
  const [offices, { termReminderDays }] = await Promise.all([listOffices(), readNetworkSettings()]);
  const [day, soon] = [today(), new Date(Date.now() + Math.max(0, ...termReminderDays) * DAY_MS).toISOString().slice(0, 10)];
  const ending = offices.flatMap((office) =>
    countedTerms(office).filter((term) => {
      const last = lastDayOf(office, term);
      return last !== null && last <= soon && (last >= day || term.to.from === null);
    }),
  );
  return { id: "terms", name: t("overview:waiting.terms"), count: ending.length, url: paths.offices(lang) };
}

/** Mechanisms whose profile has not been confirmed for longer than the network lets pass. */
async function profiles({ tools: { lang, t, reference } }: Asked): Promise<Waiting> {
  const { profileMonths } = await readNetworkSettings();
  const due = [...reference.mechanisms.values()].filter((mechanism) => {
    const last = confirmationDue(mechanism, profileMonths);
    return last !== null && last <= new Date();
  });
  return { id: "profiles", name: t("overview:waiting.profiles"), count: due.length, url: paths.keptMechanisms(lang) };
}

/** Published items that are not there in every language of the hub. */
async function languages({ tools: { lang, t }, figures: { census } }: Asked): Promise<Waiting> {
  const whole = Object.entries(census.spread).reduce((sum, [there, items]) => (Number(there) >= LANGUAGE_CODES.length ? sum + items : sum), 0);
  return { id: "languages", name: t("overview:waiting.languages"), count: census.all.items - whole, url: `${paths.coverage(lang)}#languages` };
}

async function behind({ tools: { lang, t }, figures: { census } }: Asked): Promise<Waiting> {
  const count = Object.values(census.behind).reduce((sum, texts) => sum + texts, 0);
  return { id: "behind", name: t("overview:waiting.behind"), count, url: `${paths.coverage(lang)}#languages` };
}

/** Each owner's invitations stand with its people. */
async function invitations({ tools }: Asked): Promise<Waiting> {
  const { lang, t } = tools;
  const [open, { invitationReminderDays }] = await Promise.all([listInvitations(), readNetworkSettings()]);
  const soon = Date.now() + invitationReminderDays * DAY_MS;
  const ending = open.filter(({ expiresAt }) => expiresAt && new Date(expiresAt).getTime() <= soon).length;
  const owners = [...new Set(open.flatMap(({ grants }) => grants.map(({ mechanism }) => mechanism)))];
  const parts = owners.map((owner) => ({
    name: owner ? tools.mechanismById(owner) : t("overview:theNetwork"),
    count: open.filter(({ grants }) => grants.some(({ mechanism }) => mechanism === owner)).length,
    url: paths.people(lang, owner ?? NETWORK),
  }));
  return {
    id: "invitations",
    name: t("overview:waiting.invitations"),
    count: open.length,
    note: ending > 0 ? t("overview:waiting.ending", { n: formatNumber(ending, lang) }) : null,
    url: null,
    parts: sortByName(parts, lang, ({ name }) => name),
  };
}
