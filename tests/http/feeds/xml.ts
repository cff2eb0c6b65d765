import { readFileSync } from "node:fs";
import path from "node:path";

import { XMLParser } from "fast-xml-parser";
import { memoryPages, validateXML } from "xmllint-wasm";

const grammar = (file: string) => readFileSync(path.join(import.meta.dirname, file), "utf8");
const GRAMMARS = { atom: grammar("atom.rng"), oai: grammar("oai-pmh.rng") };

/** What libxml2 finds wrong with documents, by our grammar of their kind; it refuses what is not well-formed. */
export async function faultsOf(kind: keyof typeof GRAMMARS, ...xml: string[]): Promise<string[]> {
  const { errors } = await validateXML({ xml: xml.map((contents, index) => ({ fileName: `answer-${index}.xml`, contents })), schema: [GRAMMARS[kind]], extension: "relaxng", maxMemoryPages: memoryPages.GiB });
  return errors.map(({ message }) => message);
}

/** A node of a document: attributes begin with `@`, a text beside them is `#text`; children are lists. */
export type Node = { [name: string]: Node[] & string };

const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: "@", parseTagValue: false, trimValues: false, isArray: (_name, _path, _leaf, isAttribute) => !isAttribute });

export const parsed = (xml: string): Node => parser.parse(xml) as Node;
/** The texts of the children with a name. */
export const texts = (node: Node | undefined, name: string): string[] => (node?.[name] ?? []).map((child: unknown) => (typeof child === "string" ? child : String((child as Record<string, unknown>)["#text"] ?? "")));
