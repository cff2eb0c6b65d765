import type { ReferenceData } from "#app/lib/reference-data.server.ts";
import type { Decision } from "#models/decision.ts";
import { ITEM_SCHEMES } from "#models/vocabulary.ts";

import type { Entry, Problem } from "./manifest.ts";
import { foldText } from "./text.ts";

/** What an entry may refer to. */
export type Known = { reference: ReferenceData; decisions: Decision[] };

/** Everything in an entry that refers to nothing the hub knows, with its place. */
export function checkEntry({ country, mechanism, terms, links, type, place }: Entry, known: Known): Problem[] {
  const { states, mechanisms, terms: vocabulary } = known.reference;
  const problems: Problem[] = [];
  const add = (path: (string | number)[], message: string) => problems.push({ place: place(...path), message });

  if (country !== null && !states.has(country)) add(["country"], `country: "${country}" is the ISO code of no State the hub knows`);
  const found = mechanism ? mechanisms.get(mechanism) : undefined;
  if (mechanism && !found) add(["mechanism"], `mechanism: the hub knows none with the id "${mechanism}"`);
  else if (found && found.state !== country) {
    add(["mechanism"], `mechanism: "${mechanism}" is of ${found.state}, the entry of ${country ?? "no country"}`);
  }
  for (const [index, id] of terms.entries()) {
    const term = vocabulary.get(id);
    if (!term) add(["terms", index], `terms: "${id}" is no term of the vocabularies`);
    else if (!ITEM_SCHEMES.some((scheme) => scheme === term.scheme)) add(["terms", index], `terms: an item carries no terms such as "${id}"`);
    else if (terms.indexOf(id) < index) add(["terms", index], `terms: "${id}" stands twice`);
  }
  for (const [index, link] of links.entries()) {
    if (!decisionOf(link, known.decisions)) add(["links", index], `links: "${link}" is no text adopted or decision taken by the network`);
  }
  if (links.length > 0 && type !== "document") add(["links"], `links: only a document is linked to an adopted text, not a ${type}`);
  else if (links.length > 1) add(["links", 1], "links: a document is linked to one adopted text");
  return problems;
}

/** The decision that a link names: by its id, or by its title in any language. */
export function decisionOf(link: string, decisions: Decision[]): Decision | undefined {
  return (
    decisions.find(({ id }) => id === link.replace(/^decision:/, "")) ??
    decisions.find(({ title }) => Object.values(title).some((text) => foldText(text) === foldText(link)))
  );
}
