import type { LoaderFunctionArgs } from "@remix-run/node";

import { allowReader } from "#app/auth/guards.server.ts";
import { pagePart } from "#app/lib/page-texts.server.ts";
import { type PageTools, pageTools } from "#app/lib/page-tools.server.ts";
import { sortByName } from "#app/lib/reference-data.server.ts";
import { paths } from "#app/paths.ts";
import type { Membership } from "#models/membership.ts";
import { listMemberships, presentStep } from "#models/membership.server.ts";
import type { Mechanism } from "#models/mechanism.ts";
import type { Term } from "#models/term.ts";

import { findMechanisms, typedIn } from "./find.server.ts";
import { membershipsOf } from "./memberships.server.ts";
import { mechanismUrl, standingText } from "./view.server.ts";

/** The scheme that stands first: a State belongs to one of its groups, and to all sorts of others. */
const REGIONAL = "countryGroup:un";

/** How many mechanisms of a regional group the overview shows; its own page has all of them. */
const OVERVIEW = 12;

/**
 * The mechanisms that the hub knows, by the United Nations' regional groups, or those of one group of any
 * scheme where `?group=` names it.
 * @throws a 404 response where there is no such group.
 */
export async function loadMechanisms({ params, request }: LoaderFunctionArgs) {
  const { lang } = allowReader(params);
  const [tools, memberships] = await Promise.all([pageTools(lang), listMemberships()]);
  const { reference, t } = tools;
  const groups = [...reference.terms.values()].filter((term) => term.scheme === "countryGroup" && term.parent !== null);
  const regional = groups.filter(({ parent }) => parent === REGIONAL);
  const asked = new URL(request.url).searchParams.get("group");
  const chosen = asked ? groups.find(({ id }) => id === `countryGroup:${asked}`) : undefined;
  if (asked && !chosen) throw new Response(null, { status: 404 });
  const lead = await pagePart(tools, "mechanisms/lead");
  const q = typedIn(request);
  const choice = (term: Term) => ({
    name: tools.term(term.id),
    url: paths.mechanisms(lang, slugOfGroup(term)),
    current: term.id === chosen?.id,
  });
  const schemes = [...new Set(groups.flatMap(({ parent }) => parent ?? []))];
  return {
    lead,
    meta: tools.meta(t("network:mechanisms.title"), lead.plain, q ? { unlisted: true } : {}),
    find: { ...t("profile:find", { returnObjects: true, q, name: "" }), q, action: paths.mechanisms(lang) },
    choices: schemes.map((scheme) => ({
      id: scheme.replace("countryGroup:", "groups-"),
      name: tools.term(scheme),
      groups: [
        ...(scheme === REGIONAL
          ? [{ name: t("network:mechanisms.allGroups"), url: paths.mechanisms(lang), current: !chosen }]
          : []),
        ...groups.filter(({ parent }) => parent === scheme).map(choice),
      ],
    })),
    ...(q
      ? { sections: foundSections(tools, q, memberships), undescribed: [] }
      : chosen
      ? { sections: [sectionOf(tools, chosen, memberships)], undescribed: [] }
      : allSections(tools, regional, memberships)),
  };
}

/** What was looked for, as a section of its own. */
function foundSections(tools: PageTools, q: string, memberships: Membership[]) {
  const found = findMechanisms(tools, q);
  const rows = found.map(({ mechanism, formerly }) => ({ ...rowOf(tools, mechanism, memberships), formerly: formerly && tools.t("profile:find.formerly", { name: formerly }) }));
  const none = found.length === 0 ? tools.t("profile:find.none") : null;
  return [{ id: "found", name: tools.t("profile:find.title", { q }), rows: sortByName(rows, tools.lang, (row) => row.country), described: none, all: { url: paths.mechanisms(tools.lang), name: tools.t("profile:find.all") } }];
}

/**
 * Every mechanism once: by regional group, and at the end those of countries that sit in none; apart from
 * them the groups of which none is described, unless none is of any.
 */
function allSections(tools: PageTools, regional: Term[], memberships: Membership[]) {
  const all = regional.map((group) => sectionOf(tools, group, memberships));
  const sections = all.filter(({ rows }) => rows.length > 0);
  const listed = new Set(sections.flatMap(({ rows }) => rows.map(({ id }) => id)));
  const others = [...tools.reference.mechanisms.values()].filter(({ id }) => !listed.has(id));
  return {
    sections: [
      ...sections.map((section) =>
        section.rows.length > OVERVIEW
          ? {
              ...section,
              rows: section.rows.slice(0, OVERVIEW),
              all: {
                url: paths.mechanisms(tools.lang, section.id),
                name: tools.t("network:mechanisms.allOfGroup", { count: section.rows.length }),
              },
            }
          : section,
      ),
      ...(others.length > 0
        ? [{ id: "no-group", name: tools.t("network:mechanisms.noGroup"), rows: rowsOf(tools, others, memberships), described: null, all: null }]
        : []),
    ],
    undescribed: all
      .filter(({ rows }) => rows.length === 0)
      .map(({ id, name }) => ({ name, url: paths.mechanisms(tools.lang, id) })),
  };
}

const slugOfGroup = ({ id }: Term): string => id.replace("countryGroup:", "");

/** A group of countries with its mechanisms, and of how many of its States one is described. */
function sectionOf(tools: PageTools, group: Term, memberships: Membership[]) {
  const { reference, t } = tools;
  const states = [...reference.states.values()].filter(({ groups }) => groups.includes(slugOfGroup(group)));
  const codes = new Set(states.map(({ id }) => id));
  const mechanisms = [...reference.mechanisms.values()].filter(({ state }) => codes.has(state));
  const known = new Set(mechanisms.map(({ state }) => state));
  return {
    id: slugOfGroup(group),
    name: tools.term(group.id),
    rows: rowsOf(tools, mechanisms, memberships),
    all: null as { url: string; name: string } | null,
    described:
      known.size === states.length ? null : t("network:mechanisms.described", { known: known.size, total: states.length }),
  };
}

function rowsOf(tools: PageTools, mechanisms: Mechanism[], memberships: Membership[]) {
  const rows = mechanisms.map((mechanism) => rowOf(tools, mechanism, memberships));
  return sortByName(rows, tools.lang, (row) => row.country);
}

function rowOf(tools: PageTools, mechanism: Mechanism, memberships: Membership[]) {
  const membership = membershipsOf(tools, memberships, mechanism)[0]?.membership;
  const status = membership && presentStep(membership)?.status;
  return {
    id: mechanism.id,
    state: mechanism.state,
    url: mechanismUrl(tools, mechanism),
    name: tools.mechanism(mechanism),
    country: tools.country(mechanism.state),
    type: mechanism.type ? tools.term(mechanism.type) : null,
    standing: standingText(tools, mechanism),
    status: status ? tools.term(status) : null,
    formerly: null as string | null,
  };
}
