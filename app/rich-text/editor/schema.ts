import { type DOMOutputSpec, type MarkSpec, type NodeSpec, Schema } from "prosemirror-model";
import { tableNodes } from "prosemirror-tables";

import { isAllowedLink } from "../links.ts";

const P: DOMOutputSpec = ["p", 0];

const tables = tableNodes({
  tableGroup: "block",
  // One line of words: a cell of a Markdown table holds nothing else.
  cellContent: "(text | footnote)*",
  cellAttributes: {
    align: {
      default: null,
      getFromDOM: (cell) => ["center", "end"].find((name) => cell.classList.contains(name)) ?? null,
      setDOMAttr: (value, attributes) => {
        if (typeof value === "string" && value !== "start") attributes.class = value;
      },
    },
  },
});

const nodes = {
  doc: { content: "block+" },
  paragraph: { content: "inline*", group: "block", parseDOM: [{ tag: "p" }], toDOM: () => P },
  heading: {
    // As many as the marks of Markdown: 1 and 2 are a heading, 3 is one below it.
    attrs: { level: { default: 2, validate: "number" } },
    content: "(text | footnote)*",
    group: "block",
    defining: true,
    parseDOM: [
      { tag: "h1", attrs: { level: 2 } },
      { tag: "h2", attrs: { level: 2 } },
      ...["h3", "h4", "h5", "h6"].map((tag) => ({ tag, attrs: { level: 3 } })),
    ],
    toDOM: (node) => [node.attrs.level === 3 ? "h4" : "h3", 0],
  },
  blockquote: { content: "block+", group: "block", defining: true, parseDOM: [{ tag: "blockquote" }], toDOM: () => ["blockquote", 0] },
  bullet_list: {
    content: "list_item+",
    group: "block",
    attrs: { tight: { default: true } },
    parseDOM: [{ tag: "ul" }],
    toDOM: () => ["ul", 0],
  },
  ordered_list: {
    content: "list_item+",
    group: "block",
    attrs: { order: { default: 1, validate: "number" }, tight: { default: true } },
    parseDOM: [{ tag: "ol", getAttrs: (list) => ({ order: Math.max(0, Math.trunc(Number(list.getAttribute("start") ?? 1))) || 1 }) }],
    toDOM: (node) => (node.attrs.order === 1 ? ["ol", 0] : ["ol", { start: node.attrs.order }, 0]),
  },
  list_item: {
    content: "block+",
    // A number that is ahead of the item's place in its list.
    attrs: { value: { default: null } },
    defining: true,
    parseDOM: [{ tag: "li" }],
    toDOM: (node) => (node.attrs.value === null ? ["li", 0] : ["li", { value: node.attrs.value }, 0]),
  },
  ...tables,
  text: { group: "inline" },
  hard_break: { inline: true, group: "inline", selectable: false, linebreakReplacement: true, parseDOM: [{ tag: "br" }], toDOM: () => ["br"] },
  footnote: {
    inline: true,
    group: "inline",
    atom: true,
    // The note as Markdown. It is edited in a form of its own.
    attrs: { text: { default: "", validate: "string" } },
    parseDOM: [{ tag: "span[data-footnote]", getAttrs: (note) => ({ text: note.dataset.footnote ?? "" }) }],
    toDOM: (node) => ["span", { "data-footnote": node.attrs.text }, "*"],
    leafText: () => "",
  },
} satisfies Record<string, NodeSpec>;

/** A link that a text may not have is words. */
function addressOf(link: HTMLElement): { href: string; title: string | null } | false {
  const href = link.getAttribute("href") ?? "";
  return isAllowedLink(href) ? { href, title: link.getAttribute("title") } : false;
}

const marks = {
  link: {
    attrs: { href: { validate: "string" }, title: { default: null } },
    inclusive: false,
    parseDOM: [{ tag: "a[href]", getAttrs: addressOf }],
    toDOM: ({ attrs: { href, title } }) => ["a", title ? { href, title } : { href }, 0],
  },
  strong: { parseDOM: [{ tag: "strong" }, { tag: "b" }], toDOM: () => ["strong", 0] },
  em: { parseDOM: [{ tag: "em" }, { tag: "i" }], toDOM: () => ["em", 0] },
} satisfies Record<string, MarkSpec>;

/** What the editor can hold: exactly what the Markdown of the hub can say. */
export const schema = new Schema({ nodes, marks });
