import { createHash } from "node:crypto";

import type { ReferenceData } from "#app/lib/reference-data.server.ts";

import { conceptsOf } from "./documents.server.ts";
import { makeThesaurus, type Thesaurus } from "./thesaurus.ts";

type Made = { names: string; thesaurus: Thesaurus };

/**
 * Keeps a thesaurus of some of the concepts as they are now. Making it is dear, and the reference data are
 * read anew every few seconds: it is made again only where a name has changed.
 */
function keeper(has: (id: string) => boolean): (reference: ReferenceData) => Thesaurus {
  let latest: Made | undefined;
  const known = new WeakMap<ReferenceData, Thesaurus>();
  return (reference) => {
    const present = known.get(reference);
    if (present) return present;
    const concepts = [...conceptsOf(reference).values()].filter(({ id }) => has(id));
    const names = createHash("sha256").update(JSON.stringify(concepts)).digest("hex");
    if (latest?.names !== names) latest = { names, thesaurus: makeThesaurus(concepts) };
    known.set(reference, latest.thesaurus);
    return latest.thesaurus;
  };
}

/** The thesaurus of the vocabularies. Office-holders, mechanisms and partners have names of their own, which mean nothing else. */
export const thesaurusOf = keeper((id) => !/^(holder|mechanism|partner):/.test(id));

/** The names of the mechanisms alone. */
export const mechanismThesaurusOf = keeper((id) => id.startsWith("mechanism:"));

/** The names of the partners alone. */
export const partnerThesaurusOf = keeper((id) => id.startsWith("partner:"));
