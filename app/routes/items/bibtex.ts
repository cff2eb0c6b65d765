import type { LoaderFunctionArgs } from "@remix-run/node";

import { allowReader } from "#app/auth/guards.server.ts";

import { referenceTo } from "./reference.server.ts";
import { bibtexOf, BIBTEX } from "./bibtex-format.ts";

/** An item as a reference in BibTeX. */
export async function loader(args: LoaderFunctionArgs) {
  const reader = allowReader(args.params);
  return referenceTo(args, reader, { extension: "bib", contentType: BIBTEX, write: bibtexOf });
}
