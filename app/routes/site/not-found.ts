import type { LoaderFunctionArgs } from "@remix-run/node";

import { allowReader } from "#app/auth/guards.server.ts";

/** Whatever has no page of its own. */
export function loader({ params }: LoaderFunctionArgs) {
  allowReader(params);
  throw new Response(null, { status: 404 });
}

export default function NotFound() {
  return null;
}
