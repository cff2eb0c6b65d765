import type { Node } from "prosemirror-model";

import { parseMarkdown } from "./parse.ts";
import { type Piece, piecesOf, withoutEmphasis, withoutMarkedPunctuation } from "./pieces.ts";
import { type LineStyle, writeLine } from "./write-line.ts";

/** The Markdown of a text in the editor. */
export function serializeMarkdown(doc: Node): string {
  return blocksOf(doc)
    .map(({ text }) => text)
    .join("\n\n");
}

type Block = { node: Node; text: string };

/** The blocks within a node, as Markdown; those without words are left out, unless nothing else is there. */
function blocksOf(parent: Node): Block[] {
  const blocks: Block[] = [];
  parent.forEach((node) => {
    // Signs of lists within signs of lists, with nothing after them, would be read as a row of dashes.
    const isEmptyList = parent.type.name === "list_item" && node.type.name.endsWith("_list") && hasNoWords(node);
    const text = isEmptyList ? "" : blockOf(node, blocks.at(-1));
    if (text !== "") blocks.push({ node, text });
  });
  return blocks;
}

function hasNoWords(node: Node): boolean {
  let isEmpty = true;
  node.descendants((inner) => {
    if (inner.isText || inner.type.name === "footnote") isEmpty = false;
    return isEmpty;
  });
  return isEmpty;
}

function blockOf(node: Node, before: Block | undefined): string {
  switch (node.type.name) {
    case "heading": {
      const marks = `${"#".repeat(node.attrs.level as number)} `;
      const words = lineOf(node, (line) => onlyBlock(marks + line));
      return words && marks + words;
    }
    case "blockquote":
      return (serializeMarkdown(node) || " ").replace(/^.*$/gm, (line) => `> ${line}`.trimEnd());
    case "bullet_list":
    case "ordered_list":
      return listOf(node, before);
    case "table":
      return tableOf(node);
    default:
      return lineOf(node, onlyBlock);
  }
}

/** The one block that a text is; null where it is several. */
function onlyBlock(text: string): Node | null {
  const doc = parseMarkdown(text);
  return doc.childCount === 1 ? doc.firstChild : null;
}

/** Lists that follow each other are told apart by their signs. */
function listOf(list: Node, before: Block | undefined): string {
  const isOrdered = list.type.name === "ordered_list";
  const signs = isOrdered ? [".", ")"] : ["-", "*"];
  const isNeighbour = before?.node.type === list.type;
  const sign = isNeighbour && signOf(before?.text ?? "") === signs[0] ? signs[1] : signs[0];
  const items: Block[][] = [];
  list.forEach((item) => void items.push(blocksOf(item)));
  const isTight = list.attrs.tight === true && items.every((blocks) => blocks.every((block, index) => index === 0 || canJoin(blocks[index - 1], block)));
  const space = isTight ? "\n" : "\n\n";
  let number = (list.attrs.order as number | undefined) ?? 1;
  return items
    .map((blocks, index) => {
      number = Math.max(number, (list.child(index).attrs.value as number | null) ?? 0);
      const marker = isOrdered ? `${number}${sign} ` : `${sign} `;
      number += 1;
      const text = blocks.map((block) => block.text).join(space);
      return (marker + text.replace(/\n(?=[^\n])/g, `\n${" ".repeat(marker.length)}`)).trimEnd();
    })
    .join(space);
}

const signOf = (list: string): string | undefined => /^(?:\d+([.)])|([-*]))/.exec(list)?.slice(1).find(Boolean);

/** True where one block can follow the other without a blank line, and both remain what they are. */
function canJoin(before: Block | undefined, block: Block): boolean {
  const [one, other] = [before?.node.type.name, block.node.type.name];
  if (one === "heading") return true;
  switch (other) {
    case "paragraph":
      return one === "table" && !block.text.split("\n", 1)[0]?.includes("|");
    case "table":
      return one === "paragraph";
    case "ordered_list":
      return one !== "paragraph" || /^1[.)] \S/.test(block.text);
    case "bullet_list":
      return one !== "paragraph" || /^[-*] \S/.test(block.text);
    default:
      return other !== one;
  }
}

function tableOf(table: Node): string {
  const rows: string[][] = [];
  table.forEach((row) => {
    const cells: string[] = [];
    row.forEach((cell) => {
      cells.push(cellOf(cell), ...Array.from({ length: (cell.attrs.colspan as number) - 1 }, () => ""));
    });
    rows.push(cells);
  });
  const width = Math.max(...rows.map((cells) => cells.length));
  const rule = Array.from({ length: width }, (_, column) => RULES[table.firstChild?.maybeChild(column)?.attrs.align as string] ?? "---");
  const [head = [], ...body] = rows.map((cells) => [...cells, ...Array.from({ length: width - cells.length }, () => "")]);
  return [head, rule, ...body].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

const RULES: Partial<Record<string, string>> = { start: ":---", center: ":---:", end: "---:" };

const withPipes = (line: string): string => line.replaceAll("|", "\\|");
const cellOf = (cell: Node): string => withPipes(lineOf(cell, (line) => onlyBlock(`| ${withPipes(line)} |\n| --- |`)?.firstChild?.firstChild));

/** What has been written of a block; blocks do not change, so that each is written once. */
const lines = new WeakMap<Node, string>();

/**
 * The words of a block with their marks, as plain as they can be: signs get a backslash only where the text, read
 * again by `read`, would otherwise say something else.
 */
function lineOf(block: Node, read: (line: string) => Node | null | undefined): string {
  let line = lines.get(block);
  if (line === undefined) lines.set(block, (line = firstTrue(block, read)));
  return line;
}

const STYLES: LineStyle[] = [
  { escaping: "none", em: "*" },
  { escaping: "some", em: "*" },
  { escaping: "all", em: "*" },
  { escaping: "some", em: "_" },
  { escaping: "all", em: "_" },
];

function firstTrue(block: Node, read: (line: string) => Node | null | undefined): string {
  const pieces = piecesOf(block);
  if (pieces.length === 0) return "";
  // Where Markdown has no way to mark just these words, the marks give way and never the words.
  for (const wanted of [pieces, withoutMarkedPunctuation(pieces), withoutEmphasis(pieces)]) {
    for (const style of STYLES) {
      const line = writeLine(wanted, style);
      // What is a row of dashes by itself is a list within a list.
      if (style.escaping === "none" && /^[-*][ \t]/m.test(line)) continue;
      if (saysSame(read(line), block, wanted)) return line;
    }
  }
  return writeLine(withoutEmphasis(pieces), { escaping: "all", em: "*" });
}

function saysSame(found: Node | null | undefined, block: Node, wanted: Piece[]): boolean {
  const isSameKind = found?.type === block.type || Boolean(found?.type.name.startsWith("table_") && block.type.name.startsWith("table_"));
  return Boolean(found) && isSameKind && JSON.stringify(piecesOf(found as Node)) === JSON.stringify(wanted);
}
