import type Token from "markdown-it/lib/token.mjs";

import { markdown, mayHaveMarkup } from "./markdown.ts";

/**
 * The words of a rich text: a blank line between blocks, a line each for points and rows, a space between cells, and
 * footnotes in parentheses where their block ends. For the index, excerpts and counts.
 */
export function plainText(text: string): string {
  // Most texts are words and nothing else, and the index takes many thousands of them.
  if (!mayHaveMarkup(text)) return text.trim();
  const blocks: string[] = [];
  let depth = 0;
  let cells: string[] | null = null;
  const add = (words: string) => {
    if (words === "") return;
    if (depth > 0 && blocks.length > 0) blocks.push(`${blocks.pop() ?? ""}\n${words}`.trimStart());
    else blocks.push(words);
  };
  for (const token of markdown.parse(text, {})) {
    if (token.type === "tr_open") cells = [];
    else if (token.type === "inline" && cells) cells.push(wordsOf(token));
    else if (token.type === "inline") add(wordsOf(token));
    else if (token.type === "tr_close") {
      add((cells ?? []).filter(Boolean).join(" "));
      cells = null;
    } else if (GROUPS.has(token.type)) {
      // What is grouped is one block: an empty one is begun, and filled line by line.
      if (depth === 0 && token.nesting > 0) blocks.push("");
      depth += token.nesting;
    }
  }
  return blocks.filter(Boolean).join("\n\n");
}

const GROUPS = new Set(["bullet_list", "ordered_list", "table"].flatMap((name) => [`${name}_open`, `${name}_close`]));

function wordsOf({ children }: Token): string {
  const notes: string[] = [];
  const read = (tokens: Token[] | null): string =>
    (tokens ?? [])
      .map((token) => {
        if (token.type === "softbreak" || token.type === "hardbreak") return "\n";
        if (token.type !== "footnote") return token.content;
        notes.push(`(${read(token.children).trim()})`);
        return "";
      })
      .join("");
  const words = read(children).trim();
  return [words, ...notes].filter(Boolean).join(" ");
}
