import type { MetaFunction } from "@remix-run/node";

import { pageMeta } from "#app/lib/page-meta.ts";

/** Nothing that anybody looks for. It has no loader, which would cost something. */
export const meta: MetaFunction = (page) => pageMeta({ ...page, data: { meta: { title: "NMIRF Hub", unlisted: true } } });

/** An empty page: what every page costs before it says anything. `npm run bench` measures the others against it. */
export default function Empty() {
  return (
    <p lang="en" className="wrap py-8">
      This page is empty.
    </p>
  );
}
