import { idForKey } from "#models/ids.server.ts";
import { savedSearchId } from "#models/saved-search.server.ts";

import type { Looker } from "./global-setup.ts";

/** What the search API answers, as far as the browser suites need it. */
type Hits = { hits: Array<{ id: string; type: string; url: string; title: string; country: string | null; languages: string[] }> };

/** A page of the hub: a name for the report, its address below `/{lang}`, and who looks at it, where that is no reader. */
export type PageUnderTest = { name: string; path: string; status?: number; as?: Looker };

/** What the member has saved a search for. */
export const SAVED_QUERY = "q=committee&theme=torture";

/** Every page of the hub, with one item of each type, found through the hub itself. */
export async function pagesOf(hubUrl: string, setUpLink: string, { memberId, draftId, fileId, application, tableId, alerts }: { memberId: string; draftId: string; fileId: string; application: { id: string; token: string }; tableId: string; alerts: { stopped: string } }): Promise<PageUnderTest[]> {
  const response = await fetch(`${hubUrl}/api/v1/search?limit=100`);
  const { hits } = (await response.json()) as Hits;
  // Without its slug, which is in another language: the hub leads to the right one.
  const pathOf = (hit: Hits["hits"][number]) => new URL(hit.url).pathname.split("/").slice(2, 4).join("/");
  const items = ["practice", "document", "event", "record", "measure"].map((type) => {
    const hit = hits.find((candidate) => candidate.type === type);
    if (!hit) throw new Error(`the founding network has no item of type ${type}`);
    return { name: type, path: pathOf(hit) };
  });
  const unequal = hits.find(({ type, languages }) => type === "event" && languages.join() === "ar,fr");
  if (!unequal) throw new Error("the founding network has no event in Arabic and French");
  const report = await reportedNumber(hubUrl);
  const practiceId = hits.find(({ type, country }) => type === "practice" && country === "MA")?.id ?? "";
  return [
    { name: "home", path: "" },
    { name: "search", path: "search" },
    { name: "search with a query and filters", path: "search?q=mauritania&type=record&year=2022" },
    { name: "search that was widened", path: `search?q=${encodeURIComponent("trata de personas")}` },
    { name: "search with a slip", path: "search?q=trafficing" },
    { name: "search beside a page of the hub", path: "search?q=Portugal" },
    { name: "loosened search", path: "search?q=slavery+zzqqxxyy" },
    { name: "empty search", path: "search?q=zzqqxxyy" },
    { name: "mechanisms", path: "mechanisms" },
    { name: "mechanisms that were looked for", path: "mechanisms?q=portugal" },
    { name: "mechanism", path: "mechanisms/morocco" },
    { name: "mechanism without a name", path: "mechanisms/paraguay" },
    { name: "mechanism without a membership", path: "mechanisms/mauritania" },
    { name: "network", path: "network" },
    { name: "partners", path: "partners" },
    { name: "partner", path: "partners/unodc" },
    { name: "plan of the network", path: "network/plan" },
    { name: "network on an earlier day", path: "network?on=2024-06-01" },
    { name: "network before its founding", path: "network?on=2023-01-01" },
    { name: "register of decisions", path: "network/decisions" },
    { name: "part of the register", path: "network/decisions?kind=decisionKind:election&q=coordinator" },
    { name: "decision", path: "network/decisions/election-coordinator-2024" },
    { name: "events", path: "events" },
    { name: "events of a year", path: "events?year=2024" },
    ...items,
    { name: "version that breaks off", path: `${pathOf(unequal)}?version=fr` },
    { name: "about", path: "about" },
    { name: "accessibility statement", path: "about/accessibility" },
    { name: "privacy", path: "about/privacy" },
    { name: "licence", path: "about/licence" },
    { name: "imprint", path: "about/imprint" },
    { name: "form for errors", path: "report?page=/fr/network" },
    { name: "message to the coordinators", path: "report?kind=message&page=/fr/network" },
    { name: "report received", path: `report/${report}` },
    { name: "members of a day", path: "network?on=2024-01-01" },
    { name: "form for membership", path: "network/apply" },
    { name: "form for membership sent", path: "network/apply?sent=1" },
    { name: "link to an application asked for", path: "application" },
    { name: "application", path: `application/${application.token}` },
    { name: "question before an application is withdrawn", path: `application/${application.token}?ask=withdraw` },
    { name: "void link to an application", path: "application/guess", status: 404 },
    { name: "sign-in", path: "sign-in" },
    { name: "set-up", path: new URL(setUpLink).pathname.split("/").slice(2).join("/") },
    { name: "forgotten password", path: "password" },
    { name: "void invitation", path: "invitation/guess", status: 404 },
    { name: "void link for a password", path: "password/guess", status: 404 },
    { name: "void link for an address", path: "email/guess", status: 404 },
    ...MEMBER_PAGES.map(({ path, ...page }) => ({ ...page, path: path.replace("{member}", memberId).replace("{draft}", draftId).replace("{file}", fileId).replace("{practice}", practiceId).replace("{report}", report).replace("{offer}", offerOf(memberId)).replace("{table}", tableId).replace("{application}", application.id).replace("{search}", savedSearchId({ user: memberId, query: SAVED_QUERY })), as: "member" as const })),
    { name: "mails about a saved search that were stopped", path: `alerts/stop/${alerts.stopped}` },
    { name: "void link of an alert", path: "alerts/stop/guess", status: 404 },
    { name: "second step of signing in", path: "sign-in/second-factor", as: "waiting" },
    { name: "second factor to be set up", path: "account/second-factor", as: "newcomer" },
    { name: "missing page", path: "nowhere", status: 404 },
    { name: "missing item", path: "practices/222222222222", status: 404 },
  ];
}

/**
 * Pages for those who are signed in; `{member}` stands for the account that looks at them, `{draft}` for an item under
 * review, `{file}` for a file of it, `{practice}` for a published one in Arabic, `{report}` for what a reader has reported,
 * `{offer}` for an offer of cooperation, `{table}` for a table that was brought, `{search}` for a saved search.
 */
const MEMBER_PAGES = [
  { name: "desk", path: "desk" },
  { name: "new item", path: "desk/new" },
  { name: "tables", path: "desk/import" },
  { name: "table that was looked at", path: "desk/import/{table}" },
  { name: "rows of a table", path: "desk/import/{table}?show=all" },
  { name: "languages", path: "desk/languages" },
  { name: "reviews", path: "desk/reviews" },
  { name: "item under review", path: "desk/items/{draft}" },
  { name: "review", path: "desk/items/{draft}/review/en" },
  { name: "preview", path: "desk/items/{draft}/preview/en" },
  { name: "file", path: "files/{file}" },
  { name: "history", path: "desk/items/{draft}/history/en" },
  { name: "editor of what is under review", path: "desk/items/{draft}/edit/en" },
  { name: "editor", path: "desk/items/{practice}/edit/ar" },
  { name: "published item", path: "desk/items/{practice}" },
  { name: "network at a glance", path: "desk/network" },
  { name: "plan that is kept", path: "desk/plan" },
  { name: "priority of the plan", path: "desk/plan/priority-1" },
  { name: "new priority of the plan", path: "desk/plan/new" },
  { name: "new activity of the plan", path: "desk/plan/priority-1/new" },
  { name: "gatherings of the network", path: "desk/gatherings" },
  { name: "coverage", path: "desk/network/coverage" },
  { name: "activity", path: "desk/network/activity" },
  { name: "reports of readers", path: "desk/network/reports" },
  { name: "report of a reader", path: "desk/network/reports/{report}" },
  { name: "own comments", path: "comments/{practice}" },
  { name: "comments to moderate", path: "desk/comments" },
  { name: "partners of the desk", path: "desk/partners" },
  { name: "partner to be changed", path: "desk/partners/unodc" },
  { name: "cooperation", path: "desk/cooperation" },
  { name: "new offer or request", path: "desk/cooperation/new" },
  { name: "offer", path: "desk/cooperation/{offer}" },
  { name: "mechanisms like one's own", path: "desk/cooperation/alike" },
  { name: "offices", path: "desk/offices" },
  { name: "office", path: "desk/offices/coordinator" },
  { name: "definition of an office", path: "desk/offices/coordinator/edit" },
  { name: "office more", path: "desk/offices/new" },
  { name: "term to be recorded", path: "desk/offices/coordinator/terms/new" },
  { name: "term of office", path: "desk/offices/coordinator/terms/coordinator-morocco-2024" },
  { name: "term to be struck", path: "desk/offices/coordinator/terms/coordinator-morocco-2024?ask=strike" },
  { name: "decisions", path: "desk/decisions" },
  { name: "decision to be recorded", path: "desk/decisions/new" },
  { name: "election as it is recorded", path: "desk/decisions/election-coordinator-2024/edit" },
  { name: "account", path: "account" },
  { name: "choice of what comes by mail", path: "account/notices" },
  { name: "saved searches", path: "account/searches" },
  { name: "search to be saved", path: "account/searches/new?q=mauritania&type=record" },
  { name: "saved search", path: "account/searches/{search}" },
  { name: "profiles of mechanisms", path: "desk/mechanism" },
  { name: "profile that is kept", path: "desk/mechanism/morocco" },
  { name: "facts of a profile", path: "desk/mechanism/morocco/edit/facts" },
  { name: "persons of a profile", path: "desk/mechanism/morocco/edit/persons" },
  { name: "Arabic texts of a profile", path: "desk/mechanism/morocco/edit/ar" },
  { name: "history of a mechanism", path: "desk/mechanism/morocco/history" },
  { name: "renaming of a mechanism", path: "desk/mechanism/morocco/history?add=renamed" },
  { name: "second factor in use", path: "account/second-factor" },
  { name: "people of the network", path: "desk/people" },
  { name: "all people", path: "desk/people?mechanism=all" },
  { name: "people of a mechanism", path: "desk/people?mechanism=morocco" },
  { name: "end of a role", path: "desk/people?mechanism=morocco&end={member}&role=editor" },
  { name: "applications", path: "desk/applications" },
  { name: "application on the desk", path: "desk/applications/{application}" },
  { name: "memberships", path: "desk/memberships" },
  { name: "record of a membership", path: "desk/memberships/morocco" },
  { name: "step of a membership corrected", path: "desk/memberships/morocco?correct=s1" },
  { name: "settings", path: "desk/settings" },
  { name: "texts of public pages", path: "desk/texts" },
  { name: "parts of a public page", path: "desk/texts/network" },
  { name: "text of a public page", path: "desk/texts/home?part=lead&in=ar" },
  { name: "vocabularies", path: "desk/vocabularies" },
  { name: "terms of a vocabulary", path: "desk/vocabularies/persons" },
  { name: "a term found", path: "desk/vocabularies/theme?find=trata" },
  { name: "one term", path: "desk/vocabularies/persons/children" },
  { name: "question before a merge", path: "desk/vocabularies/persons/youth?into=persons:children" },
  { name: "accounts", path: "admin/users" },
  { name: "one account", path: "admin/users/{member}" },
  { name: "outgoing mail", path: "admin/mail" },
  { name: "archives", path: "admin/archives" },
  { name: "log", path: "admin/audit" },
  { name: "search for a member", path: "search?q=trafficking" },
];

/** The offer that the member of `global-setup.ts` has made. */
const offerOf = (memberId: string): string => idForKey(`cooperation:${memberId}:pages`);

/** Sends a report, always the same one, and returns its number. */
async function reportedNumber(hubUrl: string): Promise<string> {
  const answer = await fetch(`${hubUrl}/en/report`, {
    method: "POST",
    redirect: "manual",
    headers: { Origin: hubUrl },
    body: new URLSearchParams({ token: "for-every-page", page: "/en", text: "A report for the browser suites" }),
  });
  const number = /[^/]+(?=\?)/.exec(answer.headers.get("Location") ?? "")?.[0];
  if (!number) throw new Error(`the report was answered with ${answer.status}`);
  return number;
}
