import { matchRoutes } from "@remix-run/react";
import { expect, inject, test } from "vitest";

import routes from "#app/routes.ts";

import { pagesOf } from "./pages.ts";

type Entry = { file: string; path?: string | undefined; index?: boolean | undefined; children?: Entry[] | undefined };
type Node = { path?: string; id: string; index?: boolean; children?: Node[] };

function toNodes(entries: Entry[]): Node[] {
  return entries.map(({ file, path, index, children }) => ({
    id: file,
    ...(path === undefined ? {} : { path }),
    ...(index ? { index } : { children: toNodes(children ?? []) }),
  }));
}

/** The files of all pages: leaves of the table that render something. A `.ts` file has no markup. */
function pageFiles(nodes: Node[]): string[] {
  return nodes.flatMap(({ id, children }) => (children?.length ? pageFiles(children) : id.endsWith(".tsx") ? [id] : []));
}

/** What says nothing to a reader: the bench measures the other pages against it. */
const NO_PAGE = "routes/site/empty.tsx";

test("the list of pages under test names every page of the route table", async () => {
  const table = toNodes((await routes) as Entry[]);
  const tested = (await pagesOf(inject("hubUrl"), inject("setUpLink"), { memberId: inject("memberId"), draftId: inject("draftId"), fileId: inject("fileId"), application: inject("application"), tableId: inject("tableId"), alerts: inject("alerts") })).map(({ path }) => {
    const { pathname } = new URL(`http://hub/en/${path}`);
    return matchRoutes(table as Parameters<typeof matchRoutes>[0], pathname)?.at(-1)?.route.id;
  });
  const pages = pageFiles(table);
  expect(pages.length).toBeGreaterThan(10);
  expect(pages.filter((file) => file !== NO_PAGE && !tested.includes(file))).toEqual([]);
});
