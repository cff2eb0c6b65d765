import { LANGUAGE_CODES } from "#app/i18n/languages.ts";
import { sortByName } from "#app/lib/reference-data.server.ts";
import { paths } from "#app/paths.ts";
import { mechanismUrl } from "#app/routes/mechanisms/view.server.ts";
import { MAX_VALUES } from "#app/search/schema.ts";
import type { FigureRow, FigureTableView } from "#app/ui/figure-table.tsx";
import { presentStep } from "#models/membership.server.ts";
import type { Tally } from "#models/census.ts";
import { isBelow, parentOf, type Term } from "#models/term.ts";

import type { Counted } from "./counted.server.ts";

const SCHEME = "countryGroup";
/** The scheme that is shown unless another is asked for: a State belongs to one of its groups. */
export const REGIONAL = "countryGroup:un";
const NOTHING: Tally = { items: 0, languages: {} };

export const slugOf = (id: string): string => id.slice(id.indexOf(":") + 1);

const termsOf = ({ tools }: Counted, scheme: string): Term[] => [...tools.reference.terms.values()].filter((term) => term.scheme === scheme).toSorted((a, b) => a.order - b.order);

/** The schemes of country groups, each the parent of its groups. */
export const schemesOf = (counted: Counted): Term[] => termsOf(counted, SCHEME).filter(({ parent }) => parent === null);

/** Each group of a scheme, and what lies in none of them: States, members, mechanisms and published items. */
export function groupsTable(counted: Counted, scheme: string): FigureTableView {
  const { tools, figure } = counted;
  const { t, lang, reference } = tools;
  const groups = termsOf(counted, SCHEME).filter(({ parent }) => parent === scheme);
  const slugs = groups.map(({ id }) => slugOf(id));
  const states = [...reference.states.values()];
  const count = (own: typeof states) => ({
    states: own.length,
    members: own.filter(({ id }) => counted.isMember(id)).length,
    mechanisms: own.reduce((sum, { id }) => sum + counted.mechanismsOf(id).length, 0),
    items: own.reduce((sum, { id }) => sum + counted.itemsOf(id), 0),
  });
  const rows = groups.map(({ id }) => ({ id: slugOf(id), name: tools.term(id), search: paths.search(lang, { group: slugOf(id) }), list: paths.mechanisms(lang, slugOf(id)), ...count(states.filter(({ groups: own }) => own.includes(slugOf(id)))) }));
  const outside = count(states.filter(({ groups: own }) => !own.some((slug) => slugs.includes(slug))));
  const greatest = Math.max(...rows.map(({ items }) => items), outside.items);
  const all = [...rows, ...(outside.states > 0 ? [{ id: "none", name: t("overview:coverage.noGroup"), search: undefined, list: undefined, ...outside }] : [])];
  return {
    id: "groups",
    title: `${t("overview:coverage.groups.title")}: ${tools.term(scheme)}`,
    columns: [t("overview:coverage.group"), t("overview:coverage.states.count"), t("overview:coverage.members"), t("overview:coverage.mechanisms"), t("overview:coverage.items")],
    rows: all.map((row) => ({
      id: row.id,
      name: row.name,
      cells: [figure(row.states), figure(row.members), figure(row.mechanisms, row.list), figure(row.items, row.search, greatest)],
    })),
  };
}

/** Whether the hub knows nothing of a State: no membership, no mechanism, no published item. */
export const isHole = (counted: Counted, state: string): boolean => counted.membershipsOf(state).length === 0 && counted.mechanismsOf(state).length === 0 && counted.itemsOf(state) === 0;

/** Each State: what it is to the network, its mechanisms, and what is published of it in which language; all, or those of which something is known. */
export function statesTable(counted: Counted, { all }: { all: boolean }): FigureTableView {
  const { tools, census, figure, text } = counted;
  const { t, lang, reference } = tools;
  const states = [...reference.states.values()].filter(({ id }) => all || !isHole(counted, id));
  const greatest = Math.max(0, ...states.map(({ id }) => counted.itemsOf(id)));
  const rows = states.map(({ id }): FigureRow => {
    const [mechanism, ...others] = counted.mechanismsOf(id);
    const [membership] = counted.membershipsOf(id);
    const step = membership ? presentStep(membership) : null;
    const { items, languages } = census.countries.get(id) ?? NOTHING;
    const group = reference.states.get(id)?.groups[0];
    return {
      id,
      name: tools.country(id),
      cells: [
        text(step ? tools.term(step.status) : null),
        figure(counted.mechanismsOf(id).length, mechanism && (others.length > 0 ? `${paths.mechanisms(lang, group)}#${id}` : mechanismUrl(tools, mechanism))),
        figure(items, paths.search(lang, { country: id }), greatest),
        ...LANGUAGE_CODES.map((code) => figure(languages[code] ?? 0, paths.search(lang, { country: id, language: code }))),
      ],
    };
  });
  return {
    id: "states",
    title: t("overview:coverage.states.title"),
    columns: [t("overview:coverage.state"), t("overview:coverage.standing"), t("overview:coverage.mechanisms"), t("overview:coverage.items"), ...LANGUAGE_CODES.map((code) => tools.language(code))],
    rows: sortByName(rows, lang, ({ name }) => name),
  };
}

/** Each language: what is published in it, what is not, and which translations are behind their original. */
export function languagesTable({ tools, census, figure }: Counted): FigureTableView {
  const { t, lang } = tools;
  const { all, behind } = census;
  return {
    id: "languages",
    title: t("overview:coverage.languages.title"),
    columns: [t("overview:coverage.language"), t("overview:coverage.items"), t("overview:coverage.lacking"), t("overview:coverage.behind")],
    rows: LANGUAGE_CODES.map((code) => {
      const there = all.languages[code] ?? 0;
      return { id: code, name: tools.language(code), cells: [figure(there, paths.search(lang, { language: code }), all.items), figure(all.items - there), figure(behind[code] ?? 0)] };
    }),
  };
}

/** Each theme, below the heading that it belongs to: what is published on it, or on a narrower one, in which language. */
export function themesTable(counted: Counted): FigureTableView {
  const { tools, census, figure } = counted;
  const { t, lang, reference } = tools;
  const themes = termsOf(counted, "theme").filter(({ id, validTo }) => validTo === null || census.terms.has(id));
  const shown = new Set(themes.map(({ id }) => id));
  const isHead = ({ id }: Term) => !shown.has(parentOf(reference.terms, id) ?? "");
  const below = (id: string) => themes.filter((theme) => theme.id !== id && isBelow(reference.terms, theme.id, id));
  const greatest = Math.max(0, ...themes.filter(({ id }) => below(id).length === 0).map(({ id }) => census.terms.get(id)?.items ?? 0));
  const row = (theme: Term): FigureRow => {
    const { id } = theme;
    const narrower = below(id);
    const { items, languages } = census.terms.get(id) ?? NOTHING;
    const values = [id, ...narrower.map((one) => one.id)].map(slugOf);
    // The search takes a theme for itself alone: what stands under a heading is asked for by all of them, as far as an address takes so many.
    const url = (more: Array<[string, string]> = []) => (values.length + more.length > MAX_VALUES ? undefined : paths.search(lang, new URLSearchParams([...values.map((value): [string, string] => ["theme", value]), ...more])));
    return {
      id: slugOf(id),
      name: tools.term(id),
      ...(isHead(theme) ? { heads: true } : {}),
      // A bar shows its share of the theme with most; a heading is no theme among others.
      cells: [figure(items, url(), narrower.length === 0 ? greatest : 0), ...LANGUAGE_CODES.map((code) => figure(languages[code] ?? 0, url([["language", code]])))],
    };
  };
  return {
    id: "themes",
    title: t("overview:coverage.themes.title"),
    columns: [t("overview:coverage.theme"), t("overview:coverage.items"), ...LANGUAGE_CODES.map((code) => tools.language(code))],
    rows: themes.filter(isHead).flatMap((head) => [row(head), ...below(head.id).map(row)]),
  };
}
