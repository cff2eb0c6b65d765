import type { Proved } from "#app/auth/guards.server.ts";
import { LANGUAGE_CODES } from "#app/i18n/languages.ts";
import { formatNumber } from "#app/lib/dates.ts";
import type { PageTools } from "#app/lib/page-tools.server.ts";
import { sortByName } from "#app/lib/reference-data.server.ts";
import { NETWORK, paths } from "#app/paths.ts";
import { waitsFor } from "#models/application.ts";
import { listApplications } from "#models/application.server.ts";
import { listInvitations } from "#models/invitation.server.ts";
import { readNetworkSettings } from "#models/network-settings.server.ts";
import { countReports } from "#models/report.server.ts";
import { listWaiting } from "#models/review-queue.server.ts";

import type { Counted } from "../figures/counted.server.ts";

/** More than a network has under way at a time. */
const MOST_APPLICATIONS = 500;

type Asked = { proved: Proved; tools: PageTools; figures: Counted };

/** One thing that waits: how many of it, and where they are listed; by owners where each has a list of its own. */
export type Waiting = { id: string; name: string; count: number; note?: string | null; url: string | null; parts?: Array<{ name: string; count: number; url: string }> };

/** What waits for the coordinators, in the order in which it is shown. One function for each kind of thing. */
const SOURCES: Array<(asked: Asked) => Promise<Waiting>> = [applications, errors, messages, reviews, invitations, languages, behind];

export function waitingFor(asked: Asked): Promise<Waiting[]> {
  return Promise.all(SOURCES.map((source) => source(asked)));
}

/** Applications for membership on which the coordinators have to act. */
async function applications({ tools: { lang, t } }: Asked): Promise<Waiting> {
  const open = await listApplications({ states: ["open"], limit: MOST_APPLICATIONS });
  return { id: "applications", name: t("membership:queue.waiting"), count: open.filter((one) => waitsFor(one) === "coordinators").length, url: paths.applications(lang) };
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
  const soon = Date.now() + invitationReminderDays * 24 * 3_600_000;
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
