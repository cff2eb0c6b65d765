import type { LoaderFunctionArgs } from "@remix-run/node";

import { allowReader } from "#app/auth/guards.server.ts";

import { registerAsCsv } from "./data.server.ts";

/** The register of decisions for programs that calculate. */
export async function loader(args: LoaderFunctionArgs) {
  const { lang } = allowReader(args.params);
  return registerAsCsv(args, lang);
}
