import { paths } from "#app/paths.ts";

const LEAD = "settings:texts.pageLead";

/**
 * The parts of pages that the network can write itself, by `page/part`: what page and part are called, where the page is,
 * and the hub's own words, which stand where the network has written none. The pages about the hub have more of them, as
 * many as their sections (`routes/desk/texts/parts.server.ts`).
 */
export const PAGE_SLOTS = {
  "home/lead": { page: "settings:texts.home", part: LEAD, words: "site:home.lead", url: paths.home },
  "search/lead": { page: "search:title", part: LEAD, words: null, url: paths.search },
  "network/lead": { page: "network:title", part: LEAD, words: "network:lead", url: paths.network },
  "network/join": { page: "network:title", part: "network:parts.join", words: "network:join.who", url: paths.network },
  "apply/lead": { page: "membership:apply.title", part: LEAD, words: "membership:apply.lead", url: paths.apply },
  "application/lead": { page: "membership:find.title", part: LEAD, words: "membership:find.lead", url: paths.application },
  "mechanisms/lead": { page: "network:mechanisms.title", part: LEAD, words: "network:mechanisms.lead", url: paths.mechanisms },
  "decisions/lead": { page: "offices:register.title", part: LEAD, words: "offices:register.lead", url: paths.decisions },
  "plan/lead": { page: "gatherings:planDesk.title", part: LEAD, words: "gatherings:plan.lead", url: paths.plan },
  "partners/lead": { page: "cooperation:partners.title", part: LEAD, words: "cooperation:partners.lead", url: paths.partners },
  "events/lead": { page: "network:events.title", part: LEAD, words: "network:events.lead", url: paths.events },
  "cooperation/lead": { page: "cooperation:list.title", part: LEAD, words: "cooperation:list.lead", url: paths.cooperation },
  "comments/rules": { page: "comments:title", part: "settings:texts.commentRules", words: "comments:form.noCases", url: paths.search },
  "report/lead": { page: "report:form.title", part: LEAD, words: "report:form.lead", url: paths.report },
  "message/lead": { page: "report:message.title", part: LEAD, words: "report:message.lead", url: (lang: string) => paths.message(lang, paths.network(lang)) },
} as const;

export type PageSlot = keyof typeof PAGE_SLOTS;
