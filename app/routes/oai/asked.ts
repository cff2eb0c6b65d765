import { OaiError } from "./error.ts";

/** The arguments of each verb: which must be there, and which may. One that stands alone takes the place of all others. */
const VERBS = {
  Identify: { needed: [], allowed: [] },
  ListMetadataFormats: { needed: [], allowed: ["identifier"] },
  ListSets: { needed: [], allowed: [], alone: "resumptionToken" },
  ListIdentifiers: { needed: ["metadataPrefix"], allowed: ["from", "until", "set"], alone: "resumptionToken" },
  ListRecords: { needed: ["metadataPrefix"], allowed: ["from", "until", "set"], alone: "resumptionToken" },
  GetRecord: { needed: ["identifier", "metadataPrefix"], allowed: [] },
} as const satisfies Record<string, { needed: string[]; allowed: string[]; alone?: string }>;

export type Verb = keyof typeof VERBS;

/** What a harvester asks for; every argument is one that its verb knows, and stands once. */
export type Asked = { verb: Verb; given: Partial<Record<"identifier" | "metadataPrefix" | "from" | "until" | "set" | "resumptionToken", string>> };

/** What names of formats and sets look like. */
const SYNTAX: Partial<Record<string, RegExp>> = { metadataPrefix: /^[\w.!~*'()-]+$/, set: /^[\w.!~*'()-]+(:[\w.!~*'()-]+)*$/ };

/** Reads a request. @throws OaiError `badVerb`, `badArgument`. */
export function readAsked(parameters: URLSearchParams): Asked {
  const verbs = parameters.getAll("verb");
  if (verbs.length !== 1) throw new OaiError("badVerb", verbs.length === 0 ? "There is no verb." : "There is more than one verb.");
  const verb = (Object.keys(VERBS) as Verb[]).find((name) => name === verbs[0]);
  if (!verb) throw new OaiError("badVerb", "There is no such verb.");
  const { needed, allowed, alone }: { needed: readonly string[]; allowed: readonly string[]; alone?: string } = VERBS[verb];
  const names = [...parameters.keys()].filter((name) => name !== "verb");
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) throw new OaiError("badArgument", `The argument ${twice} stands more than once.`);
  const strange = names.find((name) => ![...needed, ...allowed, alone].includes(name));
  if (strange !== undefined) throw new OaiError("badArgument", `${verb} has no argument ${strange}.`);
  if (alone && names.includes(alone)) {
    if (names.length > 1) throw new OaiError("badArgument", `The argument ${alone} stands alone.`);
  } else {
    const missing = needed.find((name) => !names.includes(name));
    if (missing) throw new OaiError("badArgument", `The argument ${missing} is missing.`);
  }
  // What is no name cannot be repeated in the answer either.
  const odd = names.find((name) => SYNTAX[name] && !SYNTAX[name].test(parameters.get(name) ?? ""));
  if (odd) throw new OaiError("badArgument", `The argument ${odd} is not as the protocol has it.`);
  return { verb, given: Object.fromEntries(names.map((name) => [name, parameters.get(name) ?? ""])) };
}
