import type { LoaderFunctionArgs } from "@remix-run/node";

import { allowAnyone } from "#app/auth/guards.server.ts";
import { env } from "#app/env.server.ts";
import { withValidators } from "#app/lib/validators.server.ts";

import { FOR_OTHER_SITES } from "./other-sites.ts";
import { describeApi } from "./openapi.server.ts";

/** The description of the interface for programs. */
export function loader({ request }: LoaderFunctionArgs) {
  allowAnyone();
  const body = JSON.stringify(describeApi(env().HUB_ORIGIN), null, 2);
  return withValidators(request, { body, contentType: "application/json; charset=utf-8", headers: FOR_OTHER_SITES });
}
