import type { Proved } from "#app/auth/guards.server.ts";
import { translator } from "#app/i18n/i18n.server.ts";
import { paths } from "#app/paths.ts";
import { can } from "#models/policy.ts";

/** The pages of the desk that this person may open, in the reader's language; every page of the desk shows them. */
export async function deskNavigation({ actor, lang }: Proved): Promise<{ label: string; links: Array<{ to: string; name: string }> }> {
  const t = await translator(lang);
  const writes = can(actor, "item:write");
  const links = [
    { to: paths.desk(lang), name: t("desk:nav.desk"), may: true },
    { to: paths.newItem(lang), name: t("desk:nav.new"), may: writes },
    { to: paths.reviews(lang), name: t("desk:nav.reviews"), may: can(actor, "item:review") },
    { to: paths.missing(lang), name: t("desk:nav.languages"), may: writes },
    { to: paths.applications(lang), name: t("desk:nav.applications"), may: can(actor, "network:manage") },
    { to: paths.memberships(lang), name: t("desk:nav.memberships"), may: can(actor, "network:manage") },
    { to: paths.people(lang), name: t("desk:nav.people"), may: can(actor, "people:manage") },
    { to: paths.users(lang), name: t("desk:nav.users"), may: can(actor, "users:manage") },
    { to: paths.outbox(lang), name: t("desk:nav.mail"), may: can(actor, "mail:read") },
    { to: paths.audit(lang), name: t("desk:nav.audit"), may: can(actor, "audit:read") },
  ];
  return { label: t("desk:nav.label"), links: links.filter(({ may }) => may).map(({ to, name }) => ({ to, name })) };
}

export type DeskNavigation = Awaited<ReturnType<typeof deskNavigation>>;
