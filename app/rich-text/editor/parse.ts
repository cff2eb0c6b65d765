import type Token from "markdown-it/lib/token.mjs";
import { MarkdownParser } from "prosemirror-markdown";
import type { Node } from "prosemirror-model";

import { markdown } from "../markdown.ts";
import { schema } from "./schema.ts";

const align = (token: Token) => ({ align: (token.meta as { align?: string | null } | null)?.align ?? null });

/** True for a list whose points stand close together: the parser hides their paragraphs. */
function isTight(tokens: Token[], list: number): boolean {
  const first = tokens.slice(list + 1).find(({ type }) => type !== "list_item_open");
  return first?.type !== "paragraph_open" || first.hidden;
}

const parser = new MarkdownParser(schema, markdown, {
  paragraph: { block: "paragraph" },
  heading: { block: "heading", getAttrs: (token) => ({ level: token.markup.length }) },
  blockquote: { block: "blockquote" },
  bullet_list: { block: "bullet_list", getAttrs: (_token, tokens, index) => ({ tight: isTight(tokens, index) }) },
  ordered_list: {
    block: "ordered_list",
    getAttrs: (token, tokens, index) => ({ order: Number(token.attrGet("start") ?? 1), tight: isTight(tokens, index) }),
  },
  list_item: { block: "list_item", getAttrs: (token) => ({ value: (token.meta as { value?: number } | null)?.value ?? null }) },
  table: { block: "table" },
  thead: { ignore: true },
  tbody: { ignore: true },
  tr: { block: "table_row" },
  th: { block: "table_header", getAttrs: align },
  td: { block: "table_cell", getAttrs: align },
  softbreak: { node: "hard_break" },
  hardbreak: { node: "hard_break" },
  footnote: { node: "footnote", getAttrs: (token) => ({ text: token.content }) },
  strong: { mark: "strong" },
  em: { mark: "em" },
  link: { mark: "link", getAttrs: (token) => ({ href: token.attrGet("href") ?? "", title: token.attrGet("title") || null }) },
});

/** A text as the editor holds it; one without words is one empty paragraph. */
export const parseMarkdown = (text: string): Node => parser.parse(text);
