import { z } from "zod";

import { isPartialDate, partialDate } from "#models/partial-date.ts";
import { LANGUAGE_TAG } from "#models/localized.ts";
import { DATE_PRECISIONS } from "#models/vocabulary.ts";

import type { DocumentKind } from "./kinds.server.ts";

/** The parts of documents that their models take as they are: pages rely on what is in them. Moments become dates again. */

const LONGEST = 20_000;
/** Of one item: each is a text in a language, and takes its model a while. */
const MOST_VERSIONS = 60;
const words = z.string().max(LONGEST);
const key = z.string().regex(/^[^$.\p{Cc}][^.\p{Cc}]{0,199}$/u);
const language = z.string().regex(LANGUAGE_TAG);
const localized = z.record(language, words);
const maybe = localized.nullish();
const moment = z
  .string()
  .datetime()
  .transform((text) => new Date(text));
const id = z.string().min(1).max(300);

const date = z
  .object({ precision: z.enum(DATE_PRECISIONS), from: z.string().nullable(), to: z.string().nullable() })
  .strict()
  .refine(isPartialDate);
const source = z.object({ title: localized, language, asOf: z.string().refine((text) => isPartialDate(partialDate(text))).nullish() }).strict();
const sources = z.array(source);
/** Names of States and of time zones go to functions that know no others. */
const state = z.string().regex(/^[A-Z]{2}$/);
const zone = z
  .string()
  .max(60)
  .refine((name) => {
    try {
      return Boolean(new Intl.DateTimeFormat("en", { timeZone: name }));
    } catch {
      return false;
    }
  });
/** It becomes a link. */
const website = z
  .string()
  .regex(/^https?:\/\/\S+$/i)
  .nullish();
const figure = z.object({ id, section: z.string().nullish(), value: z.number(), unit: z.string().nullish(), approximate: z.boolean().optional(), source: z.string().nullish() }).strict();
const facts = z.object({ date, terms: z.array(id), partners: z.array(id).optional(), figures: z.array(figure), sources: z.array(source), details: z.record(key, z.unknown()) }).strict();

const section = z.object({ id, group: z.string(), heading: z.string().nullable(), text: words, breaksOff: z.boolean().optional() }).strict();
const file = z.object({ id, name: z.string(), type: z.string(), size: z.number(), title: z.string().nullable(), lang: language }).strict();
const content = z
  .object({ title: z.string(), summary: z.string(), place: z.string().nullable(), sections: z.array(section), figureLabels: z.record(key, z.string()), files: z.array(file).optional() })
  .strict();
/** Of a text that its model knows. */
const labelled = z.object({ figureLabels: z.record(key, z.string()) }).passthrough();
const published = z.object({ content: labelled }).passthrough().nullish();

const version = z
  .object({
    note: maybe,
    checked: z.object({ by: id, name: z.string(), at: moment }).strict().nullish(),
    draft: labelled.nullish(),
    published,
    archivedPublished: published,
    submitted: z.object({ content: labelled, facts: facts.nullable() }).passthrough().nullish(),
  })
  .passthrough();

const time = z.object({ start: z.string().regex(/^\d{2}:\d{2}$/), end: z.string().regex(/^\d{2}:\d{2}$/).nullable(), zone }).strict();
const moved = z.array(z.object({ merger: id, from: id }).strict()).optional();
const stand = z.object({ name: maybe, shortName: maybe, ministry: maybe }).strict().nullish();
const names = z.record(language, z.array(words));

const SHAPES: Partial<Record<DocumentKind, z.ZodType<Record<string, unknown>, z.ZodTypeDef, unknown>>> = {
  mechanism: z
    .object({
      state, contact: z.object({ website }).passthrough().nullish(),
      name: maybe, shortName: maybe, aliases: names, legalBasis: maybe, ministry: maybe,
      profile: z.record(key, localized), evidence: z.record(key, localized), dimensions: z.record(key, localized), sources,
      history: z.array(z.object({ legalBasis: maybe, note: maybe, before: stand, after: stand, sources }).passthrough()),
    })
    .passthrough(),
  membership: z.object({ state, history: z.array(z.object({ note: maybe, sources }).passthrough()) }).passthrough(),
  item: z
    .object({
      country: state.nullish(),
      versions: z.array(version).max(MOST_VERSIONS),
      sources,
      draftFacts: facts.nullish(),
      archived: z.object({ at: moment, by: id, note: z.string(), lang: language.optional(), forward: z.string().nullable() }).strict().nullish(),
      moved,
      details: z.object({ time: time.optional(), participants: z.object({ states: z.array(state) }).passthrough().optional() }).passthrough(),
    })
    .passthrough(),
  revision: z.object({ content: content.nullable(), facts: facts.nullable() }).passthrough(),
  review: z.object({ done: z.object({ by: id, at: moment }).strict().nullable() }).passthrough(),
  cooperation: z.object({ moved }).passthrough(),
  message: z.object({ moved }).passthrough(),
  term: z.object({ labels: localized, aliases: names }).passthrough(),
  partner: z.object({ name: localized, shortName: maybe, description: maybe, sources }).passthrough(),
};

/** The document with its moments as dates where its model would not make them. @throws ZodError. */
export function shaped(kind: DocumentKind, document: Record<string, unknown>): Record<string, unknown> {
  return SHAPES[kind]?.parse(document) ?? document;
}

/** What is said of a file. */
export const fileShape = z
  .object({
    id: z.string().regex(/^[a-z0-9]{12}$/),
    item: id,
    name: z.string().max(300),
    type: z.string().max(200),
    size: z.number().int().min(0),
    state: z.enum(["waiting", "ready", "refused"]),
    reason: z.string().max(40).nullable(),
    sha256: z.string().regex(/^[0-9a-f]{64}$/).nullable(),
    received: z.string().regex(/^[0-9a-f]{64}$/).nullable(),
    at: moment,
  })
  .strict();
export type FileDescription = z.infer<typeof fileShape>;
