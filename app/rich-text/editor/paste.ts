import { isAllowedLink } from "../links.ts";
import { listsFromWord } from "./paste-lists.ts";
import { tidyTables } from "./paste-tables.ts";

/** What goes with all that is in it. */
const DROPPED = "img, picture, svg, math, video, audio, canvas, iframe, object, embed, applet, script, style, meta, link, title, head, form, button, input, select, textarea, template, hr, colgroup";

/** Attributes that mean something to the editor, its own included. */
const KEPT = new Set(["href", "title", "start", "value", "data-footnote", "data-pm-slice", "colspan"]);

/**
 * HTML from a word processor or a web page, as the editor can take it: Word's paragraphs that look like points as
 * lists, bold and italic by style as such, footnotes as footnotes, tables with their first row as head; without
 * styles, classes, images and what else cannot be kept.
 */
export function cleanPastedHtml(html: string): string {
  const { body } = new DOMParser().parseFromString(withoutMachinery(html), "text/html");
  footnotesOf(body);
  for (const element of body.querySelectorAll(DROPPED)) element.remove();
  listsFromWord(body);
  headings(body);
  marksByStyle(body);
  tidyTables(body);
  for (const link of body.querySelectorAll("a")) if (!isAllowedLink(link.getAttribute("href") ?? "")) unwrap(link);
  for (const element of body.querySelectorAll("*")) {
    for (const { name, value } of Array.from(element.attributes)) {
      const isAlignment = name === "class" && (value === "center" || value === "end");
      if (!KEPT.has(name) && !isAlignment) element.removeAttribute(name);
    }
  }
  for (const paragraph of body.querySelectorAll("p, li")) if (isEmpty(paragraph) && paragraph.parentElement) paragraph.remove();
  return body.innerHTML.replace(/[\u202A-\u202E\u2066-\u2069\uFEFF]/g, "");
}

/**
 * Without comments, Word's conditions and its own data, and with `style` under another name: a page that allows no
 * styles in it reports each one, even of a document that is never shown.
 */
function withoutMachinery(html: string): string {
  return html
    .replace(/<!--[\s\S]*?-->/g, "")
    .replace(/<!\[[^>]*>/g, "")
    .replace(/<(style|script|xml|title)\b[\s\S]*?<\/\1>/gi, "")
    .replace(/<\/?[a-z][^<>]*>/gi, (tag) => (/^<\/?(?:\w+:|\?)/.test(tag) ? "" : tag.replace(/\sstyle\s*=/gi, " data-style=")));
}

/** Footnotes of Word and LibreOffice stand at the end, with a mark in the text: both become one. */
function footnotesOf(body: HTMLElement): void {
  for (const mark of body.querySelectorAll<HTMLAnchorElement>('a[href^="#_ftn"], a[href^="#_edn"], a.sdfootnoteanc, a.sdendnoteanc')) {
    const name = mark.getAttribute("href")?.slice(1).replace(/^_/, "").replace(/sym$/, "") ?? "";
    if (!name || name.includes("ref")) continue;
    const note = body.querySelector(`[id="${CSS.escape(name)}"]`);
    if (!note || note.contains(mark)) continue;
    const words = note.cloneNode(true) as HTMLElement;
    for (const back of words.querySelectorAll("a[href^='#']")) back.remove();
    const text = (words.textContent ?? "").replace(/\s+/g, " ").trim();
    note.remove();
    if (!text) continue;
    const place = body.ownerDocument.createElement("span");
    place.dataset.footnote = text.replace(/[\\[\]*_^]/g, "\\$&");
    place.textContent = "*";
    mark.replaceWith(place);
  }
}

/** Paragraphs that the word processor counts among its headings; a heading is one line and bold by itself. */
function headings(body: HTMLElement): void {
  for (const paragraph of body.querySelectorAll<HTMLElement>("p")) {
    const level = /mso-outline-level:\s*(\d)/.exec(styleOf(paragraph))?.[1];
    if (/\bMsoTitle\b/.test(paragraph.className) || level) rename(paragraph, Number(level ?? 1) > 2 ? "h3" : "h2");
  }
  for (const heading of body.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
    for (const bold of heading.querySelectorAll("b, strong")) unwrap(bold);
    for (const end of heading.querySelectorAll("br")) end.replaceWith(" ");
    for (const element of heading.querySelectorAll<HTMLElement>("[data-style]")) delete element.dataset.style;
  }
}

function marksByStyle(body: HTMLElement): void {
  for (const bold of body.querySelectorAll<HTMLElement>("b, strong")) if (/font-weight:\s*(?:normal|400)/.test(styleOf(bold))) unwrap(bold);
  for (const italic of body.querySelectorAll<HTMLElement>("i, em")) if (/font-style:\s*normal/.test(styleOf(italic))) unwrap(italic);
  for (const span of body.querySelectorAll<HTMLElement>("span[data-style], font[data-style]")) {
    const style = styleOf(span);
    if (/font-weight:\s*(?:bold|[6-9]00)/.test(style) && !span.closest("b, strong")) wrapContent(span, "strong");
    if (/font-style:\s*italic/.test(style) && !span.closest("i, em")) wrapContent(span, "em");
  }
}

export const styleOf = (element: HTMLElement): string => element.dataset.style ?? "";

const isEmpty = (element: Element): boolean => element.textContent?.trim() === "" && !element.querySelector("[data-footnote], td, th");

function unwrap(element: Element): void {
  element.replaceWith(...element.childNodes);
}

function wrapContent(element: Element, tag: string): void {
  const wrapper = element.ownerDocument.createElement(tag);
  wrapper.append(...element.childNodes);
  element.append(wrapper);
}

export function rename(element: Element, tag: string): Element {
  const other = element.ownerDocument.createElement(tag);
  other.append(...element.childNodes);
  for (const { name, value } of element.attributes) other.setAttribute(name, value);
  element.replaceWith(other);
  return other;
}
