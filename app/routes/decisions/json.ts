import type { LoaderFunctionArgs } from "@remix-run/node";

import { allowReader } from "#app/auth/guards.server.ts";

import { registerAsJson } from "./data.server.ts";

/** The register of decisions for programs. */
export async function loader(args: LoaderFunctionArgs) {
  const { lang } = allowReader(args.params);
  return registerAsJson(args, lang);
}
