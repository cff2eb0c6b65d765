import type { ServerBuild } from "@remix-run/node";
import { matchRoutes } from "@remix-run/react";
import * as fc from "fast-check";
import { expect, test } from "vitest";

import { nearRoutes } from "#app/lib/near-routes.server.ts";
import urlMap from "#app/routes.ts";

type Route = { id: string; parentId?: string; path?: string; index?: boolean };
type Entry = Awaited<typeof urlMap>[number];
type RouteObject = Parameters<typeof matchRoutes>[0][number];

/** The URL map as a build has it: each route with its parent. */
function routesOf(entries: Entry[], parentId: string): Route[] {
  return entries.flatMap(({ file, path, index, children = [] }) => [{ id: file, parentId, ...(path === undefined ? {} : { path }), ...(index ? { index } : {}) }, ...routesOf(children, file)]);
}
const routes = Object.fromEntries([{ id: "root" } as Route, ...routesOf(await urlMap, "root")].map((route) => [route.id, route]));
const near = nearRoutes({ routes, assets: { routes } } as unknown as ServerBuild);

const treeOf = (all: Record<string, Route>, parentId?: string): RouteObject[] =>
  Object.values(all)
    .filter((route) => route.parentId === parentId)
    .map(({ id, path, index }) => (index ? { id, index } : { id, ...(path === undefined ? {} : { path }), children: treeOf(all, id) }));
const found = (all: Record<string, Route>, pathname: string) => matchRoutes(treeOf(all), pathname)?.map(({ route, params }) => [route.id, params]) ?? null;

const named = [...new Set(Object.values(routes).flatMap(({ path = "" }) => path.split("/").filter((segment) => segment && !/^[:*]/.test(segment))))];
const segment = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom("ar", "en", ...named) },
  fc.constantFrom("practices", "x", "%D9%85", "DESK", "Network", "%64esk", "search.ATOM", ".data"),
);

test("an address leads to the same page with the routes that are near to it as with all", () => {
  fc.assert(
    fc.property(fc.array(segment, { maxLength: 6 }), fc.constantFrom("", "/", "//"), (segments, end) => {
      const pathname = `/${segments.join("/")}${end}`;
      expect(found(near(pathname).part().routes as Record<string, Route>, pathname)).toEqual(found(routes, pathname));
    }),
    { numRuns: 500 },
  );
});

test("the data of a page come by the routes of the page", () => {
  expect(near("/en/desk/people.data").name).toBe(near("/en/desk/people").name);
  expect(near("/_root.data").name).toBe(near("/").name);
});

test("readers' pages have few routes to wait for, and there are no more parts than names", () => {
  const count = (pathname: string) => Object.keys(near(pathname).part().routes).length;
  expect(count("/ar/practices/x/y")).toBeLessThan(Object.keys(routes).length / 4);
  expect(near("/en/practices/x").name).toBe(near("/fr/documents/y/z").name);
});
