import type { LoaderFunctionArgs } from "@remix-run/node";

import { requireMay } from "#app/auth/guards.server.ts";
import { cleanText } from "#app/lib/form.server.ts";
import { formatMoment } from "#app/lib/dates.ts";
import { type PageTools, pageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import type { Actor } from "#models/actor.ts";
import { type AuditEntry, listAudit } from "#models/audit.server.ts";
import { namesOfLinks } from "#models/invitation.server.ts";
import { titlesOfItems } from "#models/item-titles.server.ts";
import { listDecisions } from "#models/decision.server.ts";
import { type Localized, localize } from "#models/localized.ts";
import { listOffices } from "#models/office.server.ts";
import { can } from "#models/policy.ts";
import { searchUsers } from "#models/user-search.server.ts";
import { usersById } from "#models/user.server.ts";
import { LIMITS } from "#models/vocabulary.ts";

import { deskNavigation } from "../desk/navigation.server.ts";

/** Entries on one page, and people whom a name may mean. */
const PAGE = 50;
const NAMESAKES = 100;

/** The log, the newest first, for those who may read it. Addresses of people are no part of it. */
export async function loadAudit(args: LoaderFunctionArgs) {
  const proved = await requireMay(args, "audit:read");
  const { actor, lang, user } = proved;
  const query = new URL(args.request.url).searchParams;
  const [tools, navigation] = await Promise.all([pageTools(lang), deskNavigation(proved)]);
  const actions = actionNames(tools);
  const person = cleanText(query.get("person")).slice(0, LIMITS.email);
  const action = actions.find(({ value }) => value === query.get("action"))?.value;
  const subject = query.get("subject") ?? undefined;
  const before = momentOf(query.get("before"));
  const people = person ? (await searchUsers({ text: person, wholeAddress: !can(actor, "users:manage"), limit: NAMESAKES })).users.map(({ id }) => id) : undefined;
  const found = await listAudit({
    limit: PAGE + 1,
    ...(people ? { people } : {}),
    ...(subject ? { subject } : {}),
    ...(action ? { action } : {}),
    ...(before ? { before } : {}),
  });
  const entries = found.slice(0, PAGE);
  const names = await namesOf(entries, tools, actor);
  const last = found.length > PAGE ? entries.at(-1) : undefined;
  const kept = { ...(person ? { person } : {}), ...(subject ? { subject } : {}), ...(action ? { action } : {}) };
  const texts = tools.t("admin:audit", { returnObjects: true });
  const { actions: _, ...words } = texts;
  const about = subject ? (entries.find((entry) => entry.subject.id === subject)?.subject ?? null) : null;
  return {
    meta: tools.meta(texts.title, undefined, { unlisted: true }),
    navigation,
    texts: { ...words, subject: about ? tools.t("admin:audit.subject", { name: names.thing(about).name }) : null },
    values: { person, action: action ?? "", subject: subject ?? "", before: /^\d{4}-\d{2}-\d{2}/.exec(query.get("before") ?? "")?.[0] ?? "" },
    actions,
    entries: entries.map((entry) => ({
      id: entry.id,
      at: formatMoment(entry.at, lang, user.timeZone),
      who: entry.by === null ? null : names.person(entry.by),
      what: actions.find(({ value }) => value === entry.action)?.name ?? entry.action,
      on: names.thing(entry.subject),
      only: paths.audit(lang, { subject: entry.subject.id }),
      detail: detailOf(entry, tools),
      from: entry.address,
    })),
    older: last ? paths.audit(lang, { ...kept, before: last.at.toISOString() }) : null,
    all: paths.audit(lang),
  };
}

/** A day or a moment as an address has it. */
function momentOf(text: string | null): Date | null {
  const date = new Date(text ?? "");
  return text && /^\d{4}-\d{2}-\d{2}/.test(text) && !Number.isNaN(date.getTime()) ? date : null;
}

/** What can stand in the log, in words: `thing:verb` as the code has it, beside its name. */
function actionNames({ t }: PageTools): Array<{ value: string; name: string }> {
  const things: Record<string, Record<string, string>> = t("admin:audit.actions", { returnObjects: true });
  return Object.entries(things).flatMap(([thing, verbs]) => Object.entries(verbs).map(([verb, name]) => ({ value: `${thing}:${verb}`, name })));
}

/** `lang` where the name is in a language of its own: titles are. */
type Named = { kind: string; name: string; lang?: string | null; url: string | null };

/** Names for all that the entries speak of, asked for once. */
async function namesOf(entries: AuditEntry[], tools: PageTools, actor: Actor) {
  const idsOf = (kind: AuditEntry["subject"]["kind"]) => entries.flatMap(({ subject }) => (subject.kind === kind ? [subject.id] : []));
  const [users, links, items, network] = await Promise.all([
    usersById([...entries.flatMap(({ by }) => by ?? []), ...idsOf("user")]),
    namesOfLinks(idsOf("invitation")),
    titlesOfItems(idsOf("item"), tools.lang),
    namesOfNetwork(entries, tools, actor),
  ]);
  const isAdministrator = can(actor, "users:manage");
  const gone = (id: string) => tools.t("admin:audit.gone", { id });
  const person = (id: string) => ({ name: users.get(id)?.name ?? gone(id), url: isAdministrator && users.has(id) ? paths.user(tools.lang, id) : null });
  const thing = ({ kind, id }: AuditEntry["subject"]): Named => {
    const label = tools.t(`admin:audit.things.${kind}`);
    if (kind === "user") return { kind: label, ...person(id) };
    if (kind === "item") return { kind: label, name: items.get(id)?.title ?? gone(id), lang: items.get(id)?.lang ?? null, url: items.has(id) ? paths.work(tools.lang, id) : null };
    if (kind === "office" || kind === "decision") return { kind: label, ...(network.get(`${kind} ${id}`) ?? { name: gone(id), url: null }) };
    if (kind === "mail") return { kind: label, name: id, url: can(actor, "mail:read") ? paths.outbox(tools.lang, { mail: id }) : null };
    if (kind === "report") return { kind: label, name: id, url: can(actor, "network:manage") ? paths.readerReport(tools.lang, id) : null };
    if (kind === "plan") return { kind: label, name: id, url: can(actor, "network:manage") ? paths.planDesk(tools.lang) : null };
    return { kind: label, name: links.get(id) || gone(id), url: null };
  };
  return { person, thing };
}

/** Offices and decisions that the entries speak of, where there are any. */
async function namesOfNetwork(entries: AuditEntry[], tools: PageTools, actor: Actor): Promise<Map<string, Omit<Named, "kind">>> {
  const isOf = (kind: string) => entries.some(({ subject }) => subject.kind === kind);
  const [offices, decisions] = await Promise.all([isOf("office") ? listOffices() : [], isOf("decision") ? listDecisions() : []]);
  const { lang } = tools;
  const manages = can(actor, "network:manage");
  const named = (text: Localized, url: string): Omit<Named, "kind"> => ({ name: localize(text, lang)?.text ?? "", lang: localize(text, lang)?.lang ?? null, url: manages ? url : null });
  return new Map([
    ...offices.map(({ id, name }) => [`office ${id}`, named(name, paths.office(lang, id))] as const),
    ...decisions.map(({ id, title }) => [`decision ${id}`, named(title, paths.editDecision(lang, id))] as const),
  ]);
}

/** The small facts of an entry: roles and mechanisms by their names, the rest as it is. */
function detailOf({ detail }: AuditEntry, tools: PageTools): string {
  const roles: Partial<Record<string, string>> = tools.t("mail:roles", { returnObjects: true });
  const values = Object.entries(detail ?? {}).flatMap(([name, value]) => {
    if (name === "role") return [roles[value] ?? value];
    if (name === "mechanism") return [tools.mechanismById(value)];
    if (name === "lang") return [tools.language(value)];
    // Ids that lead nowhere say nothing to a reader.
    return ["reason", "name", "place", "number", "revision"].includes(name) ? [value] : [];
  });
  return values.join(" · ");
}
