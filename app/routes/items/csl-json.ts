import type { LoaderFunctionArgs } from "@remix-run/node";

import { allowReader } from "#app/auth/guards.server.ts";

import { referenceTo } from "./reference.server.ts";

const CSL_JSON = "application/vnd.citationstyles.csl+json; charset=utf-8";

/** An item as a reference in CSL-JSON: a list of one. */
export async function loader(args: LoaderFunctionArgs) {
  const reader = allowReader(args.params);
  return referenceTo(args, reader, { extension: "json", contentType: CSL_JSON, write: (csl) => `${JSON.stringify([csl], null, 2)}\n` });
}
