import type { PageTools } from "#app/lib/page-tools.server.ts";
import { formatDay } from "#app/lib/dates.ts";
import { confirmationDue, type Mechanism } from "#models/mechanism.ts";

/** When a profile was last confirmed and is to be again, for those who keep it. */
export function confirmationView({ t, lang }: PageTools, mechanism: Mechanism, months: number) {
  const due = confirmationDue(mechanism, months);
  return {
    confirmed: mechanism.confirmedAt ? t("profile:overview.confirmed", { date: formatDay(mechanism.confirmedAt, lang) }) : t("profile:overview.neverConfirmed"),
    due: due ? t("profile:overview.due", { date: formatDay(due, lang) }) : null,
    isDue: due !== null && due.getTime() <= Date.now(),
  };
}
