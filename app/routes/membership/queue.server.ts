import type { LoaderFunctionArgs } from "@remix-run/node";

import { requireMay } from "#app/auth/guards.server.ts";
import { formatMoment } from "#app/lib/dates.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import { type Application, waitsFor } from "#models/application.ts";
import { countUnconfirmed, listApplications } from "#models/application.server.ts";
import { localize } from "#models/localized.ts";
import { readNetworkSettings } from "#models/network-settings.server.ts";

import { deskNavigation } from "../desk/navigation.server.ts";
import { stateName } from "./application-words.server.ts";

/** How many of each kind are shown. */
const MOST = 100;

/** The applications: those whose step waits first, those that wait for the coordinators, then for their applicants, then what has ended. */
export async function loadQueue(args: LoaderFunctionArgs) {
  const proved = await requireMay(args, "network:manage");
  const { lang, user } = proved;
  const [tools, navigation, settings, open, left, ended, unconfirmed] = await Promise.all([
    pageTools(lang),
    deskNavigation(proved),
    readNetworkSettings(),
    listApplications({ states: ["open"], limit: MOST }),
    listApplications({ step: "waits", limit: MOST }),
    listApplications({ states: ["accepted", "declined", "withdrawn"], limit: MOST }),
    countUnconfirmed(),
  ]);
  const { t } = tools;
  const texts = t("membership:queue", { returnObjects: true, count: MOST });
  const rowOf = (application: Application) => {
    const stage = settings.applicationStages.find(({ id }) => id === application.stage);
    const moment = (at: string | null) => (at ? formatMoment(at, lang, user.timeZone) : "");
    return {
      id: application.id,
      url: paths.applicationOnDesk(lang, application.id),
      country: tools.country(application.country),
      state: stateName(application, tools),
      as: t("membership:queue.as", { status: tools.term(application.status) }),
      facts: [
        application.endedAt ? t("membership:queue.ended", { date: moment(application.endedAt) }) : t("membership:queue.since", { date: moment(application.confirmedAt) }),
        ...(stage && !application.endedAt ? [t("membership:queue.stage", { stage: localize(stage.name, lang)?.text ?? stage.id })] : []),
      ].join(" · "),
    };
  };
  const groups = [
    { id: "steps", name: texts.groups.steps, list: left.toReversed() },
    { id: "coordinators", name: texts.groups.coordinators, list: open.filter((one) => waitsFor(one) === "coordinators").toReversed() },
    { id: "applicant", name: texts.groups.applicant, list: open.filter((one) => waitsFor(one) === "applicant").toReversed() },
    { id: "ended", name: texts.groups.ended, list: ended.filter(({ outcome }) => outcome?.step !== "waits") },
  ];
  return {
    meta: tools.meta(texts.title, undefined, { unlisted: true }),
    navigation,
    texts: { title: texts.title, lead: texts.lead, none: texts.none, closed: settings.applicationsOpen ? null : texts.closed, form: texts.form },
    form: paths.apply(lang),
    unconfirmed: unconfirmed > 0 ? t("membership:queue.unconfirmed", { count: unconfirmed }) : null,
    more: left.length === MOST || open.length === MOST || ended.length === MOST ? texts.more : null,
    isNoneOpen: open.length === 0,
    groups: groups.filter(({ list }) => list.length > 0).map(({ list, ...group }) => ({ ...group, rows: list.map(rowOf) })),
  };
}
