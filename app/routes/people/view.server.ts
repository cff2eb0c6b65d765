import type { Proved } from "#app/auth/guards.server.ts";
import { holds, INVITATION_DAYS, mayGive } from "#app/auth/invitations.server.ts";
import { env } from "#app/env.server.ts";
import { LANGUAGE_CODES, LANGUAGES } from "#app/i18n/languages.ts";
import { formatMoment } from "#app/lib/dates.ts";
import type { PageTools } from "#app/lib/page-tools.server.ts";
import { sortByName } from "#app/lib/reference-data.server.ts";
import { EVERYONE, NETWORK, paths } from "#app/paths.ts";
import type { Actor } from "#models/actor.ts";
import { listInvitations } from "#models/invitation.server.ts";
import { ownersFor, rolesToGive } from "#models/policy.ts";
import { listUsers, usersById } from "#models/user.server.ts";

/** Whose people a page shows: a mechanism, or with null the network. */
export type Owner = { mechanism: string | null; name: string };

/** Whose people the actor looks after, the network first. */
export function ownersOf(actor: Actor, tools: PageTools): Owner[] {
  const own = ownersFor(actor, "people:manage");
  const ids = own === "any" ? [...tools.reference.mechanisms.keys()] : own.filter((id) => id !== null);
  const mechanisms = sortByName(ids.map((id) => ({ mechanism: id, name: nameOf(id, tools) })), tools.lang, ({ name }) => name);
  return [...(rolesToGive(actor, null).length > 0 ? [{ mechanism: null, name: tools.t("admin:people.network") }] : []), ...mechanisms];
}

/** With its country, since several mechanisms have the same name. */
function nameOf(id: string, tools: PageTools): string {
  const mechanism = tools.reference.mechanisms.get(id);
  if (!mechanism) return id;
  const { text, named } = tools.mechanism(mechanism);
  return named ? `${text} (${tools.country(mechanism.state)})` : text;
}

/** The one that an address asks for, or the first. @throws a 404 response where it is none of these. */
export function ownerOf(owners: Owner[], asked: string | null): Owner {
  const owner = asked === null ? owners[0] : owners.find(({ mechanism }) => (mechanism ?? NETWORK) === asked);
  if (!owner) throw new Response(null, { status: 404 });
  return owner;
}

export const addressOf = (lang: string, mechanism: string | null, query?: Record<string, string>): string => paths.people(lang, mechanism ?? NETWORK, query);

/** What the list of all people is called: whoever looks after some mechanisms alone has theirs in it. */
export const everyoneName = (actor: Actor, { t }: PageTools): string => t(ownersFor(actor, "people:manage") === "any" ? "admin:people.everyone" : "admin:people.everyoneOfYours");

/** The lists that the actor can choose from, as the form above them names them. */
export function choicesFor(actor: Actor, owners: Owner[], tools: PageTools): Array<{ value: string; name: string }> {
  const all = owners.length > 1 ? [{ value: EVERYONE, name: everyoneName(actor, tools) }] : [];
  return [...all, ...owners.map(({ mechanism, name }) => ({ value: mechanism ?? NETWORK, name }))];
}

type View = { proved: Proved; tools: PageTools; owner: Owner; owners: Owner[] };

/** What the list shows. Addresses are those of people whom the actor looks after, and of nobody else. */
export async function peopleView({ proved: { actor, user, lang }, tools, owner: { mechanism, name }, owners }: View) {
  const { t } = tools;
  const [users, invitations] = await Promise.all([listUsers({ mechanism }), listInvitations({ owners: [mechanism] })]);
  const open = invitations.filter(({ grants }) => grants.every((grant) => mayGive(actor, grant)));
  const inviters = await usersById(open.flatMap(({ by }) => by ?? []));
  const roles = rolesToGive(actor, mechanism);
  const words = t("admin:people", { returnObjects: true, days: INVITATION_DAYS });
  return {
    words: { ...words, email: t("accounts:fields.email"), name: t("accounts:fields.name"), summary: t("accounts:errors.summary") },
    owner: { value: mechanism ?? NETWORK, name, address: addressOf(lang, mechanism) },
    choices: choicesFor(actor, owners, tools),
    people: users.map((person) => {
      const grants = person.grants.filter((grant) => grant.mechanism === mechanism);
      return {
        id: person.id,
        name: person.name,
        email: grants.some((grant) => mayGive(actor, grant)) ? person.email : null,
        suspended: person.suspended,
        roles: grants.map(({ role }) => ({
          name: t(`mail:roles.${role}`),
          end: mayGive(actor, { role, mechanism }) ? addressOf(lang, mechanism, { end: person.id, role }) : null,
        })),
      };
    }),
    invitations: open.map((link) => ({
      id: link.id,
      name: link.name ?? "",
      email: link.email ?? "",
      role: link.grants.map(({ role }) => t(`mail:roles.${role}`)).join(" · "),
      facts: [
        ...(link.by ? [t("admin:people.by", { name: inviters.get(link.by)?.name ?? "–" })] : []),
        ...(link.expiresAt ? [t("admin:people.until", { date: formatMoment(link.expiresAt, lang, user.timeZone) })] : []),
        ...(holds(link, inviters.get(link.by ?? "")) ? [] : [t("admin:people.lapsed")]),
      ].join(" · "),
    })),
    roles: roles.map((role) => ({ value: role, name: t(`mail:roles.${role}`), help: t(`admin:people.roleHelp.${role}`) })),
    langs: LANGUAGE_CODES.map((code) => ({ code, name: LANGUAGES[code].name })),
    lang,
    sendsMail: env().SMTP_URL !== undefined,
  };
}

export type PeopleView = Awaited<ReturnType<typeof peopleView>>;
