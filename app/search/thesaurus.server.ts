import { createHash } from "node:crypto";

import type { ReferenceData } from "#app/lib/reference-data.server.ts";

import { conceptsOf } from "./documents.server.ts";
import { makeThesaurus, type Thesaurus } from "./thesaurus.ts";

/** The last one made, with the fingerprint of the names that it holds. */
let latest: { names: string; thesaurus: Thesaurus } | undefined;
const known = new WeakMap<ReferenceData, Thesaurus>();

/**
 * The thesaurus of the vocabularies as they are now. Making it is dear, and the reference data are
 * read anew every few seconds: it is made again only where a name has changed.
 */
export function thesaurusOf(reference: ReferenceData): Thesaurus {
  const present = known.get(reference);
  if (present) return present;
  // Office-holders and mechanisms have names of their own, which mean nothing else.
  const concepts = [...conceptsOf(reference).values()].filter(({ id }) => !/^(holder|mechanism):/.test(id));
  const names = createHash("sha256").update(JSON.stringify(concepts)).digest("hex");
  if (latest?.names !== names) latest = { names, thesaurus: makeThesaurus(concepts) };
  known.set(reference, latest.thesaurus);
  return latest.thesaurus;
}
