import { SaxesParser, type SaxesTagNS } from "saxes";

import { Refused } from "./refused.ts";

/** Deeper than any document, shallower than what a parser's stack takes. */
const DEPTH = 1_000;

type Reading = {
  /** An element begins; its name is without its prefix. */
  open?: (name: string, attribute: (name: string) => string | undefined) => void;
  close?: (name: string) => void;
  text?: (text: string) => void;
};

/** Reads XML once from its beginning to its end. No entity is taken from elsewhere. @throws Refused `malformed`. */
export function readXml(bytes: Buffer, { open, close, text }: Reading): void {
  const parser = new SaxesParser({ xmlns: true, position: false });
  let depth = 0;
  parser.on("error", () => {
    throw new Refused("malformed");
  });
  parser.on("opentag", (tag: SaxesTagNS) => {
    depth += 1;
    if (depth > DEPTH) throw new Refused("malformed");
    open?.(tag.local, (name) => Object.values(tag.attributes).find((attribute) => attribute.local === name || attribute.name === name)?.value);
  });
  parser.on("closetag", (tag: SaxesTagNS) => {
    depth -= 1;
    close?.(tag.local);
  });
  if (text) parser.on("text", text);
  const decoder = new TextDecoder(encodingOf(bytes));
  parser.write(decoder.decode(bytes)).close();
}

const encodingOf = (bytes: Buffer): string => (bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "utf-8");
