import type MarkdownIt from "markdown-it";
import type Token from "markdown-it/lib/token.mjs";
import sanitizeHtml from "sanitize-html";

import { isOtherSite } from "./links.ts";
import { makeMarkdown, mayHaveMarkup } from "./markdown.ts";

/** What is said to those who hear the page, in the language of the text: it stands inside of it. */
export type RichWords = {
  /** The name of the list of footnotes. */
  footnotes: string;
  footnote: (number: number) => string;
  /** The name of the link from a footnote to its place in the text. */
  back: (number: number) => string;
  /** The name of a table, which a narrow screen scrolls sideways. */
  table: (number: number) => string;
};

export type RichOptions = {
  /** The level of the text's first headings: one below that of the page above it. */
  headingLevel: number;
  /** Begins every id; no two texts of a page have the same. */
  idPrefix: string;
  words: RichWords;
};

/** What a text is rendered with: its options, and what has been met so far. */
type Rendering = RichOptions & { notes: Token[]; tables: number };

const DEEPEST_HEADING = 6;

/** A rich text as HTML that is safe to put into a page as it is. */
export function richHtml(text: string, options: RichOptions): string {
  if (!mayHaveMarkup(text)) return plainHtml(text);
  const rendering: Rendering = { ...options, idPrefix: options.idPrefix.replace(/[^\w-]/g, "-"), notes: [], tables: 0 };
  const tokens = renderer.parse(text, rendering);
  const body = renderer.renderer.render(tokens, renderer.options, rendering);
  return sanitizeHtml(body + notesHtml(rendering), ALLOWED);
}

/** What `richHtml` makes of a text without markup, in a fraction of the time. */
function plainHtml(text: string): string {
  const paragraphs: string[][] = [[]];
  for (const line of text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").split("\n")) {
    const words = line.trim();
    if (words === "") paragraphs.push([]);
    else paragraphs.at(-1)?.push(words);
  }
  return paragraphs
    .filter((lines) => lines.length > 0)
    .map((lines) => `<p>${lines.join("<br />\n")}</p>\n`)
    .join("");
}

const renderer = makeRenderer();

function makeRenderer(): MarkdownIt {
  const md = makeMarkdown();
  const { rules } = md.renderer;
  const escaped = (text: string) => md.utils.escapeHtml(text);

  rules.heading_open = (tokens, index, _options, env: Rendering) => `<${headingTag(tokens[index], env)}>`;
  rules.heading_close = (tokens, index, _options, env: Rendering) => `</${headingTag(tokens[index], env)}>\n`;
  rules.list_item_open = (tokens, index) => {
    const value = (tokens[index]?.meta as { value?: number } | null)?.value;
    return value === undefined ? "<li>" : `<li value="${value}">`;
  };
  rules.link_open = (tokens, index, options, _env, self) => {
    const link = tokens[index];
    if (link && isOtherSite(link.attrGet("href") ?? "")) link.attrSet("rel", "noopener nofollow");
    return self.renderToken(tokens, index, options);
  };
  rules.table_open = (_tokens, _index, _options, env: Rendering) => {
    env.tables += 1;
    return `<div class="rich-table" role="group" tabindex="0" aria-label="${escaped(env.words.table(env.tables))}"><table>\n`;
  };
  rules.table_close = () => "</table></div>\n";
  // A cell of the head without words heads nothing.
  rules.th_open = (tokens, index) => (tokens[index + 1]?.content ? `<th scope="col"${alignmentOf(tokens[index])}>` : "<td>");
  rules.th_close = (tokens, index) => (tokens[index - 1]?.content ? "</th>" : "</td>");
  rules.td_open = (tokens, index) => `<td${alignmentOf(tokens[index])}>`;
  rules.footnote = (tokens, index, _options, env: Rendering) => {
    const number = env.notes.push(tokens[index] as Token);
    const { idPrefix, words } = env;
    return `<sup><a href="#${idPrefix}-note-${number}" id="${idPrefix}-ref-${number}" aria-label="${escaped(words.footnote(number))}">${number}</a></sup>`;
  };
  return md;
}

const headingTag = (token: Token | undefined, { headingLevel }: Rendering): string =>
  `h${Math.min(headingLevel + (token?.markup === "###" ? 1 : 0), DEEPEST_HEADING)}`;

function alignmentOf(token: Token | undefined): string {
  const align = (token?.meta as { align?: string | null } | null)?.align;
  return align && align !== "start" ? ` class="${align}"` : "";
}

/** The footnotes at the end of the text, each with the way back. */
function notesHtml(rendering: Rendering): string {
  const { notes, idPrefix, words } = rendering;
  if (notes.length === 0) return "";
  const { escapeHtml } = renderer.utils;
  const items = notes.map((note, index) => {
    const number = index + 1;
    const text = renderer.renderer.renderInline(note.children ?? [], renderer.options, rendering);
    const back = `<a href="#${idPrefix}-ref-${number}" aria-label="${escapeHtml(words.back(number))}">↑</a>`;
    return `<li id="${idPrefix}-note-${number}">${text} ${back}</li>`;
  });
  return `<ol class="rich-notes" aria-label="${escapeHtml(words.footnotes)}">\n${items.join("\n")}\n</ol>\n`;
}

/** Exactly what the renderer makes, and nothing else, whatever a text or a fault of the renderer brings. */
const ALLOWED: sanitizeHtml.IOptions = {
  allowedTags: ["p", "br", "h2", "h3", "h4", "h5", "h6", "strong", "em", "ul", "ol", "li", "a", "blockquote", "sup", "div", "table", "thead", "tbody", "tr", "th", "td"],
  allowedAttributes: {
    a: ["href", "title", "rel", "id", "aria-label"],
    ol: ["start", "aria-label"],
    li: ["id", "value"],
    div: ["role", "tabindex", "aria-label"],
    th: ["scope"],
  },
  allowedClasses: { ol: ["rich-notes"], div: ["rich-table"], th: ["center", "end"], td: ["center", "end"] },
  allowedSchemes: ["http", "https", "mailto"],
  allowProtocolRelative: false,
  disallowedTagsMode: "discard",
};
