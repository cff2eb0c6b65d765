import type { LoaderFunctionArgs } from "@remix-run/node";

import { requireMay } from "#app/auth/guards.server.ts";
import { formatMoment } from "#app/lib/dates.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import { listAudit, SUBJECT_KINDS } from "#models/audit.server.ts";
import { searchUsers } from "#models/user-search.server.ts";
import { usersById } from "#models/user.server.ts";

import { deskNavigation } from "../desk/navigation.server.ts";
import { detailOf, namesOf } from "./audit-names.server.ts";
import { actionName, actionNames, filterParameters, placeIn, readFilter } from "./audit-query.server.ts";

/** Entries on one page, and people to choose from. */
const PAGE = 50;
const PEOPLE = 300;
/** The most of a detail that stands on the page; the file has all of it. */
const SHOWN = 400;

/** The log, the newest first, for those who may read it. Addresses of people are no part of it. */
export async function loadAudit(args: LoaderFunctionArgs) {
  const proved = await requireMay(args, "audit:read");
  const { actor, lang, user } = proved;
  const [tools, navigation, people] = await Promise.all([pageTools(lang), deskNavigation(proved), searchUsers({ limit: PEOPLE })]);
  const filter = await readFilter(new URL(args.request.url).searchParams, { actor, timeZone: user.timeZone, tools });
  const { values, query, after } = filter;
  const found = await listAudit({ ...query, limit: PAGE + 1, ...(after ? { after } : {}) });
  const entries = found.slice(0, PAGE);
  const names = await namesOf(entries, tools, actor);
  const last = found.length > PAGE ? entries.at(-1) : undefined;
  const kept = filterParameters(filter);
  const { actions: _, things, ...words } = tools.t("admin:audit", { returnObjects: true });
  const about = values.subject ? (entries.find((entry) => entry.subject.id === values.subject)?.subject ?? null) : null;
  // One who is not among the first stays chosen.
  const chosen = values.by && !people.users.some(({ id }) => id === values.by) ? [...(await usersById([values.by])).values()] : [];
  return {
    meta: tools.meta(words.title, undefined, { unlisted: true }),
    navigation,
    texts: { ...words, subject: about ? tools.t("admin:audit.subject", { name: names.thing(about).name }) : null },
    values,
    actions: actionNames(tools),
    kinds: SUBJECT_KINDS.map((value) => ({ value, name: things[value] })),
    people: [...people.users, ...chosen].map(({ id, name }) => ({ value: id, name })),
    entries: entries.map((entry) => ({
      id: entry.id,
      at: formatMoment(entry.at, lang, user.timeZone),
      who: entry.by === null ? null : names.person(entry.by),
      what: actionName(tools, entry.action),
      on: names.thing(entry.subject),
      only: paths.audit(lang, { subject: entry.subject.id }),
      detail: shortened(detailOf(entry, tools, actor)),
      from: entry.address,
    })),
    older: last ? paths.audit(lang, { ...kept, after: placeIn(last) }) : null,
    all: paths.audit(lang),
    file: paths.auditFile(lang, kept),
  };
}

const shortened = (text: string): string => (text.length > SHOWN ? `${text.slice(0, SHOWN)} …` : text);
