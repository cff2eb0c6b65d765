import { readFileSync } from "node:fs";
import path from "node:path";

import { describe, expect, test } from "vitest";

const CSS = readFileSync(path.resolve(import.meta.dirname, "../../app/styles/app.css"), "utf8");

/** The colours that a block of the stylesheet gives, by their names. */
const coloursIn = (block: string): Record<string, string> => Object.fromEntries([...block.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(([, name = "", colour = ""]) => [name, colour]));

const light = coloursIn(/^:root \{[^}]*\}/m.exec(CSS)?.[0] ?? "");
const dark = { ...light, ...coloursIn(/prefers-color-scheme: dark\) \{\s*:root \{[^}]*\}/.exec(CSS)?.[0] ?? "") };

/** Of what WCAG calls relative luminance. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

const GROUNDS = ["paper", "surface", "brand-soft", "accent-soft"];
/** What is written on what; every text that is smaller than large needs 4.5, by WCAG 1.4.3. */
const TEXTS: Array<[text: string, grounds: string[]]> = [
  ...["ink", "muted", "brand", "accent", "alert"].map((text): [string, string[]] => [text, GROUNDS]),
  ["paper", ["brand", "accent"]],
  ["on-brand", ["brand-strong"]],
  ["on-brand-muted", ["brand-strong"]],
];
/** Edges of fields and the ring of the focus: 3, by WCAG 1.4.11. */
const EDGES: Array<[edge: string, grounds: string[]]> = [["edge", ["paper", "surface"]], ["accent", ["paper", "surface"]]];

// On pages, axe measures this as well; but it takes joined Arabic letters for icons, and sees only what a page happens to have.
describe.each([["light", light], ["dark", dark]])("the palette, %s", (_name, colours) => {
  const ofPairs = (pairs: Array<[string, string[]]>, least: number) =>
    pairs.flatMap(([front, grounds]) => grounds.map((ground) => ({ pair: `${front} on ${ground}`, is: contrast(colours[front] ?? "", colours[ground] ?? "") }))).filter(({ is }) => !(is >= least));

  test("every text can be read on every ground that it stands on", () => {
    expect(ofPairs(TEXTS, 4.5)).toEqual([]);
  });

  test("edges and the focus can be seen", () => {
    expect(ofPairs(EDGES, 3)).toEqual([]);
  });
});
