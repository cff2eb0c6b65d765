import { isNode, LineCounter, parseDocument, isSeq } from "yaml";
import { z } from "zod";

import { isLanguage, type Language, LANGUAGE_CODES } from "#app/i18n/languages.ts";
import { DATE_NOT_STATED, isPartialDate, type PartialDate, partialDate } from "#models/partial-date.ts";
import { ITEM_TYPES, LIMITS, VERSION_STATES } from "#models/vocabulary.ts";

/** A manifest that is none at all; the message is one line. */
export class ManifestProblem extends Error {
  override name = "ManifestProblem";
}

/** What is wrong with an entry or a file, and where the manifest or the source shows it. */
export type Problem = { place: string; message: string };

const date = z
  .union([z.string(), z.number().int()])
  .transform((value, context): PartialDate => {
    const text = String(value).trim();
    if (text === "not-stated") return DATE_NOT_STATED;
    const [from = "", to, ...more] = text.split("/");
    const found = partialDate(from, to ?? null);
    if (more.length === 0 && isPartialDate(found)) return found;
    context.addIssue({ code: "custom", message: `"${text}" is no date such as 2024-05-09, 2024-05, 2024 or 2024-05-08/2024-05-09` });
    return z.NEVER;
  });

/** Terms, or links, of an entry. */
const MOST_IN_LIST = 200;

/** A text in the manifest's author's words: lists, calendars and terminals show it as it is. */
const words = z.string().superRefine((value, context) => {
  const control = /[\p{Cc}\u2028\u2029]/u.exec(value)?.[0];
  if (control === undefined) return;
  const code = control.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
  context.addIssue({ code: "custom", message: `has the control character U+${code}` });
});

/** `not given`, `null` and an empty list say the same. */
const list = z
  .array(words.pipe(z.string().min(1)))
  .max(MOST_IN_LIST, `has more than ${MOST_IN_LIST}`)
  .nullish()
  .transform((value) => value ?? []);
/** What reviewers have before them was handed in by a person, in the hub: an import has nobody who did. */
const state = z.enum(VERSION_STATES).refine((value) => value !== "in-review" && value !== "changes-requested", {
  message: "an import hands nothing in: take draft, and hand the text in on the desk",
});

const file = z
  .object({
    path: words.pipe(z.string().min(1).max(4096)),
    lang: z.string().refine(isLanguage, (value) => ({ message: `"${value}" is no language of the hub: ${LANGUAGE_CODES.join(", ")}` })),
    encoding: words.pipe(z.string().min(1)).nullish(),
    title: z.string().trim().min(1).max(LIMITS.title).pipe(words).nullish(),
    /** The version's own state, where it differs from that of the entry. */
    state: state.nullish(),
  })
  .strict();

const entry = z
  .object({
    key: z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,119}$/u, "must be of letters, digits, full stops, hyphens and underscores"),
    type: z.enum(ITEM_TYPES),
    country: words
      .nullish()
      .transform((value) => value ?? null),
    mechanism: words.pipe(z.string().min(1)).nullish(),
    date: date.nullish(),
    terms: list,
    links: list,
    state: state.nullish().transform((value) => value ?? "published"),
    files: z.array(file).min(1, "must name at least one file"),
  })
  .strict();

export type EntryFile = Omit<z.infer<typeof file>, "lang"> & { lang: Language };
/** An entry of the manifest; `place` tells where a field of it stands. */
export type Entry = Omit<z.infer<typeof entry>, "files"> & { files: EntryFile[]; place: (...path: (string | number)[]) => string };
/** One entry as it was read: whole, or with what is wrong with it. */
export type ReadEntry = { name: string; entry: Entry | null; problems: Problem[] };

/** How far aliases may repeat parts of a manifest, as the parser counts. */
const MAX_ALIASES = 100;

/**
 * Reads the text of a manifest, YAML or JSON. An entry that is wrong is told with its place, beside the others.
 * @param name the manifest as messages name it.
 * @throws ManifestProblem where it is no list at all.
 */
export function parseManifest(text: string, name: string): ReadEntry[] {
  const counter = new LineCounter();
  const refuse = (message: string): never => {
    throw new ManifestProblem(`${name}: ${message.split("\n", 1)[0]?.replace(/:$/, "") ?? ""}`);
  };
  const { document, value } = parse(text, counter, refuse);
  if (!isSeq(document.contents) || !Array.isArray(value)) return refuse("is no list of entries");
  if (value.length === 0) return refuse("has no entries");

  const lineOf = (path: (string | number)[]): number => {
    for (let length = path.length; length > 0; length -= 1) {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return counter.linePos(node.range[0]).line;
    }
    return 1;
  };
  const first = new Map<string, number>();
  return value.map((raw: unknown, index): ReadEntry => {
    const place = (...path: (string | number)[]) => `${name}:${lineOf([index, ...path])}`;
    const key = (raw as { key?: unknown } | null)?.key;
    const label = typeof key === "string" && key !== "" ? key : `entry ${index + 1}`;
    const result = entry.safeParse(raw);
    if (!result.success) return { name: label, entry: null, problems: result.error.issues.flatMap((issue) => explain(issue, place)) };
    const problems: Problem[] = [];
    const known = first.get(result.data.key);
    if (known !== undefined) problems.push({ place: place("key"), message: `key: "${result.data.key}" stands at line ${known} already` });
    else first.set(result.data.key, lineOf([index, "key"]));
    for (const [position, { lang }] of result.data.files.entries()) {
      if (result.data.files.findIndex((other) => other.lang === lang) < position) {
        problems.push({ place: place("files", position, "lang"), message: `lang: a file in "${lang}" is there already; an item has one version in a language` });
      }
    }
    return { name: label, entry: problems.length > 0 ? null : { ...(result.data as Omit<Entry, "place">), place }, problems };
  });
}

function parse(text: string, counter: LineCounter, refuse: (message: string) => never) {
  try {
    const document = parseDocument(text, { lineCounter: counter, prettyErrors: true, logLevel: "silent" });
    const [fault] = [...document.errors, ...document.warnings];
    if (fault) refuse(fault.message);
    return { document, value: document.toJS({ maxAliasCount: MAX_ALIASES }) as unknown };
  } catch (error) {
    if (error instanceof ManifestProblem) throw error;
    return refuse(error instanceof RangeError ? "is nested too deeply" : error instanceof Error ? error.message : String(error));
  }
}

/** What zod says, in the words of a manifest's author. */
function explain(issue: z.ZodIssue, place: (...path: (string | number)[]) => string): Problem[] {
  const field = issue.path.join(".");
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({ place: place(...issue.path, key), message: `${[...issue.path, key].join(".")}: there is no such field` }));
  }
  const said =
    issue.code === "invalid_type" && issue.received === "undefined"
      ? "is missing"
      : issue.code === "invalid_type"
        ? `must be a ${issue.expected}, not a ${issue.received}`
        : issue.code === "invalid_enum_value"
          ? `"${String(issue.received)}" is none of: ${issue.options.join(", ")}`
          : issue.message;
  return [{ place: place(...issue.path), message: field ? `${field}: ${said}` : `the entry ${said}` }];
}
