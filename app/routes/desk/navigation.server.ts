import type { Proved } from "#app/auth/guards.server.ts";
import { translator } from "#app/i18n/i18n.server.ts";
import { paths } from "#app/paths.ts";
import { can, ownersFor } from "#models/policy.ts";

type Group = { id: string; name: string; links: Array<{ to: string; name: string }> };

/** The pages of the desk that this person may open, in groups and in the reader's language; every page of the desk shows them. */
export async function deskNavigation({ actor, lang }: Proved): Promise<{ label: string; groups: Group[] }> {
  const t = await translator(lang);
  const keepsAll = ownersFor(actor, "profile:write") === "any";
  const writes = can(actor, "item:write");
  const groups = [
    {
      id: "work",
      links: [
        { to: paths.desk(lang), name: t("desk:nav.desk"), may: true },
        { to: paths.newItem(lang), name: t("desk:nav.new"), may: writes },
        { to: paths.tables(lang), name: t("tables:page.nav"), may: writes },
        { to: paths.reviews(lang), name: t("desk:nav.reviews"), may: can(actor, "item:review") },
        { to: paths.missing(lang), name: t("desk:nav.languages"), may: writes },
        { to: paths.cooperation(lang), name: t("desk:nav.cooperation"), may: true },
        { to: paths.keptMechanisms(lang), name: t("profile:nav.own"), may: !keepsAll && can(actor, "profile:write") },
        { to: paths.moderation(lang), name: t("desk:nav.comments"), may: can(actor, "comments:moderate") },
        { to: paths.savedSearches(lang), name: t("alerts:list.title"), may: true },
      ],
    },
    {
      id: "network",
      links: [
        { to: paths.networkDesk(lang), name: t("desk:nav.network"), may: can(actor, "network:manage") },
        { to: paths.applications(lang), name: t("desk:nav.applications"), may: can(actor, "network:manage") },
        { to: paths.memberships(lang), name: t("desk:nav.memberships"), may: can(actor, "network:manage") },
        { to: paths.keptMechanisms(lang), name: t("profile:nav.all"), may: keepsAll },
        { to: paths.offices(lang), name: t("offices:list.title"), may: can(actor, "network:manage") },
        { to: paths.register(lang), name: t("offices:record.decisions"), may: can(actor, "network:manage") },
        { to: paths.gatheringsDesk(lang), name: t("desk:nav.gatherings"), may: can(actor, "network:manage") },
        { to: paths.planDesk(lang), name: t("desk:nav.plan"), may: can(actor, "network:manage") },
        { to: paths.keptPartners(lang), name: t("desk:nav.partners"), may: can(actor, "network:manage") },
        { to: paths.coverage(lang), name: t("desk:nav.coverage"), may: can(actor, "network:manage") },
        { to: paths.activity(lang), name: t("desk:nav.activity"), may: can(actor, "network:manage") },
        { to: paths.readerReports(lang), name: t("desk:nav.reports"), may: can(actor, "network:manage") },
      ],
    },
    {
      id: "hub",
      links: [
        { to: paths.people(lang), name: t("desk:nav.people"), may: can(actor, "people:manage") },
        { to: paths.vocabularies(lang), name: t("desk:nav.vocabularies"), may: can(actor, "vocabularies:manage") },
        { to: paths.settings(lang), name: t("settings:page.title"), may: can(actor, "settings:manage") },
        { to: paths.texts(lang), name: t("settings:texts.title"), may: can(actor, "settings:manage") },
        { to: paths.users(lang), name: t("desk:nav.users"), may: can(actor, "users:manage") },
        { to: paths.archives(lang), name: t("archives:page.title"), may: can(actor, "archives:import") },
        { to: paths.outbox(lang), name: t("desk:nav.mail"), may: can(actor, "mail:read") },
        { to: paths.audit(lang), name: t("desk:nav.audit"), may: can(actor, "audit:read") },
      ],
    },
  ] as const;
  const allowed = groups.map(({ id, links }) => ({ id, name: t(`desk:nav.groups.${id}`), links: links.filter(({ may }) => may).map(({ to, name }) => ({ to, name })) }));
  return { label: t("desk:nav.label"), groups: allowed.filter(({ links }) => links.length > 0) };
}

export type DeskNavigation = Awaited<ReturnType<typeof deskNavigation>>;
