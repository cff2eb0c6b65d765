import type { PageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import type { Actor } from "#models/actor.ts";
import { countriesOfApplications } from "#models/application.server.ts";
import type { AuditEntry } from "#models/audit.server.ts";
import { titlesOfCooperation } from "#models/cooperation.server.ts";
import { listDecisions } from "#models/decision.server.ts";
import { namesOfLinks } from "#models/invitation.server.ts";
import { titlesOfItems } from "#models/item-titles.server.ts";
import { type Localized, localize } from "#models/localized.ts";
import { listMemberships } from "#models/membership.server.ts";
import { listOffices } from "#models/office.server.ts";
import { can } from "#models/policy.ts";
import { termSlug } from "#models/term.ts";
import { usersById } from "#models/user.server.ts";

import { textPages } from "../desk/texts/parts.server.ts";

/** `lang` where the name is in a language of its own: titles are. A name is empty where its thing is not there, or is no matter of the reader's. */
type Named = { name: string; lang?: string | null; url: string | null };
type Subject = AuditEntry["subject"];

/** Names for all that the entries speak of, asked for once; with addresses where the reader may open them. */
export async function namesOf(entries: AuditEntry[], tools: PageTools, actor: Actor) {
  const idsOf = (kind: Subject["kind"]) => [...new Set(entries.flatMap(({ subject }) => (subject.kind === kind ? [subject.id] : [])))];
  // A comment is named after the item that it is on.
  const commented = new Map(entries.flatMap(({ subject, detail }) => (subject.kind === "comment" && detail.item ? [[subject.id, detail.item] as const] : [])));
  const [users, links, items, offers, network] = await Promise.all([
    usersById([...entries.flatMap(({ by }) => by ?? []), ...idsOf("user")]),
    namesOfLinks(idsOf("invitation")),
    titlesOfItems([...idsOf("item"), ...commented.values()], tools.lang),
    titlesOfCooperation(idsOf("cooperation")),
    namesOfNetwork(idsOf, tools, actor),
  ]);
  const isAdministrator = can(actor, "users:manage");
  const gone = (id: string) => tools.t("admin:audit.gone", { id });
  const person = (id: string) => ({ name: users.get(id)?.name ?? gone(id), url: isAdministrator && users.has(id) ? paths.user(tools.lang, id) : null });
  const thing = ({ kind, id }: Subject): Named => {
    if (kind === "user") return person(id);
    if (kind === "item") return { name: items.get(id)?.title ?? gone(id), lang: items.get(id)?.lang ?? null, url: items.has(id) ? paths.work(tools.lang, id) : null };
    if (kind === "comment") {
      const item = items.get(commented.get(id) ?? "");
      return { name: item?.title ?? gone(id), lang: item?.lang ?? null, url: can(actor, "comments:moderate") ? paths.moderation(tools.lang) : null };
    }
    if (kind === "cooperation") return { name: offers.get(id)?.title ?? gone(id), lang: offers.get(id)?.lang ?? null, url: offers.has(id) ? paths.cooperationOf(tools.lang, id) : null };
    if (kind === "mail") return { name: id, url: can(actor, "mail:read") ? paths.outbox(tools.lang, { mail: id }) : null };
    if (kind === "invitation") return { name: links.get(id) || gone(id), url: null };
    return network.get(`${kind} ${id}`) ?? ofReference(tools, actor, { kind, id }) ?? { name: id, url: null };
  };
  return { person, thing: (subject: Subject) => ({ kind: tools.t(`admin:audit.things.${subject.kind}`), ...thing(subject) }) };
}

/** What has its name in the reference data, or in the words of the interface. */
function ofReference(tools: PageTools, actor: Actor, { kind, id }: Subject): Named | null {
  const { lang, reference, t } = tools;
  const link = (action: "network:manage" | "vocabularies:manage" | "settings:manage", url: string) => (can(actor, action) ? url : null);
  switch (kind) {
    case "term": {
      const term = reference.terms.get(id);
      return term ? { name: tools.term(id), url: link("vocabularies:manage", paths.term(lang, term.scheme, termSlug(id))) } : null;
    }
    case "mechanism": {
      const mechanism = reference.mechanisms.get(id);
      return mechanism ? { name: tools.mechanismById(id), url: can(actor, "profile:write", { mechanism: id }) ? paths.keptMechanism(lang, id) : paths.mechanism(lang, mechanism) } : null;
    }
    case "partner": {
      const partner = localize(reference.partners.get(id)?.name, lang);
      return partner ? { name: partner.text, lang: partner.lang, url: link("network:manage", paths.keptPartner(lang, id)) } : null;
    }
    case "settings":
      return { name: t("settings:page.title"), url: link("settings:manage", paths.settings(lang)) };
    case "page-text": {
      const page = textPages(tools).find(({ parts }) => parts.some((part) => part.id === id));
      const part = page?.parts.find((one) => one.id === id);
      return page && part ? { name: `${page.name}: ${part.name}`, url: link("settings:manage", paths.textsOf(lang, page.id)) } : null;
    }
    case "plan":
      return { name: id, url: link("network:manage", paths.planDesk(lang)) };
    case "report":
      return { name: id, url: link("network:manage", paths.readerReport(lang, id)) };
    default:
      return null;
  }
}

/** Offices, decisions, memberships and applications, each kind asked for where an entry speaks of it. Who applies is for coordinators to know. */
async function namesOfNetwork(idsOf: (kind: Subject["kind"]) => string[], tools: PageTools, actor: Actor): Promise<Map<string, Named>> {
  const { lang } = tools;
  const manages = can(actor, "network:manage");
  const any = (kind: Subject["kind"]) => idsOf(kind).length > 0;
  const [offices, decisions, memberships, applications] = await Promise.all([
    any("office") ? listOffices() : [],
    any("decision") ? listDecisions() : [],
    any("membership") ? listMemberships() : [],
    manages ? countriesOfApplications(idsOf("application")) : new Map<string, string>(),
  ]);
  const named = (text: Localized, url: string): Named => ({ name: localize(text, lang)?.text ?? "", lang: localize(text, lang)?.lang ?? null, url: manages ? url : null });
  return new Map<string, Named>([
    ...offices.map(({ id, name }) => [`office ${id}`, named(name, paths.office(lang, id))] as const),
    ...decisions.map(({ id, title }) => [`decision ${id}`, named(title, paths.editDecision(lang, id))] as const),
    ...memberships.map(({ id, state }) => [`membership ${id}`, { name: tools.country(state), url: manages ? paths.membership(lang, id) : null }] as const),
    ...[...applications].map(([id, country]) => [`application ${id}`, { name: tools.country(country), url: paths.applicationOnDesk(lang, id) }] as const),
  ]);
}

/** The small facts of an entry: roles, mechanisms, terms and languages by their names, the rest as it is. */
export function detailOf({ detail, subject }: AuditEntry, tools: PageTools, actor: Actor): string {
  // Who applies, and why it was decided so, is for coordinators to know.
  if (subject.kind === "application" && !can(actor, "network:manage")) return "";
  const roles: Partial<Record<string, string>> = tools.t("mail:roles", { returnObjects: true });
  const values = Object.entries(detail ?? {}).flatMap(([name, value]) => {
    if (name === "role") return [roles[value] ?? value];
    if (name === "mechanism") return [tools.mechanismById(value)];
    if (name === "into" || name === "status") return [tools.reference.terms.has(value) ? tools.term(value) : tools.mechanismById(value)];
    if (name === "country") return [tools.country(value)];
    if (name === "lang") return [tools.language(value)];
    // Ids that lead nowhere say nothing to a reader.
    return ["reason", "name", "place", "number", "revision", "text"].includes(name) ? [value] : [];
  });
  return values.join(" · ");
}
