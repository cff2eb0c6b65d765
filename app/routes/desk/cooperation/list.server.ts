import type { LoaderFunctionArgs } from "@remix-run/node";

import { requireMember } from "#app/auth/guards.server.ts";
import { formatNumber, today } from "#app/lib/dates.ts";
import { pagePart } from "#app/lib/page-texts.server.ts";
import { type PageTools, pageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import { type Cooperation, COOPERATION_KINDS, COOPERATION_STATES, DIRECTIONS, isPast } from "#models/cooperation.ts";
import { listCooperation } from "#models/cooperation.server.ts";
import { can } from "#models/policy.ts";

import { deskNavigation } from "../navigation.server.ts";
import { cooperationView } from "./view.server.ts";

/** The newest offers and requests among which one chooses; older ones are out of reach of the filters. */
const MOST = 200;
const ALL = "all";

const groupsOf = ({ reference }: PageTools, { mechanism }: Cooperation): string[] => {
  const state = reference.mechanisms.get(mechanism)?.state;
  return (state && reference.states.get(state)?.groups) || [];
};

/** What members offer and ask for, for everyone who has signed in: what is open first asked for. */
export async function loadCooperations(args: LoaderFunctionArgs) {
  const proved = await requireMember(args);
  const { actor, lang } = proved;
  const [tools, navigation, all] = await Promise.all([pageTools(lang), deskNavigation(proved), listCooperation({ actor, limit: MOST })]);
  const { t } = tools;
  const query = new URL(args.request.url).searchParams;
  const wanted = Object.fromEntries(["direction", "kind", "theme", "region", "state"].map((name) => [name, query.get(name) ?? ""])) as Record<"direction" | "kind" | "theme" | "region" | "state", string>;
  const state = wanted.state || "open";
  const day = today();
  const isWanted = (one: Cooperation): boolean =>
    (!wanted.direction || one.direction === wanted.direction) &&
    (!wanted.kind || one.kind === wanted.kind) &&
    (!wanted.theme || one.themes.includes(wanted.theme)) &&
    (!wanted.region || groupsOf(tools, one).includes(wanted.region)) &&
    (state === ALL || (one.state === state && !(state === "open" && isPast(one, day))));
  const shown = all.filter(isWanted);
  const texts = t("cooperation:list", { returnObjects: true, max: formatNumber(MOST, lang) });
  const options = (values: Iterable<string>, label: (value: string) => string) => [...new Set(values)].map((value) => ({ value, label: label(value) })).toSorted((a, b) => a.label.localeCompare(b.label, lang));
  return {
    navigation,
    lead: await pagePart(tools, "cooperation/lead"),
    meta: tools.meta(texts.title, undefined, { unlisted: true }),
    texts: { ...texts, count: t("cooperation:count", { count: shown.length }) },
    filters: [
      { name: "direction", label: texts.direction, any: texts.any, options: DIRECTIONS.map((value) => ({ value, label: t(`cooperation:directions.${value}`) })) },
      { name: "kind", label: texts.kind, any: texts.any, options: COOPERATION_KINDS.map((value) => ({ value, label: t(`cooperation:kinds.${value}`) })) },
      { name: "theme", label: texts.theme, any: texts.any, options: options(all.flatMap(({ themes }) => themes), (id) => tools.term(id)) },
      { name: "region", label: texts.region, any: texts.any, options: options(all.flatMap((one) => groupsOf(tools, one)), (id) => tools.term(`countryGroup:${id}`)) },
      { name: "state", label: texts.state, any: texts.openOnly, options: [...COOPERATION_STATES.filter((one) => one !== "open").map((value) => ({ value: value as string, label: t(`cooperation:states.${value}`) })), { value: ALL, label: texts.all }] },
    ].map((filter) => ({ ...filter, chosen: wanted[filter.name as keyof typeof wanted] })),
    isFiltered: Object.values(wanted).some(Boolean),
    isCut: all.length === MOST,
    rows: shown.map((one) => cooperationView(tools, one)),
    add: can(actor, "cooperation:write") ? paths.newCooperation(lang) : null,
    alike: paths.alike(lang),
    clear: paths.cooperation(lang),
  };
}
