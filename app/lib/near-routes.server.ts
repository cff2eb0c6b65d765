import type { ServerBuild } from "@remix-run/node";

type Route = { id: string; parentId?: string; path?: string };
type Routes<R extends Route> = Record<string, R | undefined>;

/** How many segments of an address decide which routes are near: the language, and what stands after it. */
const DECIDING = 2;

/** The first segments of a route's whole path; an index or a layout may have fewer. */
function beginning(routes: Routes<Route>, { parentId, path = "" }: Route): string[] {
  const parent = parentId === undefined ? undefined : routes[parentId];
  return [...(parent ? beginning(routes, parent) : []), ...path.split("/").filter(Boolean)].slice(0, DECIDING);
}

/** A segment that is itself, and no place for others. */
const isFixed = (segment: string): boolean => !/^[:*]|\?$/.test(segment);

/**
 * Finds the part of a build that an address can lead to at all. The router compares an address with one route after the
 * other, several times for each page, and most routes are of the desk: readers need not wait for them.
 */
export function nearRoutes(build: ServerBuild): (pathname: string) => { name: string; part: () => ServerBuild } {
  const beginnings = new Map(Object.values(build.routes).flatMap((route) => (route ? [[route.id, beginning(build.routes, route)]] : [])));
  const fixed = Array.from({ length: DECIDING }, (_, at) => new Set([...beginnings.values()].flatMap((segments) => segments[at] ?? []).filter(isFixed)));
  const whole = { name: "", part: () => build };
  return (pathname) => {
    const asked = pageOf(pathname).toLowerCase().split("/").filter(Boolean).slice(0, DECIDING);
    // What the router may read in another way than it stands here.
    if (pathname.includes("//") || asked.some((segment) => segment.includes("%"))) return whole;
    // What no route names leads to the same ones as anything else that none names.
    const named = fixed.map((names, at) => { const segment = asked[at]; return segment === undefined ? "" : names.has(segment) ? segment : ":"; });
    const isNear = (id: string) => (beginnings.get(id) ?? []).every((segment, at) => !isFixed(segment) || segment === named[at]);
    const only = <R extends Route>(routes: Routes<R>) => Object.fromEntries(Object.entries(routes).filter(([id]) => isNear(id)));
    return { name: named.join("/"), part: () => ({ ...build, routes: only(build.routes), assets: { ...build.assets, routes: only(build.assets.routes) } }) as ServerBuild };
  };
}

/** The path of the page whose data a path asks for; any other path as it is. */
const pageOf = (pathname: string): string => (pathname.endsWith(".data") ? pathname.slice(0, -".data".length).replace(/^\/_root$/, "/") : pathname);
