import type { LoaderFunctionArgs } from "@remix-run/node";

import { requireMay } from "#app/auth/guards.server.ts";
import { formatNumber } from "#app/lib/dates.ts";
import { MAP, percent, project } from "#app/lib/equal-earth.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { sortByName } from "#app/lib/reference-data.server.ts";
import { paths } from "#app/paths.ts";
import { mechanismUrl } from "#app/routes/mechanisms/view.server.ts";

import { deskNavigation } from "../navigation.server.ts";
import { counted, type Counted } from "./counted.server.ts";
import { groupsTable, isHole, languagesTable, REGIONAL, schemesOf, slugOf, statesTable, themesTable } from "./coverage-tables.server.ts";

/** How the world and the themes are covered, and where nothing is. */
export async function loadCoverage(args: LoaderFunctionArgs) {
  const proved = await requireMay(args, "network:manage");
  const { lang, user } = proved;
  const tools = await pageTools(lang);
  const [figures, navigation] = await Promise.all([counted(tools, user.timeZone), deskNavigation(proved)]);
  const { t, reference } = tools;
  const schemes = schemesOf(figures);
  const asked = new URL(args.request.url).searchParams.get("scheme");
  const scheme = schemes.find(({ id }) => slugOf(id) === asked)?.id ?? REGIONAL;
  const themes = themesTable(figures);
  const states = [...reference.states.values()];
  const regions = [...reference.terms.values()].filter(({ parent }) => parent === REGIONAL);
  const name = (ids: string[]) => sortByName(ids.map((id) => tools.country(id)), lang, (country) => country);
  const holes = states.filter(({ id }) => isHole(figures, id));
  const number = (count: number) => formatNumber(count, lang);
  return {
    meta: tools.meta(t("overview:coverage.title"), undefined, { unlisted: true }),
    navigation,
    texts: t("overview:coverage", { returnObjects: true }),
    countedOn: figures.countedOn,
    map: { label: t("overview:coverage.map.label", { items: number(states.filter(({ id }) => figures.itemsOf(id) > 0).length), all: number(states.length) }), places: placesOf(figures) },
    legend: (["items", "known", "nothing"] as const).map((kind) => ({ kind, name: t(`overview:coverage.map.${kind}`), count: number(states.filter(({ id }) => kindOf(figures, id) === kind).length) })),
    schemes: schemes.map(({ id }) => ({ url: `${paths.coverage(lang, { scheme: slugOf(id) })}#groups`, name: tools.term(id), isShown: id === scheme })),
    tables: {
      groups: { ...groupsTable(figures, scheme), csv: paths.figures(lang, { table: "groups", scheme: slugOf(scheme) }) },
      states: { ...statesTable(figures, { all: false }), csv: paths.figures(lang, { table: "states" }) },
      languages: { ...languagesTable(figures), csv: paths.figures(lang, { table: "languages" }) },
      themes: { ...themes, csv: paths.figures(lang, { table: "themes" }) },
    },
    holes: {
      states: regions
        .map(({ id }) => ({ id, name: tools.term(id), list: name(holes.filter(({ groups }) => groups.includes(slugOf(id))).map((state) => state.id)) }))
        .filter(({ list }) => list.length > 0)
        .map(({ list, ...group }) => ({ ...group, count: number(list.length), list: list.join(tools.lang === "ar" ? "، " : ", ") })),
      themes: themes.rows.filter(({ cells }) => cells[0]?.value === 0).map(({ id, name: theme, heads }) => ({ id, name: theme, isHead: heads ?? false })),
    },
  };
}

type Kind = "items" | "known" | "nothing";
const kindOf = (figures: Counted, state: string): Kind => (figures.itemsOf(state) > 0 ? "items" : isHole(figures, state) ? "nothing" : "known");

/** Radii of dots, in pixels: that of the State with most items, and that of one with a single item. */
const WIDEST = 14;
const NARROWEST = 3.5;

/** The dots of the map, the empty ones first, so that the others lie on top. */
function placesOf(figures: Counted) {
  const { tools } = figures;
  const { lang, t } = tools;
  const most = Math.max(1, ...[...figures.census.countries].flatMap(([state, { items }]) => (state ? [items] : [])));
  const order: Kind[] = ["nothing", "known", "items"];
  return [...tools.reference.states.values()]
    .flatMap(({ id, position }) => {
      if (!position) return [];
      const { x, y } = project(position);
      const kind = kindOf(figures, id);
      const items = figures.itemsOf(id);
      const [mechanism] = figures.mechanismsOf(id);
      return [{
        id,
        kind,
        x: percent(x / MAP.width),
        y: percent(y / MAP.height),
        // By area, so that twice as many look like twice as many.
        r: String(Math.round((NARROWEST + (WIDEST - NARROWEST) * Math.sqrt(items / most)) * 10) / 10),
        name: `${tools.country(id)} · ${items > 0 ? t("overview:coverage.map.count", { n: formatNumber(items, lang) }) : t(`overview:coverage.map.${kind}`)}`,
        url: items > 0 ? paths.search(lang, { country: id }) : mechanism ? mechanismUrl(tools, mechanism) : null,
      }];
    })
    .toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || Number(b.r) - Number(a.r));
}
