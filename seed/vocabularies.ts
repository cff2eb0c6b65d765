import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

import { z } from "zod";

import type { State } from "#models/state.server.ts";
import type { Term } from "#models/term.ts";
import { type Scheme, SCHEMES } from "#models/vocabulary.ts";

const HERE = import.meta.dirname;

const labels = z.record(z.string().regex(/^[a-z]{2,3}$/), z.string().min(1));
const aliases = z.record(z.string(), z.array(z.string().min(1))).default({});
const slug = z.string().regex(/^[a-z0-9][a-z0-9.-]*$/i);

const termSeed = z
  .object({
    id: slug,
    labels,
    official: z.array(z.string()).default([]),
    aliases,
    parent: slug.optional(),
    code: z.string().optional(),
    validFrom: z.string().optional(),
    validTo: z.string().optional(),
    replacedBy: slug.optional(),
    source: z.string().optional(),
  })
  .strict();

const stateSeed = z
  .object({
    id: z.string().regex(/^[A-Z]{2}$/),
    groups: z.array(slug),
    names: labels.default({}),
    aliases,
    observer: z.boolean().default(false),
    position: z.object({ lat: z.number().min(-90).max(90), lon: z.number().min(-180).max(180) }).strict(),
  })
  .strict();

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(path.join(HERE, file), "utf8"));
}

/**
 * Every term of the vocabularies in `seed/vocabularies/`, one file per scheme.
 * @throws ZodError where a file does not have the form of a vocabulary.
 */
export function readVocabularies(): Term[] {
  return readdirSync(path.join(HERE, "vocabularies")).flatMap((file) => {
    const scheme = SCHEMES.find((candidate): candidate is Scheme => `${candidate}.json` === file);
    if (!scheme) throw new Error(`seed/vocabularies/${file}: there is no vocabulary of this name`);
    const full = (id: string | undefined) => (id === undefined ? null : `${scheme}:${id}`);
    return z
      .array(termSeed)
      .parse(readJson(`vocabularies/${file}`))
      .map((term, order) => ({
        id: `${scheme}:${term.id}`,
        scheme,
        labels: term.labels,
        official: term.official,
        aliases: term.aliases,
        parent: full(term.parent),
        code: term.code ?? null,
        validFrom: term.validFrom ?? null,
        validTo: term.validTo ?? null,
        replacedBy: full(term.replacedBy),
        order,
      }));
  });
}

/** Every State with its country groups, from `seed/states.json`. */
export function readStates(): State[] {
  return z.array(stateSeed).parse(readJson("states.json"));
}
