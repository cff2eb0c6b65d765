import { type LoaderFunctionArgs, redirect } from "@remix-run/node";

import { allowReader } from "#app/auth/guards.server.ts";
import { paths, typeOfCollection } from "#app/paths.ts";

/** All items of a type are a search for that type. */
export function loader({ params }: LoaderFunctionArgs) {
  const { lang } = allowReader(params);
  const type = typeOfCollection(params.collection);
  if (!type) throw new Response(null, { status: 404 });
  return redirect(paths.search(lang, { type }));
}

// With a component the route is a page, whose 404 has the frame of all pages.
export default function Collection() {
  return null;
}
