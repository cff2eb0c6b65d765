import type { LoaderFunctionArgs } from "@remix-run/node";

import { allowReader } from "#app/auth/guards.server.ts";

import { referenceTo } from "./reference.server.ts";
import { risOf, RIS } from "./ris-format.ts";

/** An item as a reference in RIS. */
export async function loader(args: LoaderFunctionArgs) {
  const reader = allowReader(args.params);
  return referenceTo(args, reader, { extension: "ris", contentType: RIS, write: risOf });
}
